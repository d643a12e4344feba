"""The final budget is looked over with its figures, set once, and shown with where its money is."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.ledger import reading
from selfdirect.records.budgets import Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.messages import Letter
from tests.actions.first_half import Town, worker_of
from tests.actions.story import DECIDED_ON, approved, finalised
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, said, send, text


@pytest.fixture
def decision(here: Town, monkeypatch: pytest.MonkeyPatch) -> Decision:
    it_is(monkeypatch, DECIDED_ON)
    return approved(here)


@pytest.fixture
def worker(decision: Decision, browser: Browser) -> Client:
    return browser(worker_of(decision.person))


def at(decision: Decision) -> str:
    return f"/staff/people/{decision.person_id}/decisions/{decision.pk}/budget/"


@pytest.mark.requirement("R-FPB-01")
@pytest.mark.requirement("R-FPB-02")
def test_the_figures_are_looked_over_before_they_are_set(decision: Decision, worker: Client) -> None:
    shown = text(worker.get(at(decision)))
    for words in ("Cost of meeting the needs", "The person pays", "The council pays", "Kept for emergencies", "£80.00"):
        assert words in shown
    assert "Person pays a week" in shown and "Came off before the plan" in shown
    assert "than the rough guide" in shown and not Budget.objects.exists()
    without = send(worker, at(decision))
    assert without.status_code == 422 and said(without) == ["Say why the final budget differs from the rough guide"]
    answer = send(worker, at(decision), difference_reason=f"It costs less. {EMOJI}")
    budget = Budget.objects.get()
    assert answer.url == f"/staff/people/{decision.person_id}/budgets/{budget.pk}/?made=yes"
    shown = text(worker.get(answer.url))
    assert "The final budget is set." in shown and EMOJI in shown and "Set aside for the whole budget" in shown
    assert Letter.objects.filter(kind="decision").exists()
    assert worker.get(at(decision)).url == answer.url.partition("?")[0]


def test_asked_twice_there_is_one_budget(decision: Decision, worker: Client) -> None:
    first = send(worker, at(decision), difference_reason="It costs less.")
    assert first.status_code == 302
    again: Any = worker.post(at(decision), {"difference_reason": "It costs less.", "key": "another"})
    assert again.status_code == 422 and Budget.objects.count() == 1


@pytest.mark.requirement("R-PAY-16")
def test_the_budget_shows_where_its_money_is(here: Town, decision: Decision, worker: Client) -> None:
    budget = finalised(decision)
    shown = text(worker.get(f"/staff/people/{budget.person_id}/budgets/{budget.pk}/"))
    position = reading.position(budget.reference)
    assert f"Free to plan with £{position.available / 100:,.2f}" in shown
    assert "Not chosen yet" in shown and "Go on: choose how to hold it" in shown


def test_who_may_look_and_who_may_set(here: Town, decision: Decision, browser: Browser) -> None:
    manager = browser(here.manager)
    assert "The named worker sets it." in text(manager.get(at(decision)))
    assert manager.post(at(decision), {"difference_reason": "x"}).status_code == 403
    assert browser(here.cast.administrator).get(at(decision)).status_code == 403
    Decision.objects.update(outcome=None, decided_by=None, decided_on=None)
    assert manager.get(at(decision)).status_code == 404
