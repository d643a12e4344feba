"""The one door through which money enters the book.

Called by actions only, inside the action's transaction. The key is made by whoever asks, so asking twice
(a double click, a job that ran again) is one movement. All that one action posts should go through one
`post_many`: the balances are then looked at once, after all of it. An action that must post in several steps
calls `lock` first with every account it will touch; accounts are always locked in the same order.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/reading.py
Tests:  tests/ledger/test_posting.py
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from selfdirect.ledger.assertions import latest_assertion
from selfdirect.ledger.chart import kind_of
from selfdirect.ledger.reading import Posted, movement
from selfdirect.ledger.refusals import (
    KeyUsedDifferently,
    NotEnough,
    OutsideTransaction,
    PostingRefused,
    plain_refusals,
    refused_by,
)

__all__ = [
    "Entry",
    "KeyUsedDifferently",
    "NotEnough",
    "OutsideTransaction",
    "Posted",
    "PostingRefused",
    "Tally",
    "correct",
    "lock",
    "post",
    "post_many",
    "record_assertion",
]

LARGEST_PENCE = 10**14
KEY_LENGTH = 200
ABOUT_LENGTH = 500
# From here on, one COPY is quicker than one INSERT.
MANY = 200
_COPY = 'COPY ledger_movement (key, "on", pence, debit_id, credit_id, about, corrects_id) FROM STDIN'
# One line of text: no control characters, no broken halves of letters.
_LINE = "[^\\x00-\\x1f\\x7f\\ud800-\\udfff]"
_KEY = re.compile(f"{_LINE}{{1,{KEY_LENGTH}}}").fullmatch
_ABOUT = re.compile(f"{_LINE}{{1,{ABOUT_LENGTH}}}").fullmatch


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement somebody asks for. `corrects` is the key of an earlier movement, if this one undoes it."""

    key: str
    on: date
    pence: int
    debit: str
    credit: str
    about: str
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many movements were written now, and how many stood in the book already."""

    posted: int
    already: int


def post(key: str, on: date, pence: int, debit: str, credit: str, about: str, corrects: str | None = None) -> Posted:
    """Write one movement, or give back the one that already has this key and says the same."""
    entry = Entry(key, on, pence, debit, credit, about, corrects)
    _inside_an_action()
    _checked([entry])
    with plain_refusals(), transaction.atomic():
        written = _inserted(
            [entry], _account_ids({debit, credit}), _movement_ids(set() if corrects is None else {corrects})
        )
        _refuse_other_content([] if written else [entry])
    if written:
        number, at = written[key]
        return Posted(number, key, on, at, pence, debit, credit, about, corrects, first_time=True)
    found = movement(key)
    if found is None:
        raise PostingRefused(f"The movement {key!r} could not be read back.")
    return found


def post_many(entries: Iterable[Entry]) -> Tally:
    """Write all of these movements or none. Balances are looked at once, after the last of them."""
    _inside_an_action()
    wanted, codes = _checked(entries)
    if not wanted:
        return Tally(0, 0)
    with plain_refusals(), transaction.atomic():
        ids = _account_ids(codes)
        originals = _movement_ids({entry.corrects for entry in wanted if entry.corrects is not None})
        if len(wanted) >= MANY and _copied(wanted, ids, originals):
            return Tally(len(wanted), 0)
        written = _inserted(wanted, ids, originals)
        _refuse_other_content([entry for entry in wanted if entry.key not in written])
    return Tally(len(written), len(wanted) - len(written))


def correct(key_of_original: str, new_key: str, on: date, about: str) -> Posted:
    """Undo a movement by its mirror image. What is right is then posted as a new movement."""
    original = movement(key_of_original)
    if original is None:
        raise PostingRefused(f"There is no movement {key_of_original!r} to correct.")
    return post(new_key, on, original.pence, original.credit, original.debit, about, key_of_original)


def lock(*accounts: str) -> None:
    """Hold these accounts still until the action ends, in the order that everybody uses."""
    _inside_an_action()
    for code in accounts:
        kind_of(code)
    with plain_refusals(), connection.cursor() as cursor:
        _account_ids(set(accounts))
        cursor.execute("SELECT ledger_lock(%s)", [list(accounts)])


def record_assertion(account: str, on: date, pence: int, source: str) -> None:
    """Write down what somebody outside (a bank) says an account held at the end of a day.

    Saying the same twice is saying it once. A later word from the same source about the same day counts
    instead of an earlier one; both are kept.
    """
    _inside_an_action()
    kind_of(account)
    if type(pence) is not int or abs(pence) > LARGEST_PENCE:
        raise PostingRefused("A balance is a whole number of pence.")
    if type(on) is not date:
        raise PostingRefused(f"The day of a balance is a date, not {type(on).__name__}.")
    if not isinstance(source, str) or not _KEY(source):
        raise PostingRefused(f"The source of a balance is one line of text, 1 to {KEY_LENGTH} long.")
    with plain_refusals(), transaction.atomic():
        ids = _account_ids({account})
        latest = latest_assertion(account, on, source)
        if latest is None or latest.stated_pence != pence:
            with connection.cursor() as cursor:
                cursor.execute(
                    'INSERT INTO ledger_assertion (account_id, "on", pence, source) VALUES (%s, %s, %s, %s)',
                    [ids[account], on, pence, source],
                )


def _inside_an_action() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("Money is posted inside an action, in the action's own transaction.")


def _checked(entries: Iterable[Entry]) -> tuple[list[Entry], set[str]]:
    """The entries in the order given, each checked, each key once; and the accounts they name."""
    wanted: dict[str, Entry] = {}
    known: set[str] = set()
    for entry in entries:
        _check(entry, known)
        kept = wanted.setdefault(entry.key, entry)
        if kept is not entry and kept != entry:
            raise KeyUsedDifferently(entry.key)
    return list(wanted.values()), known


def _check(entry: Entry, known: set[str]) -> None:
    if type(entry.pence) is not int:
        raise PostingRefused(f"An amount is a whole number of pence, not {type(entry.pence).__name__}.")
    if not 0 < entry.pence <= LARGEST_PENCE:
        raise PostingRefused(f"An amount is between 1 and {LARGEST_PENCE} pence, not {entry.pence}.")
    if type(entry.on) is not date:
        raise PostingRefused(f"The day of a movement is a date, not {type(entry.on).__name__}.")
    for code in (entry.debit, entry.credit):
        if code not in known:
            kind_of(code)
            known.add(code)
    if entry.debit == entry.credit:
        raise PostingRefused("Money cannot move from an account to itself.")
    if not isinstance(entry.key, str) or not _KEY(entry.key):
        raise PostingRefused(f"The key of a movement is one line of text, 1 to {KEY_LENGTH} long.")
    if not isinstance(entry.about, str) or not _ABOUT(entry.about):
        raise PostingRefused(f"What a movement is about is one line of text, 1 to {ABOUT_LENGTH} long.")
    if entry.corrects is not None and (not isinstance(entry.corrects, str) or not _KEY(entry.corrects)):
        raise PostingRefused("The key of the movement corrected is one line of text.")


def _account_ids(codes: set[str]) -> dict[str, int]:
    """The id of each account, opening those that are used for the first time."""
    ids = _known_account_ids(codes)
    missing = sorted(codes - ids.keys())
    if missing:
        kinds = [kind_of(code) for code in missing]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero)"
                " SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::boolean[])"
                " ON CONFLICT (code) DO NOTHING",
                [
                    missing,
                    [kind.name for kind in kinds],
                    [kind.normal for kind in kinds],
                    [kind.may_go_below_zero for kind in kinds],
                ],
            )
        ids |= _known_account_ids(set(missing))
    return ids


def _known_account_ids(codes: set[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        # One text is quicker to send than an array; no code has a space in it.
        cursor.execute(
            "SELECT code, id FROM ledger_account WHERE code = ANY(string_to_array(%s, ' '))",
            [" ".join(codes)],
        )
        return dict(cursor.fetchall())


def _movement_ids(keys: set[str]) -> dict[str, int]:
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, id FROM ledger_movement WHERE key = ANY(%s)", [list(keys)])
        found = dict(cursor.fetchall())
    for key in sorted(keys - found.keys()):
        raise PostingRefused(f"There is no movement {key!r} to correct.")
    return found


def _copied(entries: Collection[Entry], ids: Mapping[str, int], originals: Mapping[str, int]) -> bool:
    """Write everything with one COPY; False, and nothing written, if any key was there already."""
    try:
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
            connection.wrap_database_errors,
            cursor.copy(_COPY) as rows,
        ):
            for e in entries:
                original = None if e.corrects is None else originals[e.corrects]
                rows.write_row((e.key, e.on, e.pence, ids[e.debit], ids[e.credit], e.about, original))
    except IntegrityError as error:
        if refused_by(error) == "ledger_movement_key_once":
            return False
        raise
    return True


def _inserted(
    entries: Collection[Entry], ids: Mapping[str, int], originals: Mapping[str, int]
) -> dict[str, tuple[int, datetime]]:
    """Write with one statement what is not there yet; the id and the moment of each, by key."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about, corrects_id)'
            " SELECT * FROM unnest(%s::text[], %s::date[], %s::numeric[], %s::bigint[], %s::bigint[],"
            " %s::text[], %s::bigint[]) ON CONFLICT (key) DO NOTHING RETURNING id, key, at",
            [
                [e.key for e in entries],
                [e.on for e in entries],
                [e.pence for e in entries],
                [ids[e.debit] for e in entries],
                [ids[e.credit] for e in entries],
                [e.about for e in entries],
                [None if e.corrects is None else originals[e.corrects] for e in entries],
            ],
        )
        return {key: (number, at) for number, key, at in cursor.fetchall()}


def _refuse_other_content(entries: Collection[Entry]) -> None:
    """What stands in the book under these keys must say exactly what is asked for now."""
    if not entries:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT key, "on", pence, debit, credit, about, corrects FROM ledger_book WHERE key = ANY(%s)',
            [[entry.key for entry in entries]],
        )
        book = {row[0]: Entry(*row) for row in cursor.fetchall()}
    for entry in entries:
        if book.get(entry.key) != entry:
            raise KeyUsedDifferently(entry.key)
