"""What every door refuses alike, before anything is sent."""

from dataclasses import replace
from pathlib import Path

import pytest

from selfdirect.outside.notices import LocalOutbox, Notice, NoticeFailed, Notify
from tests.outside.notices.notify_server import API_KEY, EMAIL_TEMPLATE, TEXT_TEMPLATE

GOOD = Notice("decision:7", "email", "ada@example.org", "Your budget", "It is ready.")
BAD = {
    "needs a key": replace(GOOD, key=" "),
    "a key of 1 to 200": replace(GOOD, key="a" * 201),
    "plain characters": replace(GOOD, key="a\nb"),
    "by email, by text or by letter": replace(GOOD, channel="pigeon"),
    "nobody to send this email to": replace(GOOD, to=" "),
    "This email says nothing": replace(GOOD, body="\n"),
    "needs its PDF": replace(GOOD, channel="letter"),
    "PDF, ready to print": replace(GOOD, channel="letter", pdf=b"<html>"),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_nobody_could_send_is_refused_by_every_door(reason: str, tmp_path: Path) -> None:
    nowhere = Notify("http://127.0.0.1:9", API_KEY, EMAIL_TEMPLATE, TEXT_TEMPLATE)
    for door in (LocalOutbox(tmp_path), nowhere):
        with pytest.raises(NoticeFailed, match=reason) as failed:
            door.send(BAD[reason])
        assert not failed.value.retry
    assert list(tmp_path.iterdir()) == []


def test_a_printed_notice_shows_nothing_personal() -> None:
    assert repr(GOOD) == "Notice(key='decision:7', channel='email')"
