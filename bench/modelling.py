"""The sums of charging over many people, beside openfisca-core, DuckDB's SQL and Polars, all given the same formulas.

Fair: every side has the same functions, the same people and the same policy, in a process of its own. All people are
in memory before the clock starts (openfisca's inputs are already set and its rules built), and each side works out
every formula and adds each one up. Each may use every core, as far as it can: openfisca-core can use one. It has two
kinds of number for money: both are measured.

Next:   bench/parts/many_ours.py, bench/parts/many_openfisca.py, bench/parts/many_polars.py
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.ledger import HOW, PEERS, ROOT
from bench.table import Row, milliseconds

Found = dict[str, float]
OURS = Path(sys.executable)


def run() -> list[Row]:
    """Measure each budget; with BENCH_QUICK, over a tenth of the people and without the largest."""
    quick = bool(os.environ.get("BENCH_QUICK"))
    million = 100_000 if quick else 1_000_000
    ours = _side(OURS, "many_ours", "numpy", million)
    duckdb = _side(OURS, "many_ours", "duckdb", million)
    rows = []
    peers: dict[str, Found] = {}
    if PEERS.exists():
        for kind in ("int", "float"):
            peers[f"openfisca-core, {kind}32"] = _side(PEERS, "many_openfisca", kind, million)
        peers["Polars"] = _side(PEERS, "many_polars", "", million)
    else:
        print(f"  openfisca-core and Polars are not measured: they are not installed. To measure them too:\n    {HOW}")
    peers["DuckDB SQL"] = duckdb
    rows += _whole(_side(OURS, "many_ours", "whole", million), million)
    rows += _one_person(ours, peers) + _many(million, ours, peers) + _what_if(ours, peers)
    sizes = (10_000, 100_000, 1_000_000) if quick else (10_000, 100_000, 1_000_000, 10_000_000)
    return rows + [_growth(_side(OURS, "many_ours", "growth", size), size) for size in sizes] + _spark()


def _whole(found: Found, count: int) -> list[Row]:
    """The whole set of a council's sums, of which charging is a part: what the budgets mean by all formulas."""
    all_of_them = f"all {found['formulas']:.0f} formulas of a council"
    many, sql = found["many"], found["duckdb"]
    return [
        Row(f"One person, {all_of_them}", "selfdirect, with working", milliseconds(found["one"]), "", "1 ms"),
        Row(
            f"{count:,} people, {all_of_them}",
            "selfdirect, NumPy in chunks",
            f"{many:.2f} s, {found['rss']:,.0f} MB at most",
            "",
            "under 700 MB, exact",
        ),
        Row(
            f"{count:,} people, {all_of_them}",
            "DuckDB SQL, the same chunks",
            f"{sql:.2f} s",
            f"{sql / many:.1f} x ours; people with a penny's difference: {found['wrong']:,.0f}",
        ),
    ]


def _one_person(ours: Found, peers: dict[str, Found]) -> list[Row]:
    what = "One person, every formula"
    rows = [Row(what, "selfdirect, with working", milliseconds(ours["one"]), "", "1 ms")]
    for name, found in peers.items():
        if "one" in found:
            rows.append(Row(what, name, milliseconds(found["one"]), f"{found['one'] / ours['one']:,.0f} x ours"))
    return rows


def _many(count: int, ours: Found, peers: dict[str, Found]) -> list[Row]:
    what = f"{count:,} people, every formula, added up"
    budget = "as fast as openfisca-core, under 700 MB, exact"
    rows = [Row(what, "selfdirect, NumPy in chunks", _figure(ours), "", budget)]
    for name, found in peers.items():
        times = f"{found['many'] / ours['many']:.1f} x ours"
        wrong = int(found["wrong"])
        rows.append(Row(what, name, _figure(found), f"{times}; people with a wrong penny: {wrong:,}"))
    return rows


def _what_if(ours: Found, peers: dict[str, Found]) -> list[Row]:
    what = "What if, 20,000 people: winners and losers"
    rows = [Row(what, "selfdirect, NumPy in chunks", milliseconds(ours["what_if"]), "", "100 ms")]
    again = ours["person_by_person"]
    rows.append(
        Row(what, "selfdirect, person by person", milliseconds(again), f"{again / ours['what_if']:,.0f} x ours")
    )
    for name, found in peers.items():
        times = f"{found['what_if'] / ours['what_if']:.1f} x ours"
        rows.append(Row(what, name, milliseconds(found["what_if"]), times))
    return rows


def _growth(found: Found, size: int) -> Row:
    what = "As the number of people grows"
    figure = f"{found['many']:.2f} s, {found['rss']:,.0f} MB at most"
    return Row(what, f"selfdirect, {size:,} people", figure, f"{found['many'] / size * 1e6:.2f} s for each million")


def _spark() -> list[Row]:
    """Spark's proof is a test: run it here too, and say how it went."""
    what = "Spark on one machine, the same pennies"
    command = [OURS, "-m", "pytest", "-q", "-n", "0", "-rs", "tests/modelling/test_spark.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return [Row(what, "selfdirect, SQL on Spark", done.stdout.strip().splitlines()[-1])]


def _figure(found: Found) -> str:
    return f"{found['many']:.2f} s, {found['rss']:,.0f} MB at most"


def _side(python: Path, part: str, kind: str, count: int) -> Found:
    done = subprocess.run(
        [python, "-m", f"bench.parts.{part}", kind, str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: Found = json.loads(done.stdout.strip().splitlines()[-1])
    return found
