"""A report is closed only against the version that was read, and what was typed is kept."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.jobs.cards import send_waiting
from selfdirect.records.cards import LostCard
from tests.actions.carded import LOST_ON, ordered
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import hidden
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


def test_the_second_who_closes_a_report_at_once_is_told_and_loses_nothing(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"
    it_is(monkeypatch, LOST_ON)
    life = ordered()
    life.lost()
    send_waiting(LOST_ON)
    life.arrived(life.card, LOST_ON)
    client = browser_of(life.worker)
    address = f"/staff/people/{life.person.pk}/cards/well/"
    first = {**hidden(client, address), "confirmed_by_name": "Amara Foxglove"}
    second = {**first, "key": "other", "all_is_well": "no", "how_it_went": "The gas is not paid"}
    client.post(address, {**first, "all_is_well": "no", "how_it_went": "Ana was paid late"})
    answer = client.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409 and "The gas is not paid" in page
    assert LostCard.objects.get().closed_on is None
