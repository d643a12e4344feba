"""What should have been paid by a day, and so what is due: the one difference that arrears and changes fall out of.

Values: policy/councils
Next:   selfdirect/rules/calendar.py
Tests:  tests/rules/test_payments.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from selfdirect.rules.calendar import CYCLES, Period, days_inclusive, format_date, period_holding, period_start, periods
from selfdirect.rules.money import DAYS_IN_A_WEEK, MOST_PENCE, format_pounds
from selfdirect.rules.problems import Problem, Refused
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import WORKED_OUT, Row, Working

# Policy values read here: CYCLE is one of CYCLES, IN_ADVANCE is yes or no, CALENDAR is a table of one row with the
# column first_period_starts_on, a date.
CYCLE: Final = "payments.cycle"
IN_ADVANCE: Final = "payments.in_advance"
CALENDAR: Final = "payments.calendar"

_BY_DAYS: Final = "Whole days at a seventh of the weekly amount"
_FIRST_DAY: Final = date(1, 1, 1)


@dataclass(frozen=True)
class Rate:
    """A weekly amount from a day on, until the next rate."""

    from_on: date
    pence_weekly: int


@dataclass(frozen=True)
class Suspension:
    """Days without payment, both ends included; `until_on` is None while it lasts. A reason is always given."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True)
class OneOff:
    """An amount paid once, due on its day, whatever the cycle."""

    on: date
    pence: int
    label: str


@dataclass(frozen=True)
class Schedule:
    """Everything that is to be paid to one payee of one budget, as it is known today.

    `ends_on` is the last day paid for. Periods run from `calendar_from`, the council's first period, where it is
    given, else from `starts_on`; the first and last may be parts of a period. A change made later to a past day
    simply changes this history.
    """

    starts_on: date
    ends_on: date | None
    cycle: str
    rates: tuple[Rate, ...]
    suspensions: tuple[Suspension, ...] = ()
    one_offs: tuple[OneOff, ...] = ()
    in_advance: bool = True
    calendar_from: date | None = None


@dataclass(frozen=True)
class PayPeriod:
    """The days that one payment is for, both ends included, and the day it falls due."""

    starts_on: date
    ends_on: date
    pay_on: date


@dataclass(frozen=True)
class Entitled:
    """What should have been paid by a day, in pence, and the last day that it pays for (None: nothing yet)."""

    pence: int
    covered_until: date | None
    working: Working


@dataclass(frozen=True)
class Due:
    """What is due now. When more was approved than is due, `pence` is 0 and `question` asks a person to decide."""

    pence: int
    question: str | None


class ScheduleRefused(Refused):
    """The schedule cannot be paid from; `problems` says why, field by field."""


def schedule_terms(values: Values) -> tuple[str, bool]:
    """Give the cycle, and whether it is paid in advance, that the policy sets. Raises ValueRefused."""
    cycle = values.choice(CYCLE)
    if cycle not in CYCLES:
        raise ValueRefused(f"{CYCLE} is {cycle}. It must be one of {', '.join(CYCLES)}.")
    return cycle, values.yes(IN_ADVANCE)


def first_period_on(values: Values) -> date:
    """Give the first day of the council's first payment period, for `calendar_from`. Raises ValueRefused."""
    table = values.table(CALENDAR)
    day = table[0].get("first_period_starts_on") if len(table) == 1 else None
    if not isinstance(day, date):
        raise ValueRefused(f"{CALENDAR} must hold one row with first_period_starts_on, a date.")
    return day


def check_schedule(schedule: Schedule) -> tuple[Problem, ...]:
    """Say everything that stops a schedule from being paid from; nothing when it can be."""
    return tuple(_problems(schedule))


def pay_periods(schedule: Schedule, on: date) -> tuple[PayPeriod, ...]:
    """Give, in order, every period whose payment falls due on or before this day. No day is in two, none is missed.

    In advance, a period falls due on its first day; otherwise on the day after its last.
    """
    return tuple(period for period in _periods(schedule, on) if period.pay_on <= on)


def next_pay_on(schedule: Schedule, after: date) -> date | None:
    """Give the first day after `after` on which a payment falls due; None when there is none to come."""
    until = period_start(schedule.cycle, max(after, schedule.starts_on), 2)
    days = [period.pay_on for period in _periods(schedule, until)]
    days += [one_off.on for one_off in schedule.one_offs]
    return min((day for day in days if day > after), default=None)


def entitled_to_date(schedule: Schedule, on: date) -> Entitled:
    """Give all that should have been paid by this day, from the very first day (R-PAY-04, R-PAY-10).

    Every day in the periods due counts a seventh of its weekly amount, but for suspended days; the sevenths are
    added up first and part of a penny is dropped once, so payments always add up. Raises ScheduleRefused.
    """
    problems = check_schedule(schedule)
    if problems:
        raise ScheduleRefused(problems)
    covered_until = _covered_until(schedule, on)
    rows: list[Row] = []
    sevenths = 0
    if covered_until is not None:
        covered = Period(schedule.starts_on, covered_until)
        for stretch, weekly in _stretches(schedule, covered):
            days = stretch.days - _suspended_days(schedule, stretch)
            sevenths += days * weekly
            label = (
                f"{format_date(stretch.starts_on)} to {format_date(stretch.ends_on)} at {format_pounds(weekly)} a week"
            )
            rows.append(Row(label, days, "days paid for", "rates", _BY_DAYS, WORKED_OUT, stretch.starts_on))
    weeks_pence = sevenths // DAYS_IN_A_WEEK
    rows.append(Row("For those days", weeks_pence, "pence", "days", _BY_DAYS, WORKED_OUT))
    paid_once = [one_off for one_off in schedule.one_offs if one_off.on <= on]
    rows += [Row(each.label, each.pence, "pence", "one_off", "Paid once", WORKED_OUT, each.on) for each in paid_once]
    pence = weeks_pence + sum(each.pence for each in paid_once)
    rows.append(Row(f"Should have been paid by {format_date(on)}", pence, "pence", "entitled", _BY_DAYS, WORKED_OUT))
    return Entitled(pence, covered_until, tuple(rows))


def amount_due(entitled_pence: int, approved_pence: int) -> Due:
    """Take what has been approved so far from what should have been paid (R-PAY-16, R-PAY-17).

    A difference below zero is never taken off in silence, nor paid: it becomes a question for a person.
    """
    difference = entitled_pence - approved_pence
    if difference >= 0:
        return Due(difference, None)
    over = format_pounds(-difference)
    return Due(0, f"{over} more has been approved than is due. Decide what to do with it.")


def _periods(schedule: Schedule, until: date) -> Iterator[PayPeriod]:
    """Give every period that begins on or before `until`, cut to the days of the schedule."""
    begins = schedule.calendar_from or schedule.starts_on
    for period in periods(schedule.cycle, begins, until):
        starts_on = max(period.starts_on, schedule.starts_on)
        ends_on = period.ends_on if schedule.ends_on is None else min(period.ends_on, schedule.ends_on)
        if starts_on <= ends_on:
            pay_on = starts_on if schedule.in_advance else ends_on + timedelta(days=1)
            yield PayPeriod(starts_on, ends_on, pay_on)


def _covered_until(schedule: Schedule, on: date) -> date | None:
    """Give the last day of the last period due by this day, without walking through those before it."""
    if on < schedule.starts_on:
        return None
    if schedule.ends_on is not None and on > schedule.ends_on:
        return schedule.ends_on
    period = period_holding(schedule.cycle, schedule.calendar_from or schedule.starts_on, on)
    if not schedule.in_advance:
        last = period.starts_on - timedelta(days=1)
        return last if last >= schedule.starts_on else None
    return period.ends_on if schedule.ends_on is None else min(period.ends_on, schedule.ends_on)


def _stretches(schedule: Schedule, covered: Period) -> Iterator[tuple[Period, int]]:
    """Give each run of days at one weekly amount, within the days covered."""
    rates = sorted(schedule.rates, key=lambda rate: rate.from_on)
    for rate, following in pairwise([*rates, None]):
        assert rate is not None
        last = covered.ends_on if following is None else following.from_on - timedelta(days=1)
        stretch = Period(max(rate.from_on, covered.starts_on), min(last, covered.ends_on))
        if stretch.days:
            yield stretch, rate.pence_weekly


def _suspended_days(schedule: Schedule, stretch: Period) -> int:
    """Count the days of this run that are suspended, each once however many suspensions hold it."""
    days, reached = 0, _FIRST_DAY
    for suspension in sorted(schedule.suspensions, key=lambda each: each.from_on):
        last = min(suspension.until_on or stretch.ends_on, stretch.ends_on)
        first = max(suspension.from_on, stretch.starts_on, reached)
        days += days_inclusive(first, last)
        reached = max(reached, last + timedelta(days=1))
    return days


def _problems(schedule: Schedule) -> Iterator[Problem]:
    if schedule.cycle not in CYCLES:
        yield Problem("cycle", "Choose how often it is paid.")
    if schedule.ends_on is not None and schedule.ends_on < schedule.starts_on:
        yield Problem("ends_on", "The last day cannot come before the first.")
    if schedule.calendar_from is not None and schedule.calendar_from > schedule.starts_on:
        yield Problem("starts_on", "Payments cannot start before the council's first payment period.")
    if schedule.rates and min(rate.from_on for rate in schedule.rates) > schedule.starts_on:
        yield Problem("rates", "The first weekly amount must hold from the first day.")
    if len({rate.from_on for rate in schedule.rates}) != len(schedule.rates):
        yield Problem("rates", "Two weekly amounts start on the same day.")
    if any(not 0 <= rate.pence_weekly <= MOST_PENCE for rate in schedule.rates):
        yield Problem("rates", "A weekly amount must be £0.00 or more.")
    if any(not 0 < one_off.pence <= MOST_PENCE for one_off in schedule.one_offs):
        yield Problem("one_offs", "An amount paid once must be more than £0.00.")
    for suspension in schedule.suspensions:
        if suspension.until_on is not None and suspension.until_on < suspension.from_on:
            yield Problem("suspensions", "The last day of a suspension cannot come before its first.")
        if not suspension.reason.strip():
            yield Problem("suspensions", "Say why payments are suspended.")
