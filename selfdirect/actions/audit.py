"""Writing down that somebody looked at a person's record.

Next:   selfdirect/records/audit.py
Tests:  tests/actions/test_audit.py
"""

from datetime import date

from selfdirect.actions.action import action, tell
from selfdirect.records.access import User
from selfdirect.records.people import Person


@action(needs=None)
def record_read(*, person: Person, what: str, by: User, on: date) -> None:
    """Keep that `by` looked at this person's record (R-DIG-04). `what` is the page, never what was on it."""
    tell(what, person=person, kind="read")
