"""Which budget is paid onto a card, and what is said to whom when it is lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions.support.card_words import budget_of_card
from selfdirect.records.messages import Message
from tests.actions.carded import LOST_ON, ordered
from tests.actions.first_half import town
from tests.actions.story import support

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def test_a_budget_counts_until_its_last_day() -> None:
    life = ordered()
    assert budget_of_card(life.card, life.budget.ends_on) == life.budget
    assert budget_of_card(life.card, life.budget.ends_on + timedelta(days=1)) is None


def test_a_provider_without_an_address_and_what_the_council_holds_hear_nothing() -> None:
    here = town()
    provider = here.cast.providers[2]
    provider.email = ""
    provider.save()
    life = ordered(here, line=support(provider=provider, what="Swimming"))
    lost = life.lost(must_be_paid_soon=False)
    assert not Message.objects.filter(key__startswith=f"lost_card:{lost.pk}:").exists()
    words = " ".join(Message.objects.get(key=f"lost_card:{lost.pk}").letter.facts["words"])  # type: ignore[union-attr]
    assert "cannot wait" not in words and "We told" not in words and "blocked at once" not in words
    assert "block it at once" in words and lost.due_on > LOST_ON
