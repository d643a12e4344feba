"""The CSV files that leave: a header and rows, words that no spreadsheet takes for a formula, and pounds to the penny.

Next:   selfdirect/outside/finance_journal.py, selfdirect/outside/payroll.py
Tests:  tests/outside/test_csv_cells.py
"""

import csv
import io
from collections.abc import Iterable, Sequence


def safe(words: str) -> str:
    """The words as they are; with a quote before what a spreadsheet would take for a formula."""
    return f"'{words}" if words[:1] in "=+-@\t\r" and words else words


def pounds(pence: int) -> str:
    """Pence that are not below nothing as pounds with two decimals, such as 1630.00."""
    return f"{pence // 100}.{pence % 100:02d}"


def table(fields: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A header and its rows in UTF-8, as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(fields)
    writer.writerows(rows)
    return out.getvalue().encode()
