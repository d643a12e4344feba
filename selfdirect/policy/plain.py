"""Says a policy value in plain words, for staff and for the public: what it is, and a line for each row of a table.

Next:   selfdirect/policy/plain_words.py
Tests:  tests/policy/test_plain.py
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from selfdirect.policy.kinds import Cells, Column, Table
from selfdirect.policy.plain_words import COLUMN_WORDS, choice_in_words, option_in_words
from selfdirect.policy.shape import SHAPES
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, Cell, TableRow, Value, Values

# Columns that only the program reads, and how a row is known to be checked: said elsewhere.
_UNSAID: Final = ("source", "status", "held_in")
# Columns that already say what the row is. Beside one of them a code or a closed choice adds nothing.
_TITLES: Final = ("label", "name", "question", "words", "says", "parameter", "team_label")
# Codes of other tables: the table that has their words, and the columns of the code and of the words.
_NAMED_IN: Final = {
    "client_group": ("profile.client_groups", "code"),
    "outcome": ("assessments.outcomes", "code"),
    "question": ("{file}.questions", "question"),
    "after": ("{file}.questions", "question"),
}
_EVERYBODY: Final = "all"
# What the files call client_group is a group of people on pages, or the reason that puts somebody in it.
_FILE_WORDS: Final = re.compile("client_group".replace("_", " ") + "(?P<many>s?)", re.IGNORECASE)
_ONE: Final = re.compile(r"\b1 (\w+)s\b")

Named = Mapping[tuple[str, str], str]


def in_plain_words(value: Value, values: Values) -> tuple[str, ...]:
    """Say one value: one sentence, or for a table a line for each row. `values` give the words for its codes."""
    shape = SHAPES.get(value.key)
    if isinstance(value.amount, tuple) and shape is not None and isinstance(shape.kind, Table):
        named = _named(shape.kind, shape.file, values)
        return tuple(_row(row, shape.kind, named) for row in value.amount)
    return (f"{amount_in_words(value)}.",)


def label_in_words(value: Value) -> str:
    """Say what a value is, in words for the public."""

    def ours(found: re.Match[str]) -> str:
        said = "groups of people" if found["many"] else "main reason for support"
        return said.capitalize() if found[0][0].isupper() else said

    return _FILE_WORDS.sub(ours, value.label)


def amount_in_words(value: Value) -> str:
    """Say what a value is, without its label and without a full stop."""
    if isinstance(value.amount, bool):
        return "Yes" if value.amount else "No"
    if value.unit == "choice":
        return choice_in_words(value.key, str(value.amount))
    if isinstance(value.amount, int):
        return _number(value.amount, value.unit)
    return str(value.amount)


def _number(amount: int, unit: str) -> str:
    if unit.startswith("pence"):
        each = {"pence weekly": " a week", "pence hourly": " an hour"}.get(unit, "")
        return f"{format_pounds(amount)}{each}"
    if unit == "percent":
        return f"{amount}%"
    if unit == "number":
        return str(amount)
    return f"{amount} {unit.removesuffix('s') if amount == 1 else unit}"


def _named(kind: Table, file: str, values: Values) -> Named:
    """The words for the codes of other tables, by column and code."""
    found: dict[tuple[str, str], str] = {}
    for column in kind.columns:
        table, code = _NAMED_IN.get(column.name, ("", ""))
        key = table.format(file=file)
        if key in values and column.name in _NAMED_IN and column.cells in (Cells.CODE, Cells.OPTION):
            found |= {(column.name, str(row[code])): str(row["label"]) for row in values.table(key)}
    answers = f"{file}.answers"
    if answers in values and any(column.name == "after" for column in kind.columns):
        for row in values.table(answers):
            found[("answer", f"{row['question']}/{row['answer']}")] = str(row["label"])
    return found


def _row(row: TableRow, kind: Table, named: Named) -> str:
    title = _title(kind)
    parts = []
    for column in kind.columns:
        if column.name in _UNSAID or (title and column.cells in (Cells.CODE, Cells.OPTION) and _is_said(column, row)):
            continue
        if column.name == "unit" and "unit}" in "".join(COLUMN_WORDS.get(name, "") for name in row):
            continue
        parts.append(_cell(column, row[column.name_for_rules], row, named))
    if kind.tiers:
        parts.append(_tier(row, kind.tiers))
    if title and kind.columns[0].name != "question":
        first = str(row[title])
        parts = [first, *(part for part in parts if part != first)]
    head, *rest = [part.rstrip(".") for part in parts if part]
    return f"{head}: {'; '.join(rest)}" if rest else head


def _title(kind: Table) -> str:
    """The column that says in words what a row is; nothing where a table holds codes and numbers alone."""
    worded = [column.name for column in kind.columns if column.cells is Cells.WORDS]
    return next((name for name in _TITLES if name in worded), "")


def _is_said(column: Column, row: TableRow) -> bool:
    """Whether the row's own words already say this code."""
    return column.name not in _NAMED_IN and column.name not in COLUMN_WORDS and column.name_for_rules in row


def _cell(column: Column, cell: Cell, row: TableRow, named: Named) -> str:
    if (column.name, str(cell)) in named:
        return named[(column.name, str(cell))]
    if column.name == "answer" and ("answer", f"{row.get('after')}/{cell}") in named:
        return named[("answer", f"{row.get('after')}/{cell}")]
    if column.name == "client_group":
        return "everybody" if cell == _EVERYBODY else str(cell).replace("_", " ")
    if isinstance(cell, bool):
        return f"{column.name.replace('_', ' ')}: {'yes' if cell else 'no'}"
    if isinstance(cell, date):
        return format_date(cell)
    if column.cells in (Cells.MONEY, Cells.MONEY_OR_NONE):
        return _money(column.name, cell)
    if isinstance(cell, int):
        said = COLUMN_WORDS.get(column.name, column.name.replace("_", " ") + " {}")
        return _ONE.sub(r"1 \1", said.format(cell, unit=str(row.get("unit", "")).replace("_", " ")))
    if column.cells is Cells.OPTION:
        return COLUMN_WORDS.get(column.name, "{}").format(option_in_words(str(cell), column.name))
    return str(cell).replace("_", " ") if column.cells is Cells.CODE else str(cell)


def _money(name: str, cell: Cell) -> str:
    if cell == NO_LIMIT or not isinstance(cell, int):
        return "no limit"
    each = {"weekly": " a week", "hourly": " an hour", "monthly": " a month", "yearly": " a year"}
    said = format_pounds(cell) + each.get(name.rpartition("_")[2], "")
    return f"at most {said}" if name.startswith(("highest", "up_to")) else said


def _tier(row: TableRow, unit: str) -> str:
    inner = unit.replace("pounds", "pence")
    low, high = row[f"lowest_{inner}"], row[f"highest_{inner}"]

    def shown(amount: Cell) -> str:
        whole = amount if isinstance(amount, int) else 0
        return _number(whole, inner) if unit == "points" else _money(unit, whole)

    start = f"from {shown(low)}" if row["lowest_inclusive"] else f"above {shown(low)}"
    if high == NO_LIMIT:
        return f"{start}, with no upper limit"
    return f"{start}, up to {'and including ' if row['highest_inclusive'] else 'but not '}{shown(high)}"
