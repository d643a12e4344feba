"""A fund that somebody else holds: what they received for it, what support took from it, what they still have.

Support takes from a fund day by day, at the price of its order; a whole penny at a time, so that the months of a fund
always add up to its whole. Time that was swapped gives back what the swap is worth.

Next:   selfdirect/records/funds_held.py
Tests:  tests/rules/test_funds_held.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selfdirect.rules.calendar import add_months, days_inclusive
from selfdirect.rules.money import for_days


@dataclass(frozen=True)
class Used:
    """What one order takes from a fund: pence a week on each day of a spell, and pence once on its first day.

    `pence_weekly` is below nothing for time that was given up for something else.
    """

    what: str
    pence_weekly: int
    pence_once: int
    first_on: date
    last_on: date

    def by(self, day: date) -> int:
        """What it took by the end of a day, in pence."""
        if day < self.first_on or self.last_on < self.first_on:
            return 0
        went = for_days(abs(self.pence_weekly), days_inclusive(self.first_on, min(day, self.last_on)))
        return self.pence_once + (went if self.pence_weekly > 0 else -went)


@dataclass(frozen=True)
class FundMonth:
    """One month of a fund, in pence: what there was, what came in, what support took, what is left at its end."""

    first_on: date
    before_pence: int
    received_pence: int
    used_pence: int

    @property
    def left_pence(self) -> int:
        """What the holder should still have at the end. Below nothing when support cost more than came in."""
        return self.before_pence + self.received_pence - self.used_pence


Received = tuple[date, int]
"""A day and what came on it, in pence; below nothing for what went back."""


def months_of_fund(received: Sequence[Received], used: Iterable[Used], on: date) -> list[FundMonth]:
    """Each month from the first in which anything happened to the one of `on`, as far as that day. Oldest first."""
    used = list(used)
    days = [day for day, _ in received if day <= on] + [one.first_on for one in used if one.first_on <= on]
    if not days:
        return []
    found: list[FundMonth] = []
    first, left, came, went = min(days).replace(day=1), 0, 0, 0
    while first <= on:
        upto = min(on, add_months(first, 1) - timedelta(days=1))
        came_by = sum(pence for day, pence in received if day <= upto)
        went_by = sum(one.by(upto) for one in used)
        found.append(FundMonth(first, left, came_by - came, went_by - went))
        left, came, went = found[-1].left_pence, came_by, went_by
        first = add_months(first, 1)
    return found
