"""A set of formulas run over many people, chunk by chunk, so that memory stays the same however many there are.

    chunks = people(1_000_000, seed=1)                       # or read("caseload.parquet")
    results = run(FORMULAS, policy_inputs(POLICY_INPUTS, values), chunks)
    for row in totals(results, ["assessed_contribution"], by=["group"]): ...

Next:   selfdirect/modelling/columns.py, selfdirect/modelling/population.py
Tests:  tests/modelling/test_running.py
"""

import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from selfdirect.modelling.columns import CHUNK, Column, Columns, ColumnsRefused, people_in, work_out_columns
from selfdirect.rules.formulas import YES_OR_NO, Formulas
from selfdirect.rules.values import Values

THREADS = min(os.cpu_count() or 1, 8)
"""How many chunks are worked out at once, unless asked otherwise: NumPy lets go of Python while it works."""


@dataclass(frozen=True)
class Total:
    """How many people there are in one group, and the sum of each amount over them. `key` says which group."""

    key: tuple[int, ...]
    people: int
    sums: Mapping[str, int]


def policy_inputs(named: Mapping[str, str], values: Values) -> dict[str, int]:
    """The whole number behind each policy input of the formulas, on the day of `values`: yes is 1."""
    found: dict[str, int] = {}
    for name, key in named.items():
        row = values.value(key).row()
        amount = int(row.amount == "yes") if row.unit == YES_OR_NO else row.amount
        if not isinstance(amount, int):
            raise ColumnsRefused(f"{key} must be a whole number, but it is {amount!r}.")
        found[name] = amount
    return found


def run(
    formulas: Formulas, scalars: Mapping[str, int], chunks: Iterable[Columns], threads: int = THREADS
) -> Iterator[dict[str, Column]]:
    """Work out every formula for each chunk; give what was given for each person, and every amount, by name.

    `scalars` hold for everybody (policy values); a column of the same name in a chunk goes before it. Chunks come out
    in the order they went in, and at most one more than `threads` of them is held at a time.
    """
    if threads == 1:
        yield from (_run_one(formulas, scalars, chunk) for chunk in chunks)
        return
    with ThreadPoolExecutor(threads) as workers:
        waiting: deque[Future[dict[str, Column]]] = deque()
        for chunk in chunks:
            waiting.append(workers.submit(_run_one, formulas, scalars, chunk))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _run_one(formulas: Formulas, scalars: Mapping[str, int], chunk: Columns) -> dict[str, Column]:
    given = {**scalars, **chunk}
    worked = work_out_columns(formulas, {name: given[name] for name in formulas.inputs if name in given})
    return {**chunk, **{name: column for name, column in worked.items() if name not in chunk}}


def totals(results: Iterable[Columns], names: Sequence[str], by: Sequence[str] = ()) -> list[Total]:
    """Add up these amounts over everybody, or for each group of people who are the same in `by`.

    Sums are Python's own numbers, so a nation's pence cannot outgrow them. Groups come in order.
    """
    counted: dict[tuple[int, ...], int] = {}
    sums: dict[tuple[int, ...], dict[str, int]] = {}
    for chunk in results:
        for key, chosen in _groups(chunk, by):
            counted[key] = counted.get(key, 0) + (int(np.count_nonzero(chosen)) if by else people_in(chunk))
            own = sums.setdefault(key, dict.fromkeys(names, 0))
            for name in names:
                own[name] += _added(chunk[name][chosen])
    return [Total(key, counted[key], sums[key]) for key in sorted(counted)]


def bands(column: Column, edges: Sequence[int]) -> Column:
    """The band of each amount: 0 below the first edge, 1 from it to below the second, and so on."""
    return np.searchsorted(np.asarray(edges), column, side="right")


def read(path: Path, size: int = CHUNK) -> Iterator[dict[str, Column]]:
    """Read a Parquet or CSV file of people in chunks. A column is whole numbers, yes and no, or words.

    Raises ColumnsRefused when the file is of another kind, has a gap, or has numbers with a decimal point.
    """
    if path.suffix == ".csv":
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(folder) / "people.parquet"
            with _duckdb() as connection:
                connection.execute(f"COPY (FROM read_csv({_text(path)})) TO {_text(copied)} (FORMAT parquet)")
            yield from read(copied, size)
        return
    if path.suffix != ".parquet":
        raise ColumnsRefused(f"{path.name} must be a .parquet or .csv file.")
    rows = f"FROM read_parquet({_text(path)}, file_row_number = true)"
    with _duckdb() as connection:
        people = int(connection.execute(f"SELECT count(*) {rows}").fetchnumpy()["count_star()"][0])
        for start in range(0, people, size):
            where = f"WHERE file_row_number >= {start} AND file_row_number < {start + size} ORDER BY file_row_number"
            found = connection.execute(f"SELECT * EXCLUDE file_row_number {rows} {where}").fetchnumpy()
            yield {name: _read(name, column) for name, column in found.items()}


def write(path: Path, chunks: Iterable[Columns]) -> int:
    """Write chunks to a Parquet file, through a file of its own so that memory stays flat; say how many people."""
    people = 0
    with tempfile.TemporaryDirectory() as folder, _duckdb(str(Path(folder) / "people.duckdb")) as connection:
        for place, chunk in enumerate(chunks):
            people += people_in(chunk)
            connection.register("chunk", {name: np.ascontiguousarray(column) for name, column in chunk.items()})
            how = "INSERT INTO written" if place else "CREATE TABLE written AS"
            connection.execute(f"{how} SELECT * FROM chunk")
            connection.unregister("chunk")
        connection.execute(f"COPY written TO {_text(path)} (FORMAT parquet)")
    return people


def _duckdb(file: str = ":memory:") -> Any:
    import duckdb  # slow to load, and needed only for files

    return duckdb.connect(file)


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _groups(chunk: Columns, by: Sequence[str]) -> Iterator[tuple[tuple[int, ...], Column]]:
    if not by:
        yield (), slice(None)
        return
    keys = np.stack([chunk[name] for name in by], axis=1)
    different, place = np.unique(keys, axis=0, return_inverse=True)
    for number, key in enumerate(different):
        yield tuple(int(part) for part in key), place.ravel() == number


def _added(column: Column) -> int:
    """The exact sum: by NumPy where a chunk cannot outgrow 64 bits, else by Python."""
    if not column.size:
        return 0
    largest = max(abs(int(column.min())), abs(int(column.max())))
    if largest * column.size < 2**63:
        return int(column.sum())
    return sum(int(amount) for amount in column)


def _read(name: str, column: Column) -> Column:
    if np.any(np.ma.getmaskarray(column)):
        raise ColumnsRefused(f"The column {name} has a gap: every person needs a value.")
    found = np.asarray(column)
    if found.dtype.kind == "f":
        raise ColumnsRefused(f"The column {name} has a decimal point: give whole numbers, money in pence.")
    return found.astype(np.int64) if found.dtype.kind in "iub" else found
