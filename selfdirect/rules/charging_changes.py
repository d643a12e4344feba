"""What changes for a person when their charge changes from a date: each week, and for the days already gone (R-FIN-09).

Next:   selfdirect/rules/charging_warnings.py
Tests:  tests/rules/test_charging_changes.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import for_days, format_pounds
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working

WEEKLY: Final = "pence weekly"
BY_DAYS: Final = "By days, each week in sevenths; part of a penny is dropped"


@dataclass(frozen=True)
class Correction:
    """What a dated change corrects. Nothing is set off against anything: each sum stands on its own.

    `days` counts the whole days from the change up to, and not including, `on`. Of `owed_by_person_pence` and
    `owed_to_person_pence` one at least is nothing. Weekly amounts are None where the full cost is paid and the cost is
    not known: then nothing can be corrected yet, and `remarks` says so.
    """

    from_on: date
    on: date
    days: int
    before_pence_weekly: int | None
    after_pence_weekly: int | None
    difference_pence_weekly: int | None
    owed_by_person_pence: int
    owed_to_person_pence: int
    working: Working
    remarks: tuple[str, ...]


def what_a_change_corrects(
    before_pence_weekly: int | None, after_pence_weekly: int | None, from_on: date, on: date
) -> Correction:
    """Compare what was asked with what should have been, from the day of the change up to this day (R-FIN-09).

    Both sums are worked out from the first day and then compared, so that a penny is never lost or found twice. A
    change whose day is still to come corrects nothing. Raises ValueError for an amount below zero.
    """
    if min(before_pence_weekly or 0, after_pence_weekly or 0) < 0:
        raise ValueError("A charge is zero or more.")
    days = max(0, (on - from_on).days)
    if before_pence_weekly is None or after_pence_weekly is None:
        return _not_known(before_pence_weekly, after_pence_weekly, from_on, on, days)
    asked, right = for_days(before_pence_weekly, days), for_days(after_pence_weekly, days)
    more, less = max(0, right - asked), max(0, asked - right)
    since = format_date(from_on)
    rows: Working = (
        Row("Asked each week before", before_pence_weekly, WEEKLY, "before", "The charge so far", WORKED_OUT),
        Row("To be asked each week", after_pence_weekly, WEEKLY, "after", "The new charge", WORKED_OUT),
        Row(f"Days since {since}", days, "days", "days", ENTERED_SOURCE, ENTERED),
        Row("Asked over those days", asked, "pence", "asked", BY_DAYS, WORKED_OUT),
        Row("What it should have been", right, "pence", "right", BY_DAYS, WORKED_OUT),
    )
    owes = Row("The person owes", more, "pence", "owed_by_person", "The difference", WORKED_OUT)
    owed = Row("The council owes the person", less, "pence", "owed_to_person", "The difference", WORKED_OUT)
    rows += (owed, owes) if more else (owes, owed)
    difference = after_pence_weekly - before_pence_weekly
    return Correction(
        from_on,
        on,
        days,
        before_pence_weekly,
        after_pence_weekly,
        difference,
        more,
        less,
        rows,
        tuple(_said(difference, days, more, less, from_on)),
    )


def _said(difference: int, days: int, more: int, less: int, from_on: date) -> list[str]:
    if not difference:
        return ["The charge stays the same."]
    way = "more" if difference > 0 else "less"
    said = [f"The person pays {format_pounds(abs(difference))} a week {way} from {format_date(from_on)}."]
    if more:
        said.append(
            f"For the {days} days gone by they owe {format_pounds(more)}. Agree with them whether, and how, it is paid."
        )
    if less:
        said.append(f"For the {days} days gone by the council owes them {format_pounds(less)}. Pay it back.")
    return said


def _not_known(before: int | None, after: int | None, from_on: date, on: date, days: int) -> Correction:
    same = before is None and after is None
    said = (
        "They pay the full cost before and after: the change alters nothing until the cost does."
        if same
        else "They pay the full cost on one side of the change. Enter what the care costs to see what it corrects."
    )
    return Correction(from_on, on, days, before, after, None, 0, 0, (), (said,))
