"""What is paid for a line over time: every day once, and the last word about a day counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.line_changes import LineChange, Paid, paid_on, paid_stretches
from selfdirect.rules.money import ALL_OF_IT

FIRST, LAST = date(2026, 7, 6), date(2027, 7, 5)
WEEK = timedelta(weeks=1)


def test_without_changes_all_of_it_is_paid_all_the_time() -> None:
    assert list(paid_stretches([], 8000, FIRST, LAST)) == [Paid(FIRST, LAST, 8000, ALL_OF_IT)]


@pytest.mark.requirement("R-PAY-10")
def test_a_pause_keeps_a_share_and_ends_by_itself_or_when_somebody_ends_it() -> None:
    pause = LineChange(FIRST + WEEK, FIRST + 3 * WEEK, kept_basis_points=5000)
    over = LineChange(FIRST + 2 * WEEK, kept_basis_points=ALL_OF_IT)
    assert [(one.from_on, one.kept_basis_points) for one in paid_stretches([pause], 8000, FIRST, LAST)] == [
        (FIRST, ALL_OF_IT),
        (FIRST + WEEK, 5000),
        (FIRST + 3 * WEEK + timedelta(days=1), ALL_OF_IT),
    ]
    assert paid_on([pause, over], 8000, FIRST + 2 * WEEK) == (8000, ALL_OF_IT)
    assert paid_on([pause, over], 8000, FIRST + WEEK) == (8000, 5000)
    assert paid_on([over, pause], 8000, FIRST + 2 * WEEK) == (8000, 5000), "the last word about a day counts"


def test_an_amount_changes_within_a_pause_and_after_it() -> None:
    changes = [LineChange(FIRST + WEEK, kept_basis_points=0), LineChange(FIRST + 2 * WEEK, net_pence_weekly=7000)]
    assert paid_on(changes, 8000, FIRST + WEEK) == (8000, 0)
    assert paid_on(changes, 8000, FIRST + 2 * WEEK) == (7000, 0)


CHANGES = some.lists(
    some.builds(
        lambda after, length, net, kept: LineChange(
            FIRST + timedelta(days=after),
            None if length is None else FIRST + timedelta(days=after + length),
            net_pence_weekly=net,
            kept_basis_points=kept if net is None else None,
        ),
        some.integers(-20, 400),
        some.none() | some.integers(0, 90),
        some.none() | some.integers(0, 9000),
        some.integers(0, ALL_OF_IT),
    ),
    max_size=8,
)


@given(CHANGES)
def test_every_day_is_in_one_stretch_and_says_what_the_day_itself_says(changes: list[LineChange]) -> None:
    found = list(paid_stretches(changes, 8000, FIRST, LAST))
    assert sum(days_inclusive(one.from_on, one.until_on) for one in found) == days_inclusive(FIRST, LAST)
    for one in found:
        for day in (one.from_on, one.until_on):
            assert paid_on(changes, 8000, day) == (one.net_pence_weekly, one.kept_basis_points)
