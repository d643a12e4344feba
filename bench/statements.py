"""A month's statements for 20,000 holders: read from the book, kept, their letters put in the outbox.

It is the second month that is measured: everybody has a statement already, so what was told before is left out and what
came late is looked for, as in a council at work. Beside it stands COPY of the very rows that it wrote.

Next:   bench/parts/monthly.py
"""

import os
import sys
from pathlib import Path

from bench.parts.sides import cluster, database, measured
from bench.table import Row

BUDGET = "180 s"


def run() -> list[Row]:
    """Measure the job, and COPY of what it wrote, in one process."""
    load = os.getloadavg()[0]
    with cluster() as url, database(url, "bench_statements") as address:
        found = measured(Path(sys.executable), "monthly", address)
    holders = int(found["holders"])
    what = f"A month's statements for {holders:,} holders (load {load:.1f} to {os.getloadavg()[0]:.1f})"
    seconds = found["seconds"]
    figure = f"{seconds:.1f} s (processor: Python {found['python']:.1f}, PostgreSQL {found['database']:.1f})"
    return [
        Row(
            what, "selfdirect: read, kept and put in the outbox", figure, f"{found['questions']:.0f} questions", BUDGET
        ),
        Row(
            what,
            "COPY of the rows it adds, same indexes and foreign keys",
            f"{found['seconds copy like']:.2f} s",
            f"{seconds / found['seconds copy like']:.1f} x as long",
        ),
        Row(
            what,
            "COPY of the rows it adds, no index, no keys",
            f"{found['seconds copy bare']:.2f} s",
            f"{seconds / found['seconds copy bare']:.1f} x as long",
        ),
    ]
