"""Service standards: clocks that run from one event to another, and standards that are a share of all.

Each clock is its own: one that ends later never stands for one that ends sooner.

Values: policy/councils
Next:   selfdirect/rules/calendar.py
Tests:  tests/rules/test_standards.py
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import add_working_days, format_date
from selfdirect.rules.findings import entered, table_or_none
from selfdirect.rules.values import TableRow, ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import WORKED_OUT, Row, Working, worst

# Policy values read here. CLOCKS has columns code, label, starts_at, ends_at, within, unit, source, status; SHARES has
# code, label, percent, within.
CLOCKS: Final = "standards.clocks"
SHARES: Final = "standards.shares"

# What starts or ends a clock.
EVENTS: Final = (
    "enquiry",
    "referral",
    "eligible_for_support",
    "appointment_made",
    "visit",
    "assessment_started",
    "assessment_finished",
    "eligibility_decided",
    "plan_finished",
    "plan_agreed",
    "service_started",
    "equipment_delivered",
    "answered",
)

WORKING_DAYS: Final = "working_days"
DAYS: Final = "days"
WEEKS: Final = "weeks"
_UNITS: Final = {WORKING_DAYS: "working day", DAYS: "day", WEEKS: "week"}


@dataclass(frozen=True)
class ClockAnswer:
    """One clock for one person: when it is due, and whether it was kept; `kept` is None while it still runs."""

    code: str
    label: str
    starts_at: str
    ends_at: str
    started_on: date
    due_on: date
    ended_on: date | None
    kept: bool | None
    working: Working


@dataclass(frozen=True)
class ShareAnswer:
    """A standard that is a share: how many were in time, of how many, and whether the target is reached."""

    code: str
    label: str
    in_time: int
    of: int
    percent_wanted: int
    reached: bool | None


def clocks(
    events: Mapping[str, date], values: Values, holidays: AbstractSet[date], on: date
) -> tuple[ClockAnswer, ...]:
    """Give every clock that has started, as it stands on this day (R-ELG-05).

    `events` holds the day of each event that has happened. A clock that has not ended is lost once its last day has
    gone by.
    """
    started = [row for row in table_or_none(values, CLOCKS) if events.get(text_cell(row, "starts_at"))]
    return tuple(_clock(row, events, values, holidays, on) for row in started)


def due_on(code: str, started_on: date, values: Values, holidays: AbstractSet[date]) -> date:
    """Give the last day of one standard that began on this day. Raises ValueRefused for an unknown one."""
    for row in table_or_none(values, CLOCKS):
        if row["code"] == code:
            return _due(row, started_on, holidays)
    raise ValueRefused(f"{CLOCKS} holds no standard {code}.")


def _due(row: TableRow, started_on: date, holidays: AbstractSet[date]) -> date:
    within, unit = whole_cell(row, "within"), text_cell(row, "unit")
    if unit == WORKING_DAYS:
        return add_working_days(started_on, within, holidays)
    return started_on + timedelta(days=within * 7 if unit == WEEKS else within)


def _clock(
    row: TableRow, events: Mapping[str, date], values: Values, holidays: AbstractSet[date], on: date
) -> ClockAnswer:
    starts_at, ends_at = text_cell(row, "starts_at"), text_cell(row, "ends_at")
    started_on, ended_on = events[starts_at], events.get(ends_at)
    due = _due(row, started_on, holidays)
    if ended_on is not None:
        kept: bool | None = ended_on <= due
    else:
        kept = False if on > due else None
    value, within, unit = values.value(CLOCKS), whole_cell(row, "within"), text_cell(row, "unit")
    source, status = text_cell(row, "source"), text_cell(row, "status")
    named = f"{_UNITS[unit]}{'' if within == 1 else 's'}"
    rows = [
        entered(_words(starts_at), started_on.isoformat(), "date", starts_at),
        Row(text_cell(row, "label"), within, named, CLOCKS, source, status, value.since),
        Row("Due by", due.isoformat(), "date", "due_on", "The rows above", worst((WORKED_OUT, status))),
    ]
    if ended_on is not None:
        rows.insert(2, entered(_words(ends_at), ended_on.isoformat(), "date", ends_at))
    code, label = text_cell(row, "code"), text_cell(row, "label")
    return ClockAnswer(code, label, starts_at, ends_at, started_on, due, ended_on, kept, tuple(rows))


def in_words(clock: ClockAnswer) -> str:
    """Say how one clock stands, for the person it is about."""
    due = format_date(clock.due_on)
    if clock.ended_on is not None:
        kept = "in time" if clock.kept else "late"
        return f"{clock.label}. Done on {format_date(clock.ended_on)}, due by {due}: {kept}."
    return f"{clock.label}. {'Due by' if clock.kept is None else 'Late: it was due by'} {due}."


def share(code: str, in_time: int, of: int, values: Values) -> ShareAnswer:
    """Measure one standard that is a share; exactly the share wanted is enough. None of none is not measured yet."""
    if not 0 <= in_time <= of:
        raise ValueError(f"{in_time} in time of {of} cannot be.")
    for row in table_or_none(values, SHARES):
        if row["code"] == code:
            percent = whole_cell(row, "percent")
            reached = in_time * 100 >= percent * of if of else None
            return ShareAnswer(code, text_cell(row, "label"), in_time, of, percent, reached)
    raise ValueRefused(f"{SHARES} holds no standard {code}.")


def _words(event: str) -> str:
    return event.replace("_", " ").capitalize()
