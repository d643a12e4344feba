"""Where a card stands is worked out from its rows; what was written of it never changes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from selfdirect.jobs.cards import send_waiting
from selfdirect.records.cards import CardMade, CardState, LostCard, cards_of, present_card, runs_out_by
from tests.actions.carded import LOST_ON, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def test_the_card_that_counts_is_the_one_in_use_then_the_one_that_comes() -> None:
    life = ordered()
    first = life.card
    assert present_card([]) is None and present_card(cards_of(life.person.pk)) == first
    life.lost()
    assert life.card.state == CardState.ASKED and life.card.replaces == first
    send_waiting(LOST_ON)
    states = {card.pk: card.state for card in cards_of(life.person.pk)}
    assert states == {first.pk: CardState.BLOCKED, life.card.pk: CardState.ON_ITS_WAY}
    assert first.words.startswith("Card that ends in ") and len(first.words) == len("Card that ends in 1234")


def test_cards_that_run_out_are_found_once_and_unknown_days_are_left() -> None:
    life = ordered()
    made = life.card.is_made
    assert made and made.expires_on
    assert list(runs_out_by(made.expires_on)) == [life.card]
    assert list(runs_out_by(made.expires_on - timedelta(days=1))) == []


def test_what_was_written_of_a_card_never_changes() -> None:
    life = ordered()
    with pytest.raises(DatabaseError), transaction.atomic():
        CardMade.objects.update(last_four="0000")
    with pytest.raises(DatabaseError), transaction.atomic():
        CardMade.objects.all().delete()
    lost = life.lost()
    with pytest.raises(IntegrityError), transaction.atomic():
        LostCard.objects.filter(pk=lost.pk).update(closed_on=LOST_ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        CardMade.objects.create(card=life.card, last_four="12", on=LOST_ON)
