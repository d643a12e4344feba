"""A payment run from first to last on a database of its own, beside COPY of the very rows it wrote; prints JSON.

Everybody's weekly amount differs, so no answer is worked out once for many. A whole run comes before those that are
measured: every payee has a history, as in a council that has paid before.

Next:   bench/payment_run.py, tests/actions/paying_people.py
"""

import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.parts.site import _set_up
from bench.parts.timing import LINES

ROUNDS = 3
STAGES = ("prepare", "approve", "send", "confirm")
WRITTEN = ("records_paymentline", "records_auditentry", "ledger_movement")
"""The tables that get a row, or two, for every line."""


def measure() -> dict[str, float]:
    """Seconds of each stage: by the clock, of our processor time, and of the database's; the middle of the rounds."""
    from tests.actions import paying_people as paying

    here = paying.office()
    gc.disable()  # a hundred thousand people are millions of objects, none of which goes before all are written
    paying.people_to_pay(LINES, here)
    gc.enable()
    _vary(2_000 if LINES <= 20_000 else 100)
    took: dict[str, list[float]] = defaultdict(list)
    for month in range(ROUNDS + 1):
        day = paying.STARTS_ON + timedelta(weeks=4 * month)
        on = day - timedelta(days=5)
        _settle()
        before = _last_ids()
        run = _timed(took, "prepare", lambda day=day, on=on: paying.prepare(here, day, on=on))
        run = _timed(took, "approve", lambda run=run, on=on: paying.approve(here, run, on=on))
        run = _timed(took, "send", lambda run=run, on=on: paying.send(here, run, on))
        run = _timed(took, "confirm", lambda run=run, day=day: paying.confirm(here, run, on=day))
        if run.approved_lines != LINES:
            raise SystemExit(f"{run.approved_lines} lines were paid, not {LINES}")
        if month == 0:
            took.clear()
        _copies(took, before)
    if not paying.the_book_is_sound():
        raise SystemExit("the book is not sound")
    return {"lines": LINES} | {name: statistics.median(times) for name, times in took.items()}


def _vary(most: int) -> None:
    """Amounts of different people differ by up to so many pence, and add up to a run that the approver may approve."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_paymentschedule SET pence_weekly = 100 + id %% %s", [most])
        cursor.execute("VACUUM ANALYZE")


def _timed(took: dict[str, list[float]], stage: str, act: Callable[[], Any]) -> Any:
    python, database, start = time.process_time(), _database_seconds(), time.perf_counter()
    answer = act()
    took[f"seconds {stage}"].append(time.perf_counter() - start)
    took[f"python {stage}"].append(time.process_time() - python)
    took[f"database {stage}"].append(_database_seconds() - database)
    return answer


def _database_seconds() -> float:
    """Processor time of the process that serves our connection, where it can be seen (a private server on Linux)."""
    from os import sysconf

    from django.db import connection

    connection.ensure_connection()
    place = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not place.exists():
        return 0.0
    words = place.read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / sysconf("SC_CLK_TCK")


def _settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _last_ids() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        last = {}
        for table in WRITTEN:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
            last[table] = cursor.fetchone()[0]
        return last


def _copies(took: dict[str, list[float]], before: dict[str, int]) -> None:
    """COPY, in one transaction, of every row this run added: with the tables' indexes and foreign keys, and bare."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        texts, columns = {}, {table: _columns(cursor, table) for table in before}
        for table, last in before.items():
            rows = f"SELECT {columns[table]} FROM {table} WHERE id > {last} ORDER BY id"
            with cursor.copy(f"COPY ({rows}) TO STDOUT") as copy:
                texts[table] = b"".join(bytes(part) for part in copy)
        for like, kept in (("like", "ALL"), ("bare", "GENERATED")):
            for table in before:
                cursor.execute(f"CREATE TABLE copy_{table} (LIKE {table} INCLUDING {kept})")
                if like == "like":
                    _refer(cursor, table)
            _settle()
            start = time.perf_counter()
            with transaction.atomic():
                for table, text in texts.items():
                    with cursor.copy(f"COPY copy_{table} ({columns[table]}) FROM STDIN") as copy:
                        copy.write(text)
            took[f"seconds copy {like}"].append(time.perf_counter() - start)
            for table in before:
                cursor.execute(f"DROP TABLE copy_{table} CASCADE")


def _columns(cursor: Any, table: str) -> str:
    """The columns of a table that are written: not those that the database works out."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
    )
    return str(cursor.fetchone()[0])


def _refer(cursor: Any, table: str) -> None:
    """Give the copy of a table the foreign keys of the table."""
    cursor.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", [table]
    )
    for (words,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE copy_{table} ADD {words}")


if __name__ == "__main__":
    _set_up()
    print(json.dumps(measure()))
