"""The file for the finance system is plain CSV with pounds to the penny, read back as it was."""

import csv
import io
from datetime import date

from selfdirect.outside.finance_journal import FIELDS, as_csv
from selfdirect.rules.finance_journal import Head, Line

ON = date(2026, 7, 6)


def test_each_line_is_numbered_and_names_its_month() -> None:
    lines = [
        Line(Head(ON, "ASC-1", "Bank, main", "", "", ""), 5, 163_000, 2),
        Line(Head(ON, "ASC-2", "Memory", "memory", "council", "trust"), 163_000, 5, 2),
    ]
    content = as_csv("2026-07", lines)
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert tuple(rows[0]) == FIELDS
    assert rows[1] == ["2026-07", "1", "2026-07-06", "ASC-1", "Bank, main", "", "", "", "0.05", "1630.00", "2"]
    assert rows[2][5:10] == ["memory", "council", "trust", "1630.00", "0.05"]
    assert content.endswith(b"\r\n") and len(rows) == 3
