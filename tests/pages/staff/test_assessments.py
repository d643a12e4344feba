"""An assessment is a list of tasks, saved page by page, checked, finished once, and explained."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.assessments import Assessment
from selfdirect.rules.access import Role
from selfdirect.rules.assessments import OUTCOMES
from tests.actions.first_half import Town, answers, assessed, filled_in, screened, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

VISIT = {
    **day("visited_on", date(2026, 6, 1)),
    "place": "home",
    "who_was_there": "Amara",
    "how_done": "worker",
    "needs_advocate": "no",
}
ABOUT_ME = {"strengths": "Painting", "what_matters": "My garden", "wants": "To go out", "people_around": ""}
CARERS = {"has_carer": "no"}
SAFETY = {"keeping_safe": "A rail", "risks_to_others": "None", "if_it_goes_wrong": "Ring Ann", "has_risks": "no"}
PARTS = (("visit", VISIT), ("about_me", ABOUT_ME), ("carers", CARERS), ("safety", SAFETY))
UNABLE = {
    "able": "unable",
    "limbs": ["cannot_without_help"],
    "level": "some",
    "met_now": "Nobody helps",
    "met_by_carer": "no",
}


def at(assessment: Assessment, page: str = "") -> str:
    return f"/staff/people/{assessment.person_id}/assessments/{assessment.pk}/{page}"


def fill(client: Client, assessment: Assessment, unable: tuple[str, ...] = ("nutrition", "hygiene")) -> None:
    """Every page of an assessment, through the pages."""
    for part, typed in PARTS:
        answer = send(client, at(assessment, f"part/{part}/"), **typed)
        assert answer.status_code == 302, said(answer)
    for outcome in OUTCOMES:
        typed = UNABLE if outcome in unable else {"able": "able"}
        answer = send(client, at(assessment, f"outcome/{outcome}/"), **typed)
        assert answer.status_code == 302, said(answer)
    for test, given in (("need_from_impairment", "yes"), ("wellbeing_impact", "yes"), ("section_117", "no")):
        assert send(client, at(assessment, f"test/{test}/"), answer=given).status_code == 302


@pytest.fixture
def assessment(here: Town) -> Assessment:
    return screened(here)


@pytest.fixture
def client(assessment: Assessment, browser: Browser) -> Client:
    return browser(worker_of(assessment.person))


@pytest.mark.requirement("R-ELG-01")
def test_an_assessment_is_filled_in_page_by_page_and_finished_with_reasons(
    client: Client, assessment: Assessment
) -> None:
    shown = text(client.get(at(assessment)))
    assert "What we were told already" in shown and "It is hard to wash and to cook." in shown
    fill(client, assessment)
    assert "Not started" in text(client.get(at(assessment)))
    check = text(client.get(at(assessment, "check/")))
    assert "My garden" in check and "Nobody helps" in check and "1 June 2026" in check
    assert send(client, at(assessment, "check/")).url == at(assessment)
    shown = text(client.get(at(assessment)))
    assert "The needs are eligible for support" in shown
    assert "The person is unable to achieve 2 of the 10 outcomes." in shown
    assert "Go on to the financial assessment" in shown
    assert client.get(at(assessment, "check/")).url == at(assessment)
    assert client.post(at(assessment, "check/")).url == at(assessment), "a second click is not a second finish"


def test_needs_that_are_not_eligible_are_explained(client: Client, assessment: Assessment) -> None:
    fill(client, assessment, unable=("nutrition",))
    send(client, at(assessment, "check/"))
    shown = text(client.get(at(assessment)))
    assert "The needs are not eligible for support" in shown and "can ask us to look again" in shown


@pytest.mark.requirement("R-ASM-09")
def test_after_care_for_all_needs_leads_straight_to_the_indicative_budget(here: Town, browser: Browser) -> None:
    found = assessed(here, given=answers("hygiene", "nutrition", section_117="yes"))
    shown = text(browser(worker_of(found.person)).get(at(found)))
    assert "Work out the indicative budget" in shown and "financial assessment." in shown


def test_it_cannot_be_finished_before_everything_is_answered(client: Client, assessment: Assessment) -> None:
    assert "Answer everything above first" in text(client.get(at(assessment)))
    answer = send(client, at(assessment, "check/"))
    assert answer.status_code == 422
    problems = said(answer)
    assert "Say where and when you met" in problems and len(problems) > 10
    assert Assessment.objects.get().finished_on is None


def test_a_finished_assessment_cannot_be_written_in(here: Town, browser: Browser) -> None:
    found = assessed(here)
    client = browser(worker_of(found.person))
    for page in ("part/visit/", "outcome/hygiene/", "test/section_117/", "risks/", "risks/add/"):
        assert client.get(at(found, page)).status_code == 404, page


def test_what_was_being_typed_when_somebody_finished_it_is_not_lost(here: Town, browser: Browser) -> None:
    found = assessed(here)
    client = browser(worker_of(found.person))
    answer = client.post(at(found, "part/about_me/"), {**ABOUT_ME, "what_matters": "Music", "seen_version": "1"})
    assert answer.status_code == 422 and "Music" in answer.content.decode()
    assert said(answer)[0].startswith("This assessment is finished.")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_OFFICER, Role.TEAM_MANAGER])
def test_who_only_reads_sees_the_tasks_without_links(
    a_user: AUser, browser: Browser, assessment: Assessment, role: Role
) -> None:
    reader = browser(a_user(role))
    page = reader.get(at(assessment))
    assert page.status_code == 200 and at(assessment, "part/visit/") not in page.content.decode()
    for path in ("part/visit/", "check/", "risks/"):
        assert reader.get(at(assessment, path)).status_code == 403


@pytest.mark.parametrize("page", ["part/nothing/", "outcome/flying/", "test/luck/", "risks/9/"])
def test_a_page_that_does_not_exist_is_not_found(client: Client, assessment: Assessment, page: str) -> None:
    assert client.get(at(assessment, page)).status_code == 404


def test_an_assessment_of_somebody_else_is_not_found(client: Client, assessment: Assessment, here: Town) -> None:
    other: Any = filled_in(here, first_name="Other")
    assert client.get(f"/staff/people/{other.person_id}/assessments/{assessment.pk}/").status_code == 404
