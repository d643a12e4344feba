"""What is agreed for the year and what the book paid, by owner and manager."""

import pytest

from selfdirect.actions.support.owned_money import owned_money
from selfdirect.records.payments import PaymentRun
from selfdirect.rules.budget_owners import Owned
from tests.actions.story import FIRST_PAY_ON, paid, story
from tests.councils import under

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-PAY-14")
def test_what_the_trust_manages_is_told_apart_and_paid_is_what_the_book_says() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    run = PaymentRun.objects.get()
    before, nhs = owned_money(FIRST_PAY_ON)
    assert (before.owned, before.paid_pence) == (Owned("council", "council"), run.approved_pence)
    assert before.agreed_pence > before.paid_pence and before.left_pence == 900_000_00 - before.agreed_pence
    assert nhs.owned == Owned("nhs", "council") and nhs.agreed_pence == nhs.paid_pence == 0
    told.person.all_details.update(client_group="mental_health")
    with under("council_d"):
        (managed,) = owned_money(FIRST_PAY_ON)
    assert managed.owned == Owned("council", "trust") and managed.agreed_pence == before.agreed_pence
