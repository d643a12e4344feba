"""A payment order, as plain facts, and the checks every bank file makes of it before it is written.

A bank rejects a whole file for one bad line, days later. Here every problem is found at once, before
anything is written, and said in words a finance officer can act on. The messages name a line by its
position and its end to end id, never by a name or an account number.

Nothing here reads the clock: the same order always gives the same bytes.

Next: selfdirect/outside/bank_files/standard_18.py, selfdirect/outside/bank_files/pain_001.py
Tests: tests/outside/bank_files/test_common.py
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

NAME_LENGTH = 18
"""How much of a name or a reference a payee's bank shows. Both kinds of file cut a reference here."""

LARGEST_PENCE = 99_999_999_999
"""Eleven figures of pence: the room an amount has on a Standard 18 line."""

_NOT_ACCENTED_LATIN = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H"}
)
"""Latin letters that are letters of their own, so taking accents off does not reach them."""


class BankFileRefused(Exception):
    """The order cannot be written as a bank file. `messages` holds every reason, not only the first."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class BankAccount:
    """A United Kingdom account. Kept out of any printed form of the object, so that no log shows it."""

    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)

    @property
    def sort_code_digits(self) -> str:
        """The six figures alone: 12-34-56 and 12 34 56 are both written 123456."""
        return self.sort_code.replace("-", "").replace(" ", "")


@dataclass(frozen=True)
class PaymentLine:
    """One payment to one payee."""

    end_to_end_id: str
    payee: BankAccount
    payee_name: str = field(repr=False)
    pence: int
    reference: str = field(repr=False)


@dataclass(frozen=True)
class PaymentOrder:
    """Payments from one account to be made on one day."""

    reference: str
    service_user_number: str
    originator: BankAccount
    originator_name: str
    processing_on: date
    created_on: date
    created_at: datetime
    lines: tuple[PaymentLine, ...] = field(repr=False)

    @property
    def total_pence(self) -> int:
        """What leaves the account."""
        return sum(line.pence for line in self.lines)


def unaccented(text: str) -> str:
    """The same text with accents taken off: é is e, ł is l, full-width forms are plain ones."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_NOT_ACCENTED_LATIN))
    return "".join(character for character in apart if not unicodedata.combining(character))


def written(text: str, allowed: frozenset[str]) -> str:
    """The text in an allowed set of characters: accents go, anything else outside the set is a space."""
    return " ".join(_others(allowed).sub(" ", unaccented(text)).split())


@cache
def _others(allowed: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(''.join(sorted(allowed)))}]")


def has_something_to_read(text: str) -> bool:
    """At least one plain letter or figure."""
    return _PLAIN.search(text) is not None


_PLAIN = re.compile(r"[A-Za-z0-9]")
_SIX_FIGURES = re.compile(r"[0-9]{6}")
_EIGHT_FIGURES = re.compile(r"[0-9]{8}")


@dataclass(frozen=True)
class Writing:
    """How one kind of file writes a name and a reference, so that what is checked is what is written."""

    name: Callable[[str], str]
    reference: Callable[[str], str]


def problems_of(
    order: PaymentOrder, holidays: frozenset[date], writing: Writing, *, any_day: bool = False
) -> Iterator[str]:
    """Everything that stops this order from being a bank file of the kind that is written so.

    With `any_day` the bank moves this money at weekends and on holidays too.
    """
    if not _is_identifier(order.reference, "/. -"):
        yield "The run's reference must be 1 to 35 letters, figures, full stops, hyphens or slashes."
    if not _SIX_FIGURES.fullmatch(order.service_user_number):
        yield "The service user number must be six figures. Your bank gave it to you."
    yield from _problems_of_account(order.originator, "The account the money comes from")
    if not has_something_to_read(writing.name(order.originator_name)):
        yield "The name of the account the money comes from has no letters or figures a bank file can hold."
    yield from _problems_of_dates(order, holidays, any_day)
    if not order.lines:
        yield "There is nothing to pay in this run."
    uses = Counter(line.end_to_end_id for line in order.lines)
    for position, line in enumerate(order.lines, start=1):
        where = f"Line {position} ({line.end_to_end_id})"
        if not _is_identifier(line.end_to_end_id, "/-"):
            where = f"Line {position}"
            yield f"{where}: its end to end id must be 1 to 35 letters, figures, hyphens or slashes."
        if uses[line.end_to_end_id] > 1:
            yield f"{where}: another line has the same end to end id, so one may be a second payment."
        if _same_account(line.payee, order.originator):
            yield f"{where}: pays the account the money comes from."
        yield from _problems_of_line(where, line, writing)


def _is_identifier(text: str, marks: str) -> bool:
    """Plain, at most 35 characters, beginning and ending with a letter or figure, no two slashes together."""
    return len(text) <= 35 and "//" not in text and _identifier(marks).fullmatch(text) is not None


@cache
def _identifier(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9{re.escape(marks)}]*[A-Za-z0-9])?")


def _problems_of_dates(order: PaymentOrder, holidays: frozenset[date], any_day: bool) -> Iterator[str]:
    if any_day:
        pass
    elif order.processing_on.weekday() >= 5:
        yield f"Banks do not work on {_plain(order.processing_on)}: it is a weekend. Choose a working day."
    elif order.processing_on in holidays:
        yield f"Banks do not work on {_plain(order.processing_on)}: it is a holiday. Choose a working day."
    if order.processing_on < order.created_on:
        yield "The day the bank is to process the file is before the day the file was made."
    if order.created_at.utcoffset() is None:
        yield "The moment the file was made has no time zone, so a bank could read it as another moment."


def _problems_of_line(where: str, line: PaymentLine, writing: Writing) -> Iterator[str]:
    yield from _problems_of_account(line.payee, f"{where}: the payee's account")
    if not has_something_to_read(writing.name(line.payee_name)):
        yield f"{where}: the payee's name has no letters or figures a bank file can hold. Use A to Z."
    if not has_something_to_read(writing.reference(line.reference)):
        yield f"{where}: the reference has no letters or figures a bank file can hold."
    if isinstance(line.pence, bool) or not isinstance(line.pence, int):
        yield f"{where}: the amount must be a whole number of pence."
    elif not 0 < line.pence <= LARGEST_PENCE:
        yield f"{where}: the amount must be more than nothing and less than £1,000,000,000."


def _problems_of_account(account: BankAccount, where: str) -> Iterator[str]:
    if not _SIX_FIGURES.fullmatch(account.sort_code_digits):
        yield f"{where} needs a sort code of six figures."
    if not _EIGHT_FIGURES.fullmatch(account.account_number):
        yield f"{where} needs an account number of eight figures. Put noughts in front of a shorter one."


def _same_account(one: BankAccount, other: BankAccount) -> bool:
    return (one.sort_code_digits, one.account_number) == (other.sort_code_digits, other.account_number)


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
