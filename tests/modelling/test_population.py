"""Fictional people: the same from one seed, whatever is asked of them beside, and every branch of the sums reached."""

import numpy as np
import pytest

from selfdirect.modelling.columns import joined
from selfdirect.modelling.population import EDGES, GROUPS, columns_of, people
from selfdirect.rules.charging_formulas import ENTERED_INPUTS


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    one, again, other = (joined(people(1_000, seed, size=300)) for seed in (1, 1, 2))
    assert all(np.array_equal(one[name], again[name]) for name in one)
    assert not np.array_equal(one["savings"], other["savings"])


def test_there_are_as_many_as_asked_in_chunks_of_whole_numbers() -> None:
    chunks = list(people(1_050, seed=3, size=500))
    assert [len(chunk["age"]) for chunk in chunks] == [500, 500, 50]
    assert all(column.dtype == np.int64 for chunk in chunks for column in chunk.values())
    assert not list(people(0, seed=3))


def test_every_input_of_charging_is_given_and_no_amount_is_below_zero() -> None:
    found = joined(people(20_000, seed=5))
    assert set(ENTERED_INPUTS) <= set(found)
    assert all(int(column.min()) >= 0 for column in found.values())
    assert all(len(np.unique(found[name])) > 1 for name in ENTERED_INPUTS)


def test_they_are_spread_as_people_are_and_sit_on_the_limits_too() -> None:
    found = joined(people(20_000, seed=6))
    assert set(np.unique(found["group"])) == set(range(len(GROUPS)))
    assert set(EDGES) <= set(found["savings"].tolist())
    assert ((found["age"] >= 66) == (found["group"] == 0)).all()
    assert not (found["is_couple"] & found["is_lone_parent"]).any()


def test_given_people_become_columns_or_the_one_who_differs_is_named() -> None:
    assert columns_of([{"age": 70, "is_couple": True}, {"age": 20, "is_couple": False}])["is_couple"].tolist() == [1, 0]
    assert columns_of([]) == {}
    with pytest.raises(ValueError, match="Person 2 differs from the first in what is given: children"):
        columns_of([{"age": 70}, {"age": 20, "children": 1}])
    with pytest.raises(ValueError, match="Person 1: age must be a whole number"):
        columns_of([{"age": 70.5}])  # type: ignore[dict-item]
