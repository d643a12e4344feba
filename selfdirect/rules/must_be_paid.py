"""On which days somebody must be paid: every week, every four weeks, every month, or once.

Next:   selfdirect/rules/calendar.py
Tests:  tests/rules/test_must_be_paid.py
"""

from datetime import date
from enum import StrEnum

from selfdirect.rules.calendar import CYCLES, FOUR_WEEKLY, MONTHLY, WEEKLY, periods


class Every(StrEnum):
    """How often somebody must be paid."""

    WEEKLY = WEEKLY
    FOUR_WEEKLY = FOUR_WEEKLY
    MONTHLY = MONTHLY
    ONCE = "once"

    @property
    def label(self) -> str:
        """The same in words."""
        return CYCLES.get(self.value, "once")


def due_days(every: Every, due_on: date, from_on: date, until_on: date) -> list[date]:
    """The days from one to another, both included, on which somebody must be paid who was first due on `due_on`."""
    if every is Every.ONCE:
        return [due_on] if from_on <= due_on <= until_on else []
    return [each.starts_on for each in periods(every.value, due_on, until_on) if each.starts_on >= from_on]
