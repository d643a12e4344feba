"""What is paid for a line over time: its weekly amount changes from a day, or is paused for a while and kept in part.

Changes are given in the order in which they were written. The last word about a day counts.

Next:   selfdirect/actions/support/line_amounts.py
Tests:  tests/rules/test_line_changes.py
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.rules.holdings import ONE_DAY
from selfdirect.rules.money import ALL_OF_IT


@dataclass(frozen=True, slots=True)
class LineChange:
    """From a day, and up to a last one where it ends: a net weekly amount, or the share still paid in a pause.

    One of `net_pence_weekly` and `kept_basis_points` is given. A pause that is over is a change that keeps all of it.
    """

    from_on: date
    until_on: date | None = None
    net_pence_weekly: int | None = None
    kept_basis_points: int | None = None

    def holds(self, day: date) -> bool:
        """Whether it says something about this day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Paid:
    """Days in a row, both ends included: the council's net weekly amount, and the share of everything still paid."""

    from_on: date
    until_on: date
    net_pence_weekly: int
    kept_basis_points: int


def paid_on(changes: Sequence[LineChange], net_pence_weekly: int, day: date) -> tuple[int, int]:
    """Give the net weekly amount, before any pause, and the share still paid on a day, in basis points."""
    net, kept = net_pence_weekly, ALL_OF_IT
    for change in changes:
        if change.holds(day):
            net = change.net_pence_weekly if change.net_pence_weekly is not None else net
            kept = change.kept_basis_points if change.kept_basis_points is not None else kept
    return net, kept


def paid_stretches(
    changes: Sequence[LineChange], net_pence_weekly: int, starts_on: date, ends_on: date
) -> Iterator[Paid]:
    """Give every day from the first to the last exactly once, in order (R-PAY-10)."""
    turns = {change.from_on for change in changes}
    turns |= {change.until_on + ONE_DAY for change in changes if change.until_on is not None}
    starts = [starts_on, *sorted(turn for turn in turns if starts_on < turn <= ends_on)]
    for place, begins in enumerate(starts):
        ends = starts[place + 1] - ONE_DAY if place + 1 < len(starts) else ends_on
        yield Paid(begins, ends, *paid_on(changes, net_pence_weekly, begins))
