"""The indicative budget is explained row by row; the conversation shows what comes off before anything is kept."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from selfdirect.actions import allocation as actions
from selfdirect.pages.staff.allocation import ceiling_words
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.rules.access import Role
from selfdirect.rules.values import Value, Values
from tests.actions.first_half import ON, STARTS_ON, Town, answers, assessed, means_tested, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, day, said, send, text

TALKED = {
    "universal": ["befriending"],
    "block": ["telecare", "meals"],
    "who_was_there": "Amara and Ann",
    "notes": EMOJI,
    **day("starts_on", STARTS_ON),
    "accepts_may_pay": "yes",
}


@pytest.fixture
def indicative(here: Town) -> IndicativeBudget:
    found = assessed(here)
    means_tested(Person.objects.get(pk=found.person_id))
    return actions.work_out(assessment=found, on=ON, by=worker_of(found.person))


@pytest.fixture
def client(indicative: IndicativeBudget, browser: Browser) -> Client:
    return browser(worker_of(indicative.person))


def at(found: IndicativeBudget, page: str = "") -> str:
    return f"/staff/people/{found.person_id}/indicative/{found.pk}/{page}"


@pytest.mark.requirement("R-RAS-04")
def test_one_button_works_it_out_and_shows_a_rough_guide_row_by_row(here: Town, browser: Browser) -> None:
    found = assessed(here)
    means_tested(Person.objects.get(pk=found.person_id))
    client = browser(worker_of(found.person))
    path = f"/staff/people/{found.person_id}/assessments/{found.pk}/indicative/"
    assert "It is not what the person will get." in text(client.get(path))
    answer = send(client, path)
    budget = IndicativeBudget.objects.get()
    assert answer.url == at(budget)
    shown = text(client.get(answer.url))
    assert "rough guide" in shown and "Points altogether" in shown and "Example value" in shown
    assert "This council sets no ceiling" in shown
    assert client.get(path).url == at(budget) and client.post(path).url == at(budget)
    assert IndicativeBudget.objects.count() == 1


@pytest.mark.requirement("R-FIN-02")
def test_the_worksheet_shows_what_is_left_before_anything_is_kept(client: Client, indicative: IndicativeBudget) -> None:
    answer = send(client, at(indicative, "conversation/"), **TALKED, work_out="yes")
    assert answer.status_code == 200 and not PlanningAmount.objects.exists()
    shown = text(answer)
    assert (
        "Nothing is saved yet" in shown
        and "Befriending by phone" in shown
        and "Amara and Ann" in answer.content.decode()
    )
    assert send(client, at(indicative, "conversation/"), **TALKED).status_code == 302
    kept = PlanningAmount.objects.get()
    assert f"£{kept.pence_weekly / 100:.2f}" in shown
    assert kept.universal_services == ["befriending"] and kept.block_services == ["telecare", "meals"]
    assert Plan.objects.get().starts_on == STARTS_ON
    shown = text(client.get(f"/staff/people/{indicative.person_id}/planning/{kept.pk}/"))
    assert "Amara and Ann" in shown and EMOJI in shown and "What came off, and what is left" in shown
    assert client.get(at(indicative, "conversation/")).url.endswith(f"/planning/{kept.pk}/")


def test_more_taken_off_than_there_is_is_said(here: Town, browser: Browser) -> None:
    little = answers("hygiene", "nutrition", hygiene_level="some", nutrition_level="some")
    found = assessed(here, given=little)
    means_tested(Person.objects.get(pk=found.person_id))
    by = worker_of(found.person)
    path = at(actions.work_out(assessment=found, on=ON, by=by), "conversation/")
    everything = {**TALKED, "block": ["day_centre", "telecare", "supported_employment", "meals"]}
    answer = send(browser(by), path, **everything, work_out="yes")
    assert "More comes off than there is" in text(answer)


def test_working_it_out_with_nonsense_changes_nothing(client: Client, indicative: IndicativeBudget) -> None:
    path = at(indicative, "conversation/")
    answer = send(client, path, universal=["treasure"], work_out="yes")
    assert answer.status_code == 422
    assert send(client, path, universal=["none", "advice"], work_out="yes").status_code == 422
    assert send(client, path, work_out="yes").status_code == 200
    assert not PlanningAmount.objects.exists()


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"who_was_there": ""}, ["Enter who took part in the conversation"]),
        ({"universal": []}, ["Select the services they will use, or select “None of these”"]),
        ({"block": ["gold"]}, ["Select the services they will use, or select “None of these”"]),
        ({"notes": LONG}, ["Your answer must be 4,000 characters or fewer. It is 14,999 now"]),
        (day("starts_on", date(2026, 5, 31)), ["The date must be today or in the future"]),
        ({"starts_on-day": "31", "starts_on-month": "2"}, ["The date must be a real date. February 2026 has 28 days"]),
        ({"accepts_may_pay": "no"}, ["Talk about the contribution and record that the person understands it"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, indicative: IndicativeBudget, changes: dict[str, Any], problems: list[str]
) -> None:
    answer = send(client, at(indicative, "conversation/"), **{**TALKED, **changes})
    assert answer.status_code == 422 and said(answer) == problems
    assert not PlanningAmount.objects.exists()


def test_free_after_care_takes_no_contribution_and_asks_about_none(here: Town, browser: Browser) -> None:
    found = assessed(here, given=answers("hygiene", "nutrition", section_117="yes"))
    by = worker_of(found.person)
    budget = actions.work_out(assessment=found, on=ON, by=by)
    client = browser(by)
    page = client.get(at(budget, "conversation/"))
    assert "None: after-care is free" in text(page) and "accepts_may_pay" not in page.content.decode()
    typed = {name: value for name, value in TALKED.items() if name != "accepts_may_pay"}
    answer = send(client, at(budget, "conversation/"), **typed)
    assert answer.status_code == 302, said(answer)
    assert PlanningAmount.objects.get().contribution_pence_weekly == 0


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_OFFICER, Role.TEAM_MANAGER])
def test_who_only_reads_sees_it_and_may_not_talk_it_through(
    a_user: AUser, browser: Browser, indicative: IndicativeBudget, role: Role
) -> None:
    reader = browser(a_user(role))
    page = reader.get(at(indicative))
    assert page.status_code == 200 and "Talk it through" not in text(page)
    assert reader.get(at(indicative, "conversation/")).status_code == 403


def test_who_only_reads_is_led_to_the_assessment_before_it_is_worked_out(
    a_user: AUser, browser: Browser, here: Town
) -> None:
    found = assessed(here)
    there = f"/staff/people/{found.person_id}/assessments/{found.pk}/"
    reader = browser(a_user(Role.AUDITOR))
    assert reader.get(f"{there}indicative/").url == there
    assert reader.post(f"{there}indicative/").status_code == 403


def test_what_does_not_exist_is_not_found(client: Client, indicative: IndicativeBudget) -> None:
    person = indicative.person_id
    for path in ("indicative/9999/", "planning/9999/", "assessments/9999/indicative/"):
        assert client.get(f"/staff/people/{person}/{path}").status_code == 404


def test_the_ceiling_in_words() -> None:
    def values(amount: Any) -> Values:
        value = Value("allocation.ceiling", "Ceiling", "table", amount, "a source", "stated", ON)
        return Values({value.key: value}, ON, "f")

    hard = ({"client_group": "physical", "highest_pence_weekly": 12000, "kind": "hard"},)
    flexible = ({"client_group": "all", "highest_pence_weekly": 12000, "kind": "flexible"},)
    assert ceiling_words(values("none"), "physical") == "This council sets no ceiling on an indicative budget."
    assert ceiling_words(values(hard), "physical") == "An indicative budget here cannot be more than £120.00 a week."
    assert "second look" in ceiling_words(values(flexible), "memory")
    assert "no ceiling for this person" in ceiling_words(values(hard), "memory")
