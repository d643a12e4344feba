"""The question whether a provider is kept names both ways, and is closed once it was answered."""

import pytest

from selfdirect.actions import market
from tests.actions.ordered import STARTS_ON, managed
from tests.actions.test_market import asked_after_the_contract
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of


@pytest.mark.django_db
def test_both_ways_are_named_and_one_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, STARTS_ON)
    life = managed()
    life.going_on()
    asked = asked_after_the_contract(life)
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/keep/{asked.pk}/"
    shown = text(client.get(at))
    assert "Keep Example Home Care by a direct payment" in shown and life.providers[4].name in shown
    assert said(send(client, at)) == ["Select what should happen"]
    given = {"person": life.person, "asked": asked, "keeps": False, "key": "k", "on": STARTS_ON, "by": life.worker}
    market.answer_keep(**given)
    assert client.get(at).status_code == 404
