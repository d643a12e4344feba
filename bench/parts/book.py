"""Our side: the book itself, and bare COPY of the same rows into tables of the same columns.

Next:   bench/ledger.py
"""

import json
import statistics
from datetime import date, timedelta

import django
from django.conf import settings
from django.core.management import call_command

from bench.parts.timing import BATCH, LINES, MOVEMENTS, SIZES, database, on_threads, once, p95

ROUNDS = 5
ONES = 2_000
DAY = date(2026, 4, 1)
COLUMNS = 'key, "on", at, pence, debit_id, credit_id, about'
COPIES = ("copy_with_references", "copy_without_references", "copy_bare")


def main() -> None:
    settings.configure(
        INSTALLED_APPS=["selfdirect.ledger"], DATABASES={"default": database()}, USE_TZ=True, SECRET_KEY="-"
    )
    django.setup()
    call_command("migrate", verbosity=0)
    found = {"lines": LINES, "movements": MOVEMENTS} | _posting() | _one_by_one() | _reading()
    print(json.dumps(found))


def _posting() -> dict[str, float]:
    """Rounds of each way in turn, so that a slow moment of the machine falls on all of them."""
    from django.db import connection, transaction

    from selfdirect.ledger.chart import FUNDING, committed, owed
    from selfdirect.ledger.posting import Entry, post_many

    with transaction.atomic():
        post_many(Entry(f"in:{n}", DAY, 10**8, FUNDING, committed(f"B{n}"), "budget") for n in range(LINES))
        post_many(Entry(f"out:{n}", DAY, 1, committed(f"B{n}"), owed(f"P{n}"), "open") for n in range(LINES))
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, id FROM ledger_account")
        ids = dict(cursor.fetchall())
    _copy_tables()
    times: dict[str, list[float]] = {name: [] for name in ("post_many", *COPIES)}
    for round_ in range(ROUNDS):
        entries = [
            Entry(
                f"run:{round_}:{n:06d}", DAY, 5_000 + n, committed(f"B{n}"), owed(f"P{n}"), f"payment-line:{round_}:{n}"
            )
            for n in range(LINES)
        ]

        def ours(entries: list[Entry] = entries) -> None:
            with transaction.atomic():
                post_many(entries)

        _settle()
        times["post_many"].append(once(ours))
        rows = [(e.key, e.on, e.pence, ids[e.debit], ids[e.credit], e.about, None) for e in entries]
        for table in COPIES:
            _settle()
            times[table].append(once(lambda table=table, rows=rows: _copy(table, rows)))
    return {name: statistics.median(taken) for name, taken in times.items()}


def _copy_tables() -> None:
    """The same columns and defaults as the book; the same indexes; the foreign keys that most books have."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in COPIES:
            cursor.execute(f"CREATE TABLE {table} (LIKE ledger_movement INCLUDING DEFAULTS INCLUDING IDENTITY)")
            cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (id)")
            if table == "copy_bare":
                continue
            cursor.execute(f"CREATE UNIQUE INDEX ON {table} (key)")
            cursor.execute(f'CREATE INDEX ON {table} (debit_id, "on", id) INCLUDE (pence)')
            cursor.execute(f'CREATE INDEX ON {table} (credit_id, "on", id) INCLUDE (pence)')
            cursor.execute(f"CREATE INDEX ON {table} (about)")
            cursor.execute(f"CREATE UNIQUE INDEX ON {table} (corrects_id) WHERE corrects_id IS NOT NULL")
        for column, to in (
            ("debit_id", "ledger_account"),
            ("credit_id", "ledger_account"),
            ("corrects_id", "copy_with_references"),
        ):
            cursor.execute(f"ALTER TABLE copy_with_references ADD FOREIGN KEY ({column}) REFERENCES {to} (id)")
        for table in COPIES:  # as full as the book is
            cursor.execute(f"INSERT INTO {table} ({COLUMNS}) SELECT {COLUMNS} FROM ledger_movement ORDER BY id")


def _copy(table: str, rows: list[tuple]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        columns = 'key, "on", pence, debit_id, credit_id, about, corrects_id'
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _one_by_one() -> dict[str, float]:
    """A movement and a commit each, in one thread and in several; then some hundreds to a commit."""
    from django.db import transaction

    from selfdirect.ledger.chart import committed, owed
    from selfdirect.ledger.posting import Entry, post, post_many

    def ask(kind: str, n: int) -> None:
        with transaction.atomic():
            post(f"{kind}:{n}", DAY, 100, committed(f"B{n % LINES}"), owed(f"P{n % LINES}"), "one")

    def batch(first: int) -> None:
        with transaction.atomic():
            post_many(
                Entry(f"batch:{n}", DAY, 100, committed(f"B{n % LINES}"), owed(f"P{n % LINES}"), "one")
                for n in range(first, first + BATCH)
            )

    found = {
        "one_by_one": ONES / once(lambda: [ask("one", n) for n in range(ONES)]),
        "on_threads": 4 * ONES / on_threads(lambda n: ask("thread", n), 4 * ONES),
        "batches": 2 * ONES / once(lambda: [batch(first) for first in range(0, 2 * ONES, BATCH)]),
    }
    found["chain"] = _chain()
    return found


def _chain() -> float:
    """How many movements are linked in a second."""
    from django.db import transaction

    from selfdirect.ledger.chain import not_covered
    from selfdirect.ledger.closing import extend

    count = not_covered()
    with transaction.atomic():
        return count / once(extend)


def _reading() -> dict[str, float]:
    """Budgets that a thousand, a hundred thousand and a million movements have gone through, over ten years."""
    found: dict[str, float] = {}
    for size in SIZES:
        _fill(size)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    for size in SIZES:
        found |= {f"{name}_{size}": seconds for name, seconds in _asked(size).items()}
    return found


FIRST = date(2016, 4, 1)


def _fill(size: int) -> None:
    from django.db import connection

    from selfdirect.ledger.chart import FUNDING, free

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero)"
            " VALUES (%s, 'budget:free', 'credit', false)",
            [free(f"N{size}")],
        )
        cursor.execute(
            'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about)'
            " SELECT %s || n, %s::date + (n * 3650 / %s)::int, 1 + n %% 1000, f.id, a.id, 'line:' || n"
            " FROM generate_series(1, %s::bigint) n, ledger_account f, ledger_account a"
            " WHERE f.code = %s AND a.code = %s",
            [f"size {size}:", FIRST, size, size, FUNDING, free(f"N{size}")],
        )


def _asked(size: int) -> dict[str, float]:
    from selfdirect.ledger.chart import free
    from selfdirect.ledger.reading import Place, available, balance, balance_as_at, statement
    from selfdirect.ledger.whole import whole_position

    ref = f"N{size}"
    account, last, middle = free(ref), FIRST + timedelta(3650), Place(FIRST + timedelta(1825), 0)
    return {
        "balance": p95(lambda: balance(account), 400),
        "available": p95(lambda: available(ref), 400),
        "as_at": p95(lambda: balance_as_at(account, last - timedelta(30)), 100),
        "page": p95(lambda: statement(account, place=middle), 20),
        "whole": p95(lambda: whole_position(ref), 5 if size > 100_000 else 50),
    }


if __name__ == "__main__":
    main()
