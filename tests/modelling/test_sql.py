"""The formulas as SQL: one level at a time, each engine's own way of dividing, nothing repeated."""

from selfdirect.modelling.sql import DUCKDB, SPARK, levels, select
from selfdirect.rules.charging_formulas import FORMULAS
from tests.modelling.alike import charging_scalars


def test_each_level_needs_only_what_stands_before_it() -> None:
    known = set(FORMULAS.inputs)
    for level in levels(FORMULAS):
        assert all(set(each.needs) <= known for each in level)
        known |= {each.name for each in level}
    assert known == FORMULAS.inputs | set(FORMULAS.by_name)


def test_there_is_one_sub_select_for_each_level_and_the_text_stays_short() -> None:
    text = select(FORMULAS, "people", DUCKDB, charging_scalars())
    assert text.count("SELECT") == len(levels(FORMULAS)) + 1
    assert all(text.count(f'AS "{name}"') == 1 for name in FORMULAS.by_name)
    assert len(text) < 12_000


def test_each_engine_divides_its_own_way() -> None:
    scalars = charging_scalars()
    duckdb, spark = select(FORMULAS, "people", DUCKDB, scalars), select(FORMULAS, "people", SPARK, scalars)
    assert " // " in duckdb
    assert " div " not in duckdb
    assert " div " in spark
    assert " // " not in spark
    assert "error('Cannot divide" in duckdb
