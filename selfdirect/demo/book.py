"""The simulated council closes its book each month, some weeks after the month is over.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_book.py
"""

from datetime import date, timedelta

from selfdirect.actions import book
from selfdirect.ledger.chain import closed_until
from selfdirect.records.access import User
from selfdirect.rules.calendar import add_months


def close_month(approver: User, on: date) -> date | None:
    """Close the book up to the end of the month before last, unless it is closed already."""
    until = add_months(on.replace(day=1), -1) - timedelta(days=1)
    closed = closed_until()
    if closed is not None and closed >= until:
        return None
    book.close_period(until=until, on=on, by=approver)
    return until
