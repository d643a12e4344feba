"""A page that asks something loses nothing: to a mistake, a double click, a colleague, or a sign-in that ran out."""

import re

import pytest
from django.test import Client

from selfdirect.records.audit import AuditEntry, Draft
from selfdirect.rules.access import Role
from tests.pages import sample
from tests.pages.conftest import APerson, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.sample_urls")]

EVERYTHING = "/sample/everything/"
GOOD = {
    "name": "Ann", "said": "Hello", "visits": "3", "rent": "£1,234.50", "born-day": "3", "born-month": "12",
    "born-year": "1950", "helped": "no", "colour": "red", "pets": "none", "team": "2", "key": "k-1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_saved_yet() -> None:
    sample.SAVED.clear()


@pytest.fixture
def one(sign_in: SignIn, a_person: APerson, client: Client) -> str:
    sign_in(client, Role.SOCIAL_WORKER)
    return f"/sample/people/{a_person().pk}/one/"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"{name} is not in the form"
    return found[1]


def test_good_answers_are_saved_and_lead_on(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    answer = client.post(EVERYTHING, GOOD)
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert sample.SAVED[0]["rent"] == 123450 and sample.SAVED[0]["key"] == "k-1"


def test_mistakes_are_told_at_the_top_and_at_the_field_and_everything_stays_typed(
    sign_in: SignIn, client: Client
) -> None:
    sign_in(client, Role.AUDITOR)
    answer = client.post(EVERYTHING, {**GOOD, "rent": "lots", "said": "  שלום 😀 <b>", "name": ""})
    html = answer.content.decode()
    assert answer.status_code == 422 and not sample.SAVED
    assert "<title>Error: Ask everything" in html and "There is a problem" in html
    assert html.index('href="#id_name"') < html.index('href="#id_rent"')
    assert 'id="id_rent-error"' in html and 'value="lots"' in html
    assert "  שלום 😀 &lt;b&gt;" in html
    assert hidden(html, "key") == "k-1"


def test_every_link_of_the_summary_leads_to_something(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    html = client.post(EVERYTHING, {}).content.decode()
    targets = re.findall(r'href="#(id_[^"]+)"', html)
    assert len(targets) == 9
    for target in targets:
        assert re.search(rf'<(input|textarea|select)[^>]* id="{re.escape(target)}"', html), target


def test_each_showing_of_a_form_has_a_key_of_its_own(one: str, client: Client) -> None:
    first, second = (hidden(client.get(one).content.decode(), "key") for _ in range(2))
    assert first != second


def test_a_single_question_is_the_heading(one: str, client: Client) -> None:
    html = client.get(one).content.decode()
    assert html.count("<h1") == 1 and "What would you like to change?" in html.split("<h1")[1].split("</h1>")[0]
    assert "<title>What would you like to change? - " in html


def test_what_an_action_refuses_is_shown_with_everything_typed(one: str, client: Client) -> None:
    answer = client.post(one, {"said": "refuse", "seen_version": "4"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_said">Say something else' in html and "Not on a Sunday" in html and ">refuse</textarea>" in html


def test_what_an_action_forbids_is_a_plain_page(one: str, client: Client) -> None:
    assert client.post(one, {"said": "forbid", "seen_version": "4"}).status_code == 403


def test_the_second_of_two_workers_is_told_what_changed_and_can_save_again(one: str, client: Client) -> None:
    assert hidden(client.get(one).content.decode(), "seen_version") == "4"
    answer = client.post(one, {"said": "stale words", "seen_version": "4", "key": "k-1"})
    html = answer.content.decode()
    assert answer.status_code == 409 and not sample.SAVED
    for words in ("Bea Worker changed this", "The address was corrected.", "Something else", ">stale words</textarea>"):
        assert words in html
    again = client.post(one, {"said": "stale words", "seen_version": hidden(html, "seen_version"), "key": "k-1"})
    assert again.status_code == 302
    assert sample.SAVED == [{"said": "stale words", "seen_version": 5, "key": "k-1"}]


def test_a_form_can_be_left_and_finished_later_exactly_as_typed(one: str, client: Client) -> None:
    kept = client.post(one, {"said": " half a sent\n  ence", "seen_version": "4", "later": "yes"})
    assert kept.status_code == 302 and not sample.SAVED
    html = client.get(one).content.decode()
    assert "You saved this to finish later." in html and "> half a sent&#10;  ence</textarea>" in html
    assert "There is a problem" not in html
    assert client.post(one, {"said": "done", "seen_version": "4"}).status_code == 302
    assert not Draft.objects.exists()


def test_what_was_kept_can_be_passed_over(one: str, client: Client) -> None:
    client.post(one, {"said": "kept words", "seen_version": "4", "later": "yes"})
    assert "kept words" not in client.get(f"{one}?afresh=yes").content.decode()


def test_what_one_worker_kept_is_not_shown_to_another(one: str, sign_in: SignIn, client: Client) -> None:
    client.post(one, {"said": "kept words", "seen_version": "4", "later": "yes"})
    other = Client()
    sign_in(other, Role.SOCIAL_WORKER)
    assert "kept words" not in other.get(one).content.decode()


def test_opening_a_form_about_somebody_is_written_down(one: str, client: Client) -> None:
    client.get(one)
    assert AuditEntry.objects.get(kind="read").said == "Opened the sample"


def test_what_was_typed_when_the_sign_in_ran_out_comes_back(sign_in: SignIn, a_person: APerson) -> None:
    client = Client()
    user = sign_in(client, Role.SOCIAL_WORKER)
    path = f"/sample/people/{a_person().pk}/one/"
    html = client.get(path).content.decode()
    del client.cookies["sessionid"]
    sent = {"said": "typed by me", **{name: hidden(html, name) for name in ("key", "whose", "seen_version")}}
    answer = client.post(path, sent)
    assert answer["Location"].startswith("/sign-in/?next=") and not sample.SAVED
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor_is_set_up"] = user.pk
    session.save()
    back = client.get(path).content.decode()
    assert "You were signed out while you were typing" in back and ">typed by me</textarea>" in back
    assert hidden(back, "key") == sent["key"] and hidden(back, "seen_version") == "4"
    assert "typed by me" not in client.get(path).content.decode()


def test_check_your_answers_shows_each_with_its_change_link(sign_in: SignIn, a_person: APerson, client: Client) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    path = f"/sample/people/{a_person().pk}/confirm/"
    html = client.get(path).content.decode()
    assert "Zebedee Quillfeather" in html and "Not given" in html and 'href="/account/"' in html
    assert "Accept and send" in html and "Save and come back later" not in html
    assert client.post(path, {"key": "k-2"}).status_code == 302
    assert sample.SAVED == [{"key": "k-2"}]


@pytest.mark.parametrize("typed", ["\x00", "a\x00b", "x" * 5000, "\x1b[31m", "   "])
def test_what_no_field_can_hold_is_refused_in_words(typed: str, one: str, client: Client) -> None:
    answer = client.post(one, {"said": typed, "seen_version": "4"})
    assert answer.status_code == 422 and not sample.SAVED
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "٣"])
def test_a_version_that_is_not_one_is_none(version: str, one: str, client: Client) -> None:
    client.post(one, {"said": "fine", "seen_version": version})
    assert sample.SAVED[0]["seen_version"] is None
