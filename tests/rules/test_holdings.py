"""However often it is switched, every day is held in exactly one way, and the last word about a day counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.holdings import Change, Holding, Stretch, holding_on, planned_after, stretches, switched

STARTS, ENDS = date(2026, 4, 6), date(2027, 4, 4)
MANAGED, CARD = Holding("managed_account"), Holding("direct_payment", "prepaid_card")
FUND = Holding("third_party", fund_holder=7)
FIRST = (Change(STARTS, MANAGED),)


def day(number: int) -> date:
    return STARTS + timedelta(days=number)


def test_a_switch_for_a_while_goes_there_and_back() -> None:
    after = FIRST + switched(FIRST, CARD, day(10), day(20), ENDS)
    assert stretches(after, STARTS, ENDS) == (
        Stretch(STARTS, day(9), MANAGED),
        Stretch(day(10), day(19), CARD),
        Stretch(day(20), ENDS, MANAGED),
    )


def test_a_switch_for_good_goes_before_a_return_that_was_planned() -> None:
    once = FIRST + switched(FIRST, CARD, day(10), day(60), ENDS)
    assert planned_after(once, day(30), ENDS) == (Change(day(60), MANAGED),)
    twice = once + switched(once, FUND, day(30), None, ENDS)
    assert [each.holding for each in stretches(twice, STARTS, ENDS)] == [MANAGED, CARD, FUND]
    assert planned_after(twice, day(30), ENDS) == ()


def test_a_switch_for_a_while_within_another_leaves_what_was_planned_after_it() -> None:
    once = FIRST + switched(FIRST, CARD, day(10), day(60), ENDS)
    twice = once + switched(once, FUND, day(20), day(30), ENDS)
    assert [(each.from_on, each.holding) for each in stretches(twice, STARTS, ENDS)] == [
        (STARTS, MANAGED),
        (day(10), CARD),
        (day(20), FUND),
        (day(30), CARD),
        (day(60), MANAGED),
    ]


def test_before_the_first_day_nothing_is_said() -> None:
    with pytest.raises(LookupError):
        holding_on(FIRST, STARTS - timedelta(days=1))


DAYS = (ENDS - STARTS).days
WAYS = some.sampled_from([MANAGED, CARD, FUND])
SWITCHES = some.lists(some.tuples(WAYS, some.integers(0, DAYS - 1), some.none() | some.integers(1, 90)), max_size=8)


@given(asked=SWITCHES)
def test_no_sequence_of_switches_leaves_a_day_uncovered_or_covers_one_twice(
    asked: list[tuple[Holding, int, int | None]],
) -> None:
    changes = FIRST
    for way, begins, length in asked:
        before = changes
        back = day(begins + length) if length and begins + length <= DAYS else None
        changes += switched(changes, way, day(begins), back, ENDS)
        for number in range(begins):
            assert holding_on(changes, day(number)) == holding_on(before, day(number))
        assert holding_on(changes, day(begins)) == way
        for number in range(begins + length if back and length else DAYS, DAYS + 1):
            assert holding_on(changes, day(number)) == (holding_on(before, day(number)) if back else way)
    found = stretches(changes, STARTS, ENDS)
    covered = [
        each.from_on + timedelta(days=place)
        for each in found
        for place in range((each.until_on - each.from_on).days + 1)
    ]
    assert covered == [day(number) for number in range(DAYS + 1)]
    assert all(holding_on(changes, each.until_on) == each.holding for each in found)
