"""The journal as the file that a council's finance system takes in: CSV, documented in docs/running/finance-journal.md.

Why:    docs/running/finance-journal.md
Next:   selfdirect/actions/support/finance_journal.py
Tests:  tests/outside/test_finance_journal.py
"""

import csv
import io
from collections.abc import Iterable

from selfdirect.outside.csv_cells import pounds
from selfdirect.rules.finance_journal import Line

FIELDS = (
    "journal",
    "line",
    "date",
    "code",
    "label",
    "client_group",
    "owner",
    "manager",
    "debit",
    "credit",
    "movements",
)


def as_csv(reference: str, lines: Iterable[Line]) -> bytes:
    """The lines in UTF-8, as RFC 4180 says. Amounts are pounds with two decimals; a side of nothing is 0.00."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for number, line in enumerate(lines, 1):
        head = line.head
        amounts = (pounds(line.debit_pence), pounds(line.credit_pence), line.movements)
        writer.writerow((reference, number, head.on.isoformat(), *head[1:], *amounts))
    return out.getvalue().encode()
