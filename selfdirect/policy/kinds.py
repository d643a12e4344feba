"""The kinds of value that policy data may hold: a quantity with a unit, a choice, or a small table.

Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_kinds.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

# What the file says -> what the rules are given, and how many of the second make one of the first.
UNITS: Final[dict[str, tuple[str, int]]] = {
    "pounds": ("pence", 100),
    "pounds weekly": ("pence weekly", 100),
    "pounds hourly": ("pence hourly", 100),
    "percent": ("percent", 1),
    "points": ("points", 1),
    "number": ("number", 1),
    "days": ("days", 1),
    "working days": ("working days", 1),
    "minutes": ("minutes", 1),
    "weeks": ("weeks", 1),
    "months": ("months", 1),
    "years": ("years", 1),
}


class Level(StrEnum):
    """Who decides a value."""

    NATIONAL = "national"
    LOCAL = "local"
    BOUNDED = "local within national bounds"


class Bound(StrEnum):
    """Which way a council may differ from the national value."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True)
class Quantity:
    """A number with a unit. `least` and `most` are in the unit of the file (pounds, weeks).

    `or_none` lets the word "none" stand instead: this council has no such limit, period or sum.
    """

    unit: str
    least: int = 0
    most: int | None = None
    or_none: bool = False


@dataclass(frozen=True)
class Choice:
    """One word from a closed list, each an implementation that the program has."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class YesNo:
    """A choice between yes (true) and no (false)."""


class Cells(StrEnum):
    """What one column of a table holds."""

    WORDS = "words"
    CODE = "a code in small letters, such as home_care"
    WHOLE = "a whole number"
    WHOLE_OR_NONE = 'a whole number, or "none"'
    MONEY = "pounds and pence"
    MONEY_OR_NONE = 'pounds and pence, or "none"'
    YES_NO = "true or false"
    DATE = "a date, such as 2024-04-01"
    COLOUR = "a colour, such as #0b0c0c"
    OPTION = "one of a closed list"
    PATTERN = "words of a fixed form"


@dataclass(frozen=True)
class Column:
    """One column of a table. `unique` means that no two rows may hold the same."""

    name: str
    cells: Cells = Cells.WORDS
    options: tuple[str, ...] = ()
    pattern: str = ""
    unique: bool = False

    @property
    def name_for_rules(self) -> str:
        """What the rules call it: money is written in pounds and read in pence."""
        if self.cells in (Cells.MONEY, Cells.MONEY_OR_NONE):
            return self.name.replace("pounds", "pence")
        return self.name


@dataclass(frozen=True)
class Table:
    """A few rows with named columns.

    `codes` are the only values that the first column may hold, each of them once (none: any). `tiers` names
    the unit of a table of tiers, whose rows also say the lowest and the highest amount and whether each is
    included; `tiers_by` names a column whose every value has tiers of its own. `rows` is how many rows there
    must be (none: one or more). `or_none` lets the word "none" stand instead. `complete` names columns of
    closed lists whose every combination must be there once. `each` names one whose every value needs a row for
    everybody: with "all" in every column of codes.
    """

    columns: tuple[Column, ...]
    codes: tuple[str, ...] = ()
    tiers: str = ""
    tiers_by: str = ""
    rows: int | None = None
    or_none: bool = False
    complete: tuple[str, ...] = ()
    each: str = ""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, with those that every table of tiers has."""
        if not self.tiers:
            return self.columns
        money = self.tiers.startswith("pounds")
        return (
            *self.columns,
            Column(f"lowest_{self.tiers}", Cells.MONEY if money else Cells.WHOLE),
            Column("lowest_inclusive", Cells.YES_NO),
            Column(f"highest_{self.tiers}", Cells.MONEY_OR_NONE if money else Cells.WHOLE_OR_NONE),
            Column("highest_inclusive", Cells.YES_NO),
        )


Kind = Quantity | Choice | YesNo | Table


@dataclass(frozen=True)
class Shape:
    """One value that exists: its key, its kind, who decides it, and when a council needs it.

    `only_if` is another key and the choice that makes this value needed: a council whose allocation uses
    points needs a price per point, and another does not.
    """

    key: str
    kind: Kind
    level: Level
    bound: Bound | None = None
    only_if: tuple[str, str] | None = None

    @property
    def file(self) -> str:
        """The file, without its ending, that holds the value."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The value's name inside its file."""
        return self.key.partition(".")[2]

    @property
    def unit(self) -> str:
        """The unit that the rules read."""
        if isinstance(self.kind, Quantity):
            return UNITS[self.kind.unit][0]
        return {Choice: "choice", YesNo: "yes or no", Table: "table"}[type(self.kind)]


def words(first: str, *others: str) -> tuple[Column, ...]:
    """Columns that all hold words, the first of them a unique code."""
    return (Column(first, Cells.CODE, unique=True), *(Column(name) for name in others))


def listed(options: Sequence[str]) -> str:
    """Write a closed list for a message: "one", "two" or "three"."""
    quoted = [f'"{option}"' for option in options]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]


def as_decimal(text: str) -> Decimal | None:
    """Read a plain number written with digits and at most one point; none if it is anything else."""
    whole, _, part = text.removeprefix("-").partition(".")
    if not (whole.isascii() and whole.isdigit()) or (part and not (part.isascii() and part.isdigit())):
        return None
    return None if text.endswith(".") else Decimal(text)
