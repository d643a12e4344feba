"""A worker lets a carer see the person's pages on the person's consent; the worker or the person ends it at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.access import ActingFor, User, may_see
from selfdirect.records.messages import Message
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

LET_IN: dict[str, Any] = {
    "name": "Rosa Reed",
    "relationship": "Daughter",
    "email": "rosa@example.org",
    "may_see_money": "no",
    **day("from_on", ON),
    "consent": "Amara said so at home.",
    **day("consent_on", ON),
}


@pytest.fixture
def person(here: Town) -> Person:
    return referred(here).person


@pytest.fixture
def client(person: Person, browser: Browser) -> Client:
    return browser(worker_of(person))


def at(person: Person, rest: str = "") -> str:
    return f"/staff/people/{person.pk}/authority/{rest}"


@pytest.mark.requirement("R-DIG-05")
def test_a_carer_is_let_in_on_consent_sees_no_more_than_was_said_and_is_out_at_once(
    person: Person, client: Client
) -> None:
    assert send(client, at(person, "carer/"), **LET_IN).status_code == 302
    acting, rosa = ActingFor.objects.get(), User.objects.get(email="rosa@example.org")
    assert (acting.role, acting.may_see_money) == (Role.CARER.value, False)
    assert acting.authority == "Daughter. The person agreed on 1 June 2026: Amara said so at home."
    assert may_see(rosa, person, ON) and not rosa.may(Permission.AGREE, ON)
    assert Message.objects.filter(to="rosa@example.org").count() == 1
    shown = text(client.get(at(person)))
    assert "Rosa Reed" in shown and "Everything but money" in shown and "Amara said so at home." in shown
    twice = send(client, at(person, "carer/"), **LET_IN)
    assert said(twice) == ["Rosa Reed can open these pages already. End that first to change it"]
    page = at(person, f"access/{acting.pk}/end/")
    assert "From today they cannot open" in text(client.get(page))
    assert send(client, page).status_code == 302
    assert not may_see(User.objects.get(pk=rosa.pk), person, ON)
    assert "Ended" in text(client.get(at(person))) and client.get(page).status_code == 404
    assert send(client, at(person, "carer/"), **LET_IN).status_code == 302, "and may be let in again"


def test_the_last_day_is_the_last(person: Person, client: Client) -> None:
    last = ON + timedelta(days=2)
    assert send(client, at(person, "carer/"), **LET_IN, **day("until_on", last)).status_code == 302
    rosa = User.objects.get(email="rosa@example.org")
    assert may_see(rosa, person, last) and not may_see(rosa, person, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"consent": ""}, "Say how the person agreed to this"),
        ({"may_see_money": ""}, "Select what they may see"),
        (day("from_on", ON - timedelta(days=1)), "The first day must be today or later"),
        (day("until_on", ON - timedelta(days=1)), "The last day must be the first day or later"),
        ({"email": "grace.okafor"}, "email"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    person: Person, client: Client, wrong: dict[str, str], words: str
) -> None:
    answer = send(client, at(person, "carer/"), **{**LET_IN, **wrong})
    assert answer.status_code == 422 and words in " ".join(said(answer)) and "Rosa Reed" in answer.content.decode()
    assert not ActingFor.objects.exists()


def test_staff_and_the_person_are_no_carers(person: Person, client: Client) -> None:
    worker = worker_of(person)
    assert "works for the council" in said(send(client, at(person, "carer/"), **{**LET_IN, "email": worker.email}))[0]


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.AUDITOR, Role.CARER])
def test_others_let_nobody_in(person: Person, browser: Browser, a_user: AUser, role: Role) -> None:
    client = browser(a_user(role))
    assert client.get(at(person, "carer/")).status_code in (403, 404)
    assert client.post(at(person, "carer/"), {**LET_IN, "key": "k"}).status_code in (403, 404)
