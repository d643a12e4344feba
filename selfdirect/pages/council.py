"""Whose pages these are: the council's name, look and ways to be reached, from its own policy.

Next:   selfdirect/pages/context.py
Tests:  tests/pages/test_council.py
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from selfdirect.actions.support.policy import policy
from selfdirect.rules.values import NO_LIMIT


@dataclass(frozen=True)
class Council:
    """What every page says of the council. `trust` is empty where it has no partner."""

    name: str
    short_name: str
    trust: str
    accent: str
    phone: str
    email: str
    address: str
    hours: str


@lru_cache(maxsize=64)
def council_on(on: date) -> Council:
    """The council as it is on a date."""
    values = policy().on(on)
    named = values.table("profile.council")[0]
    reached = {key: str(cell) for key, cell in values.table("profile.contact")[0].items()}
    trust = str(named["partner_trust"])
    return Council(
        name=str(named["name"]),
        short_name=str(named["short_name"]),
        trust="" if trust == NO_LIMIT else trust,
        accent=str(values.table("profile.look")[0]["accent_colour"]),
        phone=_known(reached["phone"]),
        email=_known(reached["email"]),
        address=_known(reached["address"]),
        hours=_known(reached["hours"]),
    )


def _known(words: str) -> str:
    return "" if words == NO_LIMIT else words
