"""A change dated in a period of the book that is closed: which day to choose instead.

Next:   selfdirect/ledger/chain.py
Tests:  tests/actions/support/test_closed_days.py
"""

from datetime import date

from selfdirect.ledger.chain import closed_until
from selfdirect.rules.calendar import format_date
from selfdirect.rules.holdings import ONE_DAY
from selfdirect.rules.problems import Problem


def closed_problem(field: str, day: date) -> Problem | None:
    """What to do about a day that the book is closed for; None when it is open."""
    closed = closed_until()
    if closed is None or day > closed:
        return None
    words = f"The book is closed up to {format_date(closed)}. Choose {format_date(closed + ONE_DAY)} or a later day"
    return Problem(field, f"{words}: what was paid before is settled from then on")
