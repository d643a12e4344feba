"""A referral is taken page by page, kept at every step, sent once, and screened."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from selfdirect.records.audit import Draft
from selfdirect.records.people import Person
from selfdirect.records.referrals import Referral
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, referred
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, day, said, send, text

WHO = {
    "first_name": "Iris",
    "last_name": "Thistledown",
    "likes_to_be_called": "",
    **day("date_of_birth", date(1948, 2, 29)),
    "client_group": "physical",
}
REQUEST = {"source": "self", "referrer_name": "", "channel": "phone", **day("received_on", ON)}
SAID = {"what_was_said": "I cannot wash any more.", "has_existing_package": "no", "has_consented": "yes"}
CONTACT = {"address": "2 Willow Court", "postcode": "zz11aa", "phone": "07700 900 982", "email": ""}
COMMUNICATION = {"contact_by": "phone", "format": "large_print", "language": "English", "communication_needs": ""}
PAGES = (("who", WHO), ("request", REQUEST), ("said", SAID), ("contact", CONTACT), ("communication", COMMUNICATION))


def at(draft: str, page: str) -> str:
    return f"/staff/referrals/new/{draft}/{page}/"


def filled(client: Client, draft: str, *, upto: str = "communication", **changes: Any) -> Any:
    """Go through the pages of somebody new."""
    answer = send(client, at(draft, "find"), find_words="Thistledown")
    for page, typed in PAGES:
        answer = send(client, at(draft, page), **{**typed, **changes.get(page, {})})
        assert answer.status_code == 302, (page, said(answer))
        if page == upto:
            break
    return answer


@pytest.fixture
def worker(here: Town, browser: Browser) -> Client:
    return browser(here.worker)


@pytest.fixture
def draft() -> str:
    return str(uuid.uuid4())


@pytest.mark.requirement("R-REF-01")
@pytest.mark.requirement("R-REF-18")
def test_a_referral_for_somebody_new_is_taken_page_by_page_and_gets_a_reference(worker: Client, draft: str) -> None:
    answer = filled(worker, draft)
    assert answer.url == at(draft, "check")
    shown = text(worker.get(answer.url))
    assert "Iris" in shown and "29 February 1948" in shown and "ZZ1 1AA" in shown and "I cannot wash any more." in shown
    answer = send(worker, at(draft, "check"))
    referral = Referral.objects.get()
    assert answer.url == f"/staff/people/{referral.person_id}/referrals/{referral.pk}/received/"
    shown = text(worker.get(answer.url))
    assert referral.reference in shown and "Who has it" in shown
    assert referral.source == "self" and referral.channel == "phone" and referral.has_consented
    assert referral.person.details.format == "large_print"
    assert not Draft.objects.exists()


def test_nobody_new_is_made_when_the_form_is_sent_twice(worker: Client, draft: str) -> None:
    filled(worker, draft)
    kept = Draft.objects.get()
    typed, form, user = kept.typed, kept.form, kept.user
    send(worker, at(draft, "check"))
    Draft.objects.create(typed=typed, form=form, user=user)
    send(worker, at(draft, "check"))
    assert Person.objects.count() == 1 and Referral.objects.count() == 1


def test_a_second_click_leads_to_the_same_referral(worker: Client, draft: str) -> None:
    filled(worker, draft)
    first = worker.post(at(draft, "check"))
    assert worker.post(at(draft, "check")).url == first.url
    assert Referral.objects.count() == 1


def test_every_page_comes_back_as_typed_and_the_check_page_leads_to_what_is_missing(worker: Client, draft: str) -> None:
    filled(worker, draft, upto="request")
    assert 'value="Thistledown"' in worker.get(at(draft, "who")).content.decode()
    assert worker.get(at(draft, "check")).url == at(draft, "said")
    assert "Iris Thistledown" in text(worker.get("/staff/"))
    assert "Iris Thistledown" in text(worker.get("/staff/referrals/start/"))


def test_a_page_can_be_left_half_filled_and_found_again(worker: Client, draft: str) -> None:
    filled(worker, draft, upto="request")
    answer = send(worker, at(draft, "said"), what_was_said="She fell", later="yes")
    assert answer.status_code == 302
    assert "She fell" in worker.get(at(draft, "said")).content.decode()


@pytest.mark.requirement("R-REF-13")
def test_somebody_we_know_is_found_and_not_asked_again(worker: Client, draft: str, here: Town) -> None:
    person = referred(here).person
    answer = send(worker, at(draft, "find"), find_words="Foxglove", **day("find_born", date(1980, 5, 14)))
    assert answer.url == at(draft, "matches")
    assert person.reference in text(worker.get(answer.url))
    assert send(worker, at(draft, "matches"), match=str(person.pk)).url == at(draft, "request")
    send(worker, at(draft, "request"), **REQUEST)
    assert send(worker, at(draft, "said"), **SAID).url == at(draft, "check")
    send(worker, at(draft, "check"))
    assert Person.objects.count() == 1 and Referral.objects.filter(person=person).count() == 2


def test_from_the_record_only_what_is_new_is_asked(worker: Client, here: Town) -> None:
    person = referred(here).person
    answer = send(worker, f"/staff/people/{person.pk}/referrals/new/")
    assert answer.url.endswith("/request/")


def test_nobody_found_leads_to_somebody_new(worker: Client, draft: str) -> None:
    assert send(worker, at(draft, "find"), find_words="Nobodyatall").url == at(draft, "who")


@pytest.mark.parametrize(
    ("page", "typed", "problem"),
    [
        ("find", {"find_words": ""}, "Enter a name, a reference or a postcode"),
        ("who", {**WHO, "first_name": " "}, "Enter their first name"),
        ("who", {**WHO, "last_name": LONG}, "Last name must be 100 characters or fewer. It is 14,999 now"),
        ("who", {**WHO, "date_of_birth-day": "31"}, "Date of birth must be a real date. February 1948 has 29 days"),
        ("who", {**WHO, **day("date_of_birth", date(2026, 6, 2))}, "Date of birth must be today or in the past"),
        ("who", {**WHO, "date_of_birth-year": "x"}, "Date of birth must have a year in numbers, like 27 3 2026"),
        ("who", {**WHO, "client_group": "pirates"}, "Select the main reason for support"),
        ("request", {**REQUEST, "source": ""}, "Select who asked for help"),
        ("request", {**REQUEST, **day("received_on", date(2027, 1, 1))}, "The date must be today or in the past"),
        ("said", {**SAID, "what_was_said": ""}, "Enter what they told us"),
        ("said", {**SAID, "has_consented": ""}, "Select yes if the person knows and agrees"),
        ("contact", {**CONTACT, "postcode": "nowhere"}, "Enter a full postcode, like SW1A 1AA"),
        (
            "contact",
            {**CONTACT, "email": "£1,234.50"},
            "Enter an email address in the right form, like name@example.com",
        ),
        ("contact", {**CONTACT, "phone": "-12"}, "Enter a phone number, like 020 7946 0000 or 07700 900 982"),
        ("communication", {**COMMUNICATION, "format": ""}, "Select a format for letters"),
    ],
)
def test_what_is_wrong_is_said_plainly_and_kept_as_typed(
    worker: Client, draft: str, page: str, typed: dict[str, str], problem: str
) -> None:
    answer = send(worker, at(draft, page), **typed)
    assert answer.status_code == 422
    assert said(answer) == [problem]
    for value in typed.values():
        if value and len(value) < 100 and value not in {"pirates"}:
            assert value in answer.content.decode().replace("&#39;", "'")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("words", [RIGHT_TO_LEFT, EMOJI, "<script>alert(1)</script>", "O'Brien & Söhne"])
def test_words_of_any_kind_are_kept_exactly(worker: Client, draft: str, words: str) -> None:
    filled(worker, draft, who={"first_name": words}, said={"what_was_said": words})
    send(worker, at(draft, "check"))
    assert Referral.objects.get().what_was_said == words
    assert Person.objects.get().details.first_name == words


def test_without_consent_nothing_is_sent(worker: Client, draft: str) -> None:
    filled(worker, draft, said={"has_consented": "no"})
    answer = send(worker, at(draft, "check"))
    assert answer.status_code == 422
    assert said(answer) == ["The person must know about this request. Ask them first"]
    assert not Referral.objects.exists() and not Person.objects.exists()


def test_what_was_started_can_be_thrown_away(worker: Client, draft: str) -> None:
    filled(worker, draft, upto="who")
    worker.post("/staff/referrals/start/", {"draft": draft})
    assert not Draft.objects.exists()


def test_another_worker_does_not_see_what_i_started(worker: Client, draft: str, here: Town, browser: Browser) -> None:
    filled(worker, draft, upto="who")
    other = browser(here.cast.workers[1])
    assert other.get(at(draft, "check")).url == at(draft, "find")
    assert "Thistledown" not in text(other.get("/staff/"))


@pytest.mark.parametrize("role", [Role.PERSON, Role.FINANCE_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, Role.PROVIDER])
def test_who_may_not_take_referrals_is_turned_away(a_user: AUser, browser: Browser, draft: str, role: Role) -> None:
    client = browser(a_user(role))
    assert client.get(at(draft, "find")).status_code == 403
    assert client.get("/staff/referrals/start/").status_code == 403


def test_a_signed_out_browser_is_sent_to_sign_in(db: None, draft: str) -> None:
    assert Client().get(at(draft, "find")).status_code == 302
