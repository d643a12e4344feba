"""What is tried out: other prices, points or rules in place of a day's own, checked as the policy's files are.

A change names a value, and in a table its row, as they are written in the files:

    allocation.price_per_point=6.50
    allocation.prices_by_group.learning=7.10
    allocation.points.nutrition.some=8
    allocation.ceiling.all=400          (one ceiling for everybody, in place of all others)

Values: policy/councils
Next:   selfdirect/modelling/sides.py
Tests:  tests/modelling/test_changes.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from selfdirect.policy.amounts import AmountRefused, choice, pence, quantity, yes_or_no
from selfdirect.policy.kinds import Cells, Choice, Column, Quantity, Table, YesNo
from selfdirect.policy.shape import SHAPES
from selfdirect.policy.tables import cell
from selfdirect.rules.allocation_formulas import ANY_GROUP, CEILING, HARD
from selfdirect.rules.money import share
from selfdirect.rules.values import NO_LIMIT, Amount, Cell, TableRow, Values
from selfdirect.rules.working import ILLUSTRATIVE

SOURCE: Final = "Tried out here: not the council's policy"
# Every price of support: what a percentage on all prices changes, and in a table its column.
PRICES: Final[Mapping[str, str]] = {
    "allocation.price_per_point": "",
    "allocation.prices_by_group": "pence_weekly",
    "allocation.price_bands": "pence_weekly",
    "allocation.units": "pence",
    "allocation.costs": "pence",
}
# Which cells of a table name its row, and which hold what may be changed.
_NAMING: Final = frozenset({Cells.CODE, Cells.OPTION})
_CHANGING: Final = frozenset({Cells.MONEY, Cells.WHOLE})


class ChangeRefused(Exception):
    """A change cannot be tried. The message names it, what is wrong, and what would be right."""


def changed(values: Values, changes: Mapping[str, str], percent_on_prices: int = 0) -> Values:
    """Give the same day's values with these changes, and all prices of support this much higher or lower, in percent.

    Raises ChangeRefused.
    """
    found = dict(values.values_by_key)
    for key, column in PRICES.items():
        if percent_on_prices and key in found:
            found[key] = replace(found[key], amount=_dearer(found[key].amount, column, percent_on_prices))
    for name, written in changes.items():
        key, codes = _place(name)
        if key not in found:
            raise ChangeRefused(f"{name}: the policy holds no value {key} on this day.")
        try:
            amount = _amount(found[key].amount, key, codes, written.strip())
        except AmountRefused as refused:
            raise ChangeRefused(f"{name}: {refused}") from None
        found[key] = replace(found[key], amount=amount, source=SOURCE, status=ILLUSTRATIVE)
    return Values(found, values.on, values.fingerprint)


def read_changes(written: Sequence[str]) -> dict[str, str]:
    """Read changes written as NAME=AMOUNT. Raises ChangeRefused."""
    found = {}
    for each in written:
        name, equals, amount = each.partition("=")
        if not equals or not name.strip() or not amount.strip():
            raise ChangeRefused(f"{each}: write a change as NAME=AMOUNT, such as allocation.price_per_point=6.50.")
        found[name.strip()] = amount.strip()
    return found


def _place(name: str) -> tuple[str, list[str]]:
    """The value that a change names, and the codes of its row."""
    file, _, rest = name.partition(".")
    words = rest.split(".")
    key = f"{file}.{words[0]}"
    if key not in SHAPES:
        raise ChangeRefused(f"{name}: there is no value called {key}. Write it as the policy's files do.")
    return key, words[1:]


def _amount(present: Amount, key: str, codes: Sequence[str], written: str) -> Amount:
    kind = SHAPES[key].kind
    if key == CEILING and list(codes) == [ANY_GROUP]:
        return (_one_ceiling(pence(written)),)
    if isinstance(kind, Table):
        return _table(present, kind, codes, written)
    if codes:
        raise AmountRefused(f"{key} is not a table, so it has no row {'.'.join(codes)}.")
    if isinstance(kind, Quantity):
        return quantity(written, kind)
    if isinstance(kind, Choice):
        return choice(written, kind)
    assert isinstance(kind, YesNo)
    return yes_or_no({"true": True, "yes": True, "false": False, "no": False}.get(written, written))


def _one_ceiling(highest: int) -> TableRow:
    """One ceiling for everybody, that nobody goes above, in place of all others."""
    row: dict[str, Cell] = {"client_group": ANY_GROUP, "highest_pence_weekly": highest, "kind": HARD}
    return MappingProxyType({**row, "basis": "amount", "approver": NO_LIMIT})


def _table(present: Amount, kind: Table, codes: Sequence[str], written: str) -> Amount:
    if not codes and kind.or_none and written == "none":
        return written
    if not isinstance(present, tuple):
        raise AmountRefused("there is no table here to change a row of.")
    naming = [column for column in kind.columns if column.cells in _NAMING][: len(codes)]
    chosen = [row for row in present if codes and [str(row[column.name]) for column in naming] == list(codes)]
    column = _changing(kind)
    if len(chosen) != 1 or column is None:
        rows = ", ".join(".".join(str(row[each.name]) for each in _names_row(kind)) for row in present[:12])
        raise AmountRefused(f"name one row of the table. Its rows are {rows}.")
    amount = cell(written, column)
    return tuple(_with(row, column.name_for_rules, amount) if row is chosen[0] else row for row in present)


def _names_row(kind: Table) -> list[Column]:
    """The columns that tell one row of a table from every other."""
    naming = [column for column in kind.columns if column.cells in _NAMING]
    return naming[:1] if naming and naming[0].unique else naming[:2]


def _changing(kind: Table) -> Column | None:
    found = [column for column in kind.columns if column.cells in _CHANGING]
    money = [column for column in found if column.cells is Cells.MONEY]
    return next(iter(money or found), None)


def _with(row: TableRow, name: str, amount: Cell) -> TableRow:
    return MappingProxyType({**row, name: amount})


def _dearer(amount: Amount, column: str, percent: int) -> Amount:
    if isinstance(amount, tuple):
        return tuple(_with(row, column, _more(row[column], percent)) for row in amount)
    return _more(amount, percent) if isinstance(amount, int) else amount


def _more(price: Cell, percent: int) -> int:
    assert isinstance(price, int)
    return max(0, share(price, (100 + percent) * 100)) if percent > -100 else 0
