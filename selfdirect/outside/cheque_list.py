"""The list of a run's cheques, for whoever prints and posts them: CSV, one row for each cheque.

Next:   selfdirect/actions/support/cheques.py
Tests:  tests/outside/test_cheque_list.py
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfdirect.outside.csv_cells import pounds, safe, table

FIELDS = ("number", "payee", "pounds", "payment", "authorised_by", "address")


@dataclass(frozen=True)
class ChequeRow:
    """One cheque: to whom, for how many pence, which payment it pays, who authorised it, and where it is posted."""

    number: str
    payee: str
    pence: int
    payment: str
    authorised_by: str
    address: str


def cheque_list(rows: Sequence[ChequeRow]) -> bytes:
    """The rows in UTF-8, as RFC 4180 says, and a last row with how many there are and what they come to."""
    cells: list[tuple[object, ...]] = [
        (row.number, safe(row.payee), pounds(row.pence), row.payment, safe(row.authorised_by), safe(row.address))
        for row in rows
    ]
    return table(FIELDS, [*cells, ("total", len(rows), pounds(sum(row.pence for row in rows)), "", "", "")])
