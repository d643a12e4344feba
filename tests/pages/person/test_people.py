"""What the council knows of me, and putting it right, whatever is typed."""

import pytest

from selfdirect.actions import people
from selfdirect.jobs import outbox
from selfdirect.records.people import PersonDetails
from selfdirect.rules.access import Role
from tests.pages.person.conftest import ON, Life, browser, said

CONTACT = {"address": "2 Oak Lane\nLondon", "postcode": "zz12bb", "phone": "07700 900 555", "email": "a@example.org"}
NAME = {
    "first_name": "Amara",
    "last_name": "Foxglove",
    "likes_to_be_called": "Mara",
    "date_of_birth-day": "14",
    "date_of_birth-month": "5",
    "date_of_birth-year": "1980",
}
TALKING = {"contact_by": "text", "format": "large_print", "language": "Somali", "communication_needs": "Speak slowly"}


def _now(life: Life) -> PersonDetails:
    return PersonDetails.objects.get(person=life.person, superseded_at=None)


@pytest.mark.requirement("R-DIG-04")
def test_the_person_sees_and_corrects_what_is_known(life: Life) -> None:
    client = browser(life.user)
    page = said(client.get(life.path("details/")))
    assert "07700 900123" in page and "Physical disability or frailty" in page
    for rest, typed in (("name", NAME), ("contact", CONTACT), ("talking", TALKING)):
        path = life.path(f"details/{rest}/")
        answer = client.post(path, {**typed, "key": rest, "seen_version": str(_now(life).pk)})
        assert answer.status_code == 302 and answer.url == life.path("details/"), rest
    now = _now(life)
    assert (now.postcode, now.phone, now.likes_to_be_called) == ("ZZ1 2BB", "07700 900 555", "Mara")
    assert (now.contact_by, now.format, now.language) == ("text", "large_print", "Somali")
    assert PersonDetails.objects.filter(person=life.person).count() == 4, "what was known before is kept"
    assert 'Hello, <span dir="auto">Mara</span>' in said(client.get(life.path()))


WRONG = [
    ("name", "first_name", "", "Enter your first name"),
    ("name", "last_name", "x" * 101, "Last name must be 100 characters or fewer"),
    ("name", "date_of_birth-month", "13", "Date of birth must"),
    ("name", "date_of_birth-year", "2099", "Date of birth must be"),
    ("contact", "address", " \u200b ", "Enter your address"),
    ("contact", "postcode", "not one", "Enter a full postcode, like SW1A 1AA"),
    ("contact", "phone", "£1,234.50", "Enter a phone number"),
    ("contact", "email", "nobody", "Enter an email address in the right form"),
    ("talking", "contact_by", "pigeon", "Select how to get in touch with you"),
    ("talking", "language", "", "Enter a language"),
]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(life: Life) -> None:
    client, seen = browser(life.user), str(_now(life).pk)
    for rest, field, typed, says in WRONG:
        given = {"name": NAME, "contact": CONTACT, "talking": TALKING}[rest] | {field: typed}
        answer = client.post(life.path(f"details/{rest}/"), {**given, "seen_version": seen})
        page = said(answer)
        assert answer.status_code == 422 and "There is a problem" in page and says in page, says
    assert PersonDetails.objects.filter(person=life.person).count() == 1


def test_any_script_and_emoji_are_kept_as_typed(life: Life) -> None:
    words = {"first_name": "عمارة", "last_name": "Foxglove 🦊"}
    client = browser(life.user)
    answer = client.post(life.path("details/name/"), {**NAME, **words, "seen_version": str(_now(life).pk)})
    assert answer.status_code == 302
    now = _now(life)
    assert (now.first_name, now.last_name) == ("عمارة", "Foxglove 🦊")


def test_the_second_of_two_writers_is_told_and_loses_nothing(life: Life) -> None:
    seen = _now(life).pk
    people.correct_details(
        person=life.person, details={"phone": "020 7946 0001"}, seen_details_id=seen, on=ON, by=life.worker
    )
    answer = browser(life.user).post(life.path("details/contact/"), {**CONTACT, "seen_version": str(seen)})
    page = said(answer)
    assert answer.status_code == 409 and life.worker.name in page
    assert "2 Oak Lane" in page and "020 7946 0001" in page


def test_a_carer_reads_details_and_asks_for_changes(life: Life) -> None:
    page = said(browser(life.helper(Role.CARER)).get(life.path("details/")))
    assert "07700 900123" in page and "details/contact/" not in page and "messages/tell/" in page


@pytest.mark.requirement("R-DIG-04")
def test_the_person_takes_a_copy_away_and_nobody_else_does(life: Life) -> None:
    outbox.write(life.person.letters.get(kind="eligibility"), ON)
    answer = browser(life.user).get(life.path("details/download/"))
    assert answer["Content-Disposition"] == f'attachment; filename="{life.person.reference}.json"'
    found = answer.json()
    assert found["details"][0]["phone"] == "07700 900123" and found["what_happened"]
    assert any("You can get care and support from us." in letter["words"] for letter in found["letters"])
    assert browser(life.helper(Role.REPRESENTATIVE)).get(life.path("details/download/")).status_code == 403
