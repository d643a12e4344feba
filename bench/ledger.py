"""The book beside bare COPY and beside django-hordak: posting a payment run, and asking for balances.

Each side runs in a process of its own, on one private PostgreSQL with safe settings (or on the one that
DATABASE_URL names, in databases of their own that are removed afterwards).

Next:   bench/parts/book.py, bench/parts/hordak_book.py
"""

import sys
from pathlib import Path

from bench.parts.sides import ROOT, cluster, database, measured
from bench.table import Row, milliseconds, rate

PEERS = ROOT / ".build" / "bench" / "bin" / "python"
HOW = "python3 -m venv .build/bench && .build/bench/bin/pip install --require-hashes -r requirements-bench.lock"


def run() -> list[Row]:
    """Measure both sides and put them beside each other."""
    with cluster() as url:
        with database(url, "bench_book") as address:
            ours = measured(Path(sys.executable), "book", address)
        peer: dict[str, float] = {}
        if PEERS.exists():
            with database(url, "bench_hordak") as address:
                peer = measured(PEERS, "hordak_book", address)
        else:
            print(f"  django-hordak is not measured: it is not installed. To measure it too:\n    {HOW}")
    return _posting(ours, peer) + _reading(ours, peer)


def _posting(ours: dict[str, float], peer: dict[str, float]) -> list[Row]:
    lines = int(ours["lines"])
    what = f"Post {lines:,} payment lines, {lines:,} budgets to {lines:,} payees, all or nothing"
    posted = ours["post_many"]
    rows = [Row(what, "selfdirect post_many", rate(lines, posted), "", "70% or more of plain COPY")]
    for name, whose in (
        ("copy_with_references", "COPY, same columns, indexes and foreign keys, no checks of money"),
        ("copy_without_references", "COPY, same columns and indexes, no foreign keys, no checks"),
        ("copy_bare", "COPY, same columns, no index but the key"),
    ):
        rows.append(Row(what, whose, rate(lines, ours[name]), f"ours is {ours[name] / posted:.0%} of it"))
    if peer:
        seconds = peer["bulk_create"] * lines / peer["lines"]
        rows.append(Row(what, "django-hordak bulk_create", rate(lines, seconds), f"ours is {seconds / posted:.1f} x"))
    what = "Post one movement and commit, one connection"
    rows.append(Row(what, "selfdirect post", f"{ours['one_by_one']:,.0f}/s"))
    if peer:
        times = ours["one_by_one"] / peer["one_by_one"]
        rows.append(Row(what, "django-hordak transfer_to", f"{peer['one_by_one']:,.0f}/s", f"ours is {times:.1f} x"))
    return rows


def _reading(ours: dict[str, float], peer: dict[str, float]) -> list[Row]:
    rows = []
    for name, asked in (
        ("balance", "Balance"),
        ("available", "What is available"),
        ("as_at", "Balance thirty days ago"),
        ("page", "A page of 50 of the statement, from the middle"),
    ):
        what = f"{asked}, account with {int(ours['movements']):,} movements (p95)"
        budget = "5 ms" if name in {"balance", "available"} else ""
        rows.append(Row(what, "selfdirect", milliseconds(ours[name]), "", budget))
        if name in peer:
            times = peer[name] / ours[name]
            rows.append(Row(what, "django-hordak", milliseconds(peer[name]), f"ours is {times:,.0f} x as fast"))
    return rows
