"""The simulated council compares its book with the bank and closes it each month, some weeks after the month is over.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_book.py
"""

from datetime import date, timedelta

from selfdirect.actions import book
from selfdirect.ledger.chain import closed_until
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance_as_at
from selfdirect.records.access import User
from selfdirect.rules.calendar import add_months


def close_month(approver: User, finance: User, on: date) -> date | None:
    """Write down what the bank says and close the book, up to the end of the month before last, unless that is done."""
    until = add_months(on.replace(day=1), -1) - timedelta(days=1)
    closed = closed_until()
    if closed is not None and closed >= until:
        return None
    says = balance_as_at(BANK, until)  # a bank that carried out exactly what it was asked
    book.state_balance(as_at=until, pence=says, source=f"Statement of {until:%B %Y}", on=on, by=finance)
    book.close_period(until=until, on=on, by=approver)
    return until
