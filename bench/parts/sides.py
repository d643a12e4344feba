"""Where the sides of a measurement run: a process each, on one PostgreSQL, in a database of their own.

Next:   bench/ledger.py, bench/pages.py
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from selfdirect import launcher

ROOT = Path(__file__).resolve().parent.parent.parent


def measured(python: Path, part: str, address: str, **settings: str) -> dict[str, float]:
    """What one side measured of itself, in a process of its own, with these settings in its environment."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BENCH_DATABASE": address} | settings
    done = subprocess.run(
        [python, "-m", f"bench.parts.{part}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL: a private one, or the one that DATABASE_URL names."""
    given = os.environ.get("DATABASE_URL", "").strip()
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="selfdirect-bench-") as folder:
        own = Path(folder) / "postgres"
        started = launcher.start_own(own)
        try:
            yield started.url
        finally:
            launcher.forget(own)


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """A database of this name, empty, and gone afterwards."""
    remove = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(remove)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_conninfo(url, dbname=name)
        finally:
            connection.execute(remove)
