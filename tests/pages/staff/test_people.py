"""People are found, shown, corrected and given a worker; what happened and who looked can be read."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import people as actions
from selfdirect.records.audit import AuditEntry
from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.crowd import crowd, happened
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, day, hidden, said, send, text

WHO = {
    "first_name": "Amara",
    "last_name": "Foxglove",
    "likes_to_be_called": "Mari",
    **day("date_of_birth", date(1980, 5, 14)),
    "client_group": "sensory",
}
CONTACT = {"address": "9 Elm Row", "postcode": "ZZ1 1AB", "phone": "", "email": ""}
COMMUNICATION = {"contact_by": "letter", "format": "braille", "language": "Arabic", "communication_needs": "A loop"}


@pytest.fixture
def person(here: Town) -> Person:
    return referred(here).person


@pytest.fixture
def client(here: Town, person: Person, browser: Browser) -> Client:
    return browser(worker_of(person))


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Amara Foxglove", True),
        ("foxglove", True),
        ("ZZ1", True),
        ("P-{pk:06d}", True),
        ("Nobody", False),
        ("%", False),
        (EMOJI, False),
        (RIGHT_TO_LEFT, False),
    ],
)
def test_people_are_found_by_name_reference_and_postcode(
    client: Client, person: Person, words: str, is_found: bool
) -> None:
    answer = client.post("/staff/people/", {"words": words.format(pk=person.pk)})
    assert answer.url == "/staff/people/", "what was searched for is never in an address"
    shown = text(client.get(answer.url))
    assert ("Amara Foxglove" in shown) is is_found
    if not is_found:
        assert "Nobody matches." in shown
    assert "Amara Foxglove" in text(client.get("/staff/people/?all", follow=True))


def test_the_list_of_people_costs_the_same_however_long(client: Client, here: Town) -> None:
    counts = []
    for more in (5, 55):
        crowd(more, here.worker)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/staff/people/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_a_long_list_has_pages(client: Client, here: Town) -> None:
    crowd(60, here.worker)
    assert "Page 1 of 2" in text(client.get("/staff/people/"))
    assert "Amara Foxglove" in text(client.get("/staff/people/?page=2"))


@pytest.mark.requirement("R-DIG-04")
def test_looking_at_a_record_is_written_down_and_can_be_read(client: Client, person: Person) -> None:
    client.get(f"/staff/people/{person.pk}/")
    assert AuditEntry.objects.readers_of(person).first().said == "Looked at the record"
    assert "Looked at the record" in text(client.get(f"/staff/people/{person.pk}/looked/"))
    assert "We received a request for help" in text(client.get(f"/staff/people/{person.pk}/timeline/"))


@pytest.mark.parametrize("page", ["", "timeline/", "looked/"])
def test_a_record_costs_the_same_however_much_happened(client: Client, person: Person, here: Town, page: str) -> None:
    counts = []
    for more in (5, 55):
        happened(person, more, here.worker)
        happened(person, more, here.worker, kind="read")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/staff/people/{person.pk}/{page}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_long_timeline_goes_on(client: Client, person: Person, here: Town) -> None:
    happened(person, 60, here.worker)
    page = client.get(f"/staff/people/{person.pk}/timeline/")
    assert "Event 59" in text(page) and "Show what happened before this" in text(page)


@pytest.mark.parametrize("page", ["", "timeline/", "looked/", "details/", "contact/", "worker/"])
def test_a_record_one_may_not_see_is_as_one_that_does_not_exist(
    a_user: AUser, browser: Browser, person: Person, page: str
) -> None:
    for role in (Role.ADMINISTRATOR, Role.PROVIDER, Role.COMMISSIONER):
        assert browser(a_user(role)).get(f"/staff/people/{person.pk}/{page}").status_code == 403
    worker = browser(a_user(Role.SOCIAL_WORKER, Role.TEAM_MANAGER))
    assert worker.get(f"/staff/people/999999/{page}").status_code == 404


@pytest.mark.parametrize(("page", "typed"), [("details", WHO), ("contact", CONTACT), ("communication", COMMUNICATION)])
def test_details_are_corrected(client: Client, person: Person, page: str, typed: dict[str, str]) -> None:
    assert send(client, f"/staff/people/{person.pk}/{page}/", **typed).status_code == 302
    now = Person.objects.get(pk=person.pk).details
    for name, value in typed.items():
        if not name.startswith("date_of_birth"):
            assert getattr(now, name) == value
    assert person.all_details.count() == 2


@pytest.mark.parametrize(
    ("page", "typed", "problem"),
    [
        ("details", {**WHO, "first_name": ""}, "Enter their first name"),
        ("details", {**WHO, "last_name": LONG}, "Last name must be 100 characters or fewer. It is 14,999 now"),
        ("details", {**WHO, "date_of_birth-month": "13"}, "Date of birth must have a month from 1 to 12"),
        ("details", {**WHO, **day("date_of_birth", date(2030, 1, 1))}, "Date of birth must be today or in the past"),
        ("contact", {**CONTACT, "address": ""}, "Enter their address"),
        ("contact", {**CONTACT, "postcode": "£1,234.50"}, "Enter a full postcode, like SW1A 1AA"),
        ("communication", {**COMMUNICATION, "contact_by": "owl"}, "Select how to get in touch"),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, person: Person, page: str, typed: dict[str, str], problem: str
) -> None:
    answer = send(client, f"/staff/people/{person.pk}/{page}/", **typed)
    assert answer.status_code == 422 and said(answer) == [problem]
    assert person.all_details.count() == 1


def test_the_second_of_two_writers_is_told_and_loses_nothing(client: Client, person: Person, here: Town) -> None:
    path = f"/staff/people/{person.pk}/contact/"
    seen = hidden(client, path)
    details = {"phone": "020 7946 0999"}
    actions.correct_details(
        person=person, details=details, seen_details_id=person.details.pk, on=ON, by=here.cast.workers[3]
    )
    answer = client.post(path, {**seen, **CONTACT})
    assert answer.status_code == 409
    shown = text(answer)
    assert here.cast.workers[3].name in shown and "020 7946 0999" in shown and "9 Elm Row" in answer.content.decode()
    again: dict[str, Any] = {**seen, "seen_version": str(Person.objects.get(pk=person.pk).details.pk)}
    assert client.post(path, {**again, **CONTACT}).status_code == 302
    assert Person.objects.get(pk=person.pk).details.address == "9 Elm Row"


@pytest.mark.requirement("R-REF-11")
def test_a_second_click_corrects_once(client: Client, person: Person) -> None:
    path = f"/staff/people/{person.pk}/contact/"
    typed = {**hidden(client, path), **CONTACT}
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert person.all_details.count() == 2


def test_a_manager_changes_the_worker_with_a_reason_and_the_person_is_told(
    here: Town, person: Person, browser: Browser
) -> None:
    client, path = browser(here.manager), f"/staff/people/{person.pk}/worker/"
    other = next(one for one in here.cast.workers if one != worker_of(person))
    assert said(send(client, path, worker=str(other.pk), reason=" ")) == ["Enter why the worker changes"]
    assert send(client, path, worker=str(other.pk), reason="Long illness").status_code == 302
    assert client.post(path, {"worker": str(other.pk), "reason": "Long illness"}).status_code == 302
    assert worker_of(person) == other and person.named_workers.count() == 2
    assert person.letters.filter(kind="named_worker").exists()


def test_a_worker_may_not_change_the_named_worker(client: Client, person: Person) -> None:
    assert client.get(f"/staff/people/{person.pk}/worker/").status_code == 403
    assert "Change the named worker" not in text(client.get(f"/staff/people/{person.pk}/"))
