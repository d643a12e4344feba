"""What is asked of a card company and what it answers, whichever company it is (R-PAY-02).

An account holds the money; a card is the plastic that spends from it. A new card for the same account leaves the money
and the account's sort code and number where they are, so a lost card moves no money.

Everything that is asked carries a key made by whoever asks. The same key twice is one thing, whatever happened in
between: the first answer stands. Amounts are whole pence.

Next:   selfdirect/outside/cards/json_company.py
Tests:  tests/outside/cards/test_doors.py
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

LONGEST_KEY = 100
BLOCK_REASONS = ("lost", "stolen", "damaged", "not_arrived", "misused", "closed")
_DIGITS = {"sort_code": r"\d{6}", "account_number": r"\d{8}", "last_four": r"\d{4}"}


class CardFailed(Exception):
    """The company did not do it. `message` is in plain words and says nothing about the person.

    `retry` is true when the same may go through later, false when somebody has to change something or to telephone.
    """

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.message = message
        self.retry = retry


@dataclass(frozen=True)
class Holder:
    """Whom a card is for and where it is posted to. None of it shows in a log."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    postcode: str = field(repr=False)


@dataclass(frozen=True)
class Issued:
    """A card that was made, and the account behind it. `expires_on` is the last day on which it can be used."""

    account: str
    card: str
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    last_four: str
    expires_on: date

    def __post_init__(self) -> None:
        for name, shape in _DIGITS.items():
            if not re.fullmatch(shape, getattr(self, name)):
                raise CardFailed(f"The card company’s answer makes no sense: {name.replace('_', ' ')}.", retry=False)


@dataclass(frozen=True)
class Done:
    """The company did it. `reference` is its own name for that."""

    reference: str


@dataclass(frozen=True)
class Balance:
    """What an account held at a moment, in pence. It can be below nothing."""

    pence: int
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of an account: money in is above nothing, money out below. `card` is empty for what no card did."""

    reference: str
    on: date
    pence: int
    what: str = field(repr=False)
    card: str = ""


@dataclass(frozen=True)
class Closed:
    """The account is closed, and what was on it goes back to the council."""

    reference: str
    returned_pence: int


class CardCompany(Protocol):
    """Somewhere that cards come from. Each raises CardFailed."""

    def order(self, key: str, holder: Holder) -> Issued:
        """Open an account and post a card."""

    def replace(self, key: str, account: str, card: str, holder: Holder) -> Issued:
        """Post another card for the same account. The old one is not blocked by this."""

    def block(self, key: str, card: str, reason: str) -> Done:
        """Let nothing more be spent with this card. Already blocked is done."""

    def load(self, key: str, account: str, pence: int) -> Done:
        """Put money on an account."""

    def balance(self, account: str) -> Balance:
        """What the account holds now."""

    def entries(self, account: str, since: date) -> list[Entry]:
        """Every line of the account from a day on, oldest first."""

    def close(self, key: str, account: str) -> Closed:
        """Close the account and send back what is on it."""


def text(found: Mapping[str, Any], name: str) -> str:
    """A text of an answer. Raises CardFailed when it is not there: the company may say it properly next time."""
    value = found.get(name)
    if not isinstance(value, str) or not value.strip():
        raise nonsense(name)
    return value.strip()


def day(found: Mapping[str, Any], name: str) -> date:
    """A day of an answer."""
    try:
        return date.fromisoformat(text(found, name))
    except ValueError:
        raise nonsense(name) from None


def moment(found: Mapping[str, Any], name: str) -> datetime:
    """A moment of an answer, which says its time zone."""
    try:
        value = datetime.fromisoformat(text(found, name))
    except ValueError:
        raise nonsense(name) from None
    if value.tzinfo is None:
        raise nonsense(name)
    return value


def nonsense(name: str) -> CardFailed:
    """An answer that cannot be believed, and which part of it."""
    return CardFailed(f"The card company’s answer makes no sense: {name.replace('_', ' ')}.", retry=True)


def unreachable() -> CardFailed:
    """The company did not answer at all."""
    return CardFailed("The card company could not be reached, or took too long to answer.", retry=True)


def check_key(key: str) -> None:
    """Refuse a key that no company could keep."""
    if not re.fullmatch(rf"[A-Za-z0-9:._-]{{1,{LONGEST_KEY}}}", key):
        raise CardFailed(f"A card order needs a key of 1 to {LONGEST_KEY} plain characters.", retry=False)


def check_reason(reason: str) -> None:
    """Refuse a reason for a block that is not one of ours."""
    if reason not in BLOCK_REASONS:
        raise CardFailed(f"A card is blocked because it is one of: {', '.join(BLOCK_REASONS)}.", retry=False)


def check_pence(pence: int) -> None:
    """Refuse a load of nothing."""
    if pence <= 0:
        raise CardFailed("A load is more than £0.00.", retry=False)
