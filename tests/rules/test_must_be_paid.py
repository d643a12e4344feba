"""The days on which somebody must be paid."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.must_be_paid import Every, due_days

FIRST = date(2028, 1, 31)


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Every.WEEKLY, [date(2028, 2, 7), date(2028, 2, 14), date(2028, 2, 21), date(2028, 2, 28)]),
        (Every.FOUR_WEEKLY, [date(2028, 2, 28)]),
        (Every.MONTHLY, [date(2028, 2, 29)]),
        (Every.ONCE, []),
    ],
)
def test_each_day_comes_from_the_first(every: Every, days: list[date]) -> None:
    assert due_days(every, FIRST, date(2028, 2, 1), date(2028, 2, 29)) == days
    assert due_days(every, FIRST, FIRST, FIRST) == [FIRST]
    assert due_days(every, FIRST, date(2027, 12, 1), date(2028, 1, 30)) == []


@given(some.sampled_from(Every), some.integers(0, 400), some.integers(0, 400))
def test_no_day_is_lost_or_doubled_where_one_look_ends_and_the_next_begins(every: Every, split: int, more: int) -> None:
    middle = FIRST + timedelta(days=split)
    end = middle + timedelta(days=more)
    whole = due_days(every, FIRST, FIRST, end)
    parts = due_days(every, FIRST, FIRST, middle) + due_days(every, FIRST, middle + timedelta(days=1), end)
    assert parts == whole and len(set(whole)) == len(whole)


def test_how_often_is_said_in_words() -> None:
    assert [one.label for one in Every] == ["every week", "every 4 weeks", "every month", "once"]
