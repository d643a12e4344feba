"""The file handed off to any payroll organisation, and the file it sends back, as CSV or JSON.

Both are described in docs/running/payroll-files.md. A file that is wrong is refused as a whole, with the line and the
field of each problem.

Why:    docs/running/payroll-files.md
Next:   selfdirect/actions/payroll.py
Tests:  tests/outside/test_payroll.py
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from selfdirect.outside.csv_cells import safe, table

FORMATS = ("csv", "json")
MOST_BYTES = 2_000_000
MOST_PROBLEMS = 20
LARGEST_PENCE = 10_000_000


@dataclass(frozen=True)
class HandOffRow:
    """One signed week of one employment. Money in pence, time in minutes, days as YYYY-MM-DD."""

    employment: str
    employer: str
    employee: str
    timesheet: str
    week_on: str
    worked_minutes: int
    holiday_minutes: int
    sick_minutes: int
    pence_hourly: int


@dataclass(frozen=True)
class ResultRow:
    """What payroll worked out for one employment, in pence. `holiday_pence` is a part of `gross_pence`."""

    employment: str
    gross_pence: int
    holiday_pence: int
    tax_pence: int
    insurance_pence: int
    pension_pence: int
    net_pence: int
    employer_insurance_pence: int
    employer_pension_pence: int


HAND_OFF_FIELDS = tuple(field.name for field in fields(HandOffRow))
RESULT_FIELDS = tuple(field.name for field in fields(ResultRow))
MONEY_FIELDS = RESULT_FIELDS[1:]
TOTALS = "totals"


class PayrollFileRefused(Exception):
    """The file cannot be read back. `messages` name the line and the field of each problem."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__(" ".join(messages))


def hand_off(reference: str, rows: Sequence[HandOffRow], form: str) -> bytes:
    """Write a hand-off. The reference is on every line, so that the answer can be matched."""
    if form == "json":
        content = {"hand_off": reference, "rows": [asdict(row) for row in rows]}
        return json.dumps(content, indent=1, ensure_ascii=False).encode()
    return table(("hand_off", *HAND_OFF_FIELDS), ((reference, *_cells(row)) for row in rows))


def _cells(row: HandOffRow) -> tuple[object, ...]:
    return tuple(safe(cell) if isinstance(cell, str) else cell for cell in asdict(row).values())


def read_result(content: bytes, reference: str, expected: set[str]) -> list[ResultRow]:
    """Read back what payroll sent: one row for each employment of the hand-off, and a last row of totals that agree.

    Raises PayrollFileRefused with the line and the field of everything that is wrong.
    """
    rows = _raw_rows(content, reference)
    problems: list[str] = []
    found = [_row(number, raw, problems) for number, raw in rows if raw.get("employment") != TOTALS]
    totals = [(number, raw) for number, raw in rows if raw.get("employment") == TOTALS]
    problems += _against_hand_off([(number, raw) for number, raw in rows if raw.get("employment") != TOTALS], expected)
    if not problems:
        problems += _net_problems(rows, found)
        problems += _total_problems(totals, [row for row in found if row])
    if problems:
        raise PayrollFileRefused(problems[:MOST_PROBLEMS])
    return [row for row in found if row]


Raw = Mapping[str, Any]


def _raw_rows(content: bytes, reference: str) -> list[tuple[int, Raw]]:
    if len(content) > MOST_BYTES:
        raise PayrollFileRefused([f"The file is larger than {MOST_BYTES:,} bytes."])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PayrollFileRefused([f"Line {line}: this is not text in UTF-8. Save the file as UTF-8."]) from error
    if not text.strip():
        raise PayrollFileRefused(["The file is empty."])
    rows = _from_json(text) if text.lstrip()[:1] in "{[" else _from_csv(text)
    other = [number for number, raw in rows if str(raw.get("hand_off", "")) != reference]
    if other:
        raise PayrollFileRefused([f"Line {other[0]}, hand_off: this is not the answer to {reference}."])
    return rows


def _from_json(text: str) -> list[tuple[int, Raw]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise PayrollFileRefused([f"Line {line}: this is not JSON. Ask payroll for the file again."]) from error
    if not isinstance(found, dict) or not isinstance(found.get("rows"), list):
        raise PayrollFileRefused(["Line 1, rows: the file has no list of rows."])
    rows: list[tuple[int, Raw]] = []
    for number, row in enumerate(found["rows"], 1):
        if not isinstance(row, dict):
            raise PayrollFileRefused([f"Row {number}: this is not a row with named fields."])
        rows.append((number, {"hand_off": found.get("hand_off"), **row}))
    if isinstance(found.get(TOTALS), dict):
        rows.append((len(rows) + 1, {"hand_off": found.get("hand_off"), **found[TOTALS], "employment": TOTALS}))
    return rows


def _from_csv(text: str) -> list[tuple[int, Raw]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in ("hand_off", *RESULT_FIELDS) if name not in (reader.fieldnames or ())]
        if missing:
            raise PayrollFileRefused([f"Line 1, {name}: this column is missing." for name in missing])
        rows: list[tuple[int, Raw]] = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise PayrollFileRefused([f"Line {reader.line_num}: the quotes or commas are wrong ({error})."]) from error
    uneven = [number for number, row in rows if None in row or None in row.values()]
    if uneven:
        raise PayrollFileRefused([f"Line {uneven[0]}: this line has more or fewer fields than the first."])
    return rows


def _row(number: int, raw: Raw, problems: list[str]) -> ResultRow | None:
    amounts = {name: _amount(number, name, raw.get(name), problems) for name in MONEY_FIELDS}
    if any(amount is None for amount in amounts.values()):
        return None
    return ResultRow(str(raw.get("employment") or "").strip(), **{name: amounts[name] or 0 for name in MONEY_FIELDS})


def _amount(number: int, name: str, value: Any, problems: list[str]) -> int | None:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    bare = text.removeprefix("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 12):
        problems.append(f"Line {number}, {name}: {text or 'nothing'!s} is not a whole number of pence.")
        return None
    if text.startswith("-") and int(bare):
        problems.append(f"Line {number}, {name}: {text} is below nothing. Ask payroll for the file again.")
        return None
    if int(bare) > LARGEST_PENCE:
        problems.append(f"Line {number}, {name}: {text} is more than anybody is paid in one run.")
        return None
    return int(bare)


def _against_hand_off(rows: Sequence[tuple[int, Raw]], expected: set[str]) -> list[str]:
    problems, seen = [], set()
    for number, raw in rows:
        name = str(raw.get("employment") or "").strip()
        if name not in expected:
            problems.append(f"Line {number}, employment: {name or 'nothing'} was not in the hand-off.")
        if name in seen:
            problems.append(f"Line {number}, employment: {name} is there twice.")
        seen.add(name)
    return problems + [f"The last line: {name} was in the hand-off and is missing." for name in sorted(expected - seen)]


def _net_problems(rows: Sequence[tuple[int, Raw]], found: Sequence[ResultRow | None]) -> list[str]:
    problems = []
    numbers = [number for number, raw in rows if raw.get("employment") != TOTALS]
    for number, row in zip(numbers, found, strict=True):
        if row is None:
            continue
        net = row.gross_pence - row.tax_pence - row.insurance_pence - row.pension_pence
        if net != row.net_pence:
            problems.append(f"Line {number}, net_pence: {row.net_pence} is not gross less what comes off, {net}.")
        if row.holiday_pence > row.gross_pence:
            problems.append(f"Line {number}, holiday_pence: {row.holiday_pence} is more than the gross pay.")
    return problems


def _total_problems(totals: Sequence[tuple[int, Raw]], found: Sequence[ResultRow]) -> list[str]:
    if len(totals) != 1:
        return ["The last line: there must be one line of totals, and no more."]
    number, raw = totals[0]
    problems: list[str] = []
    for name in MONEY_FIELDS:
        said = _amount(number, name, raw.get(name), problems)
        added = sum(getattr(row, name) for row in found)
        if said is not None and said != added:
            problems.append(f"Line {number}, {name}: the total {said} is not what the lines come to, {added}.")
    return problems
