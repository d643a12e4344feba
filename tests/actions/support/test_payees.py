"""Who is paid for what is held in some way, whoever asks: a first agreement or a switch."""

import pytest

from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.rules.holdings import Holding
from tests.actions.story import story, with_account

pytestmark = pytest.mark.django_db


def test_whoever_is_paid_already_comes_before_a_newer_account_of_the_same_kind() -> None:
    told = story()
    newer = with_account(told.person, "10000002", key="newer")
    holding = Holding("direct_payment", "bank_account")
    found = payees_of(told.budget, [holding])
    assert [payee.pk for payee in found] == [told.payee.pk, newer.pk]
    assert payee_for(told.budget, holding, found) == told.payee
    assert payee_for(told.budget, Holding("direct_payment", "prepaid_card"), found) is None
    assert payee_for(told.budget, Holding("council_managed"), found) is None
