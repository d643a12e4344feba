"""In the simulation a card is ordered when chosen, lost and replaced, and all is well again some days later."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from selfdirect.demo import cards as demo
from selfdirect.records.cards import CardBalance, CardOrder, CardState, LostCard, OrderState, cards_of, present_card
from selfdirect.records.must_be_paid import MustBePaid
from tests.actions.carded import LOST_ON, chosen_card, ordered, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def test_a_lost_card_is_replaced_and_its_report_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    life = ordered()
    lost = demo.lose(life.budget, life.worker, Random(3), LOST_ON)
    assert lost and present_card(cards_of(life.person.pk)).state == CardState.ON_ITS_WAY  # type: ignore[union-attr]
    assert demo.lose(life.budget, life.worker, Random(3), LOST_ON) is None, "there is none to lose"
    monkeypatch.setattr(demo, "Random", lambda key: Random(1))
    demo.go_on(1, LOST_ON + timedelta(days=demo.DAYS_BY_POST))
    assert present_card(cards_of(life.person.pk)).state == CardState.IN_USE  # type: ignore[union-attr]
    demo.go_on(1, LOST_ON + timedelta(days=demo.DAYS_UNTIL_WELL))
    assert LostCard.objects.get().closed_on == LOST_ON + timedelta(days=demo.DAYS_UNTIL_WELL)


def test_without_a_line_to_a_company_a_card_is_ordered_by_telephone(settings: Any) -> None:
    settings.CARDS = "phone"
    life = chosen_card()
    demo.order(life.person, life.worker, LOST_ON)
    assert life.card.state == CardState.IN_USE and life.person.payees.get().account_number.startswith("7")


def test_a_card_that_was_typed_is_blocked_by_telephone_the_same_day() -> None:
    life = typed()
    demo.lose(life.budget, life.worker, Random(3), LOST_ON)
    assert {one.state for one in CardOrder.objects.all()} == {OrderState.DONE}
    assert present_card(cards_of(life.person.pk)).state == CardState.ON_ITS_WAY  # type: ignore[union-attr]


def test_some_say_what_is_on_their_card_once(monkeypatch: pytest.MonkeyPatch) -> None:
    life = ordered()
    life.owes_wages()
    said_on = MustBePaid.objects.get().on + demo.SAYS_AFTER
    monkeypatch.setattr(demo, "SAYS_ONE_IN", 1)
    demo.go_on(1, said_on)
    demo.go_on(1, said_on)
    assert CardBalance.objects.count() == 1
