"""DuckDB gives the same pennies as the path for one person, and stops where a sum would not be exact."""

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfdirect.modelling.columns import joined, work_out_columns
from selfdirect.modelling.engines import on_duckdb, on_spark
from selfdirect.modelling.population import people
from selfdirect.policy import councils
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS
from selfdirect.rules.formulas import Formulas, Whole, formula
from tests.modelling.alike import (
    as_columns,
    charging_cases,
    charging_people,
    charging_scalars,
    differences,
    one_by_one,
    whole_people,
    whole_set,
)
from tests.modelling.test_columns import MIXED, NUMBERS, PRODUCT, QUOTIENT


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys("abc", NUMBERS)), min_size=1, max_size=20))
def test_every_operation_is_the_same_in_sql(someone: list[dict[str, int]]) -> None:
    given = as_columns(someone)
    assert not differences(MIXED, one_by_one(MIXED, {}, given), on_duckdb(MIXED, {}, given))


@settings(max_examples=30)
@given(charging_people())
def test_charging_is_the_same_in_sql(someone: list[dict[str, int]]) -> None:
    given, scalars = as_columns(someone), charging_scalars()
    assert not differences(FORMULAS, one_by_one(FORMULAS, scalars, given), on_duckdb(FORMULAS, scalars, given))


def test_every_worked_case_of_charging_is_the_same_in_sql() -> None:
    given = as_columns([inputs for _, inputs in charging_cases()])
    assert not differences(FORMULAS, one_by_one(FORMULAS, {}, given), on_duckdb(FORMULAS, {}, given))


@pytest.mark.parametrize("council", ["westminster", "council_c"])
def test_many_made_up_people_are_the_same_in_columns_and_sql(council: str) -> None:
    given, scalars = joined(people(20_000, seed=4)), charging_scalars(council)
    columns = work_out_columns(FORMULAS, scalars | {name: given[name] for name in ENTERED_INPUTS})
    assert not differences(FORMULAS, columns, on_duckdb(FORMULAS, scalars, given))


@pytest.mark.parametrize("council", councils())
def test_every_sum_of_a_council_is_the_same_for_one_person_in_columns_and_in_sql(council: str) -> None:
    sums, given = whole_set(council), whole_people(council)
    formulas, scalars = sums.formulas, sums.policy_amounts
    alone = one_by_one(formulas, scalars, given)
    assert not differences(formulas, alone, work_out_columns(formulas, scalars | given))
    assert not differences(formulas, alone, on_duckdb(formulas, scalars, given))
    assert int(alone["indicative_budget"].sum()) > 0 and int(alone["net_budget"].sum()) > 0


@formula(label="Nothing asked", unit="pence", source="made up")
def nothing_asked(o: Whole, a: Whole) -> Whole:
    return o.where(o.all(), 10, 0) + o.where(o.any(), 1, 0) + o.where(o.all(o.all(), a > 0), 100, 0)


def test_all_of_no_conditions_holds_and_any_of_none_does_not_on_each_engine() -> None:
    formulas, given = Formulas([nothing_asked], ["a"]), {"a": np.array([0, 1])}
    for found in (one_by_one(formulas, {}, given), work_out_columns(formulas, given), on_duckdb(formulas, {}, given)):
        assert found["nothing_asked"].tolist() == [10, 110]


def test_sql_stops_where_a_sum_would_not_be_exact() -> None:
    with pytest.raises(duckdb.Error, match=r"[Oo]verflow"):
        on_duckdb(PRODUCT, {}, {"a": np.array([2**62]), "b": np.array([4])})
    with pytest.raises(duckdb.Error, match="Cannot divide"):
        on_duckdb(QUOTIENT, {}, {"a": np.array([-7]), "b": np.array([2])})


def test_spark_is_refused_where_it_would_wrap_round_in_silence(tmp_path) -> None:
    class Session:
        conf = {"spark.sql.ansi.enabled": "false"}

    with pytest.raises(ValueError, match="ansi"):
        on_spark(FORMULAS, charging_scalars(), Session(), tmp_path)
