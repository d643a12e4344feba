"""A whole payment run of 20,000 lines: prepared, approved and posted, sent with both files made, confirmed.

Its budget is for everything up to the files. Beside it stands COPY of the same rows: those lines, their audit rows and
their movements. django-hordak writes a movement alone (see bench/ledger.py): it has no run, no working and no timeline.

Next:   bench/parts/paying.py
"""

import os
import sys
from pathlib import Path

from bench.parts.paying import STAGES
from bench.parts.sides import cluster, database, measured
from bench.table import Row

BUDGET = "5 s until the files are made"


def run() -> list[Row]:
    """Measure each stage of a run, and COPY of what it wrote, in one process, one after another."""
    load = os.getloadavg()[0]
    with cluster() as url, database(url, "bench_paying") as address:
        found = measured(Path(sys.executable), "paying", address)
    what = f"A run of {int(found['lines']):,} lines (load {load:.1f} to {os.getloadavg()[0]:.1f})"
    rows = [Row(what, f"selfdirect: {stage}", _figure(found, (stage,))) for stage in STAGES]
    rows.append(Row(what, "selfdirect: until the files are made", _figure(found, STAGES[:-1]), "", BUDGET))
    rows.append(Row(what, "selfdirect: with the bank's answer", _figure(found, STAGES)))
    whole = sum(found[f"seconds {stage}"] for stage in STAGES)
    for name, whose in (
        ("copy like", "COPY of the rows a run adds, same indexes and foreign keys"),
        ("copy bare", "COPY of the rows a run adds, no index, no keys"),
    ):
        seconds = found[f"seconds {name}"]
        rows.append(Row(what, whose, f"{seconds:.2f} s", f"the whole run takes {whole / seconds:.1f} x as long"))
    return rows


def _figure(found: dict[str, float], stages: tuple[str, ...]) -> str:
    clock, python, database_ = (
        sum(found[f"{kind} {stage}"] for stage in stages) for kind in ("seconds", "python", "database")
    )
    return f"{clock:.2f} s (processor: Python {python:.2f}, PostgreSQL {database_:.2f})"
