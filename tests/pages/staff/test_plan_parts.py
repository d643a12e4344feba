"""Each part of a plan is a page of its own, saved at once; two writers never overwrite each other."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.pages.staff.plan_parts import PARTS, find_plan
from selfdirect.records.audit import AuditEntry, Draft
from selfdirect.records.plans import Plan, PlanRisk
from tests.actions.first_half import STARTS_ON, Town, assessed, means_tested, talked_through, worker_of
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, day, hidden, said, send, text

REVIEW = {**day("starts_on", STARTS_ON), **day("review_on", STARTS_ON.replace(month=8)), "review_how": "At home"}


@pytest.fixture
def plan(here: Town) -> Plan:
    assessment = assessed(here, risk="Falling on the stairs")
    means_tested(assessment.person)
    return Plan.objects.get(planning_amount=talked_through(assessment))


@pytest.fixture
def writer(plan: Plan, browser: Browser) -> Client:
    return browser(worker_of(plan.person))


def at(plan: Plan, page: str = "") -> str:
    return f"/staff/people/{plan.person_id}/plans/{plan.pk}/{page}"


def again(plan: Plan) -> Plan:
    return find_plan(plan.person, plan.pk)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("words", "my_words"),
        ("helped", "who_helped"),
        ("carer", "carer_will_do"),
        ("emergencies", "emergency_plan"),
        ("choice", "choice_made"),
        ("more", "exception_reason"),
    ],
)
def test_each_part_in_words_is_kept_as_it_was_said(part: str, field: str, plan: Plan, writer: Client) -> None:
    words = f"{RIGHT_TO_LEFT}\n{EMOJI}"
    answer = send(writer, at(plan, f"{part}/"), **{field: words})
    assert answer.status_code == 302 and answer.url == at(plan)
    assert getattr(again(plan), field) == words
    assert EMOJI in writer.get(at(plan, f"{part}/")).content.decode()


@pytest.mark.parametrize("words", ["", "   ", LONG])
def test_a_part_that_is_empty_or_too_long_is_said_so_and_kept(words: str, plan: Plan, writer: Client) -> None:
    answer = send(writer, at(plan, "words/"), my_words=words)
    assert answer.status_code == 422 and len(said(answer)) == 1
    assert words.strip()[:40] in answer.content.decode() and again(plan).my_words == ""


@pytest.mark.requirement("R-SPL-17")
def test_start_and_review_are_dates_and_words(plan: Plan, writer: Client) -> None:
    wrong = send(writer, at(plan, "review/"), **{**REVIEW, "review_on-month": "13"})
    assert wrong.status_code == 422 and said(wrong) == ["The date must have a month from 1 to 12"]
    assert send(writer, at(plan, "review/"), **REVIEW).status_code == 302
    assert again(plan).review_on == STARTS_ON.replace(month=8) and again(plan).starts_on == STARTS_ON


def test_the_second_of_two_writers_is_told_and_loses_nothing(here: Town, plan: Plan, browser: Browser) -> None:
    first, second = browser(worker_of(plan.person)), browser(here.cast.workers[1])
    carried = hidden(second, at(plan, "words/"))
    assert send(first, at(plan, "words/"), my_words="First").status_code == 302
    answer = second.post(at(plan, "words/"), {**carried, "my_words": "Second"})
    shown = text(answer)
    assert answer.status_code == 409 and worker_of(plan.person).name in shown and "Second" in answer.content.decode()
    assert again(plan).my_words == "First"
    newer = {**carried, "seen_version": str(again(plan).version)}
    assert second.post(at(plan, "words/"), {**newer, "my_words": "Second"}).status_code == 302
    assert again(plan).my_words == "Second"


def test_what_is_half_written_waits_to_be_finished(plan: Plan, writer: Client) -> None:
    answer = send(writer, at(plan, "words/"), my_words="Half a sen", later="yes")
    assert answer.url == at(plan) and again(plan).my_words == ""
    assert "Half a sen" in writer.get(at(plan, "words/")).content.decode()
    assert send(writer, at(plan, "words/"), my_words="Whole").status_code == 302 and not Draft.objects.exists()


@pytest.mark.requirement("R-SPL-16")
def test_a_risk_of_the_assessment_is_answered(plan: Plan, writer: Client) -> None:
    risk = plan.planning_amount.indicative_budget.assessment.risks.get()
    page = at(plan, f"risks/{risk.pk}/")
    assert "Falling on the stairs" in text(writer.get(page))
    assert len(said(send(writer, page))) == 2
    assert send(writer, page, answer="accepted", what_we_will_do="He wants his own bed.").status_code == 302
    assert PlanRisk.objects.get().answer == "accepted"
    assert writer.get(at(plan, f"risks/{risk.pk + 1}/")).status_code == 404


def test_there_is_no_page_for_a_part_that_does_not_exist(plan: Plan, writer: Client) -> None:
    assert set(PARTS) == {"words", "helped", "carer", "emergencies", "choice", "review", "more"}
    assert writer.get(at(plan, "nothing/")).status_code == 404


def test_only_those_who_plan_write_and_looking_is_written_down(
    here: Town, plan: Plan, browser: Browser, writer: Client
) -> None:
    assert browser(here.manager).get(at(plan, "words/")).status_code == 403
    assert browser(here.cast.administrator).get(at(plan, "words/")).status_code == 403
    before = AuditEntry.objects.readers_of(plan.person).count()
    writer.get(at(plan, "words/"))
    assert AuditEntry.objects.readers_of(plan.person).count() == before + 1


def test_a_plan_that_waits_for_a_decision_is_shown_not_changed(plan: Plan, writer: Client) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="proposed", proposed_on=STARTS_ON, proposed_by=plan.written_by)
    answer: Any = writer.get(at(plan, "words/"))
    assert answer.status_code == 302 and answer.url == at(plan)
    assert writer.post(at(plan, "words/"), {"my_words": "Late", "seen_version": "1"}).status_code in (409, 422)


@pytest.mark.requirement("R-CTG-05")
@pytest.mark.requirement("R-CTG-06")
def test_the_emergency_part_asks_about_the_carer_and_about_cover(plan: Plan, writer: Client) -> None:
    answer = send(
        writer,
        at(plan, "emergencies/"),
        emergency_plan="Ring Ann.",
        carer_emergency="If Ruth is ill or it is too much, ring the emergency line.",
        assistant_cover="Grace covers holidays.",
        is_cover_hard_to_find="yes",
    )
    assert answer.status_code == 302
    kept = again(plan)
    assert kept.carer_emergency.startswith("If Ruth is ill") and kept.assistant_cover == "Grace covers holidays."
    assert kept.is_cover_hard_to_find is True
    shown = text(writer.get(at(plan, "check/")))
    assert "Grace covers holidays." in shown and "ring the emergency line" in shown
