"""What will be said outside: a row now, in the same transaction; a job sends it afterwards, once, under its key.

Next:   selfdirect/actions/messages.py
Tests:  tests/actions/support/test_outbox.py
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from selfdirect.records.access import User
from selfdirect.records.many import new_ids, write_rows
from selfdirect.records.messages import Letter, Message, MessageState
from selfdirect.records.people import ContactBy, Person


def write_letter(
    kind: str, *, key: str, person: Person, subject: str, facts: dict[str, Any], on: date, by: User
) -> Letter:
    """Put a letter in the outbox with the facts it is written from, in the way the person likes to hear."""
    letter = Letter.objects.create(person=person, kind=kind, subject=subject, on=on, facts=facts, by=by)
    channel, to = way_to(person)
    put(key=key, channel=channel, to=to, subject=subject, body="", person=person, letter=letter, on=on)
    return letter


class NewLetter(NamedTuple):
    """One of many letters of a kind."""

    key: str
    person: Person
    subject: str
    facts: dict[str, Any]


def write_letters(kind: str, letters: Sequence[NewLetter], on: date, by: User) -> list[int]:
    """Put many letters of one kind in the outbox at once, each in its person's way. Gives their ids, in order."""
    ids = new_ids(Letter, len(letters))
    rows = [
        (pk, one.person.pk, kind, one.subject, on, one.facts, "", by.pk) for pk, one in zip(ids, letters, strict=True)
    ]
    write_rows(Letter, ("id", "person_id", "kind", "subject", "on", "facts", "html", "by_id"), rows)
    columns = ("key", "person_id", "letter_id", "channel", "to", "subject", "body", "on", *_UNSENT)
    unsent = tuple(_UNSENT.values())
    messages = []
    for pk, one in zip(ids, letters, strict=True):
        channel, to = way_to(one.person)
        messages.append((one.key, one.person.pk, pk, channel, to[:300], one.subject, "", on, *unsent))
    write_rows(Message, columns, messages)
    if letters:
        ask_for("send_waiting")
    return ids


_UNSENT = {"state": MessageState.WAITING.value, "tries": 0, "outside_reference": "", "failure": ""}


def way_to(person: Person) -> tuple[str, str]:
    """How the person likes to hear from us, and where that reaches them."""
    details = person.details
    if details.contact_by == ContactBy.EMAIL and details.email:
        return "email", details.email
    if details.contact_by == ContactBy.TEXT and details.phone:
        return "text", details.phone
    return "letter", f"{details.name}\n{details.address}\n{details.postcode}".strip()


def put(
    *,
    key: str,
    channel: str,
    to: str,
    subject: str,
    body: str,
    person: Person | None,
    on: date,
    letter: Letter | None = None,
) -> None:
    """Put one message in the outbox. The same key again is the same message."""
    message = Message(
        key=key, channel=channel, to=to[:300], subject=subject, body=body, person=person, letter=letter, on=on
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    ask_for("send_waiting")


def ask_for(job: str) -> None:
    """Ask the queue for a job by name, in this transaction. One is enough while one is waiting."""
    if ProcrastinateJob.objects.filter(queueing_lock=job, status="todo").exists():
        return
    try:
        with transaction.atomic():
            app.configure_task(job, queueing_lock=job).defer()
    except exceptions.AlreadyEnqueued:
        return
