"""The policy values that applied on one day, each with its source, as the rules read them.

Values: policy/national, policy/councils
Next:   selfdirect/policy/__init__.py
Tests:  tests/rules/test_values.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from selfdirect.rules.working import Row

NO_LIMIT: Final = "none"

Cell = int | Decimal | str | bool | date
TableRow = Mapping[str, Cell]
Amount = int | Decimal | str | bool | tuple[TableRow, ...]


class ValueRefused(Exception):
    """A policy value is missing, or not of the kind that a rule asked for. The message is for an officer."""


@dataclass(frozen=True)
class Value:
    """One policy value on one day.

    `key` is "<file>.<name>"; `unit` is "pence", "pence weekly", "weeks", "working days", "percent", "points",
    "years", "choice", "table" or "yes or no". Money is whole pence. `status` is stated, illustrative or
    unverified. `since` is the first day this amount applied.
    """

    key: str
    label: str
    unit: str
    amount: Amount
    source: str
    status: str
    since: date

    def row(self) -> Row:
        """Give this value as a row of working. A table is shown by its number of rows."""
        shown: int | str
        if isinstance(self.amount, tuple):
            shown = f"a table of {len(self.amount)} rows"
        elif isinstance(self.amount, bool):
            shown = "yes" if self.amount else "no"
        elif isinstance(self.amount, int | str):
            shown = self.amount
        else:
            shown = str(self.amount)
        return Row(self.label, shown, self.unit, self.key, self.source, self.status, self.since)


@dataclass(frozen=True)
class Values(Mapping[str, Value]):
    """Every policy value that applied on the day `on`, with the fingerprint of the policy they came from."""

    values_by_key: Mapping[str, Value]
    on: date
    fingerprint: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "values_by_key", MappingProxyType(dict(self.values_by_key)))

    def __getitem__(self, key: str) -> Value:
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)

    def __contains__(self, key: object) -> bool:
        return key in self.values_by_key

    def value(self, key: str) -> Value:
        """Give the value itself. Raises ValueRefused when the policy does not hold it on this day."""
        try:
            return self.values_by_key[key]
        except KeyError:
            raise ValueRefused(f"The policy holds no value {key} on {self.on.isoformat()}.") from None

    def whole(self, key: str) -> int:
        """Give a whole number, in the value's own unit. Raises ValueRefused for any other kind."""
        amount = self.value(key).amount
        if isinstance(amount, bool) or not isinstance(amount, int):
            raise ValueRefused(f"{key} must be a whole number, but it is {_kind(amount)}.")
        return amount

    def choice(self, key: str) -> str:
        """Give the word chosen from a closed list. Raises ValueRefused for any other kind."""
        amount = self.value(key).amount
        if not isinstance(amount, str):
            raise ValueRefused(f"{key} must be a choice, but it is {_kind(amount)}.")
        return amount

    def yes(self, key: str) -> bool:
        """Give a yes (True) or a no (False). Raises ValueRefused for any other kind."""
        amount = self.value(key).amount
        if not isinstance(amount, bool):
            raise ValueRefused(f"{key} must be a yes or a no, but it is {_kind(amount)}.")
        return amount

    def table(self, key: str) -> tuple[dict[str, Cell], ...]:
        """Give the rows of a small table, each a new dictionary. Raises ValueRefused for any other kind."""
        amount = self.value(key).amount
        if not isinstance(amount, tuple):
            raise ValueRefused(f"{key} must be a table, but it is {_kind(amount)}.")
        return tuple(dict(row) for row in amount)

    def only(self, keys: Iterable[str]) -> "Values":
        """Give the same day and fingerprint with these keys alone: what a decision keeps of what it used."""
        return Values({key: self.value(key) for key in keys}, self.on, self.fingerprint)


def whole_cell(row: TableRow, column: str) -> int:
    """Give a whole number from a table's row. Raises ValueRefused when it is absent or of another kind."""
    cell = row.get(column)
    if isinstance(cell, bool) or not isinstance(cell, int):
        raise ValueRefused(f"The column {column} must hold a whole number, but it holds {cell!r}.")
    return cell


def text_cell(row: TableRow, column: str) -> str:
    """Give words from a table's row. Raises ValueRefused when they are absent or of another kind."""
    cell = row.get(column)
    if not isinstance(cell, str):
        raise ValueRefused(f"The column {column} must hold words, but it holds {cell!r}.")
    return cell


def yes_cell(row: TableRow, column: str) -> bool:
    """Give a yes or a no from a table's row. Raises ValueRefused when it is absent or of another kind."""
    cell = row.get(column)
    if not isinstance(cell, bool):
        raise ValueRefused(f"The column {column} must hold a yes or a no, but it holds {cell!r}.")
    return cell


def _kind(amount: Amount) -> str:
    if isinstance(amount, tuple):
        return "a table"
    if isinstance(amount, bool):
        return "a yes or a no"
    return "a word" if isinstance(amount, str) else f"the number {amount}"
