"""Days: working days with their holidays, weeks and months, the periods that money is paid for.

Tests:  tests/rules/test_calendar.py
"""

from calendar import monthrange
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKLY: Final = "weekly"
FOUR_WEEKLY: Final = "four_weekly"
MONTHLY: Final = "monthly"
QUARTERLY: Final = "quarterly"
YEARLY: Final = "yearly"
CYCLES: Final = {
    WEEKLY: "every week",
    FOUR_WEEKLY: "every 4 weeks",
    MONTHLY: "every month",
    QUARTERLY: "every 3 months",
    YEARLY: "once a year",
}

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SATURDAY: Final = 5
_WEEKS: Final = {WEEKLY: 1, FOUR_WEEKLY: 4}
_MONTHS_LONG: Final = {MONTHLY: 1, QUARTERLY: 3, YEARLY: 12}


@dataclass(frozen=True)
class Period:
    """A run of days, both ends included."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days the period has, both ends included."""
        return days_inclusive(self.starts_on, self.ends_on)


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Say whether this is Monday to Friday and no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: AbstractSet[date]) -> date:
    """Give the day this many working days after `start`; with 0, the first working day from `start` on."""
    if days < 0:
        raise ValueError(f"The number of working days must be zero or more, not {days}.")
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, holidays)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date, holidays: AbstractSet[date]) -> int:
    """Count the working days after `start`, up to and with `end`; a minus number when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, holidays)
    return sum(is_working_day(start + timedelta(days=step), holidays) for step in range(1, (end - start).days + 1))


def add_months(day: date, months: int) -> date:
    """Give the same day of the month, this many months on; the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def days_inclusive(first: date, last: date) -> int:
    """Count the days from `first` to `last`, both included; 0 when `last` comes before `first`."""
    return max(0, (last - first).days + 1)


def weeks_in(first: date, last: date) -> tuple[int, int]:
    """Give the whole weeks, and the days over, from `first` to `last`, both included."""
    return divmod(days_inclusive(first, last), 7)


def period_start(cycle: str, starts_on: date, number: int) -> date:
    """Give the first day of the period with this number; the one that begins on `starts_on` is 0."""
    if cycle in _MONTHS_LONG:
        return add_months(starts_on, _MONTHS_LONG[cycle] * number)
    if cycle in _WEEKS:
        return starts_on + timedelta(weeks=_WEEKS[cycle] * number)
    raise ValueError(f"{cycle!r} is not a cycle. It is one of {', '.join(CYCLES)}.")


def periods(cycle: str, starts_on: date, until: date) -> Iterator[Period]:
    """Give, in order, every whole period from `starts_on` that begins on or before `until`.

    No day is in two periods and none is in between. A month begins on the day of the month of `starts_on`.
    """
    number, begins = 0, period_start(cycle, starts_on, 0)
    while begins <= until:
        number += 1
        next_begins = period_start(cycle, starts_on, number)
        yield Period(begins, next_begins - timedelta(days=1))
        begins = next_begins


def period_holding(cycle: str, starts_on: date, day: date) -> Period:
    """Give the one whole period that holds this day. Raises ValueError for a day before the first period."""
    if day < starts_on:
        raise ValueError(f"{day.isoformat()} comes before the first period.")
    if cycle in _MONTHS_LONG:
        number = ((day.year - starts_on.year) * 12 + day.month - starts_on.month) // _MONTHS_LONG[cycle]
        number -= period_start(cycle, starts_on, number) > day
    else:
        number = (day - starts_on).days // (7 * _WEEKS.get(cycle, 1))
    begins, next_begins = (period_start(cycle, starts_on, each) for each in (number, number + 1))
    return Period(begins, next_begins - timedelta(days=1))


def age_on(born_on: date, on: date) -> int:
    """Give the age in whole years. Somebody born on 29 February has a birthday on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def format_date(day: date) -> str:
    """Show a day in words: "3 December 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_in_words(day: date) -> str:
    """Show the month of a day in words: "December 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def financial_year(day: date) -> tuple[date, date]:
    """The first and the last day of the financial year that a day is in: local authorities' run from 1 April."""
    first = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return first, date(first.year + 1, 3, 31)
