"""How long an allocation lasts, and what may be paid once for one thing (R-RAS-18).

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/determination_amounts.py
Tests:  tests/rules/test_allocation_lasts.py
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.findings import Finding, concluded, entered, from_policy, table_or_none
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, Values, text_cell, whole_cell
from selfdirect.rules.working import Working

# Policy values read here: TIME_LIMITED is a table of client_group and weeks, or "none".
TIME_LIMITED: Final = "allocation.time_limited"
ONE_OFF_ALLOWED: Final = "allocation.one_off_allowed"
ONE_OFF_MOST: Final = "allocation.one_off_most"

# The answers about what is paid once.
MAY: Final = "may"
LOOK_FIRST: Final = "look_first"
NOT_ALLOWED: Final = "not_allowed"


@dataclass(frozen=True)
class Lasts:
    """How long an allocation lasts: `weeks` and `ends_on`, its last day, are None where it is ongoing.

    `ends_on` is None too while nobody has said when it starts.
    """

    weeks: int | None
    ends_on: date | None
    words: str
    working: Working


def lasts(client_group: str, starts_on: date | None, values: Values) -> Lasts:
    """Say how long an allocation lasts for this client group, and until when if it starts on this day."""
    value = values.value(TIME_LIMITED)
    weeks = {text_cell(row, "client_group"): whole_cell(row, "weeks") for row in table_or_none(values, TIME_LIMITED)}
    if client_group not in weeks:
        return Lasts(None, None, "It has no end of its own: it goes on from review to review.", (value.row(),))
    count = weeks[client_group]
    rows: Working = (from_policy(value, "How long it lasts", count, "weeks"),)
    start = f"It is for a set time: {count} weeks"
    if starts_on is None:
        return Lasts(count, None, f"{start} from the day it starts.", rows)
    ends_on = starts_on + timedelta(weeks=count, days=-1)
    rows = (*rows, entered("First day", starts_on.isoformat(), "date", "starts_on"))
    rows = (*rows, concluded("Last day", ends_on.isoformat(), "date", "ends_on", rows))
    return Lasts(count, ends_on, f"{start}, so its last day is {format_date(ends_on)}.", rows)


def paid_once(pence: int, values: Values) -> Finding:
    """Say whether this much may be paid once for one thing: yes, after somebody has looked, or not here.

    Exactly the most may be paid without a look. Raises ValueError for an amount below zero.
    """
    if pence < 0:
        raise ValueError("An amount that is paid once is zero or more.")
    allowed, most = values.value(ONE_OFF_ALLOWED).row(), values.value(ONE_OFF_MOST)
    rows: Working = (entered("To be paid once", pence, "pence", "pence_once"), allowed, most.row())
    said = format_pounds(pence)
    if not values.yes(ONE_OFF_ALLOWED):
        answer, reason = NOT_ALLOWED, f"{said} cannot be paid once here: a budget is paid in parts."
    elif most.amount != NO_LIMIT and pence > values.whole(ONE_OFF_MOST):
        limit = format_pounds(values.whole(ONE_OFF_MOST))
        answer, reason = LOOK_FIRST, f"{said} may be paid once when somebody has looked at it: it is above {limit}."
    else:
        answer, reason = MAY, f"{said} may be paid once."
    return Finding(answer, reason, (*rows, concluded("Paid once", answer, "words", "paid_once", rows)))
