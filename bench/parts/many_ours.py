"""Our side: NumPy in chunks, DuckDB with our SQL, one person with working, and growth.

Next:   bench/modelling.py
"""

import sys
import time
from typing import Any

import numpy as np

from bench.parts.many import (
    ANSWER,
    CHANGED,
    SCALARS,
    SEED,
    WHAT_IF,
    WHOLE,
    best,
    everybody,
    exact,
    peak,
    say,
    whole_chunks,
    winners_and_losers,
    wrong_people,
)
from selfdirect.modelling.columns import in_chunks
from selfdirect.modelling.population import people
from selfdirect.modelling.running import run, totals
from selfdirect.modelling.sql import DUCKDB, select
from selfdirect.rules.charging_formulas import FORMULAS
from selfdirect.rules.formulas import work_out
from selfdirect.rules.working import ENTERED, Row

NAMES = list(FORMULAS.by_name)


def numpy(count: int) -> None:
    given = everybody(count)
    many = best(lambda: totals(run(FORMULAS, SCALARS, in_chunks(given)), NAMES))
    rss, few = peak(), everybody(WHAT_IF)
    rows = [_rows(few, place, SCALARS) for place in range(1_000)]
    one = best(lambda: [work_out(FORMULAS, row).working(ANSWER) for row in rows]) / len(rows)

    def what_if() -> tuple[int, int]:
        both = [[chunk[ANSWER] for chunk in run(FORMULAS, policy, in_chunks(few))] for policy in (SCALARS, CHANGED)]
        return winners_and_losers(*(np.concatenate(side) for side in both))

    def alone() -> tuple[int, int]:
        both = [[_alone(few, place, policy) for place in range(WHAT_IF)] for policy in (SCALARS, CHANGED)]
        return winners_and_losers(*(np.array(side) for side in both))

    seconds = best(alone, 1)
    say(many=many, rss=rss, one=one, what_if=best(what_if), person_by_person=seconds)


def duckdb(count: int) -> None:
    import duckdb as engine

    given = everybody(count)
    with engine.connect() as connection:
        _table(connection, given, "people")
        sums = ", ".join(f"sum({name})" for name in NAMES)
        text = f"SELECT {sums} FROM ({select(FORMULAS, 'people', DUCKDB, SCALARS)}) worked"
        many, rss = best(lambda: connection.execute(text).fetchall()), peak()
        columns = ", ".join(NAMES)
        found = connection.execute(
            f"SELECT {columns} FROM ({select(FORMULAS, 'people', DUCKDB, SCALARS)})"
        ).fetchnumpy()
        _table(connection, everybody(WHAT_IF), "few")
        pair = [select(FORMULAS, "few", DUCKDB, policy, keep=["place"]) for policy in (SCALARS, CHANGED)]
        asked = (
            f"SELECT count(*) FILTER (after.{ANSWER} < before.{ANSWER}),"
            f" count(*) FILTER (after.{ANSWER} > before.{ANSWER})"
            f" FROM ({pair[0]}) before JOIN ({pair[1]}) after USING (place)"
        )
        what_if = best(lambda: connection.execute(asked).fetchall())
    say(many=many, rss=rss, wrong=wrong_people(exact(given), found), what_if=what_if)


def growth(count: int) -> None:
    """The people are made a chunk at a time and forgotten; the clock runs only while the sums do."""
    seconds = 0.0
    for chunk in people(count, SEED):
        started = time.perf_counter()
        totals(run(FORMULAS, SCALARS, [chunk]), NAMES)
        seconds += time.perf_counter() - started
    say(many=seconds, rss=peak())


def whole(count: int) -> None:
    """Every sum of a council, chunk by chunk, on NumPy and then on DuckDB; one person alone, with working."""
    import duckdb as engine

    formulas, policy, names = WHOLE.formulas, WHOLE.policy_amounts, list(WHOLE.formulas.by_name)
    seconds, sql, wrong, rows = 0.0, 0.0, 0, []
    for chunk in whole_chunks(count):
        started = time.perf_counter()
        (found,) = run(formulas, policy, [chunk])
        totals([found], names)
        seconds += time.perf_counter() - started
        with engine.connect() as connection:
            connection.register("given", {"place": np.arange(len(chunk["savings"])), **chunk})
            connection.execute("CREATE TABLE people AS SELECT * FROM given")
            text = select(formulas, "people", DUCKDB, policy, keep=["place"])
            sums = ", ".join(f"sum({name})" for name in names)
            started = time.perf_counter()
            connection.execute(f"SELECT {sums} FROM ({text}) worked").fetchall()
            sql += time.perf_counter() - started
            again = connection.execute(f"SELECT * FROM ({text}) ORDER BY place").fetchnumpy()
        wrong += int(np.any([found[name] != again[name] for name in names], axis=0).sum())
        rows = rows or [_rows(chunk, place, policy) for place in range(500)]
    one = best(lambda: [work_out(formulas, row).working("net_budget") for row in rows]) / len(rows)
    say(many=seconds, duckdb=sql, wrong=wrong, one=one, rss=peak(), formulas=len(names))


def _table(connection: Any, given: dict[str, Any], name: str) -> None:
    connection.register("given", {"place": np.arange(len(given["savings"])), **given})
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")


def _rows(few: dict[str, Any], place: int, policy: dict[str, int]) -> dict[str, Row]:
    amounts = policy | {name: int(column[place]) for name, column in few.items()}
    return {name: Row(name, amount, "pence", name, "made up", ENTERED) for name, amount in amounts.items()}


def _alone(few: dict[str, Any], place: int, policy: dict[str, int]) -> int:
    return work_out(FORMULAS, _rows(few, place, policy)).amounts[ANSWER]


if __name__ == "__main__":
    {"numpy": numpy, "duckdb": duckdb, "growth": growth, "whole": whole}[sys.argv[1]](int(sys.argv[2]))
