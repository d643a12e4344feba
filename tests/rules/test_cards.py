"""Whether what is on a card reaches: the first person who could not be paid, and by how much."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.cards import Falls, falls_short

ON = date(2026, 7, 6)
UNTIL = ON + timedelta(days=28)


def day(number: int) -> date:
    return ON + timedelta(days=number)


@pytest.mark.requirement("R-PAY-18")
def test_the_first_who_could_not_be_paid_is_named_with_what_is_missing() -> None:
    wages = [(day(7 * week), 8_000, "Ana, wages") for week in (1, 2, 3)]
    assert falls_short(24_000, [], wages, UNTIL) is None
    assert falls_short(15_999, [], wages, UNTIL) == Falls(day(14), 1, "Ana, wages")
    assert falls_short(8_000, [(day(14), 8_000)], wages, UNTIL) == Falls(day(21), 8_000, "Ana, wages")
    assert falls_short(0, [(day(7), 24_000)], wages, UNTIL) is None, "what comes on the day is there first"


def test_what_is_due_after_the_last_day_does_not_count_and_below_nothing_is_short_at_once() -> None:
    assert falls_short(0, [], [(day(29), 5, "Ana")], UNTIL) is None
    assert falls_short(-500, [], [(day(1), 100, "Ana")], UNTIL) == Falls(day(1), 600, "Ana")
    assert falls_short(-500, [], [], UNTIL) is None


DAYS = some.integers(0, 40).map(day)


@given(
    some.integers(-1_000, 100_000),
    some.lists(some.tuples(DAYS, some.integers(1, 50_000)), max_size=5),
    some.lists(some.tuples(DAYS, some.integers(1, 50_000), some.just("Ana")), max_size=8),
)
def test_with_what_was_missing_that_day_is_reached(
    balance: int, comes: list[tuple[date, int]], goes: list[tuple[date, int, str]]
) -> None:
    found = falls_short(balance, comes, goes, UNTIL)
    if found is None:
        for upto in {on for on, _, _ in goes if on <= UNTIL}:
            there = balance + sum(pence for on, pence in comes if on <= upto)
            assert there >= sum(pence for on, pence, _ in goes if on <= upto)
    else:
        later = falls_short(balance + found.short_pence, comes, goes, UNTIL)
        assert later is None or later.on >= found.on
