"""Writing letters from their stored facts and sending what waits, one message in one transaction each.

Next:   selfdirect/actions/messages.py
Tests:  tests/jobs/test_outbox.py
"""

import logging
from datetime import date

from django.template.loader import render_to_string

from selfdirect.actions import messages
from selfdirect.actions.support.letters import letter_context
from selfdirect.actions.support.timer import timer
from selfdirect.records.messages import Letter, Message, MessageState

CHUNK = 200
log = logging.getLogger(__name__)


class NotAllSent(Exception):
    """Some messages could not be made ready. The others went; these wait and are tried again."""


def send_waiting(on: date, most: int | None = None) -> int:
    """Write and send waiting messages, oldest first; say how many were looked at. Safe to run twice at once.

    One message that cannot be made ready never holds up the others. Raises NotAllSent at the end.
    """
    waiting = Message.objects.filter(state=MessageState.WAITING).select_related("letter").order_by("pk")
    looked_at, left = 0, []
    for message in waiting[:most] if most else waiting.iterator(chunk_size=CHUNK):
        try:
            send_one(message, on)
        except Exception:
            log.exception("A message could not be made ready: %s", message.key)
            left.append(message.key)
        looked_at += 1
    if left:
        raise NotAllSent(", ".join(left))
    return looked_at


def send_one(message: Message, on: date) -> Message:
    """Write the letter of one message if it has one, make the PDF if it goes by post, and send."""
    by = timer()
    if message.letter is not None:
        write(message.letter, on)
        if message.channel == "letter":
            messages.make_pdf(letter=message.letter, on=on, by=by)
    return messages.send(message=message, on=on, by=by)


def write(letter: Letter, on: date) -> Letter:
    """Fill in a letter's words from its stored facts, once."""
    if letter.html:
        return letter
    html = render_to_string(f"letters/{letter.kind}.html", {**letter_context(letter), "on": on})
    return messages.write_html(letter=letter, html=html, on=on, by=timer())
