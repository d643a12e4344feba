"""One short mark for a set of policy values: the same values give the same mark, any change another.

Next:   selfdirect/policy/pack.py
Tests:  tests/policy/test_fingerprint.py
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from selfdirect.rules.values import Value


def fingerprint(values: Iterable[Value], *also: str) -> str:
    """Give the SHA-256 of the values, whatever order they come in, and of the words given with them."""
    rows = sorted(json.dumps(_plain(value), sort_keys=True, ensure_ascii=False) for value in values)
    return hashlib.sha256("\n".join([*also, *rows]).encode()).hexdigest()


def _plain(value: Value) -> dict[str, object]:
    return {
        "key": value.key,
        "label": value.label,
        "unit": value.unit,
        "amount": _cell(value.amount),
        "source": value.source,
        "status": value.status,
        "since": value.since.isoformat(),
    }


def _cell(amount: object) -> object:
    if isinstance(amount, tuple):
        return [_cell(row) for row in amount]
    if isinstance(amount, Mapping):
        return {name: _cell(cell) for name, cell in amount.items()}
    return str(amount) if isinstance(amount, date | Decimal) else amount
