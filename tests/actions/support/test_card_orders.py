"""What a company answers changes only what it is about, and what it does not know of is asked by telephone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import card_orders
from selfdirect.actions.support.card_orders import company, holder_of
from selfdirect.actions.support.timer import timer
from selfdirect.jobs.cards import send_waiting
from selfdirect.outside.cards import JsonCompany, LocalCompany, XmlCompany
from selfdirect.records.cards import CardOrder, OrderState, Verb
from tests.actions.carded import LOST_ON, Carded, ordered
from tests.actions.story import AGREED_ON
from tests.outside.cards.company_server import TOKEN
from tests.outside.cards.company_server import company as running_company

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("named", "kind"), [("json", JsonCompany), ("xml", XmlCompany), ("local", LocalCompany), ("phone", type(None))]
)
def test_the_settings_name_the_company(settings: Any, named: str, kind: type) -> None:
    settings.CARDS = named
    assert isinstance(company(AGREED_ON, datetime.now(UTC)), kind)


def test_a_new_card_for_another_account_is_not_believed(settings: Any) -> None:
    settings.CARDS = "json"
    with running_company() as server:
        settings.CARDS_URL, settings.CARDS_KEY = f"{server.url}/v1", TOKEN
        life = ordered()
        life.lost()
        server.book.accounts["A1"]["number"] = "99999999"
        send_waiting(LOST_ON)
        order = CardOrder.objects.get(verb=Verb.REPLACE)
        assert order.state == OrderState.BY_PHONE and "another account" in order.failure
        assert life.person.payees.get().account_number == "70000000"


def test_what_was_done_already_is_not_asked_again(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path
    life = ordered()
    order = CardOrder.objects.get(verb=Verb.ORDER)
    assert card_orders.send(order=order, at=datetime.now(UTC), on=AGREED_ON, by=timer()).state == OrderState.DONE
    assert len(list(tmp_path.glob("*.json"))) == 1 and life.person.payees.count() == 1


def test_a_card_is_posted_to_where_the_person_lives(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path
    life: Carded = ordered()
    assert holder_of(life.person).postcode == "ZZ1 1AA" and "Willow Court" in holder_of(life.person).address
