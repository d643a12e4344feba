"""The ways to hold a budget are compared, talked about and looked at together before a choice is made."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import HoldingConversation, SuitabilityRecord
from selfdirect.records.messages import Letter
from selfdirect.rules.direct_payments import FACTORS
from tests.actions.first_half import Town, worker_of
from tests.actions.story import DECIDED_ON, approved, finalised
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import LONG, RIGHT_TO_LEFT, day, said, send, text

TALK = {"stage": "choosing", **day("held_on", DECIDED_ON), "what_was_said": RIGHT_TO_LEFT}
SUITS: dict[str, Any] = {
    **dict.fromkeys(FACTORS, "yes"),
    "has_capacity": "yes",
    "consents": "yes",
    "excluded_by_law": "no",
    **day("considered_on", DECIDED_ON),
}


@pytest.fixture
def budget(here: Town, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, DECIDED_ON)
    return finalised(approved(here))


@pytest.fixture
def worker(budget: Budget, browser: Browser) -> Client:
    return browser(worker_of(budget.person))


def at(budget: Budget, page: str = "") -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/holding/{page}"


@pytest.mark.requirement("R-DEP-03")
def test_the_ways_are_side_by_side(budget: Budget, worker: Client) -> None:
    shown = text(worker.get(at(budget)))
    for words in ("The council looks after the money", "You have the money", "Paperwork", "Cannot start yet"):
        assert words in shown


@pytest.mark.requirement("R-DEP-04")
def test_a_talk_is_written_down(budget: Budget, worker: Client) -> None:
    assert send(worker, at(budget, "talk/"), **TALK).status_code == 302
    assert HoldingConversation.objects.get().what_was_said == RIGHT_TO_LEFT
    assert RIGHT_TO_LEFT in text(worker.get(at(budget)))
    future = send(worker, at(budget, "talk/"), **{**TALK, **day("held_on", DECIDED_ON.replace(year=2030))})
    assert said(future) == ["The date must be today or in the past"]
    assert send(worker, at(budget, "talk/"), **{**TALK, "what_was_said": LONG}).status_code == 422


@pytest.mark.requirement("R-DEP-12")
def test_the_four_factors_are_answered(budget: Budget, worker: Client) -> None:
    empty = send(worker, at(budget, "suits/"), **{**SUITS, "duties": ""})
    assert said(empty) == ["Answer this question"]
    help_needed = {**SUITS, "duties": "with_support"}
    assert said(send(worker, at(budget, "suits/"), **help_needed)) == ["Say what support is needed"]
    help_needed["duties_support"] = "A payroll service"
    assert send(worker, at(budget, "suits/"), **help_needed).status_code == 302
    kept = SuitabilityRecord.objects.get()
    assert kept.is_suitable and kept.factors["duties"] == {"met": "with_support", "note": "A payroll service"}
    assert "It suits" in text(worker.get(at(budget)))
    assert "A payroll service" in worker.get(at(budget, "suits/")).content.decode()


@pytest.mark.requirement("R-DEP-13")
def test_a_no_needs_reasons_and_is_told_in_a_letter(budget: Budget, worker: Client) -> None:
    no = {**SUITS, "ability": "no", "ability_why": "Not while he is in hospital."}
    assert said(send(worker, at(budget, "suits/"), **no)) == ["Give the reasons, in words the person will understand"]
    assert send(worker, at(budget, "suits/"), **{**no, "reasons": "Ask us again when you are home."}).status_code == 302
    assert Letter.objects.filter(kind="suitability").exists() and not SuitabilityRecord.objects.get().is_suitable


@pytest.mark.requirement("R-DEP-15")
def test_somebody_who_cannot_ask_has_a_representative_with_authority(budget: Budget, worker: Client) -> None:
    for_them = {**SUITS, "has_capacity": "no", "representative_name": "Ann Foxglove"}
    assert said(send(worker, at(budget, "suits/"), **for_them)) == ["Say what authority the representative has"]
    assert send(worker, at(budget, "suits/"), **{**for_them, "authority": "Lasting power"}).status_code == 302
    kept = SuitabilityRecord.objects.get()
    assert kept.is_suitable and kept.representative_name == "Ann Foxglove" and not kept.consents


def test_who_may_look_and_who_may_write(here: Town, budget: Budget, browser: Browser) -> None:
    manager = browser(here.manager)
    assert manager.get(at(budget)).status_code == 200
    assert manager.get(at(budget, "talk/")).status_code == 403
    assert manager.get(at(budget, "suits/")).status_code == 403
    assert browser(here.cast.administrator).get(at(budget)).status_code == 403
