"""In the simulation holders say who must be paid, a card is lost, and cards fail for a week."""

from datetime import timedelta

import pytest

from selfdirect.demo import must_be_paid as demo
from selfdirect.ledger.proving import prove
from selfdirect.records.direct_payments import Payee
from selfdirect.records.must_be_paid import MustBePaid, Rail, failing
from selfdirect.records.payments import PaymentRun
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, Story, paid, story, support, with_account
from tests.actions.test_switching import CARD, switch

pytestmark = pytest.mark.django_db

LISTED_ON = AGREED_ON + timedelta(weeks=demo.WEEKS_AFTER_SIGNING)
LOST_ON = LISTED_ON + demo.CARD_LOST_AFTER


class Drawn:
    """Chance that gives the number it is made with."""

    def __init__(self, number: int) -> None:
        self.number = number

    def randrange(self, least: int, most: int = 0) -> int:
        return least + 5 if most else self.number

    def randint(self, least: int, _most: int) -> int:
        return least

    def choice(self, found: tuple[str, ...]) -> str:
        return found[0]


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    found = story(support())
    with_account(found.person, "10000009", kind="prepaid_card", key="card")
    switch(found, CARD, FIRST_PAY_ON)
    paid(found.town, FIRST_PAY_ON)
    monkeypatch.setattr(demo, "Random", lambda key: Drawn(1 if "lists" in key else 0))
    demo.keep_lists(1, LISTED_ON)
    return found


def test_most_say_who_must_be_paid(told: Story) -> None:
    made = MustBePaid.objects.get()
    assert (made.what, made.every, made.pence) == (
        "Ana Fernley, wages",
        "weekly",
        told.budget.lines.get().net_pence_weekly,
    )
    assert Payee.objects.get(kind="paid_straight").account_name == "Ana Fernley"


def test_a_lost_card_is_paid_around_the_same_day(told: Story) -> None:
    finance, approver = told.town.cast.finance[0], told.town.cast.approvers[0]
    demo.lose_cards(1, approver, finance, LOST_ON)
    run = PaymentRun.objects.get(kind="same_day")
    assert (run.state, run.pay_on, run.lines.get().state) == ("closed", LOST_ON, "confirmed")
    assert not [one for one in prove() if one.exceptions]


def test_cards_fail_for_a_week(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "CARDS_FAIL_ON", LOST_ON)
    monkeypatch.setattr(demo, "CARDS_WORK_AGAIN_ON", LOST_ON + timedelta(days=7))
    finance, approver = told.town.cast.finance[0], told.town.cast.approvers[0]
    for day in range(9):
        demo.cards_fail(approver, finance, LOST_ON + timedelta(days=day))
        assert (failing(Rail.PREPAID_CARD) is not None) == (day < 7)
    assert PaymentRun.objects.get(kind="same_day").failure is not None
