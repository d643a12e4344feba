"""What will be said outside: a row now, in the same transaction; a job sends it afterwards, once, under its key.

Next:   selfdirect/actions/messages.py
Tests:  tests/actions/support/test_outbox.py
"""

from datetime import date
from typing import Any

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from selfdirect.records.access import User
from selfdirect.records.messages import Letter, Message
from selfdirect.records.people import ContactBy, Person


def write_letter(
    kind: str, *, key: str, person: Person, subject: str, facts: dict[str, Any], on: date, by: User
) -> Letter:
    """Put a letter in the outbox with the facts it is written from, in the way the person likes to hear."""
    letter = Letter.objects.create(person=person, kind=kind, subject=subject, on=on, facts=facts, by=by)
    details = person.details
    channel, to = "letter", f"{details.name}\n{details.address}\n{details.postcode}".strip()
    if details.contact_by == ContactBy.EMAIL and details.email:
        channel, to = "email", details.email
    elif details.contact_by == ContactBy.TEXT and details.phone:
        channel, to = "text", details.phone
    put(key=key, channel=channel, to=to, subject=subject, body="", person=person, letter=letter, on=on)
    return letter


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
