"""Letters and messages: written from stored facts, kept as sent, sent once; and what people tell us.

Next:   selfdirect/jobs/outbox.py
Tests:  tests/actions/test_messages.py
"""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models.functions import Now

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.letters import look_of_letters
from selfdirect.actions.support.plain_words import plain_words
from selfdirect.actions.support.steps import close_step, named_worker, open_step
from selfdirect.outside.notices import Door, LocalOutbox, Notice, NoticeFailed, Notify
from selfdirect.outside.pdf import letter_pdf
from selfdirect.records.access import User
from selfdirect.records.messages import Letter, Message, MessageState, Note
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

MOST_TRIES = 5


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def write_html(*, letter: Letter, html: str, on: date, by: User) -> Letter:
    """Keep a letter's words, once. A letter already written is returned as it was sent."""
    written = Letter.objects.filter(pk=letter.pk, html="").update(html=html)
    letter.refresh_from_db()
    if written:
        tell(f"A letter was written: {letter.subject}.", person=letter.person_id, about=about(letter))
    else:
        tell("A letter already written was kept as it is.", about=about(letter))
    return letter


@action(needs=None, by_timer=True)
def make_pdf(*, letter: Letter, on: date, by: User) -> Letter:
    """Make the letter's PDF from the words kept, once, for post or for somebody who wants it on paper."""
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if not locked.html:
        raise Refused("This letter is not written yet. Try again in a minute.")
    if locked.pdf is None:
        locked.pdf = letter_pdf(locked.html, base_url=look_of_letters())
        locked.save(update_fields=["pdf"])
    tell("A letter was made ready to print.", about=about(locked))
    return locked


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def send(*, message: Message, on: date, by: User) -> Message:
    """Send one waiting message through the door the settings name. A failure is kept in words and tried again later."""
    locked = Message.objects.select_for_update(of=("self",)).select_related("letter").get(pk=message.pk)
    if locked.state != MessageState.WAITING:
        tell("A message already dealt with was left alone.", about=about(locked))
        return locked
    try:
        sent = _door().send(_notice(locked))
    except NoticeFailed as failure:
        locked.tries += 1
        locked.failure = failure.message
        if not failure.retry or locked.tries >= MOST_TRIES:
            locked.state = MessageState.FAILED
        tell(f"A message could not be sent: {failure.message}", about=about(locked))
    else:
        locked.state, locked.outside_reference = MessageState.SENT, sent.reference
        locked.sent_at = Now()
        tell(f"We sent: {locked.subject}.", person=locked.person_id, about=about(locked))
    locked.save()
    return locked


@action(needs=Permission.TELL_US)
def tell_us(*, person: Person, words: str, key: str, on: date, by: User) -> Note:
    """Something the person, or whoever acts for them, wants us to know. It gets an owner and a date (R-DIG-10)."""
    if not words.strip():
        raise Refused([Problem("words", "Tell us what has changed or what you need")])
    note = Note.objects.create(person=person, by=by, on=on, words=words, is_from_person=True)
    step = open_step("message_reply", person=person, record=note, on=on, owner=named_worker(person))
    tell(
        f"A message reached us. {step.owner.name} will answer by {format_date(step.due_on)}.",
        person=person,
        about=about(note),
    )
    return note


@action(needs=Permission.ANSWER_MESSAGES)
def answer(*, person: Person, words: str, key: str, on: date, by: User) -> Note:
    """Answer the person. Closes every message of theirs that waits for a reply."""
    if not words.strip():
        raise Refused([Problem("words", "Write your answer")])
    note = Note.objects.create(person=person, by=by, on=on, words=words, is_from_person=False)
    close_step("message_reply", person=person, on=on, by=by)
    tell(f"{by.name} answered a message.", person=person, about=about(note))
    return note


def _door() -> Door:
    if settings.NOTICES == "notify":
        return Notify(
            settings.NOTIFY_URL,
            settings.NOTIFY_KEY,
            settings.NOTIFY_EMAIL_TEMPLATE,
            settings.NOTIFY_TEXT_TEMPLATE,
        )
    return LocalOutbox(Path(settings.NOTICES_FOLDER))


def _notice(message: Message) -> Notice:
    letter = message.letter
    pdf = bytes(letter.pdf) if letter is not None and letter.pdf is not None and message.channel == "letter" else None
    return Notice(
        key=message.key,
        channel=message.channel,  # type: ignore[arg-type]
        to=message.to,
        subject=message.subject,
        body=message.body or _said(message),
        pdf=pdf,
    )


def _said(message: Message) -> str:
    """All of the letter in an email. A text message may be seen by others, so it says only that there is a letter."""
    if message.channel == "email" and message.letter is not None and message.letter.html:
        return plain_words(message.letter.html)
    if message.channel == "text":
        return f"{message.subject}. Sign in to read your letter, or phone us."
    return message.subject
