"""A small book with a bit of everything in it, and the file it makes."""

import io
from datetime import timedelta
from pathlib import Path

from selfdirect.ledger import chart
from selfdirect.ledger.chain import Head
from selfdirect.ledger.closing import close_until, extend
from selfdirect.ledger.exporting import export_book
from selfdirect.ledger.posting import correct, post, record_assertion
from tests.ledger.book import DAY, allot, commit

NEXT = DAY + timedelta(1)


def write_a_book() -> Head:
    """Seven movements, of which one corrects another; a close in the middle; a balance the bank has stated."""
    allot("B1", 10_000)
    commit("B1", 4_000, "c1")
    post("nhs", DAY, 500, chart.NHS_FUNDING, chart.free("B1.nhs"), "x")
    post("p1", DAY, 1_234, chart.committed("B1"), chart.owed("P_1"), 'a line with "quotes", a \\ and é')
    close_until(DAY, "User:1")
    record_assertion(chart.BANK, NEXT, -1_000, "bank statement")
    correct("p1", "undo p1", NEXT, "x")
    post("p2", NEXT, 1_000, chart.committed("B1"), chart.owed("P_1"), "x")
    post("p3", NEXT, 1_000, chart.owed("P_1"), chart.BANK, "x")
    return extend()


def as_text() -> str:
    to = io.StringIO()
    export_book(to)
    return to.getvalue()


def as_file(folder: Path) -> Path:
    path = folder / "book.jsonl"
    path.write_text(as_text(), encoding="utf-8")
    return path
