"""The council's policy as actions use it: loaded once, asked for a date, and remembered with what was done.

Next:   selfdirect/policy/__init__.py
Tests:  tests/actions/support/test_policy.py
"""

from datetime import date
from functools import cache

from django.conf import settings

from selfdirect.actions.action import used_policy
from selfdirect.policy import Policy, load
from selfdirect.rules.calendar import add_working_days
from selfdirect.rules.values import Values


@cache
def policy() -> Policy:
    """The council's whole policy. Loaded once for the life of the process; a change needs a restart."""
    return load(settings.COUNCIL, settings.POLICY_ROOT)


def policy_on(on: date) -> Values:
    """The values in force on a date. Their fingerprint is written down with the action under way."""
    values = policy().on(on)
    used_policy(values.fingerprint)
    return values


def holidays_around(on: date) -> frozenset[date]:
    """Bank holidays of the year before, the year and the next two."""
    return policy().holidays(on.year - 1, on.year + 2)


def in_working_days(on: date, working_days: int) -> date:
    """The date so many working days after another."""
    return add_working_days(on, working_days, holidays_around(on))
