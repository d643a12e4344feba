"""Bills of contributions as the file that a council's billing system takes in: CSV, one line a bill.

Why:    docs/running/contributions.md
Next:   selfdirect/actions/support/contributions.py
Tests:  tests/outside/test_contribution_bills.py
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from selfdirect.outside.csv_cells import pounds, table

FIELDS = ("bill", "budget", "person", "from", "until", "kind", "amount")


class BillRow(NamedTuple):
    """One bill. Below nothing it gives back what an earlier one asked for."""

    reference: str
    budget: str
    person_id: int
    from_on: date
    until_on: date
    pence: int


def as_csv(rows: Iterable[BillRow]) -> bytes:
    """The bills in UTF-8, as RFC 4180 says. Amounts are pounds with two decimals; kind is bill or credit."""
    return table(FIELDS, map(_cells, rows))


def _cells(row: BillRow) -> tuple[object, ...]:
    days = (row.from_on.isoformat(), row.until_on.isoformat())
    kind = "bill" if row.pence > 0 else "credit"
    return (row.reference, row.budget, row.person_id, *days, kind, pounds(abs(row.pence)))
