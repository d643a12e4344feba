"""Reads a small table from a policy file: its columns, its closed lists, its tiers without gap or overlap.

Next:   selfdirect/policy/amounts.py
Tests:  tests/policy/test_tables.py
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import pairwise, product
from types import MappingProxyType

from selfdirect.policy.amounts import AmountRefused, pence, shown, whole, yes_or_no
from selfdirect.policy.contrast import contrast_fault
from selfdirect.policy.kinds import Cells, Column, Table, listed
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, Amount, Cell, TableRow

EVERYBODY = "all"
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def table(raw: object, kind: Table) -> tuple[Amount | None, list[str]]:
    """Read a whole table. Gives the rows and nothing else, or no rows and every fault in plain words."""
    if kind.or_none and raw == NO_LIMIT:
        return NO_LIMIT, []
    if not isinstance(raw, list) or not raw:
        return None, [f"{shown(raw)} is not a table. Write rows between [ and ], each between {{ and }}."]
    faults: list[str] = []
    rows: list[TableRow] = []
    for position, raw_row in enumerate(raw, start=1):
        row, row_faults = _row(raw_row, kind)
        faults += [f"row {position}: {fault}" for fault in row_faults]
        rows.append(MappingProxyType(row))
    if not faults:
        faults = _whole_table_faults(rows, kind)
    return (None, faults) if faults else (tuple(rows), [])


def _row(raw: object, kind: Table) -> tuple[dict[str, Cell], list[str]]:
    if not isinstance(raw, Mapping):
        return {}, [f"{shown(raw)} is not a row. Write its columns between {{ and }}."]
    columns = kind.all_columns
    named = [column.name for column in columns]
    faults = [
        f'the column "{name}" is not known. The columns are {listed(named)}.' for name in raw if name not in named
    ]
    cells: dict[str, Cell] = {}
    for column in columns:
        if column.name not in raw:
            faults.append(f'the column "{column.name}" is missing. Add it: it holds {column.cells}.')
            continue
        try:
            cells[column.name_for_rules] = cell(raw[column.name], column)
        except AmountRefused as refused:
            faults.append(f"{column.name}: {refused}")
    return cells, faults


def cell(raw: object, column: Column) -> Cell:
    """Read one cell by the kind of its column. Raises AmountRefused with what is wrong and how to mend it."""
    if column.cells is Cells.MONEY_OR_NONE:
        return NO_LIMIT if raw == NO_LIMIT else pence(raw)
    if column.cells is Cells.MONEY:
        return pence(raw)
    if column.cells is Cells.WHOLE:
        return whole(raw)
    if column.cells is Cells.WHOLE_OR_NONE:
        return NO_LIMIT if raw == NO_LIMIT else whole(raw)
    if column.cells is Cells.YES_NO:
        return yes_or_no(raw)
    if column.cells is Cells.DATE:
        return _date(raw)
    return _words(raw, column)


def _date(raw: object) -> date:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise AmountRefused(f"{shown(raw)} is not a date. Write it without quotes, such as 2024-04-01.")
    return raw


def _words(raw: object, column: Column) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise AmountRefused(f"{shown(raw)} is not words. Write some words in quotes.")
    if column.cells is Cells.CODE and not _CODE.fullmatch(raw):
        raise AmountRefused(f"{shown(raw)} is not a code. Use small letters, digits and _, such as home_care.")
    if column.cells is Cells.OPTION and raw not in column.options:
        raise AmountRefused(f"{shown(raw)} is not one of the choices. Write {listed(column.options)}.")
    if column.cells is Cells.PATTERN and not re.fullmatch(column.pattern, raw):
        raise AmountRefused(f"{shown(raw)} does not have the form that is needed here ({column.pattern}).")
    if column.cells is Cells.COLOUR and (fault := contrast_fault(raw)):
        raise AmountRefused(fault)
    return raw


def _whole_table_faults(rows: list[TableRow], kind: Table) -> list[str]:
    faults = _count_faults(rows, kind) + _repeat_faults(rows, kind) + _code_faults(rows, kind)
    if kind.complete:
        faults += _combination_faults(rows, kind)
    if kind.each:
        faults += _each_faults(rows, kind)
    if kind.tiers and not faults:
        faults += _all_tier_faults(rows, kind)
    return faults


def _all_tier_faults(rows: list[TableRow], kind: Table) -> list[str]:
    """Look at the tiers of each group apart, where the table has tiers for several groups."""
    unit = kind.tiers.replace("pounds", "pence")
    if not kind.tiers_by:
        return tier_faults(rows, unit)
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(str(row[kind.tiers_by]), []).append(row)
    return [f'{kind.tiers_by} "{group}": {fault}' for group, own in groups.items() for fault in tier_faults(own, unit)]


def _count_faults(rows: list[TableRow], kind: Table) -> list[str]:
    if kind.rows is None or len(rows) == kind.rows:
        return []
    return [f"it has {len(rows)} rows and must have {kind.rows}. Take out or add rows."]


def _repeat_faults(rows: list[TableRow], kind: Table) -> list[str]:
    faults = []
    for column in kind.all_columns:
        seen = [row[column.name_for_rules] for row in rows]
        twice = sorted({str(value) for value in seen if seen.count(value) > 1}) if column.unique else []
        faults += [f'{column.name} "{value}" is there more than once. Keep one row.' for value in twice]
    return faults


def _code_faults(rows: list[TableRow], kind: Table) -> list[str]:
    if not kind.codes:
        return []
    name = kind.columns[0].name
    given = {row[name] for row in rows}
    missing = [code for code in kind.codes if code not in given]
    unknown = sorted(str(code) for code in given if code not in kind.codes)
    return [f'there is no row for {name} "{code}". Add one.' for code in missing] + [
        f'{name} "{code}" is not known. The program knows {listed(kind.codes)}.' for code in unknown
    ]


def _combination_faults(rows: list[TableRow], kind: Table) -> list[str]:
    options = [column.options for column in kind.columns if column.name in kind.complete]
    given = [tuple(str(row[name]) for name in kind.complete) for row in rows]
    faults = []
    for combination in product(*options):
        said = ", ".join(f'{name} "{value}"' for name, value in zip(kind.complete, combination, strict=True))
        if given.count(combination) == 0:
            faults.append(f"there is no row for {said}. Add one.")
        elif given.count(combination) > 1:
            faults.append(f"there is more than one row for {said}. Keep one.")
    return faults


def _each_faults(rows: list[TableRow], kind: Table) -> list[str]:
    (column,) = (column for column in kind.columns if column.name == kind.each)
    codes = [one.name for one in kind.columns if one.cells is Cells.CODE]
    for_everybody = {row[kind.each] for row in rows if all(row[name] == EVERYBODY for name in codes)}
    return [
        f'there is no row for {kind.each} "{option}" with "{EVERYBODY}" for {" and ".join(codes)}. Add one.'
        for option in column.options
        if option not in for_everybody
    ]


def tier_faults(rows: list[TableRow], unit: str) -> list[str]:
    """Say where tiers leave a gap, overlap, do not start at nothing, or do not end with "none"."""
    shown_as = format_pounds if unit.startswith("pence") else str
    lowest, highest = f"lowest_{unit}", f"highest_{unit}"
    faults = []
    if rows[0][lowest] != 0 or not rows[0]["lowest_inclusive"]:
        faults.append("the first tier must start at 0, included. Otherwise nobody decides the smallest sums.")
    if rows[-1][highest] != NO_LIMIT:
        faults.append('the last tier must end with "none". Otherwise nobody decides the largest sums.')
    for position, (row, following) in enumerate(pairwise(rows), start=1):
        faults += _join_faults(position, row, following, (lowest, highest), shown_as)
    for position, row in enumerate(rows, start=1):
        first, last = row[lowest], row[highest]
        if isinstance(first, int) and isinstance(last, int) and last < first:
            faults.append(f"tier {position} ends below where it starts. Put the larger sum at the end.")
    return faults


def _join_faults(
    position: int, row: TableRow, following: TableRow, ends: tuple[str, str], shown_as: Callable[[int], str]
) -> list[str]:
    lowest, highest = ends
    end, start = row[highest], following[lowest]
    tiers = f"tiers {position} and {position + 1}"
    if not isinstance(end, int) or not isinstance(start, int):
        return [f'tier {position} has no end ("none") but another follows it. Give it an end.']
    last = end if row["highest_inclusive"] else end - 1
    first = start if following["lowest_inclusive"] else start + 1
    if first > last + 1:
        gap = f"there is a gap between {tiers}: nobody decides {shown_as(last + 1)}."
        return [f"{gap} Let the second start where the first ends, and include that sum in one of them."]
    if first <= last:
        both = f"{tiers} overlap: both decide {shown_as(first)}."
        return [f"{both} Let the second start where the first ends, and include that sum in only one of them."]
    return []
