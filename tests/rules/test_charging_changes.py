"""What a dated change corrects: by whole days, to the penny, with nothing set off against anything."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging_changes import what_a_change_corrects
from selfdirect.rules.money import for_days

FROM = date(2025, 6, 2)


@pytest.mark.requirement("R-FIN-09")
def test_a_rise_says_what_is_owed_for_the_days_gone_by() -> None:
    found = what_a_change_corrects(47_00, 54_00, FROM, date(2025, 6, 12))
    assert (found.days, found.difference_pence_weekly) == (10, 7_00)
    assert (found.owed_by_person_pence, found.owed_to_person_pence) == (10_00, 0)
    assert found.remarks[0] == "The person pays £7.00 a week more from 2 June 2025."
    assert found.working[-1].amount == 10_00


@pytest.mark.requirement("R-FIN-09")
def test_a_fall_is_owed_to_the_person() -> None:
    found = what_a_change_corrects(54_00, 47_00, FROM, date(2025, 6, 12))
    assert (found.difference_pence_weekly, found.owed_by_person_pence, found.owed_to_person_pence) == (-7_00, 0, 10_00)
    assert found.remarks[-1] == "For the 10 days gone by the council owes them £10.00. Pay it back."


def test_fractions_of_a_penny_are_neither_lost_nor_found_twice() -> None:
    assert what_a_change_corrects(0, 1, FROM, FROM + timedelta(days=6)).owed_by_person_pence == 0
    assert what_a_change_corrects(0, 1, FROM, FROM + timedelta(days=7)).owed_by_person_pence == 1


@pytest.mark.parametrize("on", [FROM, FROM - timedelta(days=30)])
def test_a_change_still_to_come_corrects_nothing(on: date) -> None:
    found = what_a_change_corrects(10_00, 20_00, FROM, on)
    assert (found.days, found.owed_by_person_pence, found.owed_to_person_pence) == (0, 0, 0)
    assert found.remarks == ("The person pays £10.00 a week more from 2 June 2025.",)


def test_no_change_says_so_and_the_full_cost_is_not_guessed() -> None:
    assert what_a_change_corrects(1, 1, FROM, FROM).remarks == ("The charge stays the same.",)
    for before, after in ((None, 10_00), (10_00, None), (None, None)):
        found = what_a_change_corrects(before, after, FROM, FROM + timedelta(days=9))
        assert found.difference_pence_weekly is None and found.working == ()
        assert "full cost" in found.remarks[0]


def test_amounts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        what_a_change_corrects(-1, 0, FROM, FROM)


@given(st.integers(0, 900_00), st.integers(0, 900_00), st.integers(0, 800))
def test_what_was_asked_and_what_is_owed_come_to_what_was_due(before: int, after: int, days: int) -> None:
    found = what_a_change_corrects(before, after, FROM, FROM + timedelta(days=days))
    assert for_days(before, days) + found.owed_by_person_pence - found.owed_to_person_pence == for_days(after, days)
    assert not (found.owed_by_person_pence and found.owed_to_person_pence)
