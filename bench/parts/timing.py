"""How both sides are timed, so that they are timed alike.

Next:   bench/ledger.py
"""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from psycopg.conninfo import conninfo_to_dict

QUICK = bool(os.environ.get("BENCH_QUICK"))
LINES = int(os.environ.get("BENCH_LINES") or (2_000 if QUICK else 20_000))
SIZES = (1_000, 10_000) if QUICK else (1_000, 100_000, 1_000_000)
MOVEMENTS = SIZES[-1]
THREADS = 8
BATCH = 100


def database() -> dict[str, Any]:
    """Django's settings for the database that this side may use."""
    parts = conninfo_to_dict(os.environ["BENCH_DATABASE"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname"),
        "USER": parts.get("user"),
        "PASSWORD": parts.get("password"),
        "HOST": parts.get("host"),
        "PORT": parts.get("port"),
    }


def once(ask: Callable[[], object]) -> float:
    """How long this takes, in seconds."""
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def on_threads(ask: Callable[[int], object], times: int) -> float:
    """How long it takes to do this so many times on several threads, each with a connection of its own."""
    from django.db import connection

    def part(thread: int) -> None:
        try:
            for number in range(thread, times, THREADS):
                ask(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return once(lambda: list(pool.map(part, range(THREADS))))


def p95(ask: Callable[[], object], times: int) -> float:
    """The time that 95 of 100 askings are below, after one to warm up."""
    ask()
    return statistics.quantiles([once(ask) for _ in range(times)], n=20)[-1]
