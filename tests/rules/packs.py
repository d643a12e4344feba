"""The values of the real councils on a day, for tests of what each of them says.

Values: policy/councils
"""

from datetime import date
from functools import cache

from selfdirect.policy import Policy, load
from selfdirect.rules.values import Values

DAY = date(2025, 6, 2)


@cache
def policy(council: str) -> Policy:
    """The policy of a council, read once."""
    return load(council)


def on(council: str, day: date = DAY, trust: str = "") -> Values:
    """What applied at a council on this day."""
    return policy(council).on(day, trust)
