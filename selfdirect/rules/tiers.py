"""A ladder of amounts: which rung holds an amount, to the penny, by bounds that are in or out.

Values: policy/councils
Next:   selfdirect/rules/values.py
Tests:  tests/rules/test_tiers.py
"""

from collections.abc import Iterable
from dataclasses import dataclass

from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, TableRow, whole_cell, yes_cell


@dataclass(frozen=True)
class Tier:
    """One rung: its ends, whether each end is in it, and the row of policy it comes from."""

    lowest: int
    lowest_inclusive: bool
    highest: int | None
    highest_inclusive: bool
    row: TableRow

    def holds(self, amount: int) -> bool:
        """Say whether this amount is on the rung."""
        above = amount > self.lowest or (self.lowest_inclusive and amount == self.lowest)
        if self.highest is None:
            return above
        return above and (amount < self.highest or (self.highest_inclusive and amount == self.highest))

    def words(self, per: str) -> str:
        """Say in words which amounts are on the rung; `per` is "a week" or "a year"."""
        start = f"{'from' if self.lowest_inclusive else 'above'} {format_pounds(self.lowest)}"
        if self.highest is None:
            return f"{start} {per}"
        return f"{start} {'up to' if self.highest_inclusive else 'to less than'} {format_pounds(self.highest)} {per}"


def tier_of(row: TableRow, unit: str) -> Tier:
    """Read a rung from a row with lowest_<unit>, lowest_inclusive, highest_<unit> (or "none"), highest_inclusive."""
    no_limit = row.get(f"highest_{unit}") == NO_LIMIT
    return Tier(
        lowest=whole_cell(row, f"lowest_{unit}"),
        lowest_inclusive=yes_cell(row, "lowest_inclusive"),
        highest=None if no_limit else whole_cell(row, f"highest_{unit}"),
        highest_inclusive=yes_cell(row, "highest_inclusive"),
        row=row,
    )


def holding(tiers: Iterable[Tier], amount: int) -> tuple[Tier, ...]:
    """Give every rung that holds this amount: one, where the ladder has neither a gap nor an overlap."""
    return tuple(tier for tier in tiers if tier.holds(amount))
