"""The record of one person: the council's steps in order, the money so far, and who helps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.pages.staff.record import STEPS_OF, record_of
from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, answers, assessed, means_tested, referred, talked_through, worker_of
from tests.actions.story import story
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text


def states(person: Person, user: object) -> dict[str, str]:
    found = record_of(person, user, ON)  # type: ignore[arg-type]
    return {task.name: task.state for group in found.groups for task in group.tasks}


def test_the_councils_seven_steps_show_what_is_next_and_what_cannot_start(here: Town) -> None:
    person = referred(here).person
    found = record_of(person, worker_of(person), ON)
    assert [group.title[:2] for group in found.groups] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    tasks = [task for group in found.groups for task in group.tasks]
    assert tasks[0].state == "not_started" and tasks[0].href
    assert all(task.state == "cannot_start" for task in tasks[1:])
    assert found.next_row is not None and found.next_row.step.code == "referral_screening"


def test_what_somebody_else_has_is_waiting_with_who_and_by_when(here: Town) -> None:
    person = referred(here).person
    other = next(one for one in here.cast.workers if one != worker_of(person))
    task = record_of(person, other, ON).groups[0].tasks[0]
    assert task.state == "waiting"
    assert task.hint == f"With {worker_of(person).name} since 1 June 2026. Due by 3 June 2026"


def test_every_kind_of_work_of_the_walk_has_its_place_among_the_steps(here: Town) -> None:
    placed = {code for codes in STEPS_OF.values() for code in codes}
    walked = set(story(here=here).person.steps.values_list("code", flat=True))
    assert walked <= placed


@pytest.mark.requirement("R-FIN-07")
def test_the_money_is_shown_as_it_becomes_known(here: Town, browser: Browser) -> None:
    assessment = assessed(here)
    person = Person.objects.get(pk=assessment.person_id)
    client = browser(worker_of(person))
    assert record_of(person, worker_of(person), ON).money.contribution_pence_weekly is None
    finances = means_tested(person)
    planning = talked_through(assessment)
    found = record_of(person, worker_of(person), ON).money
    assert found.contribution_pence_weekly == finances.contribution_pence_weekly
    assert found.indicative_pence_weekly == planning.indicative_budget.pence_weekly
    assert found.planning_pence_weekly == planning.pence_weekly
    for href in (found.contribution_href, found.indicative_href, found.planning_href):
        assert client.get(href).status_code == 200


def test_a_budget_shows_its_amount_and_what_is_left(here: Town, browser: Browser) -> None:
    walked = story(here=here)
    found = record_of(walked.person, walked.worker, ON)
    assert found.money.budget == walked.budget and found.money.left_pence is not None
    shown = text(browser(walked.worker).get(f"/staff/people/{walked.person.pk}/"))
    assert "Personal budget" in shown and "Make the first payment" in shown


def test_a_whole_walk_costs_no_more_questions_than_the_first_day(here: Town, browser: Browser) -> None:
    first, whole = referred(here, first_name="First").person, story(here=here).person
    client = browser(here.worker)
    counts = []
    for person in (first, whole):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/staff/people/{person.pk}/").status_code == 200
        counts.append(len(queries))
    assert max(counts) <= 15
    assert counts[1] <= counts[0] + 1, "the one more is what is left of the budget"


def test_an_auditor_sees_the_record_and_nothing_to_press(a_user: AUser, here: Town, browser: Browser) -> None:
    person = referred(here).person
    page = browser(a_user(Role.AUDITOR)).get(f"/staff/people/{person.pk}/")
    assert page.status_code == 200
    for words in ("Correct", "Hand over", "Say why it waits", "Start a new referral"):
        assert words not in text(page)


def test_a_step_that_is_done_leads_to_what_came_of_it(a_user: AUser, here: Town, browser: Browser) -> None:
    walked = story(here=here)
    reader = browser(a_user(Role.AUDITOR))
    for group in record_of(walked.person, walked.worker, ON).groups:
        for task in group.tasks:
            assert reader.get(task.href).status_code == 200, (task.name, task.href)


def test_free_after_care_needs_no_financial_assessment_and_says_so(here: Town) -> None:
    found = assessed(here, given=answers("hygiene", "nutrition", section_117="yes"))
    person = Person.objects.get(pk=found.person_id)
    task = record_of(person, worker_of(person), ON).groups[1].tasks[1]
    assert (task.state, task.hint) == ("done", "Not needed: care is free")
