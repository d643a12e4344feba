"""How a payment run grows: the same stages for 1,000 lines, 20,000 and 100,000, each on a database of its own.

What is looked for is a stage that costs more a line when there are more lines. Beside each stands COPY of the rows that
it wrote, which has the same indexes to keep.

Next:   bench/parts/paying.py
"""

import os
import sys
from pathlib import Path

from bench.parts.paying import STAGES
from bench.parts.sides import cluster, database, measured
from bench.table import Row

SIZES = (1_000, 20_000, 100_000)


def run() -> list[Row]:
    """Measure each size, smallest first, in a process of its own."""
    rows: list[Row] = []
    for lines in SIZES[:2] if os.environ.get("BENCH_QUICK") else SIZES:
        with cluster() as url, database(url, "bench_growth") as address:
            found = measured(Path(sys.executable), "paying", address, BENCH_LINES=str(lines))
        what = f"A run of {lines:,} lines, microseconds a line"
        rows += [Row(what, f"selfdirect: {stage}", _each(found[f"seconds {stage}"], lines)) for stage in STAGES]
        whole = sum(found[f"seconds {stage}"] for stage in STAGES)
        copy = found["seconds copy like"]
        rows.append(Row(what, "selfdirect: all of it", f"{_each(whole, lines)} ({whole:.2f} s)"))
        beside = f"the whole run takes {whole / copy:.1f} x as long"
        rows.append(Row(what, "COPY of the rows it adds, same indexes and foreign keys", _each(copy, lines), beside))
    return rows


def _each(seconds: float, lines: int) -> str:
    return f"{seconds / lines * 1_000_000:.0f} µs"
