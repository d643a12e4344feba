"""How one thing is held over time: changes in the order they were written, and what they come to day by day.

A change holds from its day on, over whatever was written before it for those days. So a switch for a while is two
changes, there and back, and nothing is ever taken out: the last word about a day counts.

Next:   selfdirect/records/holdings.py
Tests:  tests/rules/test_holdings.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selfdirect.rules.calendar import days_inclusive

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds the money of a line: a way of the policy, how it is paid, and which organisation, if any."""

    held_as: str
    paid_by: str = ""
    fund_holder: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From this day on, it is held this way."""

    from_on: date
    holding: Holding


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both ends included, held in one way."""

    from_on: date
    until_on: date
    holding: Holding

    @property
    def days(self) -> int:
        return days_inclusive(self.from_on, self.until_on)

    def holds(self, day: date) -> bool:
        """Whether this day is one of them."""
        return self.from_on <= day <= self.until_on


def holding_on(changes: Sequence[Change], day: date) -> Holding:
    """Give the way it is held on a day: the last written of those that have begun. Raises LookupError before all."""
    for change in reversed(changes):
        if change.from_on <= day:
            return change.holding
    raise LookupError(f"Nothing is said about {day.isoformat()}.")


def stretches(changes: Sequence[Change], starts_on: date, ends_on: date) -> tuple[Stretch, ...]:
    """Give every day from the first to the last exactly once, in order, neighbours differing (R-DEP-09)."""
    starts = sorted({starts_on, *(each.from_on for each in changes if starts_on < each.from_on <= ends_on)})
    found: list[Stretch] = []
    for place, begins in enumerate(starts):
        ends = starts[place + 1] - ONE_DAY if place + 1 < len(starts) else ends_on
        holding = holding_on(changes, begins)
        if found and found[-1].holding == holding:
            found[-1] = Stretch(found[-1].from_on, ends, holding)
        else:
            found.append(Stretch(begins, ends, holding))
    return tuple(found)


def planned_after(changes: Sequence[Change], day: date, ends_on: date) -> tuple[Change, ...]:
    """Give the changes that are still to come after a day, as they stand."""
    return tuple(Change(each.from_on, each.holding) for each in stretches(changes, day, ends_on)[1:])


def switched(
    changes: Sequence[Change], to: Holding, from_on: date, return_on: date | None, ends_on: date
) -> tuple[Change, ...]:
    """Give what to write for a switch: for good, or until the day before `return_on` and then as it was planned.

    For good, whatever was planned after `from_on` no longer counts.
    """
    if return_on is None:
        return (Change(from_on, to),)
    back = Change(return_on, holding_on(changes, return_on))
    return (Change(from_on, to), back, *planned_after(changes, return_on, ends_on))
