"""How both sides are timed, so that they are timed alike.

Next:   bench/ledger.py
"""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from psycopg.conninfo import conninfo_to_dict

LINES = 20_000
MOVEMENTS = 1_000_000


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


def p95(ask: Callable[[], object], times: int) -> float:
    """The time that 95 of 100 askings are below, after one to warm up."""
    ask()
    return statistics.quantiles([once(ask) for _ in range(times)], n=20)[-1]
