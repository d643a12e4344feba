"""A disagreement said by phone is written down; somebody who did not refuse looks again, from their list of work."""

import pytest

from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import ChallengeAnswer, SuitabilityChallenge
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.messages import Letter
from selfdirect.records.work import Step
from tests.actions.choosing_people import budget_of, challenged, plan_of, refused
from tests.actions.first_half import Town, worker_of
from tests.actions.story import DECIDED_ON
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import RIGHT_TO_LEFT, said, send, text


@pytest.fixture
def budget(here: Town, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, DECIDED_ON)
    return budget_of(here, plan_of(here))


def at(budget: Budget) -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/holding/"


@pytest.mark.requirement("R-DEP-13")
def test_a_disagreement_is_written_down_for_the_person(budget: Budget, browser: Browser) -> None:
    worker = browser(worker_of(budget.person))
    record = refused(budget)
    address = f"{at(budget)}disagree/{record.pk}/"
    assert address in worker.get(at(budget)).content.decode()
    assert said(send(worker, address, why="")) == ["Enter why they disagree"]
    assert send(worker, address, why=RIGHT_TO_LEFT)["Location"] == at(budget)
    assert RIGHT_TO_LEFT in text(worker.get(at(budget)))
    assert worker.get(address).status_code == 404


@pytest.mark.requirement("R-DEP-13")
def test_a_manager_looks_again_and_the_person_is_written_to(here: Town, budget: Budget, browser: Browser) -> None:
    made = challenged(refused(budget))
    step = Step.objects.open().get(code="disagreement", about=f"SuitabilityChallenge:{made.pk}")
    manager = browser(step.owner)
    address = f"/staff/people/{budget.person_id}/suitability/{made.pk}/"
    assert address in manager.get("/staff/work/").content.decode()
    shown = text(manager.get(address))
    assert "My sister can help me." in shown and "Nobody could help with pay yet." in shown
    assert said(send(manager, address, outcome="suits", support="", reasons="")) == [
        "Enter what support makes it possible",
        "Enter your reasons",
    ]
    answer = {"outcome": "suits", "support": "A payroll service", "reasons": "With help you can."}
    assert send(manager, address, **answer)["Location"] == at(budget)
    assert ChallengeAnswer.objects.get().by == step.owner
    assert SuitabilityRecord.objects.order_by("-pk")[0].is_suitable
    assert Letter.objects.filter(kind="suitability_again").count() == 1
    shown = text(manager.get(at(budget)))
    assert "looked again on 15 June 2026" in shown and "It suits" in shown
    assert manager.get(address)["Location"] == at(budget)


def test_a_worker_does_not_look_again(budget: Budget, browser: Browser) -> None:
    made = challenged(refused(budget))
    worker = browser(worker_of(budget.person))
    assert worker.get(f"/staff/people/{budget.person_id}/suitability/{made.pk}/").status_code == 403
    assert SuitabilityChallenge.objects.count() == 1
