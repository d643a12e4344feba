"""All that moved between any two accounts on each day of a period, with what each account is.

One query. It reads what was known at one moment, so nothing that is being written at the same time is half in it.

Next:   selfdirect/ledger/months.py
Tests:  tests/ledger/test_between.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from selfdirect.ledger.chart import kind_of
from selfdirect.ledger.funds import Funder, budget_of, funder_of
from selfdirect.ledger.months import known_now

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class End:
    """One side of what moved: the kind of account, and its budget and funder; empty where it says none."""

    kind: str
    budget: str = ""
    funder: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved from one account to another on one day: pence in all, and in how many movements."""

    on: date
    debit: End
    credit: End
    pence: int
    movements: int


def moved_between(first_on: date, last_on: date) -> Iterator[Moved]:
    """Give everything that moved on these days, both included, one row for each day and pair of accounts."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "on", debit, credit, sum(pence)::bigint, count(*) FROM ledger_book'
            ' WHERE "on" BETWEEN %s AND %s AND at <= %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
            [first_on, last_on, known_now()],
        )
        while rows := cursor.fetchmany(BATCH):
            for on, debit, credit, pence, movements in rows:
                yield Moved(on, end_of(debit), end_of(credit), pence, movements)


@lru_cache(maxsize=200_000)
def end_of(code: str) -> End:
    """What an account is, by its code. Raises UnknownAccount."""
    kind = kind_of(code).name
    first, _, rest = code.partition(":")
    ref = rest.partition(":")[0]
    if first == "budget":
        return End(kind, budget_of(ref), funder_of(ref).value)
    if first == "person":
        return End(kind, ref, Funder.OWN.value)
    if kind == "payee:due_back":
        fund_ref = ref.partition(".")[2]
        return End(kind, budget_of(fund_ref), funder_of(fund_ref).value) if fund_ref else End(kind)
    return End(kind, funder=first) if kind in ("council:funding", "nhs:funding") else End(kind)


def months_moved() -> list[date]:
    """The first day of every month from the first movement's to the last one's, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generate_series(date_trunc('month', min(\"on\")), max(\"on\"), interval '1 month')::date"
            " FROM ledger_movement"
        )
        return [day for (day,) in cursor.fetchall()]
