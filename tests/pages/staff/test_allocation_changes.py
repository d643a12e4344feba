"""Somebody else confirms an indicative budget, or sends it back; a carer's help changes the money and nothing else."""

import pytest
from django.test import Client

from selfdirect.actions import allocation as actions
from selfdirect.records.allocation import IndicativeBudget, IndicativeConfirmation
from selfdirect.records.work import Step
from tests.actions.first_half import ON, Town, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_allocation_basis import answer_everything, path, ready, work_out


def worked_out(here: Town, browser: Browser) -> tuple[IndicativeBudget, Client]:
    """An indicative budget under a council whose manager confirms it."""
    found = ready(here)
    client = browser(worker_of(found.person))
    answer_everything(client, found, -1)
    answer = send(client, work_out(found))
    assert answer.status_code == 422 and "matches the need" in said(answer)[0]
    send(client, work_out(found), matches_assessment="yes")
    return IndicativeBudget.objects.get(), client


def at(found: IndicativeBudget, page: str = "") -> str:
    return f"/staff/people/{found.person_id}/indicative/{found.pk}/{page}"


@pytest.mark.requirement("R-RAS-12")
def test_a_manager_confirms_it_before_it_is_talked_through(here: Town, browser: Browser) -> None:
    with under("council_e"):
        found, worker = worked_out(here, browser)
        assert "waits to be confirmed by: Team manager" in text(worker.get(at(found)))
        assert worker.get(at(found, "confirm/")).status_code == 302
        assert not Step.objects.open().filter(code="planning_conversation").exists()
        step = Step.objects.open().get(code="indicative_confirmation")
        assert step.owner != found.by
        manager = browser(here.manager)
        assert "Points altogether" in text(manager.get(at(found, "confirm/")))
        answer = send(manager, at(found, "confirm/"), outcome="confirmed")
        assert said(answer) == ["Enter your reasons"]
        send(manager, at(found, "confirm/"), outcome="confirmed", reasons="It fits what was found.")
        assert IndicativeConfirmation.objects.get().by == here.manager
        assert Step.objects.open().filter(code="planning_conversation").exists()
        assert manager.get(at(found, "confirm/")).url == at(found), "once is enough"
        assert "confirmed it" in text(worker.get(at(found)))


@pytest.mark.requirement("R-RAS-12")
def test_one_that_is_sent_back_is_worked_out_again_and_both_are_kept(here: Town, browser: Browser) -> None:
    with under("council_e"):
        found, worker = worked_out(here, browser)
        send(browser(here.manager), at(found, "confirm/"), outcome="returned", reasons="Nights look too high.")
        assert Step.objects.open().filter(code="indicative_budget").exists()
        shown = text(worker.get(path(found.assessment)))
        assert "Nights look too high." in shown
        answer_everything(worker, found.assessment, 0)
        send(worker, work_out(found.assessment), matches_assessment="yes")
        later = IndicativeBudget.objects.get(replaces=found)
        assert later.pence_weekly < found.pence_weekly
        assert "A later indicative budget stands in place of this one" in text(worker.get(at(found)))


@pytest.mark.requirement("R-RAS-07")
def test_when_the_carer_falls_ill_the_money_comes_back_and_no_point_changes(here: Town, browser: Browser) -> None:
    with under("council_c"):
        found = ready(here)
        client = browser(worker_of(found.person))
        answer_everything(client, found, -1)
        send(client, path(found, "carer/"), hours="5")
        send(client, path(found, "present/"), pence="0")
        send(client, work_out(found))
        before = IndicativeBudget.objects.get()
        assert "An unpaid carer's help has changed" in text(client.get(at(before)))
        for hours, reason in (("", "Ill"), ("5", "Ill"), ("0", "")):
            assert send(client, at(before, "carer/"), hours=hours, reason=reason).status_code == 422
        send(client, at(before, "carer/"), hours="0", reason="The carer is in hospital.")
        after = IndicativeBudget.objects.get(replaces=before)
        assert after.points == before.points
        assert after.pence_weekly > before.pence_weekly
        assert after.inputs["answers"] == before.inputs["answers"]
        assert found.person.assessments.count() == 1, "nothing is assessed again"
        with pytest.raises(actions.Refused, match="already replaced"):
            actions.change_carer_help(
                indicative_budget=before,
                hundredths_of_hours_weekly=100,
                reason="Again",
                key="again",
                on=ON,
                by=worker_of(found.person),
            )
