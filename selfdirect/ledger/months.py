"""What a month did to many budgets at once: what each account held at its end, and what moved through it.

Two queries, however many budgets. Everything is read as it was known at one moment, so the queries agree with each
other while others post; what a budget was told up to an earlier moment is never told twice, and what was written down
since then about earlier days is marked as late.

Why:    docs/decisions/statements-are-kept-as-told.md
Next:   selfdirect/ledger/reading.py
Tests:  tests/ledger/test_months.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from selfdirect.ledger.chart import KINDS

_LAST_NAMES = tuple(name.partition(":")[2] for name in KINDS if name.startswith("budget:"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One budget, by its references in the book, and up to when its movements were told before (None: never)."""

    refs: tuple[str, ...]
    told_until: date | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """All that moved from one account to another on one day. `is_late` is what should have been told before."""

    on: date
    debit: str
    credit: str
    pence: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One budget's month. `closing` has every account of the budget that holds something, by its code."""

    closing: dict[str, int]
    flows: tuple[Flow, ...]


def known_now() -> datetime:
    """The latest moment of which everything written down can be read: before the oldest posting still under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(min(xact_start) - interval '1 microsecond', statement_timestamp()) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def months(asked: Sequence[Asked], until: date, known_at: datetime) -> list[Month]:
    """The month of each budget, in the order asked: all after what was told before, to the end of `until`."""
    place = {code: number for number, one in enumerate(asked) for code in _accounts(one)}
    closing: list[dict[str, int]] = [{} for _ in asked]
    for code, pence in _closing(place, until, known_at):
        if pence:
            closing[place[code]][code] = pence
    found: list[set[Flow]] = [set() for _ in asked]
    for code, on, debit, credit, pence, is_late in _flows(asked, until, known_at):
        found[place[code]].add(Flow(on, debit, credit, pence, is_late))
    order = (sorted(flows, key=lambda one: (one.on, one.debit, one.credit, one.is_late)) for flows in found)
    return [Month(held, tuple(flows)) for held, flows in zip(closing, order, strict=True)]


def _accounts(one: Asked) -> list[str]:
    return [f"budget:{ref}:{name}" for ref in one.refs for name in _LAST_NAMES]


def _closing(codes: Iterable[str], until: date, known_at: datetime) -> list[tuple[str, int]]:
    """What each account held: what it holds now, less what came later or was not known yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT a.code,
                (SELECT sum(b.pence) FROM ledger_held b WHERE b.account_id = a.id)::bigint
                - (CASE a.normal WHEN 'credit' THEN 1 ELSE -1 END) * (
                    coalesce((SELECT sum(m.pence) FROM ledger_movement m
                              WHERE m.credit_id = a.id AND (m."on" > %(until)s OR m.at > %(known_at)s)), 0)
                    - coalesce((SELECT sum(m.pence) FROM ledger_movement m
                                WHERE m.debit_id = a.id AND (m."on" > %(until)s OR m.at > %(known_at)s)), 0))::bigint
            FROM ledger_account a WHERE a.code = ANY(string_to_array(%(codes)s, ' '))
            """,
            {"codes": " ".join(codes), "until": until, "known_at": known_at},
        )
        return list(cursor.fetchall())


def _flows(asked: Sequence[Asked], until: date, known_at: datetime) -> list[tuple[str, date, str, str, int, bool]]:
    """What moved, seen from each account of the budgets asked about: a movement between two of them is there twice."""
    told = [(code, one.told_until or date.min, one.told_at or known_at) for one in asked for code in _accounts(one)]
    side = """
        SELECT w.code, m."on", m.debit_id, m.credit_id, m.pence, m."on" <= w.told_until AS is_late
        FROM wanted w JOIN ledger_movement m ON m.{side}_id = w.id
        WHERE m."on" <= %(until)s AND m.at <= %(known_at)s AND (m."on" > w.told_until OR m.at > w.told_at)"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH wanted AS MATERIALIZED (
                SELECT a.id, t.* FROM unnest(%(codes)s::text[], %(told_until)s::date[], %(told_at)s::timestamptz[])
                    AS t (code, told_until, told_at)
                JOIN ledger_account a ON a.code = t.code)
            SELECT s.code, s."on", d.code, c.code, sum(s.pence)::bigint, s.is_late
            FROM ({side.format(side="debit")} UNION ALL {side.format(side="credit")}) s
            JOIN ledger_account d ON d.id = s.debit_id
            JOIN ledger_account c ON c.id = s.credit_id
            GROUP BY s.code, s."on", d.code, c.code, s.is_late
            """,
            {
                "codes": [code for code, _, _ in told],
                "told_until": [day for _, day, _ in told],
                "told_at": [moment for _, _, moment in told],
                "until": until,
                "known_at": known_at,
            },
        )
        return list(cursor.fetchall())
