"""The book from the command line and at night: its chain, and the files it goes out in and comes back from.

Next:   selfdirect/actions/book.py
Tests:  tests/jobs/test_book.py
"""

from datetime import date
from pathlib import Path

from selfdirect.actions import book
from selfdirect.actions.support.finance_journal import MonthlyJournal, journal_of
from selfdirect.actions.support.timer import timer
from selfdirect.ledger.chain import Head
from selfdirect.ledger.exporting import export_book as write_book
from selfdirect.ledger.plain_text import export_accounts as write_accounts


def extend_chain(on: date) -> Head:
    """Make the chain cover everything posted so far."""
    return book.extend_chain(on=on, by=timer())


def export_book(path: Path, on: date) -> Head:
    """Write the whole book to a file, covered by its chain to the last movement."""
    extend_chain(on)
    with path.open("w", encoding="utf-8", newline="\n") as to:
        return write_book(to)


def export_accounts(path: Path, account: str | None = None) -> int:
    """Write the book, or one account, in the format of Beancount."""
    with path.open("w", encoding="utf-8", newline="\n") as to:
        return write_accounts(to, account)


def export_journal(path: Path, day: date) -> MonthlyJournal:
    """Write the journal of the month that a day is in, for the finance system."""
    found = journal_of(day)
    path.write_bytes(found.as_csv())
    return found


def import_book(path: Path, on: date) -> Head:
    """Read an exported book into an empty database."""
    # What is not text is shown as such to the reader of the file, who then refuses its line.
    with path.open(encoding="utf-8", errors="replace") as lines:
        return book.import_book(lines=lines, on=on, by=timer())
