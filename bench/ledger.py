"""The book beside bare COPY, django-hordak and django-ledger: posting in every way, and asking for balances.

Each side runs in a process of its own, on one private PostgreSQL with safe settings (or on the one that
DATABASE_URL names, in databases of their own that are removed afterwards), one after the other. With `--quick` there
are a tenth of the lines and a hundredth of the movements: to see that all sides work, not for keeping.

Next:   bench/parts/book.py, bench/parts/hordak_book.py, bench/parts/django_ledger_book.py
"""

import sys
from pathlib import Path

from bench.parts.sides import ROOT, cluster, database, measured
from bench.parts.timing import BATCH, SIZES, THREADS
from bench.table import Row, milliseconds, rate

PEERS = ROOT / ".build" / "bench" / "bin" / "python"
HOW = "python3 -m venv .build/bench && .build/bench/bin/pip install --require-hashes -r requirements-bench.lock"


OTHERS = {"hordak": "django-hordak", "django_ledger": "django-ledger"}
Found = dict[str, float]


def run() -> list[Row]:
    """Measure each side and put them beside each other."""
    others: dict[str, Found] = {name: {} for name in OTHERS}
    with cluster() as url:
        with database(url, "bench_book") as address:
            ours = measured(Path(sys.executable), "book", address)
        for name in OTHERS if PEERS.exists() else ():
            with database(url, f"bench_{name}") as address:
                others[name] = measured(PEERS, f"{name}_book", address)
    if not PEERS.exists():
        names = " and ".join(OTHERS.values())
        print(f"  {names} are not measured: they are not installed. To measure them too:\n    {HOW}")
    return [*_posting(ours, others["hordak"]), *_small(ours, others), *_reading(ours, others["hordak"])]


def _posting(ours: Found, peer: Found) -> list[Row]:
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
    return rows


_WAYS = {
    "one_by_one": ("Post one movement and commit, one connection", "selfdirect post"),
    "on_threads": (f"Post one movement and commit, {THREADS} connections", "selfdirect post"),
    "batches": (f"Post {BATCH} movements and commit, one connection", "selfdirect post_many"),
}


def _small(ours: Found, others: dict[str, Found]) -> list[Row]:
    rows = []
    for way, (what, how) in _WAYS.items():
        rows.append(Row(what, how, f"{ours[way]:,.0f}/s"))
        for name, whose in OTHERS.items():
            if way in others[name]:
                times = ours[way] / others[name][way]
                rows.append(Row(what, whose, f"{others[name][way]:,.0f}/s", f"ours is {times:,.1f} x"))
    return [*rows, Row("Link movements into the chain, afterwards", "selfdirect", f"{ours['chain']:,.0f}/s")]


def _reading(ours: Found, peer: Found) -> list[Row]:
    rows = []
    for name, asked in (
        ("balance", "Balance"),
        ("available", "What is available"),
        ("as_at", "Balance thirty days ago, of ten years"),
        ("page", "A page of 50 of the statement, from the middle"),
        ("whole", "The whole of a budget, every funder, from its movements"),
    ):
        for size in SIZES:
            what = f"{asked}, {size:,} movements (p95)"
            budget = "5 ms" if name in {"balance", "available"} else ""
            key = f"{name}_{size}"
            rows.append(Row(what, "selfdirect", milliseconds(ours[key]), "", budget))
            theirs = peer.get(key) or (peer.get(f"balance_{size}") if name == "available" else None)
            if theirs:
                times = theirs / ours[key]
                whose = "django-hordak" if key in peer else "django-hordak, one balance (it knows no holds)"
                rows.append(Row(what, whose, milliseconds(theirs), f"ours is {times:,.1f} x as fast"))
    return rows
