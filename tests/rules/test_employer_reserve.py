"""What is put by adds up however often it is done, never passes what is available; what is owed at the end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.employer_reserve import (
    DAYS_IN_A_YEAR,
    Duty,
    Service,
    WhyEnded,
    fits,
    full_years,
    holiday_year_starts,
    notice_weeks,
    put_by,
    settlement,
)
from selfdirect.rules.employment import Asked, true_cost
from tests.rules.packs import on

DAY = date(2026, 6, 1)
VALUES = on("westminster", DAY)
COST = true_cost(Asked(20_00, 13_00, 40, DAY), VALUES)


def service(**more: object) -> Service:
    given = {"starts_on": date(2023, 6, 1), "last_on": date(2026, 8, 31), "born_on": date(1984, 1, 1)}
    given |= {"hours_hundredths": 20_00, "pence_hourly": 13_00, "holiday_taken_minutes": 0}
    return Service(**(given | more))  # type: ignore[arg-type]


@given(steps=st.lists(st.integers(0, 40), max_size=30))
def test_what_is_put_by_in_parts_is_what_is_put_by_at_once(steps: list[int]) -> None:
    days, parts = 0, dict.fromkeys(Duty, 0)
    for step in steps:
        before, after = put_by(COST, days), put_by(COST, days + step)
        days += step
        parts = {duty: parts[duty] + after[duty] - before[duty] for duty in Duty}
    assert parts == put_by(COST, days)
    assert sum(put_by(COST, DAYS_IN_A_YEAR).values()) == COST.duties


@given(wanted=st.lists(st.integers(0, 50_000), min_size=4, max_size=4), available=st.integers(-100, 150_000))
def test_no_more_is_put_by_than_is_available(wanted: list[int], available: int) -> None:
    asked = dict(zip(Duty, wanted, strict=True))
    found = fits(asked, available)
    assert sum(found.values()) == min(sum(wanted), max(0, available))
    assert all(0 <= found[duty] <= asked[duty] for duty in Duty)


def test_full_years_and_the_holiday_year_run_from_the_first_day() -> None:
    assert [full_years(date(2024, 2, 29), day) for day in (date(2025, 2, 27), date(2025, 2, 28))] == [0, 1]
    assert holiday_year_starts(date(2023, 6, 1), date(2026, 5, 31)) == date(2025, 6, 1)


def test_the_least_notice_grows_with_service() -> None:
    start = date(2010, 1, 1)
    days = [date(2010, 1, 31), date(2010, 2, 1), date(2012, 12, 31), date(2013, 1, 1), date(2026, 1, 1)]
    assert [notice_weeks(start, day, VALUES) for day in days] == [0, 1, 2, 3, 12]


def test_what_is_owed_after_three_years_is_as_worked_out_by_hand() -> None:
    found = settlement(service(holiday_taken_minutes=10 * 60), WhyEnded.REDUNDANT, VALUES)
    # 92 of 365 days of 5.6 weeks of 20 hours: 28 hours 14 minutes, less 10 hours.
    assert found.holiday == 237_03
    assert found.notice == 3 * 260_00
    # A full year at 41 counts for a week and a half, at 40 and 39 for one.
    assert found.redundancy == 910_00
    assert found.total == sum(found.parts.values()) == found.working[-1].amount


def test_who_leaves_is_owed_holiday_alone_and_notice_that_was_worked_is_not_paid_twice() -> None:
    left = settlement(service(), WhyEnded.RESIGNED, VALUES)
    assert (left.notice, left.redundancy) == (0, 0) and left.holiday > 0
    assert settlement(service(notice_worked_weeks=2), WhyEnded.DISMISSED, VALUES).notice == 260_00
    assert settlement(service(last_on=date(2025, 5, 31)), WhyEnded.REDUNDANT, VALUES).redundancy == 0


@pytest.mark.parametrize("days", range(0, 800, 61))
def test_nothing_owed_is_ever_below_nothing(days: int) -> None:
    ends = service(last_on=date(2023, 6, 1) + timedelta(days=days), holiday_taken_minutes=60 * 200)
    assert min(settlement(ends, WhyEnded.DIED, VALUES).parts.values()) >= 0
