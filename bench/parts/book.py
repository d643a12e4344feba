"""Our side: the book itself, and bare COPY of the same rows into tables of the same columns.

Next:   bench/ledger.py
"""

import json
import statistics
from datetime import date, timedelta

import django
from django.conf import settings
from django.core.management import call_command

from bench.parts.timing import LINES, MOVEMENTS, database, once, p95

ROUNDS = 5
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
    from django.db import transaction

    from selfdirect.ledger.chart import committed, owed
    from selfdirect.ledger.posting import post

    def ask() -> None:
        for n in range(1_000):
            with transaction.atomic():
                post(f"one:{n}", DAY, 100, committed(f"B{n}"), owed(f"P{n}"), "one")

    return {"one_by_one": 1_000 / once(ask)}


def _reading() -> dict[str, float]:
    """A budget that a million movements have gone through, over ten years."""
    from django.db import connection

    from selfdirect.ledger.chart import FUNDING, free
    from selfdirect.ledger.reading import Place, available, balance, balance_as_at, statement

    account, first = free("MILLION"), date(2016, 4, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero)"
            " VALUES (%s, 'budget:free', 'credit', false)",
            [account],
        )
        cursor.execute(
            'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about)'
            " SELECT 'million:' || n, %s::date + n / 274, 1 + n %% 1000, f.id, a.id, 'line:' || n"
            " FROM generate_series(1, %s) n, ledger_account f, ledger_account a"
            " WHERE f.code = %s AND a.code = %s",
            [first, MOVEMENTS, FUNDING, account],
        )
        cursor.execute("VACUUM ANALYZE")
    last = first + timedelta(MOVEMENTS // 274)
    middle = Place(first + timedelta(MOVEMENTS // 548), 0)
    return {
        "balance": p95(lambda: balance(account), 400),
        "available": p95(lambda: available("MILLION"), 400),
        "as_at": p95(lambda: balance_as_at(account, last - timedelta(30)), 100),
        "page": p95(lambda: statement(account, place=middle), 20),
    }


if __name__ == "__main__":
    main()
