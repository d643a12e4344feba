"""Runs every measurement, or those named, and prints one table: `python -m bench [--quick] [ledger ...]`.

`--quick` measures modelling and the book over fewer people and movements, to see that everything works; its figures
are not for keeping.

Next:   bench/ledger.py
"""

import importlib
import os
import pkgutil
import sys

import bench
from bench.table import Row, printed


def main(names: list[str]) -> int:
    """Each module of this folder that has a `run()` is a measurement."""
    if "--quick" in names:
        names = [name for name in names if name != "--quick"]
        os.environ["BENCH_QUICK"] = "1"
    measurements = {
        name: found.run
        for name in sorted(module.name for module in pkgutil.iter_modules(bench.__path__))
        if name != "__main__" and hasattr(found := importlib.import_module(f"bench.{name}"), "run")
    }
    unknown = [name for name in names if name not in measurements]
    if unknown:
        print(f"There is no measurement called {', '.join(unknown)}. There are: {', '.join(measurements)}.")
        return 2
    before = os.getloadavg()
    _say_if_busy()
    rows: list[Row] = []
    for name in names or measurements:
        print(f"Measuring: {name} ...", flush=True)
        rows += measurements[name]()
    print()
    print(printed(rows))
    print(f"\nPrograms that wanted the {os.cpu_count() or 1} processors: {_load(before)} before, {_load()} after.")
    return 0


def _load(load: tuple[float, float, float] | None = None) -> str:
    """The load average over 1, 5 and 15 minutes."""
    return ", ".join(f"{one:.1f}" for one in load or os.getloadavg())


def _say_if_busy() -> None:
    """Other programs make every figure worse; the comparisons suffer less, because the sides take turns."""
    load, processors = os.getloadavg()[0], os.cpu_count() or 1
    if load > processors / 2:
        print(f"This machine is busy: {load:.1f} programs want its {processors} processors. Expect slow figures.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
