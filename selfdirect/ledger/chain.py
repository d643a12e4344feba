"""The chain over the book: each movement's hash covers all of its content and the hash of the one before.

Whoever has written down the head (the last hash) can tell later that nothing before it was changed, taken out, put
in or swapped. This file reads the chain and proves it; selfdirect/ledger/closing.py makes it longer. An auditor does
not have to trust either: tools/verify_book.py proves an exported book with nothing but Python itself.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/closing.py
Tests:  tests/ledger/test_chain.py
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db import connection

BATCH = 20_000
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many movements it covers, and the hash of the last."""

    place: int
    hash: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The book is closed up to the end of this day. `by` is who closed it, as the audit calls them."""

    until: date
    by: str
    at: datetime
    head: Head


class Line(NamedTuple):
    """All that one movement says, in the order in which it is hashed."""

    key: str
    on: date
    at: datetime
    pence: int
    debit: str
    credit: str
    about: str
    corrects: str | None

    @property
    def content(self) -> tuple[str, str, str, int, str, str, str, str | None]:
        """The same as plain text and whole numbers; the moment to the microsecond, in universal time."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return (self.key, self.on.isoformat(), at, *self[3:])


def next_hash(before: str, line: Line) -> str:
    """The hash of a movement that follows another in the chain."""
    text = json.dumps([before, *line.content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head() -> Head:
    """Where the chain ends now. What was posted since is not covered yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, hash FROM ledger_link ORDER BY place DESC LIMIT 1")
        row = cursor.fetchone()
    return Head(*row) if row else Head(0, BEGINNING)


def not_covered() -> int:
    """How many movements the chain does not cover yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_movement WHERE id > coalesce(%s, 0)", [last_linked()])
        row = cursor.fetchone()
    return row[0] if row else 0


def last_linked() -> int | None:
    """The number of the last movement in the chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT movement_id FROM ledger_link ORDER BY place DESC LIMIT 1")
        row = cursor.fetchone()
    return row[0] if row else None


def closes() -> list[Closed]:
    """Every close of the book, the last one first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT until, by, at, place, head FROM ledger_close ORDER BY until DESC")
        return [Closed(until, by, at, Head(place, hash_)) for until, by, at, place, hash_ in cursor.fetchall()]


def closed_until() -> date | None:
    """The last day that is closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(until) FROM ledger_close")
        row = cursor.fetchone()
    return row[0] if row else None


class Linked(NamedTuple):
    """A movement and its place in the chain, if it has one."""

    id: int
    line: Line
    place: int | None
    hash: str | None


def movements(after: int = 0, until: int | None = None) -> Iterator[Linked]:
    """Every movement in the order of the chain, a batch at a time."""
    while True:
        batch = _batch(after, until)
        yield from batch
        if len(batch) < BATCH:
            return
        after = batch[-1].id


def broken() -> Iterator[str]:
    """What does not follow from what is before it: the keys of movements, and the days of closes."""
    last = last_linked()
    place, before = 0, BEGINNING
    heads = {(0, BEGINNING)}
    wanted = {(one.head.place, one.head.hash) for one in closes()}
    for found in movements(until=last) if last is not None else ():
        if found.place != place + 1 or found.hash != next_hash(before, found.line):
            yield found.line.key
        if found.place is not None and found.hash is not None:
            place, before = found.place, found.hash
        heads |= {(place, before)} & wanted
    yield from (f"closed up to {one.until}" for one in closes() if (one.head.place, one.head.hash) not in heads)


def _batch(after: int, until: int | None) -> list[Linked]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT b.id, b.key, b."on", b.at, b.pence, b.debit, b.credit, b.about, b.corrects, l.place, l.hash'
            " FROM ledger_book b LEFT JOIN ledger_link l ON l.movement_id = b.id"
            " WHERE b.id > %s AND b.id <= %s ORDER BY b.id LIMIT %s",
            [after, 2**63 - 1 if until is None else until, BATCH],
        )
        return [Linked(row[0], Line(*row[1:9]), row[9], row[10]) for row in cursor.fetchall()]
