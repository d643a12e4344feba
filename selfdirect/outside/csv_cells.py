"""Cells of the CSV files that leave: words that no spreadsheet takes for a formula, and pounds to the penny.

Next:   selfdirect/outside/finance_journal.py, selfdirect/outside/payroll.py
Tests:  tests/outside/test_csv_cells.py
"""


def safe(words: str) -> str:
    """The words as they are; with a quote before what a spreadsheet would take for a formula."""
    return f"'{words}" if words[:1] in "=+-@\t\r" and words else words


def pounds(pence: int) -> str:
    """Pence that are not below nothing as pounds with two decimals, such as 1630.00."""
    return f"{pence // 100}.{pence % 100:02d}"
