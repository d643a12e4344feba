"""What is offered comes from the council's policy, help first, and never what somebody has already."""

import pytest

from selfdirect.policy import councils
from selfdirect.rules.account_help import ANOTHER_HOLDS, HARD, HELP, offers
from selfdirect.rules.direct_payments import BANK_ACCOUNT, DIRECT_PAYMENT, PREPAID_CARD, methods, options
from tests.rules.packs import on


@pytest.mark.requirement("R-PAY-06")
@pytest.mark.parametrize("council", councils())
def test_every_council_offers_its_own_other_ways_and_none_it_does_not_have(council: str) -> None:
    values = on(council)
    for paid_by in (BANK_ACCOUNT, PREPAID_CARD):
        codes = [one.code for one in offers(values, paid_by)]
        assert codes[:2] == [HELP, ANOTHER_HOLDS] and len(set(codes)) == len(codes)
        others = {one.key for one in options(values)} - {DIRECT_PAYMENT}
        ways = {one.key for one in methods(values)} - {paid_by}
        assert set(codes[2:]) == others | ways, "all that this council has, and not what they have now"


def test_every_hardship_has_words() -> None:
    assert all(words and words[0].isupper() for words in HARD.values()) and "carer" in HARD
