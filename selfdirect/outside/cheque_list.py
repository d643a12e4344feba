"""The list of a run's cheques, for whoever prints and posts them: CSV, one row for each cheque.

Next:   selfdirect/actions/support/cheques.py
Tests:  tests/outside/test_cheque_list.py
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

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
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow(
            (
                row.number,
                _safe(row.payee),
                _pounds(row.pence),
                row.payment,
                _safe(row.authorised_by),
                _safe(row.address),
            )
        )
    writer.writerow(("total", len(rows), _pounds(sum(row.pence for row in rows)), "", "", ""))
    return out.getvalue().encode()


def _safe(value: str) -> str:
    """A name that a spreadsheet would take for a formula is written with a quote before it."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
