"""A decided value as the exact lines to add to a council's policy file: what reads them back is selfdirect/policy.

Values: policy/councils
Next:   selfdirect/policy/entries.py
Tests:  tests/policy/test_lines.py
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selfdirect.policy.kinds import UNITS, Cells, Column, Quantity, Shape, Table
from selfdirect.policy.pack import Policy
from selfdirect.policy.shape import SHAPES


@dataclass(frozen=True)
class Lines:
    """Lines for one file. `heading` stands above them there already, unless `is_new`: then `text` holds it too."""

    file: str
    heading: str
    is_new: bool
    text: str


def lines_for(
    policy: Policy, key: str, amount: Any, *, since: date, source: str, signed: Sequence[str], signed_on: date
) -> Lines:
    """The lines that make this amount apply from a day, with who signed it and when."""
    shape = SHAPES[key]
    file = f"policy/councils/{policy.council}/{shape.file}.toml"
    heading = f"[{shape.name}.from]"
    own = [history for history in policy.histories() if history.file == file and history.shape.key == key]
    names = ", ".join(_text(each) for each in signed)
    entry = (
        f'{since.isoformat()} = {{ amount = {written(amount, shape)}, source = {_text(source)}, status = "stated", '
        f"signed = [{names}], signed_on = {signed_on.isoformat()} }}"
    )
    if own:
        return Lines(file, heading, False, f"{entry}\n")
    label = next(history.label for history in policy.histories() if history.shape.key == key)
    unit = f"unit = {_text(shape.kind.unit)}\n" if isinstance(shape.kind, Quantity) else ""
    first = f'[{shape.name}]\nlabel = {_text(label)}\n{unit}source = {_text(source)}\nstatus = "stated"\n'
    return Lines(file, heading, True, f"{first}{heading}\n{entry}\n")


def written(amount: Any, shape: Shape) -> str:
    """An amount in the rules' unit as it is written in a file."""
    kind = shape.kind
    if isinstance(kind, Quantity) and isinstance(amount, int):
        return _pounds(amount) if UNITS[kind.unit][1] == 100 else str(amount)
    if isinstance(kind, Table) and not isinstance(amount, str):
        return "[\n" + "".join(f"  {{ {_row(row, kind)} }},\n" for row in amount) + "]"
    return ("true" if amount else "false") if isinstance(amount, bool) else _text(str(amount))


def _row(row: Mapping[str, Any], kind: Table) -> str:
    return ", ".join(f"{column.name} = {_cell(row[column.name_for_rules], column)}" for column in kind.all_columns)


def _cell(cell: Any, column: Column) -> str:
    if column.cells in (Cells.MONEY, Cells.MONEY_OR_NONE) and isinstance(cell, int):
        return _text(_pounds(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, int) else _text(str(cell))


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
