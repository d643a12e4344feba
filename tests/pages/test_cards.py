"""Cards in words: which can be reported, what waits for the company, and the last thing known of each account."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.jobs.cards import send_waiting
from selfdirect.pages.cards import as_reported, shown_cards
from selfdirect.records.cards import account_of_cards, open_loss
from tests.actions.carded import LOST_ON, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def test_the_latest_balance_and_what_may_be_done() -> None:
    life = ordered()
    life.holds(5_000)
    life.holds(4_000)
    (card,) = shown_cards(life.person.pk)
    assert card.balance and card.balance.pence == 4_000 and card.may_be_lost and not card.may_arrive
    assert account_of_cards(life.person.pk) == life.card.payee and open_loss(life.person.pk) is None
    lost = life.lost()
    new, old = shown_cards(life.person.pk)
    assert open_loss(life.person.pk) == lost and not old.may_be_lost and not new.may_arrive
    send_waiting(LOST_ON)
    new, old = shown_cards(life.person.pk)
    assert new.may_arrive and new.may_be_lost


def test_spending_that_was_typed_and_then_taken_back_is_not_reported() -> None:
    typed = {"why": "lost", "words": "", "must_be_paid_soon": True, "unknown_spending": "£5"}
    assert as_reported({**typed, "is_unknown": False})["unknown_spending"] == ""
    assert as_reported({**typed, "is_unknown": True})["unknown_spending"] == "£5"
