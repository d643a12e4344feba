"""Making the chain longer, and closing the book up to a day. Called by actions only.

The chain follows the movements in the order of their numbers. Numbers are given before a movement is there for
others to see, so both first wait for whoever is posting: then nothing can come in before what is linked already.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/posting.py
Tests:  tests/ledger/test_closing.py
"""

from datetime import date
from itertools import islice

from django.db import connection, transaction

from selfdirect.ledger.chain import Closed, Head, closes, head, last_linked, movements, next_hash
from selfdirect.ledger.refusals import OutsideTransaction, PostingRefused, plain_refusals

AT_ONCE = 100_000


def extend() -> Head:
    """Link every movement that is not in the chain yet. Posting waits meanwhile, some seconds for a million."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("The chain is made longer inside an action, in the action's own transaction.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_hold_still()")
        end = head()
        place, before, added = end.place, end.hash, movements(after=last_linked() or 0)
        while batch := list(islice(added, AT_ONCE)):
            with cursor.copy("COPY ledger_link (movement_id, place, hash) FROM STDIN") as rows:
                for found in batch:
                    place, before = place + 1, next_hash(before, found.line)
                    rows.write_row((found.id, place, before))
    return Head(place, before)


def close_until(until: date, by: str) -> Closed:
    """Close the book up to the end of a day. Nothing can be dated on or before it from now on."""
    if type(until) is not date:
        raise PostingRefused(f"The day up to which the book is closed is a date, not {type(until).__name__}.")
    end = extend()
    with plain_refusals(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_close (until, by, place, head) VALUES (%s, %s, %s, %s)",
            [until, by, end.place, end.hash],
        )
    return closes()[0]
