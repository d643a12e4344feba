"""What is done with the book as a whole: making its chain longer, closing it up to a day, reading an exported one in.

Posting money belongs to the action that the money is about; nothing is posted here.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/closing.py
Tests:  tests/actions/test_book.py
"""

from collections.abc import Iterable
from datetime import date

from selfdirect.actions.action import Refused, action, tell
from selfdirect.ledger import closing, importing
from selfdirect.ledger.assertions import Compared, differences, latest_assertion
from selfdirect.ledger.chain import Closed, Head
from selfdirect.ledger.chart import BANK, UnknownAccount
from selfdirect.ledger.posting import record_assertion
from selfdirect.ledger.refusals import PostingRefused
from selfdirect.records.access import User
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MOST_SOURCE = 60


@action(needs=Permission.CLOSE_PERIODS)
def close_period(*, until: date, on: date, by: User) -> Closed:
    """Close the book up to the end of a day. Nothing can be dated on or before that day any more.

    Raises Refused for a day that is not over, for one that is closed already, and while the bank says otherwise.
    """
    if until >= on:
        raise Refused([Problem("until", "The last day must be over: enter yesterday or an earlier day")])
    wrong = [one for one in differences() if one.on <= until]
    if wrong:
        first = wrong[-1]
        words = f"The book and the bank differ on {format_date(first.on)}: {first.words} in the book. "
        raise Refused([Problem("until", f"{words}Put that right first, or close up to an earlier day")])
    try:
        closed = closing.close_until(until, f"User:{by.pk}")
    except PostingRefused as refused:
        raise Refused([Problem("until", str(refused).rstrip("."))]) from refused
    tell(f"The book was closed up to {format_date(until)}.", movements=closed.head.place, head=closed.head.hash)
    return closed


@action(needs=Permission.CONFIRM_RUNS)
def state_balance(*, as_at: date, pence: int, source: str, on: date, by: User) -> Compared:
    """Write down what the council's bank says its account held at the end of a day, and give it beside the book's.

    `pence` is below nought for an overdrawn account. A later word of the same source about the day counts instead.
    """
    problems = []
    if as_at >= on:
        problems.append(Problem("as_at", "The day must be over: enter yesterday or an earlier day"))
    if not source.strip() or len(source.strip()) > MOST_SOURCE or not source.strip().isprintable():
        problems.append(Problem("source", "Say where the balance is from, in one line, like: statement 41"))
    if problems:
        raise Refused(problems)
    record_assertion(BANK, as_at, pence, source.strip())
    found = latest_assertion(BANK, as_at, source.strip())
    if found is None:
        raise Refused("The balance could not be read again after it was written. Try once more.")
    differs = "It agrees with the book." if found.agrees else f"It differs: {found.words} in the book."
    tell(f"The bank says {format_pounds(pence)} at the end of {format_date(as_at)}. {differs}")
    return found


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def extend_chain(*, on: date, by: User) -> Head:
    """Link every movement that is not in the chain yet, and write the head down where the auditor reads."""
    head = closing.extend()
    tell(f"The chain of the book covers {head.place:,} movements.", head=head.hash)
    return head


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def import_book(*, lines: Iterable[str], on: date, by: User) -> Head:
    """Read an exported book into an empty one, whole or not at all."""
    try:
        head = importing.import_book(lines)
    except (PostingRefused, UnknownAccount) as refused:
        raise Refused(str(refused)) from refused
    tell(f"A book of {head.place:,} movements was read in.", head=head.hash)
    return head
