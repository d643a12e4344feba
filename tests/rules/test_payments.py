"""What should have been paid by a day: no day twice, none missed, and parts that always add up."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.calendar import CYCLES, days_inclusive
from selfdirect.rules.money import for_days, for_days_each
from selfdirect.rules.payments import (
    CALENDAR,
    CYCLE,
    IN_ADVANCE,
    OneOff,
    Rate,
    Schedule,
    ScheduleRefused,
    Suspension,
    amount_due,
    check_schedule,
    entitled_to_date,
    first_period_on,
    next_pay_on,
    pay_periods,
    schedule_terms,
)
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

MONDAY = date(2026, 11, 2)
SCHEDULE = Schedule(MONDAY, date(2027, 10, 31), "four_weekly", (Rate(MONDAY, 168_00),))


def _paid(schedule: Schedule, on: date) -> int:
    return entitled_to_date(schedule, on).pence


@pytest.mark.requirement("R-PAY-04")
def test_four_weeks_are_paid_in_advance_on_the_first_day() -> None:
    assert _paid(SCHEDULE, MONDAY - timedelta(days=1)) == 0
    assert _paid(SCHEDULE, MONDAY) == 4 * 168_00
    assert _paid(SCHEDULE, MONDAY + timedelta(days=27)) == 4 * 168_00
    assert _paid(SCHEDULE, MONDAY + timedelta(days=28)) == 8 * 168_00
    assert entitled_to_date(SCHEDULE, MONDAY).covered_until == date(2026, 11, 29)


def test_in_arrears_they_are_paid_the_day_after_the_last() -> None:
    arrears = replace(SCHEDULE, in_advance=False)
    assert _paid(arrears, date(2026, 11, 29)) == 0
    assert _paid(arrears, date(2026, 11, 30)) == 4 * 168_00


def test_the_last_period_stops_on_the_last_day() -> None:
    short = replace(SCHEDULE, ends_on=MONDAY + timedelta(days=9))
    assert _paid(short, date(2030, 1, 1)) == 168_00 * 10 // 7
    assert entitled_to_date(short, date(2030, 1, 1)).covered_until == short.ends_on


def test_the_council_s_own_periods_may_make_the_first_a_part() -> None:
    on_calendar = replace(SCHEDULE, calendar_from=date(2024, 4, 8), starts_on=date(2026, 11, 4))
    on_calendar = replace(on_calendar, rates=(Rate(date(2026, 11, 4), 70_00),))
    first, second = pay_periods(on_calendar, date(2026, 12, 1))[:2]
    assert (first.starts_on, first.pay_on) == (date(2026, 11, 4), date(2026, 11, 4))
    assert first.ends_on + timedelta(days=1) == second.starts_on
    assert (second.starts_on - date(2024, 4, 8)).days % 28 == 0


@pytest.mark.requirement("R-PAY-04")
def test_what_is_paid_once_falls_due_on_its_day() -> None:
    with_chair = replace(SCHEDULE, one_offs=(OneOff(date(2026, 11, 10), 300_00, "A chair"),))
    assert _paid(with_chair, date(2026, 11, 9)) == 4 * 168_00
    assert _paid(with_chair, date(2026, 11, 10)) == 4 * 168_00 + 300_00
    only = Schedule(MONDAY, None, "weekly", (), one_offs=with_chair.one_offs)
    assert _paid(only, date(2026, 11, 10)) == 300_00


def test_a_back_dated_rate_needs_no_special_case() -> None:
    before = _paid(SCHEDULE, MONDAY + timedelta(days=28))
    raised = replace(SCHEDULE, rates=(*SCHEDULE.rates, Rate(MONDAY + timedelta(days=10), 210_00)))
    after = _paid(raised, MONDAY + timedelta(days=28))
    assert after - before == (56 - 10) * 6_00
    assert amount_due(after, before).pence == 276_00


@pytest.mark.requirement("R-PAY-10")
def test_suspended_days_are_not_paid_for_and_each_counts_once() -> None:
    held = replace(
        SCHEDULE,
        suspensions=(
            Suspension(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13), "In hospital"),
            Suspension(MONDAY + timedelta(days=10), MONDAY + timedelta(days=16), "In hospital again"),
        ),
    )
    assert _paid(held, MONDAY) == 168_00 * (28 - 10) // 7
    for_ever = replace(SCHEDULE, suspensions=(Suspension(MONDAY + timedelta(days=7), None, "In hospital"),))
    assert _paid(for_ever, MONDAY + timedelta(days=200)) == 168_00


def test_more_approved_than_due_is_a_question_and_never_a_payment() -> None:
    due = amount_due(100_00, 150_00)
    assert due.pence == 0
    assert due.question is not None
    assert "£50.00 more has been approved" in due.question
    assert amount_due(100_00, 100_00).question is None


def test_the_next_payment_day_is_known() -> None:
    assert next_pay_on(SCHEDULE, date(2026, 1, 1)) == MONDAY
    assert next_pay_on(SCHEDULE, MONDAY) == date(2026, 11, 30)
    assert next_pay_on(SCHEDULE, date(2027, 10, 31)) is None
    assert next_pay_on(replace(SCHEDULE, in_advance=False), MONDAY) == date(2026, 11, 30)
    chair = replace(SCHEDULE, one_offs=(OneOff(date(2026, 11, 10), 300_00, "A chair"),))
    assert next_pay_on(chair, MONDAY) == date(2026, 11, 10)


def test_the_working_ends_with_the_answer() -> None:
    found = entitled_to_date(SCHEDULE, MONDAY)
    assert [row.amount for row in found.working] == [28, 672_00, 672_00]
    assert found.working[0].label == "2 November 2026 to 29 November 2026 at £168.00 a week"


def test_the_policy_sets_the_cycle() -> None:
    def policy(cycle: str) -> Values:
        found = {CYCLE: value(CYCLE, cycle), IN_ADVANCE: value(IN_ADVANCE, True)}
        return Values(found, SINCE, "fingerprint")

    assert schedule_terms(policy("monthly")) == ("monthly", True)
    with pytest.raises(ValueRefused, match="daily"):
        schedule_terms(policy("daily"))


def test_the_council_s_first_period_comes_from_policy() -> None:
    def policy(*rows: dict[str, date | str]) -> Values:
        return Values({CALENDAR: value(CALENDAR, rows)}, SINCE, "fingerprint")

    row = {"first_period_starts_on": date(2024, 4, 8)}
    assert first_period_on(policy(row)) == date(2024, 4, 8)
    for wrong in ((), (row, row), ({"first_period_starts_on": "soon"},)):
        with pytest.raises(ValueRefused, match="first_period_starts_on"):
            first_period_on(policy(*wrong))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"cycle": "daily"}, "cycle"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"calendar_from": date(2027, 1, 1)}, "starts_on"),
        ({"rates": (Rate(date(2026, 12, 1), 1),)}, "rates"),
        ({"rates": (Rate(MONDAY, 1), Rate(MONDAY, 2))}, "rates"),
        ({"rates": (Rate(MONDAY, -1),)}, "rates"),
        ({"one_offs": (OneOff(MONDAY, 0, "Nothing"),)}, "one_offs"),
        ({"suspensions": (Suspension(MONDAY, date(2026, 1, 1), "Away"),)}, "suspensions"),
        ({"suspensions": (Suspension(MONDAY, None, " "),)}, "suspensions"),
    ],
)
def test_a_schedule_that_cannot_be_paid_from_is_refused(changed: dict[str, object], field: str) -> None:
    wrong = replace(SCHEDULE, **changed)  # type: ignore[arg-type]
    assert [problem.field for problem in check_schedule(wrong)] == [field]
    with pytest.raises(ScheduleRefused):
        entitled_to_date(wrong, MONDAY)


OFFSETS = st.integers(0, 500)


@st.composite
def _schedules(draw: st.DrawFn) -> Schedule:
    starts_on = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    length = draw(st.none() | OFFSETS)
    offsets = draw(st.lists(OFFSETS, unique=True, max_size=3))
    rates = [
        Rate(starts_on + timedelta(days=offset), draw(st.integers(0, 500_00)))
        for offset in dict.fromkeys([0, *offsets])
    ]
    suspensions = []
    for first in draw(st.lists(OFFSETS, max_size=3)):
        lasts = draw(st.none() | st.integers(0, 90))
        from_on = starts_on + timedelta(days=first)
        until_on = None if lasts is None else from_on + timedelta(days=lasts)
        suspensions.append(Suspension(from_on, until_on, "Away"))
    before = draw(st.none() | st.integers(0, 400))
    return Schedule(
        starts_on=starts_on,
        ends_on=None if length is None else starts_on + timedelta(days=length),
        cycle=draw(st.sampled_from(sorted(CYCLES))),
        rates=tuple(rates),
        suspensions=tuple(suspensions),
        in_advance=draw(st.booleans()),
        calendar_from=None if before is None else starts_on - timedelta(days=before),
    )


@given(_schedules(), OFFSETS)
def test_no_day_is_paid_twice_and_none_is_missed(schedule: Schedule, offset: int) -> None:
    found = pay_periods(schedule, schedule.starts_on + timedelta(days=offset))
    if schedule.in_advance:
        assert found
    if found:
        assert found[0].starts_on == schedule.starts_on
    for before, after in pairwise(found):
        assert after.starts_on == before.ends_on + timedelta(days=1)
    for period in found:
        assert period.starts_on <= period.ends_on
        assert schedule.ends_on is None or period.ends_on <= schedule.ends_on


def _by_counting_days(schedule: Schedule, last: date | None) -> int:
    """The same sum, a day at a time."""
    sevenths, day = 0, schedule.starts_on
    while last is not None and day <= last:
        held = any(each.from_on <= day <= (each.until_on or date.max) for each in schedule.suspensions)
        rate = max((each for each in schedule.rates if each.from_on <= day), key=lambda each: each.from_on)
        sevenths += 0 if held else rate.pence_weekly
        day += timedelta(days=1)
    return sevenths // 7


@pytest.mark.requirement("R-PAY-04")
@pytest.mark.parametrize("cycle", sorted(CYCLES))
@pytest.mark.parametrize("in_advance", [True, False])
@pytest.mark.parametrize("starts_on", [date(2024, 2, 29), date(2026, 1, 31), date(2026, 11, 2)])
def test_over_a_hundred_years_every_day_is_paid_for_once(cycle: str, in_advance: bool, starts_on: date) -> None:
    ends_on = starts_on.replace(year=starts_on.year + 100, day=28)
    schedule = Schedule(starts_on, ends_on, cycle, (Rate(starts_on, 101_01),), in_advance=in_advance)
    found = pay_periods(schedule, ends_on + timedelta(days=1))
    assert (found[0].starts_on, found[-1].ends_on) == (starts_on, ends_on)
    assert all(after.starts_on == before.ends_on + timedelta(days=1) for before, after in pairwise(found))
    approved = 0
    for period in found:
        due = amount_due(_paid(schedule, period.pay_on), approved)
        assert due.question is None and (due.pence > 0 or period.starts_on == period.ends_on)
        approved += due.pence
    assert approved == 101_01 * days_inclusive(starts_on, ends_on) // 7


@given(_schedules(), OFFSETS)
def test_the_sum_is_the_same_as_counting_every_day(schedule: Schedule, offset: int) -> None:
    found = entitled_to_date(schedule, schedule.starts_on + timedelta(days=offset))
    due = pay_periods(schedule, schedule.starts_on + timedelta(days=offset))
    assert found.covered_until == (due[-1].ends_on if due else None)
    assert found.pence == _by_counting_days(schedule, found.covered_until)


@given(_schedules(), st.lists(OFFSETS, min_size=1, max_size=6))
def test_payments_made_on_any_days_add_up_to_what_is_due_in_the_end(schedule: Schedule, offsets: list[int]) -> None:
    approved = 0
    for offset in sorted(offsets):
        due = amount_due(_paid(schedule, schedule.starts_on + timedelta(days=offset)), approved)
        assert due.question is None
        approved += due.pence
    assert approved == _paid(schedule, schedule.starts_on + timedelta(days=max(offsets)))


@given(_schedules(), OFFSETS)
def test_the_next_payment_day_is_the_first_on_which_another_period_falls_due(schedule: Schedule, offset: int) -> None:
    after = schedule.starts_on + timedelta(days=offset)
    day = next_pay_on(schedule, after)
    already = len(pay_periods(schedule, after))
    if day is None:
        assert len(pay_periods(schedule, after + timedelta(days=400))) == already
    else:
        assert len(pay_periods(schedule, day - timedelta(days=1))) == already
        assert len(pay_periods(schedule, day)) == already + 1


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 500_00)), min_size=1, max_size=8),
    st.integers(1, 400),
    st.sampled_from(sorted(CYCLES)),
    st.integers(0, 30),
)
def test_what_is_promised_line_by_line_is_what_its_payee_is_paid_in_the_end(
    lines: list[tuple[int, int]], length: int, cycle: str, into_period: int
) -> None:
    """Several lines of one budget, each to one of three payees: never a penny short, and no more than set aside."""
    ends_on = MONDAY + timedelta(days=length - 1)
    days = days_inclusive(MONDAY, ends_on)
    promised = 0
    for payee in {payee for payee, _ in lines}:
        weekly = [amount for to, amount in lines if to == payee]
        begins = MONDAY - timedelta(days=into_period)
        paid = Schedule(MONDAY, ends_on, cycle, (Rate(MONDAY, sum(weekly)),), calendar_from=begins)
        assert _paid(paid, date(2030, 1, 1)) == sum(for_days_each(weekly, days))
        promised += sum(for_days_each(weekly, days))
    assert promised <= for_days(sum(amount for _, amount in lines), days)
