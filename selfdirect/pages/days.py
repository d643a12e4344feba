"""The question that asks for a date in three boxes, and says which part is missing or impossible.

Next:   selfdirect/pages/forms.py
Tests:  tests/pages/test_days.py
"""

import calendar
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selfdirect.pages.fields import Question
from selfdirect.pages.words import plain_digits
from selfdirect.rules.calendar import format_date

PARTS = ("day", "month", "year")
_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
}
_MONTHS["sept"] = 9
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


class ThreeBoxes(forms.Widget):
    """Day, month and year, each under its own name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(data.get(f"{name}-{part}") or "" for part in PARTS)


class DayRefused(ValidationError):
    """A date that is not one. `boxes` names the boxes to mark."""

    def __init__(self, message: str, *boxes: str) -> None:
        super().__init__(message)
        self.boxes = boxes or PARTS


class Day(Question):
    """A date. `past` and `future` need `today`, which the form sets."""

    part = "date"
    widget = ThreeBoxes
    default_empty = "Enter a date"
    today: date | None = None

    def __init__(
        self,
        label: str,
        *,
        past: bool = False,
        future: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        **own: Any,
    ) -> None:
        super().__init__(label, **own)
        self.past, self.future, self.earliest, self.latest = past, future, earliest, latest

    def is_empty(self, value: Any) -> bool:
        return not any(part.strip() for part in value)

    def read(self, value: Any) -> date:
        missing = [name for name, typed in zip(PARTS, value, strict=True) if not typed.strip()]
        if missing:
            raise DayRefused(f"{self.subject()} must include a {' and a '.join(missing)}", *missing)
        day, month, year = self._numbers(value)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise DayRefused(f"{self.subject()} must have a year with 4 numbers, like 2026", "year")
        if not 1 <= month <= 12:
            raise DayRefused(f"{self.subject()} must have a month from 1 to 12", "month")
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            named = f"{calendar.month_name[month]} {year}"
            raise DayRefused(
                f"{self.subject()} must be a real date. {named} has {calendar.monthrange(year, month)[1]} days", "day"
            )
        return self._within(date(year, month, day))

    def _numbers(self, value: Any) -> tuple[int, int, int]:
        found = []
        for name, typed in zip(PARTS, value, strict=True):
            bare = plain_digits(typed).strip()
            if name == "month" and bare.lower().rstrip(".") in _MONTHS:
                bare = str(_MONTHS[bare.lower().rstrip(".")])
            if not (bare.isascii() and bare.isdecimal() and len(bare) <= 4):
                raise DayRefused(f"{self.subject()} must have a {name} in numbers, like 27 3 2026", name)
            found.append(int(bare))
        return found[0], found[1], found[2]

    def _within(self, day: date) -> date:
        if self.past and self.today and day > self.today:
            raise DayRefused(f"{self.subject()} must be today or in the past")
        if self.future and self.today and day < self.today:
            raise DayRefused(f"{self.subject()} must be today or in the future")
        if self.earliest and day < self.earliest:
            raise DayRefused(f"{self.subject()} must be {format_date(self.earliest)} or later")
        if self.latest and day > self.latest:
            raise DayRefused(f"{self.subject()} must be {format_date(self.latest)} or earlier")
        return day

    def typed_from(self, value: Any) -> tuple[str, ...]:
        return (str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else ("", "", "")

    def ids(self, name: str) -> str:
        return f"id_{name}-day"

    def subject(self) -> str:
        return self.label.rstrip("?.") if len(self.label) <= 40 and not self.label.endswith("?") else "The date"
