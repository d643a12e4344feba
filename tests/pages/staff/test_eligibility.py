"""The page on which a worker writes down what came of offering a personal budget."""

from datetime import date

import pytest

from selfdirect.records.eligibility import BudgetOffer
from selfdirect.records.work import Step
from tests.actions.first_half import Town, answers, assessed, worker_of
from tests.councils import under
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text


@pytest.mark.requirement("R-ELG-10")
def test_what_the_person_said_is_written_down_and_shown_with_the_result(here: Town, browser: Browser) -> None:
    done = assessed(here)
    client = browser(worker_of(done.person))
    result = f"/staff/people/{done.person_id}/assessments/{done.pk}/"
    assert "Record an offer of a personal budget" in text(client.get(result))
    refused = send(client, f"{result}offer/", outcome="declined", reason="")
    assert refused.status_code == 422 and "Give the reason, in words the person will understand" in said(refused)
    answer = send(client, f"{result}offer/", outcome="declined", reason="I want the council to arrange it.")
    assert answer.status_code == 302 and answer["Location"] == result
    shown = text(client.get(result))
    assert "Offered, and they do not want one" in shown and "I want the council to arrange it." in shown
    assert BudgetOffer.objects.get().by == worker_of(done.person)


@pytest.mark.requirement("R-ELG-06")
def test_a_crisis_may_put_it_off_only_where_the_policy_says_so(here: Town, browser: Browser) -> None:
    done = assessed(here)
    client = browser(worker_of(done.person))
    address = f"/staff/people/{done.person_id}/assessments/{done.pk}/offer/"
    assert "because they are in crisis" not in text(client.get(address))
    with under("council_c"):
        assert "because they are in crisis" in text(client.get(address))
        again = day("ask_again_on", date(2026, 6, 22))
        answer = send(client, address, outcome="deferred", reason="A bereavement.", **again)
        assert answer.status_code == 302
    step = Step.objects.open().get(person=done.person, code="budget_offer")
    assert step.due_on == date(2026, 6, 22)
    assert address in client.get("/staff/").content.decode(), "the work leads to the page"


@pytest.mark.requirement("R-ELG-11")
def test_a_group_the_council_looks_for_is_flagged(here: Town, browser: Browser) -> None:
    done = assessed(here)
    client = browser(worker_of(done.person))
    result = f"/staff/people/{done.person_id}/assessments/{done.pk}/"
    assert "in a group we look for" not in text(client.get(f"{result}offer/"))
    with under("council_e"):
        page = client.get(f"{result}offer/").content.decode()
        code = page.split('name="cohorts"')[1].split('value="')[1].split('"')[0]
        assert send(client, f"{result}offer/", outcome="accepted", cohorts=[code]).status_code == 302
        assert "We look for" in text(client.get(result))
    assert BudgetOffer.objects.get().cohorts == [code]


def test_without_eligible_needs_there_is_no_offer(here: Town, browser: Browser) -> None:
    done = assessed(here, answers("hygiene"))
    address = f"/staff/people/{done.person_id}/assessments/{done.pk}/offer/"
    assert browser(worker_of(done.person)).get(address).status_code == 404
