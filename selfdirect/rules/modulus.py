"""Whether an account number can be one of its sort code: the modulus check that the banks publish.

The tables are the scheme's own files, read as they are published: `valacdos.txt` (weights) and `scsubtab.txt`
(substitutes). A pass says that the number is possible there, never that the account exists or whose it is.

Why:    docs/decisions/accounts-are-checked.md
Next:   selfdirect/outside/modulus_tables.py
Tests:  tests/rules/test_modulus.py
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SOURCE: Final = "Vocalink, Validating account numbers: UK modulus checking, version 6.40, chapters 1 and 2"
DIGITS: Final = 14
METHODS: Final = ("MOD10", "MOD11", "DBLAL")
EXCEPTIONS: Final = frozenset(range(15))

_A, _B, _C, _G, _H = 6, 7, 8, 12, 13
_EURO_SORT_CODE, _EIGHTH_SORT_CODE = "309634", "090126"
_STERLING = (0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1)
_STERLING_NINE = (0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1)
_EITHER_WILL_DO = frozenset({2, 9, 10, 11, 12, 13})


class Modulus(StrEnum):
    """What the check answers."""

    PASSES = "passes"
    FAILS = "fails"
    NOT_COVERED = "not_covered"
    NO_TABLE = "no_table"

    @property
    def words(self) -> str:
        """The answer as a sentence for whoever looks at the account."""
        return {
            "passes": "The number is possible at this sort code.",
            "fails": "The number is not possible at this sort code.",
            "not_covered": "Not checked: the banks’ table has no rule for this sort code.",
            "no_table": "Not checked: the banks’ table is not loaded.",
        }[self.value]


class TableRefused(ValueError):
    """A line of a published file cannot be read. The message names the file and the line."""


@dataclass(frozen=True)
class Weights:
    """One row of the weight table: a range of sort codes, both ends included, and how a number there is checked."""

    first: str
    last: str
    method: str
    weights: tuple[int, ...]
    exception: int = 0


@dataclass(frozen=True)
class Table:
    """The published tables. `substitutes` gives the sort code to check with instead, for exception 5."""

    rows: tuple[Weights, ...]
    substitutes: Mapping[str, str] = field(default_factory=dict)

    def rows_for(self, sort_code: str) -> tuple[Weights, ...]:
        """The one or two checks of a sort code; none where the scheme has no rule."""
        return tuple(row for row in self.rows if row.first <= sort_code <= row.last)[:2]


def read_table(weights: str, substitutes: str = "") -> Table:
    """Read the two published files. Raises TableRefused for a line that is not as the scheme writes it."""
    rows = tuple(_row(number, line) for number, line in enumerate(weights.splitlines(), 1) if line.strip())
    if not rows:
        raise TableRefused("The weight table is empty.")
    return Table(rows, dict(_pair(number, line) for number, line in enumerate(substitutes.splitlines(), 1) if line))


def modulus_check(sort_code: str, account_number: str, table: Table | None) -> Modulus:
    """Check 8 digits against the 6 of their sort code. Without a table, or a rule for it, nothing is said of it."""
    if table is None:
        return Modulus.NO_TABLE
    rows = table.rows_for(sort_code)
    if not rows:
        return Modulus.NOT_COVERED
    return Modulus.PASSES if _passes(rows, sort_code, account_number, table) else Modulus.FAILS


def _passes(rows: tuple[Weights, ...], sort_code: str, account: str, table: Table) -> bool:
    first, second = rows[0], rows[1] if len(rows) > 1 else None
    if _row_passes(first, sort_code, account, table):
        return second is None or first.exception in _EITHER_WILL_DO or _row_passes(second, sort_code, account, table)
    if first.exception == 14:
        return account[7] in "019" and _row_passes(first, sort_code, "0" + account[:7], table)
    return second is not None and first.exception in _EITHER_WILL_DO and _row_passes(second, sort_code, account, table)


def _row_passes(row: Weights, sort_code: str, account: str, table: Table) -> bool:
    digits = [int(digit) for digit in _sort_code_used(row, sort_code, table) + account]
    if row.exception == 3 and digits[_C] in {6, 9}:
        return True
    if row.exception == 6 and 4 <= digits[_A] <= 8 and digits[_G] == digits[_H]:
        return True  # An account in a foreign currency, which the scheme says cannot be checked.
    products = [digit * weight for digit, weight in zip(digits, _weights_used(row, digits), strict=True)]
    if row.method == "DBLAL":
        return _check_digits_agree(row, (sum(map(_digit_sum, products)) + 27 * (row.exception == 1)) % 10, digits)
    return _check_digits_agree(row, sum(products) % (11 if row.method == "MOD11" else 10), digits)


def _check_digits_agree(row: Weights, remainder: int, digits: list[int]) -> bool:
    """Whether what is left over is what the rule wants: nothing, or what the number's own check digits say."""
    if row.exception == 4:
        return remainder == 10 * digits[_G] + digits[_H]
    if row.exception != 5:
        return remainder == 0
    digit, modulus = (digits[_H], 10) if row.method == "DBLAL" else (digits[_G], 11)
    return digit == 0 if remainder == 0 else digit == modulus - remainder


def _sort_code_used(row: Weights, sort_code: str, table: Table) -> str:
    if row.exception == 5:
        return table.substitutes.get(sort_code, sort_code)
    return {8: _EIGHTH_SORT_CODE, 9: _EURO_SORT_CODE}.get(row.exception, sort_code)


def _weights_used(row: Weights, digits: list[int]) -> tuple[int, ...]:
    nine = digits[_G] == 9
    if row.exception == 2 and digits[_A] != 0:
        return _STERLING_NINE if nine else _STERLING
    starts_09_or_99 = digits[_A] in {0, 9} and digits[_B] == 9
    if nine and (row.exception == 7 or (row.exception == 10 and starts_09_or_99)):
        return (*[0] * 8, *row.weights[8:])
    return row.weights


def _digit_sum(product: int) -> int:
    """Both digits of a product, added. A weight of less than nothing counts with its sign."""
    return sum(int(digit) for digit in str(abs(product))) * (-1 if product < 0 else 1)


def _row(number: int, line: str) -> Weights:
    cells = line.split()
    if len(cells) not in {DIGITS + 3, DIGITS + 4} or not _is_range(cells) or cells[2] not in METHODS:
        raise TableRefused(f"Line {number} of the weight table is not as the scheme writes it.")
    try:
        weights = tuple(int(cell) for cell in cells[3 : DIGITS + 3])
        exception = int(cells[DIGITS + 3]) if len(cells) > DIGITS + 3 else 0
    except ValueError as wrong:
        raise TableRefused(f"Line {number} of the weight table has a weight that is not a number.") from wrong
    if exception not in EXCEPTIONS:
        raise TableRefused(f"Line {number} of the weight table has exception {exception}, which we do not know.")
    return Weights(cells[0], cells[1], cells[2], weights, exception)


def _is_range(cells: list[str]) -> bool:
    return all(_is_sort_code(cell) for cell in cells[:2]) and cells[0] <= cells[1]


def _is_sort_code(cell: str) -> bool:
    return len(cell) == 6 and cell.isascii() and cell.isdecimal()


def _pair(number: int, line: str) -> tuple[str, str]:
    cells = line.split()
    if len(cells) != 2 or not all(_is_sort_code(cell) for cell in cells):
        raise TableRefused(f"Line {number} of the table of substitutes is not as the scheme writes it.")
    return cells[0], cells[1]
