"""Pages with 100,000 people and 10,000 events on one record, beside a Django page that asks one question.

Server time of whole requests through every middleware, by the 95th of 100, with the number of questions asked.

Next:   bench/parts/site.py
"""

import sys
from pathlib import Path

from bench.parts.sides import cluster, database, measured
from bench.table import Row, milliseconds

BUDGET = "80 ms at p95, 15 queries"


def run() -> list[Row]:
    """Measure each page and the page of one query in one process, one after another."""
    with cluster() as url, database(url, "bench_pages") as address:
        found = measured(Path(sys.executable), "site", address)
    plain = found.pop("seconds one-query page")
    people, events = int(found.pop("people")), int(found.pop("events"))
    rows = [Row(f"{people:,} people, {events:,} events", "a Django page with one query", milliseconds(plain))]
    for name in [key.removeprefix("seconds ") for key in found if key.startswith("seconds ")]:
        seconds, queries = found[f"seconds {name}"], int(found[f"queries {name}"])
        figure = f"{milliseconds(seconds)}, {queries} queries"
        rows.append(Row(rows[0].what, f"selfdirect: {name}", figure, f"{seconds / plain:.1f} x the plain page", BUDGET))
    return rows
