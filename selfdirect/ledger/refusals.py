"""What the book refuses, each in plain words that a page may show.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/posting.py
Tests:  tests/ledger/test_refusals.py
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError

from selfdirect.ledger.chart import UnknownAccount, kind_of
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


class PostingRefused(ValueError):
    """The book did not take what it was asked to take. Nothing of it was written."""


class OutsideTransaction(PostingRefused):
    """Posting belongs inside an action, whose transaction it shares."""


class KeyUsedDifferently(PostingRefused):
    """The same key was used before for another movement."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The key {key!r} has already been used for a different movement of money.")
        self.key = key


class NotEnough(PostingRefused):
    """An account that may not go below zero would have."""

    def __init__(self, account: str, short_by: int) -> None:
        first, ref, _ = account.split(":")
        super().__init__(
            f"There is not enough {kind_of(account).words} in {first} {ref}: {format_pounds(short_by)} more is needed."
        )
        self.account = account
        self.short_by = short_by


class PeriodClosed(PostingRefused):
    """The day is in a period that has been closed. What was wrong in it is put right in the open period."""

    def __init__(self, until: date) -> None:
        open_from = format_date(until + timedelta(days=1))
        super().__init__(
            f"The book is closed up to {format_date(until)}. Post the correction in the open period, "
            f"from {open_from}: a new movement that says what it corrects."
        )
        self.until = until


class ClosedAlready(PostingRefused):
    """The book is closed up to this day, or a later one, already."""

    def __init__(self, until: date) -> None:
        super().__init__(f"The book is closed up to {format_date(until)} already.")
        self.until = until


_WORDS = {
    "ledger_movement_whole_pence": "An amount is a whole number of pence.",
    "ledger_movement_more_than_nothing": "An amount is at least one penny.",
    "ledger_movement_within_reason": "An amount this large is not believable.",
    "ledger_movement_two_accounts": "Money cannot move from an account to itself.",
    "ledger_close_says_who": "A close says who closed the book.",
    "ledger_movement_key_once": "A key can be used once only.",
    "ledger_movement_corrected_once": "This movement has been corrected already. Post what is right as a new movement.",
    "ledger_movement_correction_mirrors": "A correction is the whole of an earlier movement, turned round, "
    "and is not itself corrected.",
    "ledger_movement_reserve_kept": "Money kept for an employer's duties may only go to a payee, "
    "or back to the free money of the same budget.",
    "ledger_movement_known_accounts": "A movement names an account that does not exist.",
}


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Turn what the database refuses into the book's own words. Anything else goes on as it was."""
    try:
        yield
    except IntegrityError as error:
        facts = _facts(error)
        name = getattr(facts, "constraint_name", None) or ""
        if name == "ledger_balance_not_below_zero":
            told = dict(part.split("=", 1) for part in (facts.message_detail or "").split())
            raise NotEnough(told["account"], int(told["short_by_pence"])) from error
        if name == "ledger_movement_period_open":
            raise PeriodClosed(_until(facts)) from error
        if name == "ledger_close_moves_on":
            raise ClosedAlready(_until(facts)) from error
        if name in _WORDS:
            raise PostingRefused(_WORDS[name]) from error
        if name == "ledger_account_in_the_chart":
            raise UnknownAccount("The database does not have this account in its chart.") from error
        raise


def refused_by(error: IntegrityError) -> str:
    """The name of the constraint that refused, or nothing."""
    return getattr(_facts(error), "constraint_name", None) or ""


def _until(facts: Any) -> date:
    return date.fromisoformat(facts.message_detail.removeprefix("until="))


def _facts(error: IntegrityError) -> Any:
    return getattr(error.__cause__, "diag", None)
