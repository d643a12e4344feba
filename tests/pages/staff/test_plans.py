"""A plan is a list of short tasks, looked over as a whole, and sent to somebody who is named with a date."""

import pytest
from django.test import Client

from selfdirect.records.decisions import Decision
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from tests.actions.first_half import Town, line, worker_of, written
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import hidden, said, send, text
from tests.pages.staff.test_plan_parts import at, plan, writer

__all__ = ["plan", "writer"]


def test_the_list_shows_what_is_done_and_what_is_next(plan: Plan, writer: Client) -> None:
    shown = text(writer.get(at(plan)))
    assert "What matters to the person" in shown and "Falling on the stairs" in shown and "Not started" in shown
    send(writer, at(plan, "words/"), my_words="To swim")
    assert "Done" in text(writer.get(at(plan)))


def test_before_it_is_sent_everything_that_is_missing_is_a_link_to_where_it_is_mended(
    plan: Plan, writer: Client
) -> None:
    page = writer.get(at(plan, "check/"))
    shown = text(page)
    assert "Before you can send it" in shown and "Send the plan for a decision" not in shown
    for part in ("lines/", "choice/", "review/", "risks/"):
        assert at(plan, part) in page.content.decode()
    answer = send(writer, at(plan, "check/"))
    assert answer.status_code in (409, 422) and not Decision.objects.exists()


@pytest.mark.requirement("R-DEC-12")
def test_a_plan_is_sent_and_the_confirmation_names_who_decides_and_by_when(plan: Plan, writer: Client) -> None:
    written(plan.planning_amount)
    shown = text(writer.get(at(plan, "check/")))
    assert "Send the plan for a decision" in shown and "Team manager" in shown
    answer = send(writer, at(plan, "check/"))
    decision = Decision.objects.get()
    step = Step.objects.open().get(code="decision")
    assert answer.url == f"/staff/people/{plan.person_id}/decisions/{decision.pk}/sent/"
    shown = text(writer.get(answer.url))
    assert step.owner.name in shown and decision.reference in shown and "You will hear by" in shown
    shown = text(writer.get(at(plan)))
    assert "Waiting for a decision" in shown and step.owner.name in shown
    assert writer.get(at(plan, "check/")).url == at(plan)


def test_a_plan_changed_while_it_was_looked_over_is_not_sent(plan: Plan, writer: Client) -> None:
    written(plan.planning_amount)
    carried = hidden(writer, at(plan, "check/"))
    send(writer, at(plan, "words/"), my_words="Something new")
    answer = writer.post(at(plan, "check/"), carried)
    assert answer.status_code == 409 and not Decision.objects.exists()


@pytest.mark.requirement("R-SPL-09")
def test_a_plan_over_the_amount_is_not_sent_without_a_reason(plan: Plan, writer: Client) -> None:
    written(plan.planning_amount, line(quantity_hundredths=4000))
    assert "Why more is needed" in text(writer.get(at(plan)))
    assert "Change it, or say why more is needed" in said(send(writer, at(plan, "check/")))[0]
    send(writer, at(plan, "more/"), exception_reason="Nobody can lift alone.")
    assert send(writer, at(plan, "check/")).status_code == 302


def test_those_who_only_look_see_the_plan_and_cannot_send_it(here: Town, plan: Plan, browser: Browser) -> None:
    manager = browser(here.manager)
    assert "What the plan pays for" in text(manager.get(at(plan)))
    assert manager.get(at(plan, "check/")).status_code == 403
    stranger = browser(here.cast.administrator)
    assert stranger.get(at(plan)).status_code == 403
    wrong_person = at(plan).replace(f"/{plan.person_id}/", f"/{plan.person_id + 99}/")
    assert browser(worker_of(plan.person)).get(wrong_person).status_code == 404
