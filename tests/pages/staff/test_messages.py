"""Letters are read as they were sent, on the page and as a PDF; what people wrote is answered."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import messages as actions
from selfdirect.jobs.outbox import write
from selfdirect.pages.staff.messages import article_of
from selfdirect.records.messages import Letter, Note
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, referred, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, LONG, RIGHT_TO_LEFT, said, send, text


@pytest.fixture
def person(here: Town) -> Person:
    return referred(here).person


@pytest.fixture
def worker(person: Person, browser: Browser) -> Client:
    return browser(worker_of(person))


def at(person: Person, page: str) -> str:
    return f"/staff/people/{person.pk}/{page}"


def test_a_letter_is_read_as_it_was_sent(person: Person, worker: Client) -> None:
    letter = Letter.objects.filter(person=person).order_by("pk").first()
    assert letter is not None
    assert letter.subject in text(worker.get(at(person, "letters/")))
    assert "being written" in text(worker.get(at(person, f"letters/{letter.pk}/")))
    written = write(letter, ON)
    shown = worker.get(at(person, f"letters/{letter.pk}/"))
    assert str(article_of(written)) in shown.content.decode() and "Dear Amara Foxglove" in text(shown)
    assert shown.content.decode().count("<h1") == 1
    printed = worker.get(at(person, f"letters/{letter.pk}/pdf/"))
    assert printed.content.startswith(b"%PDF") and letter.reference in printed["Content-Disposition"]
    assert worker.get(at(person, "letters/99999/")).status_code == 404


def test_a_letter_not_written_yet_cannot_be_printed(person: Person, worker: Client) -> None:
    letter = Letter.objects.filter(person=person).order_by("pk").first()
    assert letter is not None
    answer = worker.get(at(person, f"letters/{letter.pk}/pdf/"))
    assert answer.status_code == 422 and "not written yet" in text(answer)


def test_the_list_of_letters_costs_the_same_however_long_it_is(person: Person, worker: Client) -> None:
    worker.get(at(person, "letters/"))
    with CaptureQueriesContext(connection) as few:
        worker.get(at(person, "letters/"))
    by = worker_of(person)
    Letter.objects.bulk_create(
        Letter(person=person, kind="late", subject=f"Letter {n}", on=ON, facts={}, by=by) for n in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        assert "Page 1 of 2" in text(worker.get(at(person, "letters/")))
    assert len(many) <= len(few)


def test_a_message_is_answered(person: Person, worker: Client, a_user: AUser) -> None:
    themselves = a_user(Role.PERSON, person=person, name="Amara Foxglove")
    actions.tell_us(person=person, words=f"My sister moved in. {RIGHT_TO_LEFT}", key="k", on=ON, by=themselves)
    shown = text(worker.get(at(person, "messages/")))
    assert RIGHT_TO_LEFT in shown and "waits for an answer" in shown
    assert said(send(worker, at(person, "messages/"))) == ["Write your answer"]
    assert send(worker, at(person, "messages/"), words=LONG).status_code == 422
    assert send(worker, at(person, "messages/"), words=f"Thank you {EMOJI}").status_code == 302
    assert Note.objects.filter(is_from_person=False).get().words == f"Thank you {EMOJI}"
    assert not Step.objects.open().filter(code="message_reply").exists()
    assert EMOJI in text(worker.get(at(person, "messages/")))


def test_who_may_read_and_who_may_answer(here: Town, person: Person, browser: Browser) -> None:
    panel = browser(here.cast.panel[0])
    assert "Your answer" not in text(panel.get(at(person, "messages/")))
    assert panel.post(at(person, "messages/"), {"words": "Hello"}).status_code == 403
    administrator = browser(here.cast.administrator)
    for page in ("letters/", "messages/", "letters/1/", "letters/1/pdf/"):
        assert administrator.get(at(person, page)).status_code == 403
