"""The same sums run as SQL, where the people already are: on DuckDB in this process, on Spark in its own.

Next:   selfdirect/modelling/sql.py
Tests:  tests/modelling/test_engines.py
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from selfdirect.modelling.columns import Column, Columns
from selfdirect.modelling.sql import DUCKDB, SPARK, select
from selfdirect.rules.formulas import Formulas

# Spark stops rather than wrap round when a sum leaves 64 bits, or when a number is not one.
EXACT: Final = {"spark.sql.ansi.enabled": "true"}


def on_duckdb(formulas: Formulas, scalars: Mapping[str, int], people: Columns) -> dict[str, Column]:
    """Work out every formula for these people with DuckDB, in the order they were given."""
    import duckdb

    given = {name: np.ascontiguousarray(column) for name, column in people.items()}
    count = len(next(iter(given.values())))
    with duckdb.connect() as connection:
        connection.register("people", {"row_number": np.arange(count), **given})
        text = select(formulas, "people", DUCKDB, scalars, keep=["row_number"])
        found: dict[str, Column] = connection.execute(f"{text}\nORDER BY row_number").fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items() if name != "row_number"}


def on_spark(formulas: Formulas, scalars: Mapping[str, int], session: Any, path: Path, keep: Sequence[str] = ()) -> Any:
    """Give Spark's own table of every formula for the people in a Parquet file; nothing runs until it is asked.

    The session is whoever's own; it must be in ANSI mode, so that it stops rather than wrap round.
    """
    for setting, wanted in EXACT.items():
        if session.conf.get(setting) != wanted:
            raise ValueError(f"Spark must have {setting} set to {wanted}, or its sums may not be exact.")
    return session.sql(select(formulas, f"parquet.`{path}`", SPARK, scalars, keep))
