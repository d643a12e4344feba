"""What somebody is to pay the council towards a budget that it pays out whole: so much a day, to the penny.

It is billed as payments are paid: what is due up to a day, less what was billed before. So whatever changes meanwhile,
what is billed adds up to what is due, and a lower charge is given back on the next bill.

Next:   selfdirect/actions/support/contributions.py
Tests:  tests/rules/test_contributions.py
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.line_changes import LineChange, paid_stretches
from selfdirect.rules.money import DAYS_IN_A_WEEK, format_pounds, share


class OwnPart(NamedTuple):
    """What the person pays a week of one line, on these days, both included."""

    from_on: date
    until_on: date
    pence_weekly: int


def own_parts(
    needs_pence_weekly: int, net_pence_weekly: int, changes: Sequence[LineChange], first_on: date, last_on: date
) -> Iterator[OwnPart]:
    """Give what nobody else pays of a line on these days: less while it is paused, as what is paid for it is.

    `needs_pence_weekly` is what the NHS does not pay; `net_pence_weekly` what the council pays of it until it changes.
    """
    for paid in paid_stretches(changes, net_pence_weekly, first_on, last_on):
        own = share(needs_pence_weekly - paid.net_pence_weekly, paid.kept_basis_points)
        yield OwnPart(paid.from_on, paid.until_on, own)


def due_pence(parts: Iterable[OwnPart]) -> int:
    """Give what these days come to, in whole pence; what is less than a penny is billed when the days make it one."""
    return sum(one.pence_weekly * days_inclusive(one.from_on, one.until_on) for one in parts) // DAYS_IN_A_WEEK


@dataclass(frozen=True, slots=True)
class ContributionAccount:
    """What was billed towards one budget, and what was paid: all pence. Paid is less what was given back."""

    billed_pence: int = 0
    paid_pence: int = 0

    @property
    def owed_pence(self) -> int:
        """What is still to be paid; nothing when more was paid than was billed."""
        return max(self.billed_pence - self.paid_pence, 0)

    @property
    def overpaid_pence(self) -> int:
        """What was paid and is not due, which belongs to the person (never left over, never taken back)."""
        return max(self.paid_pence - self.billed_pence, 0)

    @property
    def words(self) -> str:
        """Where it stands, for the person."""
        if self.owed_pence:
            return f"You have {format_pounds(self.owed_pence)} still to pay."
        if self.overpaid_pence:
            return f"You have paid {format_pounds(self.overpaid_pence)} more than was due. It is yours."
        return "You have nothing to pay now."
