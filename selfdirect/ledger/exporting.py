"""The whole book as one file of plain text, that loses nothing: one line of JSON for each thing in it.

First what the file is, then accounts, movements in the order of the chain each with its hash, what the bank said,
closes, and the head of the chain. selfdirect/ledger/importing.py reads it back; tools/verify_book.py proves it.
Make the chain longer first: what it does not cover is not in the file.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/importing.py
Tests:  tests/ledger/test_exporting.py
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from django.db import connection

from selfdirect.ledger.chain import BEGINNING, Head, closes, last_linked, movements

VERSION = 1
MOVEMENT_FIELDS = ("key", "on", "at", "pence", "debit", "credit", "about", "corrects")


def export_book(to: TextIO) -> Head:
    """Write the book, as far as the chain covers it; give back the head."""
    last, done = last_linked(), Head(0, BEGINNING)
    # Accounts are asked for after all that names them, because a new one may open at any moment.
    stated = list(_assertions())
    found_closes = closes()[::-1]
    for row in ({"book": "selfdirect", "version": VERSION}, *_accounts()):
        _write(to, row)
    for found in movements(until=last) if last is not None else ():
        if found.place is not None and found.hash is not None:
            done = Head(found.place, found.hash)
            _write(to, dict(zip(MOVEMENT_FIELDS, found.line.content, strict=True)) | {"hash": found.hash})
    for one in found_closes:
        closed = {"close": one.until.isoformat(), "by": one.by, "at": _moment(one.at)}
        if one.head.place <= done.place:
            _write(to, closed | {"place": one.head.place, "head": one.head.hash})
    for row in stated:
        _write(to, row)
    _write(to, {"end": done.place, "head": done.hash})
    return done


def _write(to: TextIO, row: dict[str, Any]) -> None:
    to.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _accounts() -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, opened_at FROM ledger_account ORDER BY id")
        yield from ({"account": code, "opened_at": _moment(at)} for code, at in cursor.fetchall())


def _assertions() -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT a.code, s."on", s.at, s.pence::bigint, s.source FROM ledger_assertion s'
            " JOIN ledger_account a ON a.id = s.account_id ORDER BY s.id"
        )
        for code, on, at, pence, source in cursor.fetchall():
            yield {"stated": code, "on": on.isoformat(), "at": _moment(at), "pence": pence, "source": source}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
