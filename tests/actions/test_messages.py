"""A letter is written once, sent once, and tried again when the door is shut; what people tell us gets an answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from selfdirect.actions import messages
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.timer import timer
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter, Message, Note
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user
from tests.outside.notices import notify_server as notify


@pytest.fixture
def letter(here: Office, schedule: PaymentSchedule) -> Letter:
    return Letter.objects.create(person=schedule.person, kind="late", subject="Late", on=ON, facts={}, by=here.worker)


@pytest.fixture
def message(letter: Letter) -> Message:
    return Message.objects.create(
        key="late:1", person=letter.person, letter=letter, channel="email", to="a@example.org", subject="Late", on=ON
    )


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.NOTICES, settings.NOTICES_FOLDER = "local", tmp_path / "outbox"
    return tmp_path / "outbox"


@pytest.fixture
def server(settings: Settings) -> Iterator[notify.NotifyServer]:
    with notify.notify_server() as running:
        settings.NOTICES, settings.NOTIFY_URL, settings.NOTIFY_KEY = "notify", running.url, notify.API_KEY
        settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = notify.EMAIL_TEMPLATE, notify.TEXT_TEMPLATE
        yield running


def send(message: Message) -> Message:
    return messages.send(message=message, on=ON, by=timer())


def test_the_words_of_a_letter_are_written_once(letter: Letter) -> None:
    for html in ("<p>First</p>", "<p>Second</p>"):
        messages.write_html(letter=letter, html=html, on=ON, by=timer())
    assert Letter.objects.get().html == "<p>First</p>"


def test_a_letter_is_printed_once_from_its_words(letter: Letter) -> None:
    with pytest.raises(Refused, match="not written yet"):
        messages.make_pdf(letter=letter, on=ON, by=timer())
    messages.write_html(letter=letter, html="<html lang='en'><title>x</title><p>Hello</p>", on=ON, by=timer())
    first = messages.make_pdf(letter=letter, on=ON, by=timer())
    assert bytes(first.pdf or b"").startswith(b"%PDF-")
    assert bytes(messages.make_pdf(letter=letter, on=ON, by=timer()).pdf or b"") == bytes(first.pdf or b"")


@pytest.mark.requirement("R-DIG-11")
def test_a_message_is_sent_once_however_often_it_is_asked_for(message: Message, folder: Path) -> None:
    assert send(message).state == "sent"
    assert send(message).state == "sent"
    assert len(list(folder.glob("*.txt"))) == 1
    assert AuditEntry.objects.filter(said="We sent: Late.").count() == 1


def test_a_door_that_is_shut_leaves_it_waiting_with_the_reason_and_it_goes_later(
    message: Message, server: notify.NotifyServer
) -> None:
    server.fail_with(503)
    waiting = send(message)
    assert (waiting.state, waiting.tries) == ("waiting", 1)
    assert waiting.failure
    assert "a@example.org" not in waiting.failure
    sent = send(message)
    assert sent.state == "sent"
    assert [one["email_address"] for one in server.taken] == ["a@example.org"]
    assert sent.outside_reference == server.taken[0]["id"]


def test_after_five_tries_it_waits_for_a_person(message: Message, server: notify.NotifyServer) -> None:
    server.fail_with(*[503] * 9)
    states = [send(message).state for _ in range(messages.MOST_TRIES)]
    assert states == ["waiting"] * 4 + ["failed"]
    assert send(message).tries == messages.MOST_TRIES


def test_what_can_never_go_through_is_not_tried_again(message: Message, server: notify.NotifyServer) -> None:
    Message.objects.update(to="not an address")
    assert send(message).state == "failed"


def test_the_same_key_is_one_message(here: Office, message: Message) -> None:
    put(key="late:1", channel="email", to="b@example.org", subject="Other", body="", person=None, on=ON)
    assert Message.objects.get().to == "a@example.org"


def test_only_the_timer_sends(message: Message, here: Office) -> None:
    with pytest.raises(NotAllowed):
        messages.send(message=message, on=ON, by=here.worker)


@pytest.mark.requirement("R-DIG-10")
def test_what_a_person_tells_us_is_owned_dated_and_answered(here: Office, schedule: PaymentSchedule) -> None:
    amara = user("Amara", Role.PERSON, person=schedule.person)
    for key in ("k", "k"):
        messages.tell_us(person=schedule.person, words="My helper is away.", key=key, on=ON, by=amara)
    assert Note.objects.get().is_from_person
    step = Step.objects.open().get(code="message_reply")
    assert (step.owner, step.due_on > ON) == (here.worker, True)
    messages.answer(person=schedule.person, words="We will ring.", key="a", on=ON, by=here.worker)
    assert not Step.objects.open().exists()
    assert [note.is_from_person for note in Note.objects.order_by("pk")] == [True, False]


def test_an_empty_message_is_refused_both_ways(here: Office, schedule: PaymentSchedule) -> None:
    amara = user("Amara", Role.PERSON, person=schedule.person)
    with pytest.raises(Refused, match="Tell us"):
        messages.tell_us(person=schedule.person, words=" \n", key="k", on=ON, by=amara)
    with pytest.raises(Refused, match="Write your answer"):
        messages.answer(person=schedule.person, words="", key="k", on=ON, by=here.worker)
    assert not Note.objects.exists()


def test_an_email_says_the_whole_letter_and_a_text_only_that_there_is_one(message: Message, folder: Path) -> None:
    html = '<html lang="en"><head><title>T</title></head><body><p>You pay £5.00 a week.</p></body></html>'
    messages.write_html(letter=message.letter, html=html, on=ON, by=timer())
    send(message)
    words = {"channel": "text", "to": "07700 900123", "subject": "Late", "body": ""}
    put(key="text:1", person=message.person, letter=message.letter, on=ON, **words)
    send(Message.objects.get(key="text:1"))
    email, other = (next(folder.glob(f"{key}*.txt")).read_text() for key in ("late-1", "text-1"))
    assert "You pay £5.00 a week." in email and "<p>" not in email
    assert "Sign in to read your letter, or phone us." in other and "£" not in other


def test_a_letter_by_post_carries_its_pdf(message: Message, folder: Path) -> None:
    Message.objects.filter(pk=message.pk).update(channel="letter")
    style = '<link rel="stylesheet" href="letter.css">'
    html = f'<html lang="en"><head><title>T</title>{style}</head><body><p>Hi</p></body></html>'
    messages.write_html(letter=message.letter, html=html, on=ON, by=timer())
    messages.make_pdf(letter=message.letter, on=ON, by=timer())
    send(Message.objects.get(pk=message.pk))
    assert next(folder.glob("*.pdf")).read_bytes().startswith(b"%PDF")
