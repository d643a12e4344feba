"""What a provider's invoice should come to, who pays which part of it, and by when it is due (R-PAY-07).

Next:   selfdirect/actions/invoices.py
Tests:  tests/rules/test_invoices.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.money import for_days, share_out

PAY_WITHIN_DAYS: Final = "payments.invoice_days"
WARNING_DAYS: Final = "payments.invoice_warning_days"

Less = tuple[date, date, int]
"""Time that was given up: its first and last day, and pence a week."""


def expected_pence(
    weekly_pence: int, first_on: date, last_on: date, order_first_on: date, order_last_on: date, less: Iterable[Less]
) -> int:
    """What was ordered for these days: whole days at a seventh of the week, less time that was swapped for others."""
    whole = _for_spell(weekly_pence, first_on, last_on, order_first_on, order_last_on)
    return whole - sum(_for_spell(pence, first_on, last_on, begins, ends) for begins, ends, pence in less)


def _for_spell(weekly_pence: int, first_on: date, last_on: date, begins: date, ends: date) -> int:
    first, last = max(first_on, begins), min(last_on, ends)
    return for_days(weekly_pence, days_inclusive(first, last)) if first <= last else 0


@dataclass(frozen=True)
class Shares:
    """Whose money an invoice is paid with, in pence. The three always add up to it."""

    council_pence: int
    nhs_pence: int
    own_pence: int


def shares(pence: int, whole: int, council: int, nhs: int) -> Shares:
    """Part an invoice as its line is parted: `whole` is the line's cost, of which the council and the NHS pay these.

    Each is within a penny of its share, and nobody pays who pays nothing of the line. What they pay is more than the
    line costs where the contribution came off before the plan, and is less since; then the person pays nothing of it.
    Raises ValueError when nobody pays anything.
    """
    return Shares(*share_out(pence, (council, nhs, max(whole - council - nhs, 0))))


def due_on(received_on: date, days: int) -> date:
    """The day by which it is paid."""
    return received_on + timedelta(days=days)
