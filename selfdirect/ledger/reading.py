"""What the book answers: balances now and on any day, budgets, and movements by key or by subject.

Every question is one query, however many accounts it is about. An account that was never used holds nothing.
The balance on a day is the stored balance less what moved after that day, so recent days are as quick as now.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/statements.py
Tests:  tests/ledger/test_reading.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from selfdirect.ledger.chart import committed, employer_reserve, free, kind_of, reserved
from selfdirect.ledger.statements import Place, Statement, StatementRow, statement

__all__ = [
    "BudgetPosition",
    "Place",
    "Posted",
    "Statement",
    "StatementRow",
    "available",
    "balance",
    "balance_as_at",
    "balances",
    "known_as_at",
    "movement",
    "movements_about",
    "net_moved",
    "net_moved_many",
    "position",
    "positions",
    "statement",
]


@dataclass(frozen=True, slots=True)
class Posted:
    """A movement as it stands in the book. `first_time` is True only where posting has just written it."""

    id: int
    key: str
    on: date
    at: datetime
    pence: int
    debit: str
    credit: str
    about: str
    corrects: str | None
    first_time: bool = False


@dataclass(frozen=True, slots=True)
class BudgetPosition:
    """The money of one fund of a budget. Available is cash less commitments less reserves, always.

    selfdirect/ledger/whole.py has the whole of a budget, all funders together.
    """

    ref: str
    free: int
    committed: int
    reserved: int
    employer: int = 0

    @property
    def cash(self) -> int:
        return self.free + self.committed + self.reserved + self.employer

    @property
    def available(self) -> int:
        return self.cash - self.committed - self.reserved - self.employer


def balance(account: str) -> int:
    """What an account holds now, counted on the side on which it grows."""
    return balances([account])[account]


def balances(accounts: Iterable[str]) -> dict[str, int]:
    """What each account holds now."""
    codes = _known(accounts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.code, sum(b.pence)::bigint FROM ledger_account a"
            " JOIN ledger_held b ON b.account_id = a.id WHERE a.code = ANY(%s) GROUP BY a.code",
            [codes],
        )
        held = dict(cursor.fetchall())
    return {code: held.get(code, 0) for code in codes}


def balance_as_at(account: str, on: date) -> int:
    """What an account held at the end of a day, by all that is known now."""
    return _balances_as_at([account], on)[account]


def known_as_at(account: str, on: date, at: datetime) -> int:
    """What an account held at the end of a day, by what had been written down at a moment."""
    kind_of(account)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (CASE a.normal WHEN 'credit' THEN 1 ELSE -1 END) * (
                coalesce((SELECT sum(m.pence) FROM ledger_movement m
                          WHERE m.credit_id = a.id AND m."on" <= %s AND m.at <= %s), 0)
                - coalesce((SELECT sum(m.pence) FROM ledger_movement m
                            WHERE m.debit_id = a.id AND m."on" <= %s AND m.at <= %s), 0))::bigint
            FROM ledger_account a WHERE a.code = %s
            """,
            [on, at, on, at, account],
        )
        row = cursor.fetchone()
    return 0 if row is None else int(row[0])


def available(budget_ref: str) -> int:
    """What a budget may still promise or spend: cash less commitments less reserves."""
    return position(budget_ref).available


def position(budget_ref: str, on: date | None = None) -> BudgetPosition:
    """Where one fund of a budget stands now, or stood at the end of a day."""
    return positions([budget_ref], on)[budget_ref]


def positions(budget_refs: Iterable[str], on: date | None = None) -> dict[str, BudgetPosition]:
    """Where each of these budgets stands now, or stood at the end of a day."""
    refs = list(dict.fromkeys(budget_refs))
    parts = (free, committed, reserved, employer_reserve)
    codes = [account(ref) for ref in refs for account in parts]
    held = balances(codes) if on is None else _balances_as_at(codes, on)
    return {ref: BudgetPosition(ref, *(held[account(ref)] for account in parts)) for ref in refs}


def net_moved(debit: str, credit: str, until: date | None = None) -> int:
    """What has moved from one account to another, less what has come back, up to the end of a day."""
    return net_moved_many([(debit, credit)], until)[debit, credit]


def net_moved_many(pairs: Iterable[tuple[str, str]], until: date | None = None) -> dict[tuple[str, str], int]:
    """The same for many pairs of accounts at once: what a payment run asks before it pays the difference."""
    wanted = list(dict.fromkeys(pairs))
    _known(code for pair in wanted for code in pair)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT w.debit, w.credit, sum(CASE WHEN m.debit_id = d.id THEN m.pence ELSE -m.pence END)::bigint
            FROM unnest(string_to_array(%s, ' '), string_to_array(%s, ' ')) AS w (debit, credit)
            JOIN ledger_account d ON d.code = w.debit
            JOIN ledger_account c ON c.code = w.credit
            JOIN LATERAL (
                SELECT o.debit_id, o.pence FROM ledger_movement o
                    WHERE o.debit_id = d.id AND o.credit_id = c.id AND o."on" <= %s
                UNION ALL SELECT o.debit_id, o.pence FROM ledger_movement o
                    WHERE o.debit_id = c.id AND o.credit_id = d.id AND o."on" <= %s) m ON true
            GROUP BY w.debit, w.credit
            """,
            [
                # One text is quicker to send than an array; no code has a space in it.
                " ".join(pair[0] for pair in wanted),
                " ".join(pair[1] for pair in wanted),
                until or date.max,
                until or date.max,
            ],
        )
        moved = {(debit, credit): pence for debit, credit, pence in cursor.fetchall()}
    return {pair: moved.get(pair, 0) for pair in wanted}


def moved_by_day(pairs: Iterable[tuple[str, str]]) -> list[tuple[date, int]]:
    """What moved between these pairs of accounts on each day, less what came back, all pairs together. Oldest first."""
    wanted = list(dict.fromkeys(pairs))
    _known(code for pair in wanted for code in pair)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT m."on", sum(CASE WHEN m.debit_id = d.id THEN m.pence ELSE -m.pence END)::bigint
            FROM unnest(%s::text[], %s::text[]) AS w (debit, credit)
            JOIN ledger_account d ON d.code = w.debit
            JOIN ledger_account c ON c.code = w.credit
            JOIN ledger_movement m
                ON (m.debit_id = d.id AND m.credit_id = c.id) OR (m.debit_id = c.id AND m.credit_id = d.id)
            GROUP BY m."on" ORDER BY m."on"
            """,
            [[pair[0] for pair in wanted], [pair[1] for pair in wanted]],
        )
        return list(cursor.fetchall())


def movement(key: str) -> Posted | None:
    """The movement that has this key."""
    found = _movements("key = %s", key)
    return found[0] if found else None


def movements_about(about: str) -> list[Posted]:
    """Every movement about one thing, in the order of days, then of writing."""
    return _movements("about = %s", about)


def _movements(condition: str, value: str) -> list[Posted]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT id, key, "on", at, pence, debit, credit, about, corrects FROM ledger_book'
            f' WHERE {condition} ORDER BY "on", id',
            [value],
        )
        return [Posted(*row) for row in cursor.fetchall()]


def _balances_as_at(accounts: Iterable[str], on: date) -> dict[str, int]:
    codes = _known(accounts)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT a.code,
                (SELECT sum(b.pence) FROM ledger_held b WHERE b.account_id = a.id)::bigint
                - (CASE a.normal WHEN 'credit' THEN 1 ELSE -1 END) * (
                    coalesce((SELECT sum(m.pence) FROM ledger_movement m
                              WHERE m.credit_id = a.id AND m."on" > %s), 0)
                    - coalesce((SELECT sum(m.pence) FROM ledger_movement m
                                WHERE m.debit_id = a.id AND m."on" > %s), 0))::bigint
            FROM ledger_account a WHERE a.code = ANY(%s)
            """,
            [on, on, codes],
        )
        held = dict(cursor.fetchall())
    return {code: held.get(code, 0) for code in codes}


def _known(accounts: Iterable[str]) -> list[str]:
    codes = list(dict.fromkeys(accounts))
    for code in codes:
        kind_of(code)
    return codes
