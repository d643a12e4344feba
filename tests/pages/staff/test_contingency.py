"""A worker uses the money kept for somebody's emergencies from the budget's page, the council's rule beside it."""

from datetime import date

import pytest

from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from tests.actions.emergencies import WHO, with_money_kept
from tests.actions.first_half import Town, worker_of
from tests.actions.story import FIRST_PAY_ON
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text


@pytest.fixture
def _when_it_runs(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which the budget starts."""
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: FIRST_PAY_ON)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: FIRST_PAY_ON)
    return FIRST_PAY_ON


@pytest.mark.usefixtures("_when_it_runs")
@pytest.mark.requirement("R-CTG-03")
def test_it_is_started_and_ended_from_the_budget(here: Town, browser: Browser) -> None:
    line = with_money_kept(here)
    person = line.budget.person
    client = browser(worker_of(person))
    page = f"/staff/people/{person.pk}/budgets/{line.budget_id}/"
    shown = text(client.get(page))
    assert f"Who may use it: {WHO}" in shown and "Use it now" in shown
    answer = send(client, f"/staff/people/{person.pk}/emergencies/{line.pk}/", reason="Her helper is ill.")
    assert answer.status_code == 302 and answer["Location"] == page
    start = ContingencyStart.objects.get()
    assert "In use" in text(client.get(page))
    over = f"/staff/people/{person.pk}/emergencies/over/{start.pk}/"
    assert send(client, over, what_happened="A day of cover.").status_code == 302
    assert ContingencyEnd.objects.get().what_happened == "A day of cover."
    assert "Used for: A day of cover." in text(client.get(page))


@pytest.mark.requirement("R-CTG-07")
def test_the_councils_rule_is_beside_the_budget(here: Town, browser: Browser) -> None:
    line = with_money_kept(here)
    person = line.budget.person
    shown = text(browser(worker_of(person)).get(f"/staff/people/{person.pk}/budgets/{line.budget_id}/"))
    assert "of a year's budget can be kept for emergencies" in shown
