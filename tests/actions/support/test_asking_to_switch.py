"""What a switch needs before it can begin; the whole of it is tested with the action."""

import pytest

from selfdirect.actions.support.asking_to_switch import holding_from, last_word
from selfdirect.records.holdings import LineHolding
from selfdirect.rules.holdings import Holding
from tests.actions.story import story


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"held_as": "council_managed", "paid_by": "bank_account", "fund_holder": 3}, Holding("council_managed")),
        ({"held_as": "direct_payment", "paid_by": "prepaid_card"}, Holding("direct_payment", "prepaid_card")),
        ({"held_as": "third_party", "paid_by": "x", "fund_holder": "7"}, Holding("third_party", fund_holder=7)),
        ({"held_as": None}, Holding("")),
    ],
)
def test_what_does_not_belong_to_a_way_is_left_out(given: dict[str, object], found: Holding) -> None:
    assert holding_from(given) == found


@pytest.mark.django_db
def test_the_last_word_is_the_newest_row() -> None:
    told = story()
    assert last_word(told.budget) == LineHolding.objects.get().pk
