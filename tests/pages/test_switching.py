"""A way of holding in words: the council's own, with the account or the name of who holds it."""

import pytest

from selfdirect.pages.switching import in_words
from selfdirect.rules.holdings import Holding

LABELS = {"direct_payment": "You have the money", "prepaid_card": "A prepaid card", "third_party": "Somebody else"}


@pytest.mark.parametrize(
    ("holding", "words"),
    [
        (Holding("direct_payment", "prepaid_card"), "You have the money: a prepaid card"),
        (Holding("third_party", fund_holder=7), "Somebody else: Fund Holders"),
        (Holding("direct_payment"), "You have the money"),
        (Holding("unknown"), "unknown"),
    ],
)
def test_a_way_is_said_in_words(holding: Holding, words: str) -> None:
    assert in_words(holding, LABELS, {7: "Fund Holders"}) == words
