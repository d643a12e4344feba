"""Reads one value of a policy file: label, unit, source, status, and what it is from each date.

Next:   selfdirect/policy/amounts.py, selfdirect/policy/tables.py
Tests:  tests/policy/test_entries.py
"""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from selfdirect.policy import amounts
from selfdirect.policy.history import Entry, History
from selfdirect.policy.kinds import UNITS, Choice, Quantity, Shape, Table, listed
from selfdirect.policy.shape_national import STATUSES
from selfdirect.policy.tables import table
from selfdirect.rules.values import Amount

_FIELDS: Final = ("label", "unit", "source", "status", "decided", "from")
_DATED_FIELDS: Final = ("amount", "source", "status", "signed", "signed_on")
_WANTED: Final = {
    "label": "Add what the value is, in plain words.",
    "source": "Add where it comes from: the document and the paragraph, or who decided it.",
    "status": f"Add one of {listed(STATUSES)}.",
}


def read_history(raw: object, shape: Shape) -> tuple[History | None, list[str]]:
    """Read one value. Gives its history, or none, and every problem found, each with how to mend it."""
    if not isinstance(raw, Mapping):
        return None, [f"it must be a heading in square brackets, [{shape.name}], with its parts below it."]
    problems = [f'"{name}" is not known. A value has {listed(_FIELDS)}.' for name in raw if name not in _FIELDS]
    for name, mend in _WANTED.items():
        if not isinstance(raw.get(name), str) or not str(raw[name]).strip():
            problems.append(f"{name} is missing. {mend}")
    problems += _unit_problems(raw.get("unit"), shape) + _status_problems(raw.get("status"))
    dated = raw.get("from")
    if not isinstance(dated, Mapping) or not dated:
        problems.append(f"it has no dates. Add [{shape.name}.from] and a line such as 2024-04-01 = 6.")
        return None, problems
    entries = _entries(dated, raw, shape, problems)
    problems += _order_problems(entries)
    if problems:
        return None, problems
    return History(shape, str(raw["label"]), "", tuple(entries)), []


def _unit_problems(unit: object, shape: Shape) -> list[str]:
    if not isinstance(shape.kind, Quantity):
        return [] if unit in (None, shape.unit) else [f'unit must be left out, or be "{shape.unit}".']
    wanted = shape.kind.unit
    if unit is None:
        return [f'unit is missing. Add unit = "{wanted}".']
    if not isinstance(unit, str) or unit not in UNITS:
        return [f'{amounts.shown(unit)} is not a unit the program knows. Write unit = "{wanted}".']
    return [] if unit == wanted else [f'the unit is {amounts.shown(unit)} but must be "{wanted}".']


def _status_problems(status: object) -> list[str]:
    if status is None or status in STATUSES:
        return []
    return [f"the status {amounts.shown(status)} is not known. Write {listed(STATUSES)}."]


def _entries(dated: Mapping[str, object], raw: Mapping[str, object], shape: Shape, problems: list[str]) -> list[Entry]:
    entries = []
    for written, content in dated.items():
        since = _since(written)
        if since is None:
            said = f'"{written}" is not a date. Write the year, month and day, such as 2024-04-01.'
            problems.append(f"from {written}: {said}")
            continue
        own = content if isinstance(content, Mapping) else {"amount": content}
        faults = [
            f'"{name}" is not known. A date has {listed(_DATED_FIELDS)}.' for name in own if name not in _DATED_FIELDS
        ]
        faults += _status_problems(own.get("status")) if "status" in own else []
        if "source" in own and not str(own["source"]).strip():
            faults.append("source is empty. Add where it comes from.")
        amount: Amount | None = None
        if "amount" in own:
            amount, amount_faults = read_amount(own["amount"], shape)
            faults += amount_faults
        else:
            faults.append("amount is missing. Add amount = and what the value is from that day.")
        faults += _signing_faults(own)
        problems += [f"from {written}: {fault}" for fault in faults]
        if amount is not None and not faults:
            source, status = own.get("source", raw.get("source")), own.get("status", raw.get("status"))
            signed, signed_on = own.get("signed", ()), own.get("signed_on")
            entries.append(Entry(since, amount, str(source), str(status), tuple(signed), signed_on))  # type: ignore[arg-type]
    return entries


def _signing_faults(own: Mapping[str, object]) -> list[str]:
    """What is wrong with how a change was signed: who is a list of codes, and when is a date. One needs the other."""
    faults = []
    signed, signed_on = own.get("signed"), own.get("signed_on")
    if "signed" in own and not (isinstance(signed, list) and signed and all(isinstance(each, str) for each in signed)):
        faults.append('signed is not a list of codes. Write who signed, such as signed = ["finance", "operations"].')
    if "signed_on" in own and (isinstance(signed_on, datetime) or not isinstance(signed_on, date)):
        faults.append("signed_on is not a date. Write it without quotes, such as signed_on = 2024-03-01.")
    if ("signed" in own) is not ("signed_on" in own):
        missing = "signed_on" if "signed" in own else "signed"
        faults.append(f"{missing} is missing. Write both who signed (signed) and on which day (signed_on).")
    return faults


def read_amount(raw: object, shape: Shape) -> tuple[Amount | None, list[str]]:
    """Read what a value is from one day on. Gives it in the unit of the rules, or none and the faults."""
    kind = shape.kind
    if isinstance(kind, Table):
        return table(raw, kind)
    try:
        if isinstance(kind, Quantity):
            return amounts.quantity(raw, kind), []
        if isinstance(kind, Choice):
            return amounts.choice(raw, kind), []
        return amounts.yes_or_no(raw), []
    except amounts.AmountRefused as refused:
        return None, [str(refused)]


def _since(written: str) -> date | None:
    try:
        read = date.fromisoformat(written)
    except ValueError:
        return None
    return read if written == read.isoformat() else None


def _order_problems(entries: list[Entry]) -> list[str]:
    return [
        f"the dates are out of order: {later.since.isoformat()} comes after {earlier.since.isoformat()}. "
        "Put the earliest first."
        for earlier, later in pairwise(entries)
        if later.since < earlier.since
    ]
