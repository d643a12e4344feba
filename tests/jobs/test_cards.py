"""What waits for the card company is asked in order, once; without a company nothing is asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import card_orders
from selfdirect.jobs import cards
from selfdirect.jobs.cards import NotAllAsked, ask_for_new_cards, read_balances, send_waiting
from selfdirect.jobs.tasks import send_card_orders
from selfdirect.records.cards import CardOrder, OrderState, Verb
from tests.actions.carded import LOST_ON, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def test_everything_that_waits_is_asked_and_asked_once() -> None:
    life = ordered()
    life.lost()
    assert send_waiting(LOST_ON) == 2 and send_waiting(LOST_ON) == 0
    done = CardOrder.objects.order_by("pk").values_list("verb", "state")
    assert list(done) == [(Verb.ORDER, OrderState.DONE), (Verb.BLOCK, OrderState.DONE), (Verb.REPLACE, OrderState.DONE)]


def test_one_that_goes_wrong_never_holds_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered().lost()
    bad = CardOrder.objects.get(verb=Verb.BLOCK)
    asked = card_orders.send

    def send(*, order: CardOrder, **more: Any) -> Any:
        if order.pk == bad.pk:
            raise RuntimeError("nobody foresaw this")
        return asked(order=order, **more)

    monkeypatch.setattr(card_orders, "send", send)
    with pytest.raises(NotAllAsked, match=bad.key):
        send_waiting(LOST_ON)
    assert CardOrder.objects.get(state=OrderState.WAITING) == bad
    assert CardOrder.objects.get(verb=Verb.REPLACE).state == OrderState.DONE


def test_the_queue_knows_it_by_name() -> None:
    ordered().lost()
    send_card_orders()
    assert not CardOrder.objects.filter(state=OrderState.WAITING).exists()


def test_with_nothing_to_ask_nothing_is_asked(settings: Any) -> None:
    settings.CARDS = "phone"
    assert (send_waiting(LOST_ON), ask_for_new_cards(LOST_ON), read_balances(LOST_ON)) == (0, 0, 0)


def test_what_goes_wrong_never_holds_up_payments_onto_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def orders(on: date) -> int:
        raise NotAllAsked("order-1")

    monkeypatch.setattr(cards, "send_waiting", orders)
    monkeypatch.setattr(cards, "load_waiting", asked.append)
    with pytest.raises(NotAllAsked, match="order-1"):
        cards.ask_everything(LOST_ON)
    assert asked == [LOST_ON]
