"""The formulas over columns give the same pennies as for one person, or refuse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.modelling.columns import ColumnsRefused, in_chunks, joined, work_out_columns
from selfdirect.rules.charging_formulas import FORMULAS
from selfdirect.rules.formulas import Formulas, Whole, formula
from tests.modelling.alike import (
    as_columns,
    charging_cases,
    charging_people,
    charging_scalars,
    differences,
    one_by_one,
)


@formula(label="Every operation", unit="pence", source="made up")
def mixed(o: Whole, a: Whole, b: Whole, c: Whole) -> Whole:
    asked = o.any(o.all(a > b, c != 0), a == 7, b >= 9_000)
    less = o.max(a - b, 0)
    return o.where(asked, o.floordiv(less, 3) + o.share(a, b), o.ceildiv(a, 7) * 2 - (1 - o.min(b, c)))


@formula(label="Product", unit="pence", source="made up")
def product(o: Whole, a: Whole, b: Whole) -> Whole:
    return a * b


@formula(label="Quotient", unit="pence", source="made up")
def quotient(o: Whole, a: Whole, b: Whole) -> Whole:
    return o.floordiv(a, b)


MIXED = Formulas([mixed], ["a", "b", "c"])
PRODUCT = Formulas([product], ["a", "b"])
QUOTIENT = Formulas([quotient], ["a", "b"])
NUMBERS = st.one_of(st.sampled_from([0, 1, 7, 4_999, 5_000, 5_001, 9_000, 10_000]), st.integers(0, 10**9))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys("abc", NUMBERS)), min_size=1, max_size=20))
def test_every_operation_is_the_same_for_one_person_and_for_a_column(people: list[dict[str, int]]) -> None:
    given = as_columns(people)
    assert not differences(MIXED, one_by_one(MIXED, {}, given), work_out_columns(MIXED, given))


@given(charging_people())
def test_charging_is_the_same_for_one_person_and_for_a_column(people: list[dict[str, int]]) -> None:
    given, scalars = as_columns(people), charging_scalars()
    assert not differences(FORMULAS, one_by_one(FORMULAS, scalars, given), work_out_columns(FORMULAS, scalars | given))


def test_every_worked_case_of_charging_is_the_same_as_a_column() -> None:
    given = as_columns([inputs for _, inputs in charging_cases()])
    assert len(given["savings"]) > 30
    assert not differences(FORMULAS, one_by_one(FORMULAS, {}, given), work_out_columns(FORMULAS, given))


@pytest.mark.parametrize(("a", "b"), [(2**62, 2), (-(2**62), 3), (2**32, 2**31)])
def test_a_sum_that_does_not_fit_is_refused_and_never_wraps(a: int, b: int) -> None:
    with pytest.raises(ColumnsRefused, match=r"Product \(product\): an amount is too large"):
        work_out_columns(PRODUCT, {"a": np.array([1, a]), "b": np.array([1, b])})


def test_a_large_amount_beside_a_small_one_is_exact_where_each_sum_fits() -> None:
    given = {"a": np.array([2**61, 1]), "b": np.array([1, 2**61])}
    assert work_out_columns(PRODUCT, given)["product"].tolist() == [2**61, 2**61]


@pytest.mark.parametrize(("a", "b"), [(-7, 2), (7, 0), (7, -2)])
def test_a_division_that_engines_round_differently_is_refused(a: int, b: int) -> None:
    with pytest.raises(ColumnsRefused, match="cannot divide"):
        work_out_columns(QUOTIENT, {"a": np.array([8, a]), "b": np.array([2, b])})


def test_what_is_missing_or_not_whole_is_named() -> None:
    with pytest.raises(ColumnsRefused, match="Nothing was given for b"):
        work_out_columns(PRODUCT, {"a": np.array([1])})
    with pytest.raises(ColumnsRefused, match="b must be whole numbers"):
        work_out_columns(PRODUCT, {"a": np.array([1]), "b": np.array([1.5])})
    with pytest.raises(ColumnsRefused, match="differ in length"):
        work_out_columns(PRODUCT, {"a": np.array([1]), "b": np.array([1, 2])})


def test_chunks_put_back_together_are_the_whole() -> None:
    given = {"a": np.arange(10), "b": 3}
    worked = joined(work_out_columns(PRODUCT, chunk) for chunk in in_chunks(given, 3))
    assert worked["product"].tolist() == [3 * number for number in range(10)]
    assert work_out_columns(PRODUCT, {"a": np.array([], dtype=np.int64), "b": 3})["product"].tolist() == []
