"""Last month's statements of every live budget that has none yet, some thousand at a time. Safe to run again.

Next:   selfdirect/actions/statements.py
Tests:  tests/jobs/test_statements.py
"""

from datetime import date

from selfdirect.actions import statements
from selfdirect.actions.support.statements import due_for
from selfdirect.actions.support.timer import timer
from selfdirect.rules.calendar import add_months

CHUNK = 1000


class NotAllMade(Exception):
    """Some statements do not add up. The others were made and sent; these are tried again and shown to nobody."""


def make_missing(on: date) -> int:
    """Make the statements of the month before this day's; say how many. Raises NotAllMade at the end."""
    month = add_months(on.replace(day=1), -1)
    waiting = list(due_for(month).values_list("pk", flat=True))
    count, refused = 0, {}
    for start in range(0, len(waiting), CHUNK):
        made = statements.make(budgets=waiting[start : start + CHUNK], month=month, on=on, by=timer())
        count += made.count
        refused |= made.refused
    if refused:
        raise NotAllMade("; ".join(f"{reference}: {why}" for reference, why in refused.items()))
    return count
