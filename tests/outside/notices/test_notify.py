"""GOV.UK Notify, spoken to over a real socket: what is sent, what fails, and what is never told."""

import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from selfdirect.outside.notices import Notice, NoticeFailed, Notify
from tests.outside.notices.notify_server import (
    API_KEY,
    EMAIL_TEMPLATE,
    SERVICE,
    TEXT_TEMPLATE,
    NotifyServer,
    notify_server,
)

EMAIL = Notice("decision:7:email", "email", "ada@example.org", "Your budget", "It is £1,234.50 a year, Ada.")
TEXT = replace(EMAIL, key="decision:7:text", channel="text", to="07700 900123")
LETTER = replace(EMAIL, key="decision:7:letter", channel="letter", to="1 High Street", pdf=b"%PDF-1.7 letter")


@pytest.fixture
def server() -> Iterator[NotifyServer]:
    with notify_server() as running:
        yield running


def door(server: NotifyServer, **changes: Any) -> Notify:
    settings = {"api_key": API_KEY, "email_template": EMAIL_TEMPLATE, "text_template": TEXT_TEMPLATE}
    return Notify(server.url, **{**settings, **changes})


def failure(door: Notify, notice: Notice) -> NoticeFailed:
    with pytest.raises(NoticeFailed) as failed:
        door.send(notice)
    return failed.value


def test_an_email_is_sent_with_its_words_made_safe(server: NotifyServer) -> None:
    sent = door(server).send(EMAIL)
    (taken,) = server.taken
    assert sent.reference == taken["id"]
    assert (taken["type"], taken["email_address"]) == ("email", "ada@example.org")
    assert taken["reference"] == "decision:7:email"
    assert taken["personalisation"] == {"subject": EMAIL.subject, "body": EMAIL.body}
    assert taken["sanitise_content_for"] == ["subject", "body"]


def test_a_text_is_sent(server: NotifyServer) -> None:
    door(server).send(TEXT)
    (taken,) = server.taken
    assert (taken["type"], taken["phone_number"]) == ("sms", "07700 900123")
    assert taken["personalisation"] == {"body": TEXT.body}


@pytest.mark.parametrize("postage", ["first", "second"])
def test_a_letter_is_sent_as_the_pdf_that_was_made(server: NotifyServer, postage: str) -> None:
    door(server, letter_postage=postage).send(LETTER)
    (taken,) = server.taken
    assert (taken["type"], taken["postage"]) == ("letter", postage)
    assert base64.b64decode(taken["content"]) == LETTER.pdf


def test_the_same_key_twice_is_one_message(server: NotifyServer) -> None:
    notify = door(server)
    assert notify.send(EMAIL) == notify.send(EMAIL) == door(server).send(EMAIL)
    assert len(server.taken) == 1


def test_an_answer_lost_on_the_way_does_not_send_it_twice(server: NotifyServer) -> None:
    server.answer_lost = True
    assert failure(door(server), LETTER).retry
    server.answer_lost = False
    assert door(server).send(LETTER).reference == server.taken[0]["id"]
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("status", "words", "retry"),
    [
        (400, "The email address is not one that can be written to.", False),
        (403, "Notify does not accept our key, or this machine's clock is wrong.", False),
        (404, "Notify would not take the message (its answer was 404).", False),
        (429, "Notify has had too many messages from us for now.", True),
        (500, "Notify is not working at the moment.", True),
        (503, "Notify is not working at the moment.", True),
    ],
)
def test_a_failure_says_in_plain_words_whether_to_try_again(
    server: NotifyServer, status: int, words: str, retry: bool
) -> None:
    server.fail_with(status)
    failed = failure(door(server), EMAIL)
    assert (failed.message, failed.retry, server.taken) == (words, retry, [])
    assert door(server).send(EMAIL).reference == server.taken[0]["id"]


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (replace(EMAIL, to="ada"), "The email address is not one that can be written to."),
        (replace(TEXT, to="0770"), "The phone number is not one that can be texted."),
        (replace(TEXT, body="a" * 919), "The text message is too long."),
    ],
)
def test_what_notify_refuses_is_not_tried_again(server: NotifyServer, notice: Notice, words: str) -> None:
    failed = failure(door(server), notice)
    assert (failed.message, failed.retry) == (words, False)


def test_settings_that_are_wrong_are_told(server: NotifyServer) -> None:
    assert "does not have this template" in failure(door(server, email_template=TEXT_TEMPLATE), EMAIL).message
    assert "postage" in failure(door(server, letter_postage="pigeon"), LETTER).message
    with pytest.raises(ValueError, match="not whole"):
        door(server, api_key=API_KEY[-70:])


def test_a_key_with_another_secret_is_not_accepted(server: NotifyServer) -> None:
    other = f"testing-{SERVICE}-00000000-0000-4000-8000-000000000000"
    failed = failure(door(server, api_key=other), EMAIL)
    assert (failed.retry, server.taken) == (False, [])
    assert "does not accept our key" in failed.message


def test_notify_that_is_too_slow_or_away_is_tried_again_later(server: NotifyServer) -> None:
    server.slow_seconds = 1
    late = failure(door(server, timeout_seconds=0.2), EMAIL)
    away = failure(Notify("http://127.0.0.1:9", API_KEY, EMAIL_TEMPLATE, TEXT_TEMPLATE), EMAIL)
    for failed in (late, away):
        assert (failed.message, failed.retry) == (
            "Notify could not be reached, or took too long to answer.",
            True,
        )


def test_an_answer_that_makes_no_sense_is_tried_again_later(server: NotifyServer) -> None:
    server.nonsense = True
    assert failure(door(server), EMAIL).retry


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_nothing_about_the_person_is_logged_or_told(
    server: NotifyServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fail_with(status)
    failed = failure(door(server), EMAIL)
    door(server).send(EMAIL)
    told = caplog.text + repr(failed) + repr(failed.__cause__) + repr(EMAIL)
    assert not any(secret in told for secret in ("ada", "1,234", "Your budget", API_KEY[-36:]))


def test_a_message_can_be_looked_up_by_its_reference(server: NotifyServer) -> None:
    notify = door(server)
    sent = notify.send(EMAIL)
    assert notify._client.get_notification_by_id(sent.reference)["reference"] == EMAIL.key
