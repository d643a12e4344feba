"""A statement of one account: its movements in order, each with the balance after it, page by page.

A page costs the same wherever it begins, because it is found by the place where the last one ended and not
by counting rows. The running balance is worked back from what the account holds now.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/reading.py
Tests:  tests/ledger/test_statements.py
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from selfdirect.ledger.chart import kind_of

LONGEST_PAGE = 1000
_LAST_ID = 2**63 - 1


class Place(NamedTuple):
    """Where a page ended: the day and the number of its last movement."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One movement seen from one account. `pence` is positive where it raised the balance."""

    id: int
    key: str
    on: date
    at: datetime
    pence: int
    other_account: str
    about: str
    corrects: str | None
    corrected_by: str | None
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One page of a statement. `opening` and `closing` are the balances before and after the whole period."""

    account: str
    opening: int
    closing: int
    rows: tuple[StatementRow, ...]
    next_place: Place | None


def statement(
    account: str,
    since: date | None = None,
    until: date | None = None,
    *,
    limit: int = 50,
    newest_first: bool = False,
    place: Place | None = None,
) -> Statement:
    """The movements of an account from one day to another, oldest first unless asked otherwise."""
    kind_of(account)
    if not 1 <= limit <= LONGEST_PAGE:
        raise ValueError(f"A page has 1 to {LONGEST_PAGE} rows, not {limit}.")
    first = Place(since or date.min, 0)
    last = Place(until or date.max, _LAST_ID)
    found = _movements(account, (first, last), place, limit + 1, newest_first=newest_first)
    page = found[:limit]
    in_time = sorted(page, key=lambda row: (row[2], row[0]))
    after = Place(in_time[-1][2], in_time[-1][0]) if in_time else last
    closing, running, *before = _balances_at(account, (last, after, *([first] if since else [])))
    balances: dict[int, int] = {}
    for row in reversed(in_time):
        balances[row[0]] = running
        running -= row[4]
    rows = tuple(StatementRow(*row, balance=balances[row[0]]) for row in page)
    more = len(found) > limit
    opening = before[0] if before else 0
    return Statement(account, opening, closing, rows, Place(rows[-1].on, rows[-1].id) if more else None)


_Row = tuple[int, str, date, datetime, int, str, str, str | None, str | None]


def _movements(
    account: str, period: tuple[Place, Place], place: Place | None, limit: int, *, newest_first: bool
) -> list[_Row]:
    """The page's movements: each side by its own index, then merged."""
    way, beyond = ("DESC", "<") if newest_first else ("ASC", ">")
    start = place or (Place(date.max, _LAST_ID) if newest_first else Place(date.min, 0))
    side = f"""
        (SELECT m.id, m."on" FROM ledger_movement m
         WHERE m.{{side}} = (SELECT id FROM ledger_account WHERE code = %(account)s)
           AND (m."on", m.id) >= (%(since)s, 0) AND (m."on", m.id) <= (%(until)s, {_LAST_ID})
           AND (m."on", m.id) {beyond} (%(on)s, %(id)s)
         ORDER BY m."on" {way}, m.id {way} LIMIT %(limit)s)"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT b.id, b.key, b."on", b.at,
                CASE WHEN (b.credit = %(account)s) = (%(normal)s = 'credit') THEN b.pence ELSE -b.pence END,
                CASE WHEN b.credit = %(account)s THEN b.debit ELSE b.credit END,
                b.about, b.corrects,
                (SELECT k.key FROM ledger_movement k WHERE k.corrects_id = b.id)
            FROM (SELECT id FROM ({side.format(side="debit_id")}
                                  UNION ALL {side.format(side="credit_id")}) sides
                  ORDER BY "on" {way}, id {way} LIMIT %(limit)s) page
            JOIN ledger_book b ON b.id = page.id
            ORDER BY b."on" {way}, b.id {way}
            """,
            {
                "account": account,
                "normal": kind_of(account).normal,
                "since": period[0].on,
                "until": period[1].on,
                "on": start.on,
                "id": start.id,
                "limit": limit,
            },
        )
        return list(cursor.fetchall())


def _balances_at(account: str, places: tuple[Place, ...]) -> list[int]:
    """The balance just after each of these places, worked back from the balance now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT sum(b.pence) FROM ledger_held b WHERE b.account_id = a.id)::bigint
                - (CASE a.normal WHEN 'credit' THEN 1 ELSE -1 END) * (
                    coalesce((SELECT sum(m.pence) FROM ledger_movement m
                              WHERE m.credit_id = a.id AND (m."on", m.id) > (p."on", p.id)), 0)
                    - coalesce((SELECT sum(m.pence) FROM ledger_movement m
                                WHERE m.debit_id = a.id AND (m."on", m.id) > (p."on", p.id)), 0))::bigint
            FROM unnest(%s::date[], %s::bigint[]) WITH ORDINALITY AS p ("on", id, nth)
            LEFT JOIN ledger_account a ON a.code = %s
            ORDER BY p.nth
            """,
            [[p.on for p in places], [p.id for p in places], account],
        )
        return [pence or 0 for (pence,) in cursor.fetchall()]
