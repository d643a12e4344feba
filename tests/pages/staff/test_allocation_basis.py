"""Each council's own way of asking, page by page, under its own policy: nothing typed is lost, nothing stale counts."""

from collections.abc import Iterator

import pytest
from django.test import Client

from selfdirect.actions.support.policy import policy
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget
from selfdirect.records.assessments import Assessment
from selfdirect.records.people import Person
from selfdirect.rules.questionnaires import questionnaire
from tests.actions.first_half import ON, Town, assessed, means_tested, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text


def ready(here: Town) -> Assessment:
    """Somebody whose needs and money were assessed."""
    found = assessed(here)
    means_tested(Person.objects.get(pk=found.person_id))
    return found


def path(found: Assessment, part: str = "") -> str:
    return f"/staff/people/{found.person_id}/assessments/{found.pk}/allocation/{part}"


def work_out(found: Assessment) -> str:
    return f"/staff/people/{found.person_id}/assessments/{found.pk}/indicative/"


@pytest.fixture
def questions() -> Iterator[None]:
    with under("council_c"):
        yield


def answer_everything(client: Client, found: Assessment, place: int) -> None:
    """Answer every section with the first or the last answer of each question."""
    for section in questionnaire(policy().on(ON)).sections:
        typed = {each.question: each.answers[place].answer for each in section.questions}
        answer = send(client, path(found, f"{section.section}/"), **typed)
        assert answer.status_code == 302, said(answer)


@pytest.mark.requirement("R-ASM-01")
def test_a_questionnaire_is_asked_section_by_section_and_then_scored(
    questions: None, here: Town, browser: Browser
) -> None:
    found = ready(here)
    client = browser(worker_of(found.person))
    assert client.get(work_out(found)).url == path(found)
    listed = text(client.get(path(found)))
    for section in questionnaire(policy().on(ON)).sections:
        assert section.label in listed
    assert "Cannot start yet" in listed
    answer_everything(client, found, -1)
    send(client, path(found, "carer/"), hours="2.5")
    send(client, path(found, "present/"), pence="£310.00")
    assert "Look it over" in text(client.get(path(found)))
    shown = text(client.get(work_out(found)))
    assert "2.5" in shown and "£310.00" in shown
    answer = send(client, work_out(found))
    budget = IndicativeBudget.objects.get()
    assert answer.status_code == 302 and budget.points
    assert budget.inputs["carer_hours"] == 250
    working = text(client.get(answer.url))
    assert "Taken off for help from an unpaid carer" in working and "Points altogether" in working
    assert client.get(path(found)).url == answer.url, "once it is worked out, what it was worked out from stays"


def test_what_is_not_answered_is_named_and_kept_as_typed(questions: None, here: Town, browser: Browser) -> None:
    found = ready(here)
    client = browser(worker_of(found.person))
    section = questionnaire(policy().on(ON)).sections[0]
    first = section.questions[0]
    answer = send(client, path(found, f"{section.section}/"), **{first.question: "nonsense"})
    assert answer.status_code == 422
    assert any(first.label in problem for problem in said(answer))
    for wrong in ("-1", "lots", "999", "1.234"):
        answer = send(client, path(found, "carer/"), hours=wrong)
        assert answer.status_code == 422 and wrong in answer.content.decode()
    assert not AllocationBasis.objects.exists()
    assert client.get(path(found, "nowhere/")).status_code == 404


def test_an_answer_behind_a_changed_answer_is_dropped(questions: None, here: Town, browser: Browser) -> None:
    found = ready(here)
    client = browser(worker_of(found.person))
    answer_everything(client, found, -1)
    whole = questionnaire(policy().on(ON))
    routed = next(each for each in whole.questions if each.asked_when)
    after, right = routed.asked_when[0]
    earlier = next(each for each in whole.questions if each.question == after)
    other = next(each.answer for each in earlier.answers if each.answer not in right)
    kept = AllocationBasis.objects.get()
    section = next(each for each in whole.sections if earlier in each.questions)
    typed = {**kept.answers, after: other}
    mine = {each.question for each in section.questions}
    send(client, path(found, f"{section.section}/"), **{code: each for code, each in typed.items() if code in mine})
    kept.refresh_from_db()
    assert kept.answers[after] == other and routed.question not in kept.answers


@pytest.mark.requirement("R-RAS-03")
def test_units_of_support_are_counted_where_the_council_counts_them(here: Town, browser: Browser) -> None:
    with under("council_a"):
        found = ready(here)
        client = browser(worker_of(found.person))
        assert client.get(work_out(found)).url == path(found)
        units = policy().on(ON).table("allocation.units")
        answer = send(client, path(found, "counted/"))
        assert answer.status_code == 422 and "at least one of these" in said(answer)[0]
        first = units[0]
        send(client, path(found, "counted/"), **{str(first["unit"]): "7.5"})
        answer = send(client, work_out(found))
        budget = IndicativeBudget.objects.get()
        assert budget.method == "standard_units" and budget.points is None
        assert budget.pence_weekly == int(first["pence"]) * 15 // 2
        assert str(first["label"]) in text(client.get(answer.url))


def test_where_the_ten_outcomes_are_enough_nothing_more_is_asked(here: Town, browser: Browser) -> None:
    found = ready(here)
    client = browser(worker_of(found.person))
    assert client.get(path(found)).url == work_out(found)
    assert client.get(work_out(found)).status_code == 200
    assert client.get(path(found, "carer/")).status_code == 404


def test_nobody_else_may_write_it(questions: None, here: Town, browser: Browser) -> None:
    found = ready(here)
    client = browser(here.manager)
    assert client.get(path(found)).status_code in (403, 404)
    assert client.post(path(found, "carer/"), {"hours": "3"}).status_code in (403, 404)
