"""Many people, chunk by chunk: totals are exact, groups add up, files are read as they were written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selfdirect.modelling.columns import ColumnsRefused, joined
from selfdirect.modelling.population import people
from selfdirect.modelling.running import bands, read, run, totals, write
from selfdirect.rules.charging_formulas import FORMULAS
from tests.modelling.alike import charging_scalars

ANSWER = "assessed_contribution"


def test_totals_are_the_same_however_the_people_are_cut() -> None:
    whole, cut = (
        totals(run(FORMULAS, charging_scalars(), people_cut), [ANSWER, "income"], by=["group", "is_couple"])
        for people_cut in ([joined(people(3_000, 1))], _cut(joined(people(3_000, 1)), 700))
    )
    assert whole == cut
    assert sum(row.people for row in whole) == 3_000


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_chunks_come_out_in_order_however_many_are_worked_out_at_once(threads: int) -> None:
    alone = joined(run(FORMULAS, charging_scalars(), people(3_000, 4, size=3_000), threads=1))
    cut = joined(run(FORMULAS, charging_scalars(), people(3_000, 4, size=3_000), threads=threads))
    small = list(run(FORMULAS, charging_scalars(), _cut(joined(people(3_000, 4)), 250), threads=threads))
    assert len(small) == 12
    for name in alone:
        assert (alone[name] == cut[name]).all() and (alone[name] == joined(small)[name]).all()


def test_a_chunk_that_cannot_be_worked_out_stops_the_run() -> None:
    whole = joined(people(400, 5))
    chunks = [*_cut(whole, 100)]
    chunks[2] = {**chunks[2], "savings": chunks[2]["savings"] * 1.0}
    with pytest.raises(ColumnsRefused, match="savings must be whole numbers"):
        list(run(FORMULAS, charging_scalars(), chunks, threads=2))


def test_no_more_chunks_are_taken_than_are_asked_for() -> None:
    taken = []

    def chunks() -> Iterator[dict[str, Any]]:
        for number, chunk in enumerate(_cut(joined(people(2_000, 6)), 100)):
            taken.append(number)
            yield chunk

    results = run(FORMULAS, charging_scalars(), chunks(), threads=2)
    next(results)
    assert len(taken) == 3


def test_groups_add_up_to_everybody() -> None:
    results = list(run(FORMULAS, charging_scalars(), people(5_000, 2, size=1_000)))
    (everybody,) = totals(results, [ANSWER])
    by_group = totals(results, [ANSWER], by=["group"])
    assert len(by_group) == 4
    assert everybody.people == sum(row.people for row in by_group) == 5_000
    assert everybody.sums[ANSWER] == sum(row.sums[ANSWER] for row in by_group)
    assert everybody.sums[ANSWER] == sum(int(chunk[ANSWER].sum()) for chunk in results)


def test_a_sum_over_people_may_outgrow_64_bits() -> None:
    chunks = [{"amount": np.array([2**62, 2**62, 2**62])}]
    assert totals(chunks, ["amount"])[0].sums["amount"] == 3 * 2**62


def test_a_chunk_may_have_its_own_value_in_place_of_the_policys() -> None:
    (chunk,) = run(FORMULAS, charging_scalars(), people(50, 3))
    (other,) = run(FORMULAS, charging_scalars() | {"local_uplift": 10_00}, people(50, 3))
    assert (other["disposable_income"] <= chunk["disposable_income"]).all()
    assert (other["disposable_income"] < chunk["disposable_income"]).any()


def test_bands_start_at_their_edge() -> None:
    assert bands(np.array([0, 9, 10, 19, 20, 99]), [10, 20]).tolist() == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_file_is_read_in_chunks_as_it_was_written(tmp_path: Path, ending: str) -> None:
    import duckdb

    file = tmp_path / "people's.parquet"
    assert write(file, people(2_500, 8, size=1_000)) == 2_500
    if ending == "csv":
        other = file.with_suffix(".csv")
        duckdb.sql(f"COPY (FROM '{tmp_path}/*.parquet') TO '{tmp_path}/people.csv'")
        other = tmp_path / "people.csv"
        file = other
    chunks = list(read(file, size=600))
    assert [len(chunk["age"]) for chunk in chunks] == [600, 600, 600, 600, 100]
    expected, found = joined(people(2_500, 8, size=1_000)), joined(chunks)
    assert all(np.array_equal(expected[name], found[name]) for name in expected)


@pytest.mark.parametrize(
    ("text", "why"), [("a,b\n1,2\n,4\n", "column a has a gap"), ("a,b\n1,2\n1.5,4\n", "column a has a decimal point")]
)
def test_a_gap_or_a_part_of_a_penny_is_refused(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "people.csv"
    file.write_text(text)
    with pytest.raises(ColumnsRefused, match=why):
        list(read(file))
    with pytest.raises(ColumnsRefused, match="must be a"):
        list(read(tmp_path / "people.xlsx"))


def _cut(whole: dict[str, np.ndarray], size: int) -> list[dict[str, np.ndarray]]:
    count = len(whole["age"])
    return [{name: column[at : at + size] for name, column in whole.items()} for at in range(0, count, size)]
