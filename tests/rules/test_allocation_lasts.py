"""How long an allocation lasts, and what may be paid once."""

from datetime import date

import pytest

from selfdirect.rules.allocation_lasts import lasts, paid_once
from selfdirect.rules.values import Amount, Values
from tests.rules.packs import on
from tests.rules.samples import SINCE, value

START = date(2025, 6, 9)


def once(allowed: bool, most: Amount) -> Values:
    found = {
        "allocation.one_off_allowed": value("allocation.one_off_allowed", allowed, "yes or no"),
        "allocation.one_off_most": value("allocation.one_off_most", most, "pence"),
    }
    return Values(found, SINCE, "fingerprint")


@pytest.mark.requirement("R-RAS-18")
def test_a_time_limited_allocation_has_a_last_day() -> None:
    """26 weeks from Monday 9 June 2025 are 182 days: the last is Sunday 7 December 2025."""
    found = lasts("mental_health", START, on("council_b"))
    assert (found.weeks, found.ends_on) == (26, date(2025, 12, 7))
    assert "last day is 7 December 2025" in found.words
    assert found.working[-1].status == "illustrative"


@pytest.mark.requirement("R-RAS-18")
def test_before_it_starts_it_has_a_length_only_and_other_groups_go_on() -> None:
    waiting = lasts("mental_health", None, on("council_b"))
    assert (waiting.weeks, waiting.ends_on) == (26, None) and "26 weeks from the day it starts" in waiting.words
    for council, group in (("council_b", "physical"), ("council_a", "mental_health")):
        ongoing = lasts(group, START, on(council))
        assert (ongoing.weeks, ongoing.ends_on) == (None, None) and "goes on" in ongoing.words


@pytest.mark.requirement("R-RAS-18")
@pytest.mark.parametrize(
    ("allowed", "most", "pence", "answer"),
    [
        (True, 500_00, 500_00, "may"),
        (True, 500_00, 500_01, "look_first"),
        (True, "none", 9_000_00, "may"),
        (False, "none", 1, "not_allowed"),
        (False, 500_00, 500_01, "not_allowed"),
    ],
)
def test_one_thing_may_be_paid_once_up_to_the_most_and_above_it_somebody_looks(
    allowed: bool, most: Amount, pence: int, answer: str
) -> None:
    found = paid_once(pence, once(allowed, most))
    assert found.answer == answer == found.working[-1].amount


def test_an_amount_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        paid_once(-1, once(True, "none"))
