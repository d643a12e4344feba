"""The council's own name, look and ways to be reached come from its policy."""

from datetime import date

from selfdirect.actions.support.policy import policy
from selfdirect.pages.council import council_on

ON = date(2026, 12, 3)


def test_the_council_is_as_its_policy_says() -> None:
    council = council_on(ON)
    named = policy().on(ON).table("profile.council")[0]
    assert council.name == named["name"] and council.short_name == named["short_name"]
    assert council.accent.startswith("#") and council.phone and council.email


def test_a_partner_trust_stands_beside_it_where_there_is_one() -> None:
    assert council_on(ON).trust == (policy().partner_trust_on(ON) or "")
