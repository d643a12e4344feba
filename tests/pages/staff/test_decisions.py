"""A decision is made with its papers on one screen, by somebody who did not propose it, with reasons."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import plans
from selfdirect.records.budgets import Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.messages import Letter
from selfdirect.records.plans import Plan
from selfdirect.rules.access import Role
from tests.actions.first_half import (
    ON,
    Town,
    assessed,
    line,
    means_tested,
    proposed,
    talked_through,
    worker_of,
    written,
)
from tests.actions.paying_people import office, people_to_pay
from tests.councils import under
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, hidden, said, send, text

AGREE: dict[str, Any] = {
    "outcome": "approved",
    "confirmed": ["meets_outcomes", "answers_risks"],
    "reasons": f"It meets what matters to you. {EMOJI}",
}


@pytest.fixture
def decision(here: Town) -> Decision:
    return proposed(here)


@pytest.fixture
def manager(here: Town, browser: Browser) -> Client:
    return browser(here.manager)


def at(decision: Decision) -> str:
    return f"/staff/people/{decision.person_id}/decisions/{decision.pk}/"


def test_the_list_shows_what_waits_for_my_role(
    decision: Decision, manager: Client, here: Town, browser: Browser
) -> None:
    shown = text(manager.get("/staff/decisions/"))
    assert "1 decision waiting" in shown and "Amara Foxglove" in shown and decision.proposed_by.name in shown
    panel = browser(here.cast.panel[0])
    assert "0 decisions waiting" in text(panel.get("/staff/decisions/"))
    assert "1 decision waiting" in text(panel.get("/staff/decisions/?state=all"))
    worker = browser(worker_of(decision.person))
    assert "0 decisions waiting" in text(worker.get("/staff/decisions/"))
    assert "/staff/decisions/" not in worker.get("/staff/").content.decode(), "no decision here is a worker's"
    with under("council_a"):
        assert "/staff/decisions/" in worker.get("/staff/").content.decode()


def test_the_papers_are_on_one_screen(decision: Decision, manager: Client) -> None:
    shown = text(manager.get(at(decision)))
    for words in ("Help to wash and dress", "To plan with", "Indicative budget", "Proposed by", "Decide by"):
        assert words in shown
    assert "Record the decision" in shown


@pytest.mark.requirement("R-DEC-04")
@pytest.mark.requirement("R-DEC-05")
def test_a_plan_is_agreed_with_two_confirmations_and_reasons(decision: Decision, manager: Client) -> None:
    half = send(manager, at(decision), **{**AGREE, "confirmed": ["answers_risks"]})
    assert half.status_code == 422 and said(half)[0].startswith("Confirm both")
    none = send(manager, at(decision), **{**AGREE, "confirmed": []})
    assert said(none)[0].startswith("Confirm that the plan meets the outcomes")
    assert said(send(manager, at(decision), outcome="approved"))[-1] == "Enter your reasons"
    assert send(manager, at(decision), **{**AGREE, "reasons": LONG}).status_code == 422
    assert not Decision.objects.exclude(outcome=None).exists()
    answer = send(manager, at(decision), **AGREE)
    assert answer.status_code == 302
    made = Decision.objects.get()
    assert made.outcome == "approved" and made.meets_outcomes and made.answers_risks
    shown = text(manager.get(answer.url))
    assert "Agreed by" in shown and EMOJI in shown and "Record the decision" not in shown


@pytest.mark.requirement("R-DEC-04")
def test_a_plan_is_sent_back_and_the_worker_sees_why(decision: Decision, manager: Client, browser: Browser) -> None:
    answer = send(manager, at(decision), outcome="returned", reasons="Please ask about mornings.")
    assert answer.status_code == 302
    worker = browser(worker_of(decision.person))
    shown = text(worker.get(f"/staff/people/{decision.person_id}/plans/{decision.plan_id}/"))
    assert "sent the plan back" in shown and "Please ask about mornings." in shown


def test_a_refusal_writes_a_letter(decision: Decision, manager: Client) -> None:
    answer = send(manager, at(decision), outcome="refused", reasons="There is help nearer to you.")
    assert "A letter tells" in text(manager.get(answer.url))
    assert Letter.objects.filter(kind="refusal").exists() and Plan.objects.get().status == "refused"


def test_whoever_may_not_decide_sees_why(decision: Decision, here: Town, browser: Browser, a_user: AUser) -> None:
    worker = browser(worker_of(decision.person))
    assert "You proposed this plan" in text(worker.get(at(decision)))
    panel = browser(here.cast.panel[0])
    shown = text(panel.get(at(decision)))
    assert "This is decided by: Team manager" in shown and "Record the decision" not in shown
    refused = send(panel, at(decision), **AGREE)
    assert refused.status_code == 422 and "This amount is decided by: Team manager" in said(refused)[0]
    both = a_user(Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
    Decision.objects.update(proposed_by=both)
    refused = send(browser(both), at(decision), **AGREE)
    assert refused.status_code == 422 and "You proposed this plan" in said(refused)[0]
    assert browser(here.cast.administrator).get(at(decision)).status_code == 403


def test_the_second_of_two_deciders_is_told(decision: Decision, here: Town, browser: Browser) -> None:
    first, second = browser(here.cast.managers[0]), browser(here.cast.managers[1])
    carried = hidden(second, at(decision))
    assert send(first, at(decision), **AGREE).status_code == 302
    answer = second.post(at(decision), {**carried, "outcome": "refused", "reasons": "No"})
    assert answer.status_code == 422 and "already decided" in said(answer)[0]
    assert Decision.objects.get().outcome == "approved"


@pytest.mark.requirement("R-DEC-01")
def test_a_larger_amount_is_on_the_agenda_of_the_panel(here: Town, browser: Browser, manager: Client) -> None:
    decision = proposed_large(here)
    panel = browser(here.cast.panel[0])
    shown = text(panel.get("/staff/"))
    assert "Agenda" in shown and "1 plan is waiting for the panel" in shown
    assert "This is decided by: Panel member" in text(manager.get(at(decision)))
    assert send(panel, at(decision), **AGREE).status_code == 302
    assert "Nothing is on the agenda" in text(panel.get("/staff/"))


def proposed_large(here: Town) -> Decision:
    """A plan of more than a manager may decide, with the reason why so much."""
    assessment = assessed(here)
    means_tested(assessment.person)
    plan = written(talked_through(assessment), line(quantity_hundredths=4000))
    by = worker_of(plan.person)
    changes = {"exception_reason": "Somebody has to be there day and night."}
    plan = plans.save_part(plan=plan, changes=changes, seen_version=plan.version, on=ON, by=by)
    return plans.propose(plan=plan, seen_version=plan.version, on=ON, by=by)


def test_the_list_costs_the_same_however_long_it_is(db: None, browser: Browser) -> None:
    here = office()
    people_to_pay(3, here)
    client = browser(here.manager)
    client.get("/staff/decisions/")
    with CaptureQueriesContext(connection) as few:
        assert "3 decisions waiting" in text(client.get("/staff/decisions/"))
    people_to_pay(60, here)
    with CaptureQueriesContext(connection) as many:
        assert "63 decisions waiting" in text(client.get("/staff/decisions/"))
    assert len(many) <= len(few) and Budget.objects.count() == 63
    assert browser(here.other_approver).get("/staff/decisions/").status_code == 403


def test_a_late_decision_is_marked(decision: Decision, manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = ON + timedelta(days=30)
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: later)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: later)
    assert "Late" in text(manager.get("/staff/decisions/"))


@pytest.mark.requirement("R-DEC-04")
def test_a_refusal_is_looked_at_again_by_somebody_else(
    decision: Decision, manager: Client, here: Town, browser: Browser
) -> None:
    send(manager, at(decision), outcome="refused", reasons="There is help nearer to you.")
    page = f"{at(decision)}again/"
    assert "Look again" not in text(manager.get(at(decision)))
    assert said(send(manager, page, outcome="stands", reasons="No"))[0].startswith("Somebody who neither proposed")
    other = browser(here.cast.managers[1])
    assert "Look again" in text(other.get(at(decision))) and "help nearer to you" in text(other.get(page))
    assert len(said(send(other, page))) == 2
    assert send(other, page, outcome="write_again", reasons=EMOJI).status_code == 302
    assert Plan.objects.get().status == "returned"
    assert browser(worker_of(decision.person)).get(page).status_code == 403
