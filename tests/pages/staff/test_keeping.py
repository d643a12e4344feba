"""A worker answers for somebody who rang, and is led to the switch."""

import pytest

from tests.actions.ordered import STARTS_ON, managed
from tests.actions.test_market import asked_after_the_contract
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import send
from tests.pages.staff.test_orders import browser_of


@pytest.mark.django_db
def test_keeping_leads_to_the_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, STARTS_ON)
    life = managed()
    life.going_on()
    at = f"/staff/people/{life.person.pk}/keep/{asked_after_the_contract(life).pk}/"
    there = f"/staff/people/{life.person.pk}/budgets/{life.budget.pk}/switches/"
    assert send(browser_of(life.worker), at, keeps="keep")["Location"] == there
