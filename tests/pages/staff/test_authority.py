"""A worker records who acts for somebody on what they saw, lets them sign in, and ends it at once; auditors read it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.access import ActingFor, User
from selfdirect.records.authority import Authority, AuthorityEnd
from selfdirect.records.messages import Message
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.actions.giving_authority import given_authority
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

GIVE: dict[str, Any] = {
    "holder_name": "Ruth Foxglove",
    "relationship": "Sister",
    "acts_as": "nominated_person",
    "came_about": "person_asked",
    "scopes": ["sign", "see_money", "receive"],
    **day("from_on", ON),
    "evidence": "Amara asked for this at home.",
    "evidence_kept": "The note of the visit",
    **day("evidence_seen_on", ON),
    "evidence_seen_by": "Grace Okafor",
    **day("conditions_agreed_on", ON),
}


@pytest.fixture
def person(here: Town) -> Person:
    return referred(here).person


@pytest.fixture
def client(person: Person, browser: Browser) -> Client:
    return browser(worker_of(person))


def at(person: Person, rest: str = "") -> str:
    return f"/staff/people/{person.pk}/authority/{rest}"


@pytest.mark.requirement("R-DEP-15")
def test_it_is_recorded_shown_and_ended(person: Person, client: Client) -> None:
    assert "Nobody has authority to act for Amara Foxglove now." in text(client.get(at(person)))
    assert "You act in the person's best interests." in text(client.get(at(person, "give/")))
    assert send(client, at(person, "give/"), **GIVE).status_code == 302
    one = Authority.objects.get()
    shown = text(client.get(at(person)))
    for words in ("Ruth Foxglove, sister", "Nominated person", "The person asked for them", "Receive the payment"):
        assert words in shown
    assert "Kept: The note of the visit" in shown and "Seen by Grace Okafor on 1 June 2026" in shown
    answer = send(client, at(person, f"{one.pk}/end/"), why="not_suitable")
    assert answer.status_code == 302 and AuthorityEnd.objects.get().on == ON
    shown = text(client.get(at(person)))
    assert "No longer" in shown and "They no longer meet what they agreed to." in shown
    step = Step.objects.open().get(code="authority_ended")
    follow = f"/staff/people/{person.pk}/follow-up/{step.pk}/"
    assert "Ruth Foxglove may no longer act as nominated person" in text(client.get(follow))


@pytest.mark.requirement("R-DIG-05")
def test_whoever_holds_it_may_sign_in_as_far_and_as_long_as_it_goes(person: Person, client: Client) -> None:
    until = ON + timedelta(days=30)
    one = given_authority(person, worker_of(person), ON, until_on=until)
    page = at(person, f"{one.pk}/sign-in/")
    assert said(send(client, page, email="")) == ["Enter their email address"]
    staff = User.objects.filter(person=None, is_timer=False).first()
    assert staff is not None
    assert "somebody who works for the council" in said(send(client, page, email=staff.email))[0]
    assert send(client, page, email="Ruth@Example.org").status_code == 302
    acting = ActingFor.objects.get()
    assert (acting.user.email, acting.role, acting.under, acting.until_on) == (
        "ruth@example.org",
        "representative",
        one,
        until,
    )
    assert acting.user.roles_on(ON) == {Role.REPRESENTATIVE} and acting.may_see_money
    assert Message.objects.filter(to="ruth@example.org").count() == 1
    assert "can sign in for this person already" in said(send(client, page, email="x@example.org"))[0]
    assert "ruth@example.org" in text(client.get(at(person)))


def test_somebody_who_may_not_sign_comes_in_as_a_helper(person: Person, client: Client) -> None:
    one = given_authority(person, worker_of(person), ON, scopes=["speak"])
    assert send(client, at(person, f"{one.pk}/sign-in/"), email="ruth@example.org").status_code == 302
    acting = ActingFor.objects.get()
    assert (acting.role, acting.may_see_money) == ("carer", False)


def test_nobody_comes_in_by_an_authority_that_ended(person: Person, client: Client) -> None:
    one = given_authority(person, worker_of(person), ON, from_on=ON - timedelta(days=9), until_on=ON - timedelta(1))
    answer = send(client, at(person, f"{one.pk}/sign-in/"), email="ruth@example.org")
    assert answer.status_code == 422 and "has ended. Record a new one first" in said(answer)[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"holder_name": ""}, "Enter the name of whoever acts for the person"),
        ({"acts_as": ""}, "Select their role"),
        ({"came_about": "lasting_power"}, "Only the person can nominate somebody"),
        ({"scopes": ["sign"]}, "Whoever signs has to see the money"),
        (day("evidence_seen_on", ON + timedelta(days=1)), "The date must be today or in the past"),
        (day("conditions_agreed_on", ON + timedelta(days=1)), "The date must be today or in the past"),
        (day("until_on", ON - timedelta(days=1)), "The last day must be the first day or later"),
    ],
)
def test_what_is_wrong_is_named_and_kept_as_typed(
    changes: dict[str, Any], words: str, person: Person, client: Client
) -> None:
    answer = send(client, at(person, "give/"), **{**GIVE, **changes})
    assert answer.status_code == 422 and len(said(answer)) == 1 and said(answer)[0].startswith(words)
    assert "Amara asked for this at home." in answer.content.decode() and not Authority.objects.exists()


def test_an_end_says_why(person: Person, client: Client) -> None:
    one = given_authority(person, worker_of(person), ON)
    page = at(person, f"{one.pk}/end/")
    assert said(send(client, page)) == ["Select why this ends"]
    assert said(send(client, page, why="other", words="")) == ["Enter why this ends"]
    assert not AuthorityEnd.objects.exists()


def test_an_auditor_reads_and_an_administrator_does_not(person: Person, browser: Browser, a_user: AUser) -> None:
    one = given_authority(person, worker_of(person), ON)
    auditor = browser(a_user(Role.AUDITOR))
    shown = text(auditor.get(at(person)))
    assert "Ruth Foxglove" in shown and "Record somebody" not in shown and "End this" not in shown
    for page in ("give/", f"{one.pk}/end/", f"{one.pk}/sign-in/"):
        assert auditor.get(at(person, page)).status_code == 403
    assert browser(a_user(Role.ADMINISTRATOR)).get(at(person)).status_code == 403
