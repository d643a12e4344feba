"""Working days, periods and dates in words."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.calendar import (
    CYCLES,
    add_months,
    add_working_days,
    age_on,
    days_inclusive,
    financial_year,
    format_date,
    is_working_day,
    period_holding,
    period_start,
    periods,
    weeks_in,
    working_days_between,
)

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def test_working_days_skip_weekends_and_holidays() -> None:
    assert add_working_days(date(2026, 12, 24), 1, CHRISTMAS) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 24), 4, CHRISTMAS) == date(2027, 1, 4)
    assert add_working_days(date(2026, 12, 26), 0, CHRISTMAS) == date(2026, 12, 29)
    assert not is_working_day(date(2026, 12, 25), CHRISTMAS)


def test_a_minus_number_of_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        add_working_days(date(2026, 12, 24), -1, CHRISTMAS)


@given(DAYS, st.integers(1, 60))
def test_adding_working_days_and_counting_them_agree(start: date, days: int) -> None:
    end = add_working_days(start, days, CHRISTMAS)
    assert is_working_day(end, CHRISTMAS)
    assert working_days_between(start, end, CHRISTMAS) == days
    assert working_days_between(end, start, CHRISTMAS) == -days


def test_months_end_on_the_last_day_when_shorter() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_weeks_and_days_between_two_days() -> None:
    assert weeks_in(date(2026, 1, 1), date(2026, 1, 14)) == (2, 0)
    assert weeks_in(date(2026, 1, 1), date(2026, 1, 15)) == (2, 1)
    assert days_inclusive(date(2026, 1, 2), date(2026, 1, 1)) == 0


@given(st.sampled_from(sorted(CYCLES)), DAYS, st.integers(0, 800))
def test_periods_leave_no_day_out_and_have_no_day_twice(cycle: str, starts_on: date, days: int) -> None:
    until = starts_on + timedelta(days=days)
    found = list(periods(cycle, starts_on, until))
    assert found[0].starts_on == starts_on
    assert found[-1].starts_on <= until <= found[-1].ends_on
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + timedelta(days=1)


@given(st.sampled_from(sorted(CYCLES)), DAYS, st.integers(0, 3000))
def test_the_period_of_a_day_is_found_without_walking_to_it(cycle: str, starts_on: date, days: int) -> None:
    day = starts_on + timedelta(days=days)
    assert period_holding(cycle, starts_on, day) == list(periods(cycle, starts_on, day))[-1]


def test_no_period_holds_a_day_before_the_first() -> None:
    with pytest.raises(ValueError, match="before the first"):
        period_holding("weekly", date(2026, 1, 2), date(2026, 1, 1))


def test_periods_have_the_length_of_their_cycle() -> None:
    assert {cycle: next(periods(cycle, date(2026, 2, 1), date(2026, 2, 1))).days for cycle in CYCLES} == {
        "weekly": 7,
        "four_weekly": 28,
        "monthly": 28,
        "quarterly": 28 + 31 + 30,
        "yearly": 365,
    }
    assert list(periods("monthly", date(2026, 1, 31), date(2026, 3, 1)))[1].starts_on == date(2026, 2, 28)
    with pytest.raises(ValueError, match="not a cycle"):
        period_start("daily", date(2026, 1, 1), 0)


def test_an_age_changes_on_the_birthday() -> None:
    assert age_on(date(2000, 3, 2), date(2026, 3, 1)) == 25
    assert age_on(date(2000, 3, 2), date(2026, 3, 2)) == 26
    assert age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25


def test_a_date_is_shown_in_words() -> None:
    assert format_date(date(2026, 12, 3)) == "3 December 2026"


def test_a_financial_year_begins_in_april() -> None:
    assert financial_year(date(2026, 3, 31)) == (date(2025, 4, 1), date(2026, 3, 31))
    assert financial_year(date(2026, 4, 1)) == (date(2026, 4, 1), date(2027, 3, 31))
