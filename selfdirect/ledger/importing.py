"""Reading an exported book back into an empty one: same movements, same moments, same chain, to the last hash.

Called by one action only, as the owner of the tables: the moments and the numbers of movements are given here, which
the web role may not do. Everything the database refuses of a movement it refuses here too.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/exporting.py
Tests:  tests/ledger/test_importing.py
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from selfdirect.ledger.chain import Head
from selfdirect.ledger.chart import UnknownAccount, kind_of
from selfdirect.ledger.closing import extend
from selfdirect.ledger.exporting import MOVEMENT_FIELDS, VERSION
from selfdirect.ledger.refusals import PostingRefused, plain_refusals

_COPY = 'COPY ledger_movement (id, key, "on", at, pence, debit_id, credit_id, about, corrects_id) FROM STDIN'
_SHAPES = (
    frozenset({"book", "version"}),
    frozenset({"account", "opened_at"}),
    frozenset({*MOVEMENT_FIELDS, "hash"}),
    frozenset({"close", "by", "at", "place", "head"}),
    frozenset({"stated", "on", "at", "pence", "source"}),
    frozenset({"end", "head"}),
)


class BookRefused(PostingRefused):
    """The file is not a whole book of ours, or there is a book here already. Nothing of it was taken in."""


def import_book(lines: Iterable[str]) -> Head:
    """Take in a whole book. All or nothing: the chain made here must end as the file says."""
    with transaction.atomic(), plain_refusals():
        found = _read(lines)
        _refuse_unless_empty()
        ids = _open_accounts(found["account"])
        head = _take_in(found["key"], found["close"], ids)
        (end,) = found["end"]
        if (head.place, head.hash) != (end["end"], end["head"]):
            raise BookRefused("The chain made from this file ends otherwise than the file says: it has been changed.")
        _write_assertions(found["stated"], ids)
    return head


def _read(lines: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the file by kind; a row that is not one of ours is refused with its line."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ("book", "account", "key", "close", "stated", "end")}
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            kind = next(name for name in found if name in row)
            if frozenset(row) not in _SHAPES:
                raise ValueError
            found[kind].append(row)
        except (ValueError, TypeError, StopIteration):
            raise BookRefused(f"Line {number} is not a line of an exported book.") from None
    if len(found["book"]) != 1 or found["book"][0]["version"] != VERSION:
        raise BookRefused(f"This is not an exported book of version {VERSION}.")
    if len(found["end"]) != 1:
        raise BookRefused("The file has no end: part of it is missing.")
    return found


def _refuse_unless_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM ledger_movement) OR EXISTS (SELECT FROM ledger_assertion)")
        row = cursor.fetchone()
    if row and row[0]:
        raise BookRefused("There is a book here already. A book is read into an empty one only.")


def _open_accounts(rows: list[dict[str, Any]]) -> dict[str, int]:
    kinds = [kind_of(row["account"]) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero, opened_at)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::boolean[], %s::timestamptz[])"
            " ON CONFLICT (code) DO NOTHING",
            [
                [row["account"] for row in rows],
                [kind.name for kind in kinds],
                [kind.normal for kind in kinds],
                [kind.may_go_below_zero for kind in kinds],
                [row["opened_at"] for row in rows],
            ],
        )
        cursor.execute("SELECT code, id FROM ledger_account")
        return dict(cursor.fetchall())


def _take_in(rows: list[dict[str, Any]], closed: list[dict[str, Any]], ids: dict[str, int]) -> Head:
    """Movements up to each close, then the close, as it went: the database looks at both as it did then."""
    numbers = {row["key"]: number for number, row in enumerate(rows, 1)}
    done = 0
    for one in closed:
        _copy(rows, done, one["place"], ids, numbers)
        done = one["place"]
        _close(one, extend())
    _copy(rows, done, len(rows), ids, numbers)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('ledger_movement', 'id'), %s, %s)", [max(len(rows), 1), bool(rows)]
        )
    return extend()


def _copy(rows: list[dict[str, Any]], start: int, stop: int, ids: dict[str, int], numbers: dict[str, int]) -> None:
    """All of these in one statement, so that balances are looked at once, after the last of them."""
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(_COPY) as copy:
        for number, row in enumerate(rows[start:stop], start + 1):
            sides = (_number(ids, row["debit"]), _number(ids, row["credit"]))
            original = None if row["corrects"] is None else numbers.get(row["corrects"], 0)
            copy.write_row((number, row["key"], row["on"], row["at"], row["pence"], *sides, row["about"], original))


def _close(row: dict[str, Any], head: Head) -> None:
    if (head.place, head.hash) != (row["place"], row["head"]):
        raise BookRefused(f"The close up to {row['close']} names a head that the chain does not have.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_close (until, by, at, place, head) VALUES (%s, %s, %s, %s, %s)",
            [row["close"], row["by"], row["at"], head.place, head.hash],
        )


def _number(ids: dict[str, int], code: str) -> int:
    if code not in ids:
        raise UnknownAccount(f"The file has a movement of {code!r} and does not open it.")
    return ids[code]


def _write_assertions(rows: list[dict[str, Any]], ids: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO ledger_assertion (account_id, "on", at, pence, source) VALUES (%s, %s, %s, %s, %s)',
            [(_number(ids, row["stated"]), row["on"], row["at"], row["pence"], row["source"]) for row in rows],
        )
