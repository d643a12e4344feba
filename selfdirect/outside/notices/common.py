"""What a notice is, what a door does with it, and what it means when the door will not take it.

An email, a text message and a letter all leave by the same two doors, a folder or GOV.UK Notify, so that
nothing else in the program needs to know which one is open. A notice has a key made by whoever asked for it.
The same key twice is one message, whatever happened in between: the first one stands.

Next: selfdirect/outside/notices/local_outbox.py, selfdirect/outside/notices/notify.py
Tests: tests/outside/notices/test_common.py
"""

from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args

Channel = Literal["email", "text", "letter"]
LONGEST_KEY = 200


@dataclass(frozen=True)
class Notice:
    """One message to one person. Everything personal stays out of its printed form, so no log shows it."""

    key: str
    channel: Channel
    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    pdf: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Sent:
    """The door took the notice. `reference` is the door's own name for it."""

    reference: str


class NoticeFailed(Exception):
    """The door did not take the notice. `message` is in plain words and says nothing about the person.

    `retry` is true when the same notice may go through later, false when somebody has to change something.
    """

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.message = message
        self.retry = retry


class Door(Protocol):
    """Somewhere a notice can be handed over."""

    def send(self, notice: Notice) -> Sent:
        """Hands it over once for its key, or raises NoticeFailed."""


def check(notice: Notice) -> None:
    """Refuses what no door could send, the same way whichever door is open."""
    if not notice.key.strip() or len(notice.key) > LONGEST_KEY or not notice.key.isprintable():
        raise NoticeFailed(f"A notice needs a key of 1 to {LONGEST_KEY} plain characters.", retry=False)
    if notice.channel not in get_args(Channel):
        raise NoticeFailed("A notice goes by email, by text or by letter.", retry=False)
    if not notice.to.strip():
        raise NoticeFailed(f"There is nobody to send this {notice.channel} to.", retry=False)
    if notice.channel == "letter" and not (notice.pdf or b"").startswith(b"%PDF-"):
        raise NoticeFailed("A letter needs its PDF, ready to print.", retry=False)
    if notice.channel != "letter" and not notice.body.strip():
        raise NoticeFailed(f"This {notice.channel} says nothing.", retry=False)
