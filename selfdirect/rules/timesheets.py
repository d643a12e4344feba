"""A week of work: what may be logged, how it is read from hours and minutes, and what it comes to.

Next:   selfdirect/actions/timesheets.py
Tests:  tests/rules/test_timesheets.py
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.money import round_half_up
from selfdirect.rules.problems import Problem

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KINDS: Final = {"worked": "Worked", "holiday": "Holiday", "sick": "Ill"}
MINUTES_IN_A_DAY: Final = 24 * 60
_HOURS = re.compile(r"(\d{1,2})(?:(?::([0-5]\d))|(?:[.,](25|5|50|75|0|00)))?")
_QUARTERS: Final = {"25": 15, "5": 30, "50": 30, "75": 45, "0": 0, "00": 0}

Minutes = Mapping[str, Sequence[int]]


class HoursRefused(ValueError):
    """What was typed is not a number of hours. The message says how to mend it."""


def read_hours(text: str) -> int:
    """Give the minutes of hours as people write them: 3, 3:30, 3.5 or nothing. Raises HoursRefused."""
    bare = text.strip().lower().removesuffix("hours").removesuffix("h").strip()
    if not bare:
        return 0
    found = _HOURS.fullmatch(bare)
    if found is None:
        raise HoursRefused("Enter hours like 3, 3.5 or 3:30")
    minutes = int(found[1]) * 60 + (int(found[2]) if found[2] else _QUARTERS.get(found[3] or "0", 0))
    if minutes > MINUTES_IN_A_DAY:
        raise HoursRefused("A day has no more than 24 hours")
    return minutes


def in_hours(minutes: int) -> str:
    """Give minutes as hours: 210 is 3:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def monday_of(day: date) -> date:
    """Give the Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def total(minutes: Minutes, kind: str) -> int:
    """Add up the minutes of one kind."""
    return sum(minutes.get(kind, ()))


def pay_pence(minutes: int, pence_hourly: int) -> int:
    """Give what these minutes come to before tax, an exact half penny up."""
    return round_half_up(minutes * pence_hourly, 60)


def check_week(minutes: Minutes, week_on: date, first_on: date, last_on: date | None, on: date) -> list[Problem]:
    """Say what is wrong with a week; nothing when it may be sent (R-EMP-03)."""
    if set(minutes) != set(KINDS) or any(len(days) != len(DAYS) for days in minutes.values()):
        raise ValueError("A week has seven days of each kind.")
    problems = []
    if week_on.weekday():
        problems.append(Problem("week_on", "A week begins on a Monday"))
    for place, name in enumerate(DAYS):
        day, worked = week_on + timedelta(days=place), sum(minutes[kind][place] for kind in KINDS)
        if worked > MINUTES_IN_A_DAY:
            problems.append(Problem(f"worked_{name}", f"{name.capitalize()} has more than 24 hours"))
        if worked and day > on:
            problems.append(Problem(f"worked_{name}", f"{name.capitalize()} is not over yet. Send it when it is"))
        elif worked and (day < first_on or (last_on is not None and day > last_on)):
            problems.append(Problem(f"worked_{name}", f"They did not work here on {name.capitalize()}"))
    if not any(sum(days) for days in minutes.values()):
        problems.append(Problem("worked_monday", "Enter the hours of at least one day"))
    return problems
