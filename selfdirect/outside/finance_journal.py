"""The journal as the file that a council's finance system takes in: CSV, documented in docs/running/finance-journal.md.

Why:    docs/running/finance-journal.md
Next:   selfdirect/actions/support/finance_journal.py
Tests:  tests/outside/test_finance_journal.py
"""

from collections.abc import Iterable

from selfdirect.outside.csv_cells import pounds, table
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
    return table(FIELDS, (_cells(reference, number, line) for number, line in enumerate(lines, 1)))


def _cells(reference: str, number: int, line: Line) -> tuple[object, ...]:
    amounts = (pounds(line.debit_pence), pounds(line.credit_pence), line.movements)
    return (reference, number, line.head.on.isoformat(), *line.head[1:], *amounts)
