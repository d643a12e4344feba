"""What a budget has for the rest of a month: whole days at a seventh of each line's weekly amount.

Next:   selfdirect/rules/money.py
Tests:  tests/rules/test_months.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from selfdirect.rules.calendar import add_months, days_inclusive, format_date
from selfdirect.rules.money import for_days, format_pounds
from selfdirect.rules.working import WORKED_OUT, Row, Working


@dataclass(frozen=True)
class LineAmount:
    """One line of a budget, and what it comes to in a week."""

    label: str
    pence_weekly: int


@dataclass(frozen=True)
class MonthLeft:
    """What is left from one day of a month to another, both ends included, and what it is for."""

    first_on: date
    last_on: date
    pence: int
    by_line: tuple[tuple[str, int], ...]
    working: Working


def left_this_month(lines: Iterable[LineAmount], starts_on: date, ends_on: date, on: date) -> MonthLeft | None:
    """Give what the budget has from today to the end of the month; None when none of its days are left in it."""
    first_on = max(on, starts_on)
    last_on = min(add_months(on.replace(day=1), 1) - timedelta(days=1), ends_on)
    if first_on > last_on:
        return None
    days = days_inclusive(first_on, last_on)
    rule, source = "rules.months.left_this_month", "Whole days at a seventh of the weekly amount"
    found = [(line, for_days(line.pence_weekly, days)) for line in lines if line.pence_weekly]
    rows = [
        Row(
            f"{line.label}: {format_pounds(line.pence_weekly)} a week for {days} {'day' if days == 1 else 'days'}",
            pence,
            "pence",
            rule,
            source,
            WORKED_OUT,
        )
        for line, pence in found
    ]
    total = sum(pence for _, pence in found)
    answer = f"For your support from {format_date(first_on)} to {format_date(last_on)}"
    rows.append(Row(answer, total, "pence", rule, "All of the above", WORKED_OUT))
    return MonthLeft(first_on, last_on, total, tuple((line.label, pence) for line, pence in found), tuple(rows))
