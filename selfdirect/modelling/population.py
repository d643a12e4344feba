"""Fictional people as columns, as many as asked for: from a seed, a chunk at a time, none of them real.

The spread of ages, homes, incomes and savings is ours, made to reach every branch of the sums, the exact limits
above all. It is no estimate of any council's people.

Next:   selfdirect/modelling/running.py
Tests:  tests/modelling/test_population.py
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np

from selfdirect.modelling.columns import CHUNK

Column = np.ndarray[Any, np.dtype[Any]]

OLDER_PEOPLE: Final = "older_people"
PHYSICAL_DISABILITY: Final = "physical_disability"
LEARNING_DISABILITY: Final = "learning_disability"
MENTAL_HEALTH: Final = "mental_health"
GROUPS: Final = (OLDER_PEOPLE, PHYSICAL_DISABILITY, LEARNING_DISABILITY, MENTAL_HEALTH)
# Of people under pension age: how many in a hundred are in each of the last three groups.
UNDER_PENSION_AGE: Final = (0.40, 0.38, 0.22)

PENSION_AGE: Final = 66
# Savings that sit exactly on a limit or a penny to either side, in pence.
EDGES: Final = (0, 1, 14_250_00, 14_250_01, 14_500_00, 14_500_01, 23_250_00, 23_249_99, 23_250_01)


def people(count: int, seed: int, size: int = CHUNK) -> Iterator[dict[str, Column]]:
    """Give this many fictional people in chunks of columns; the same seed gives the same people.

    Each chunk has a seed of its own, made from `seed` and its place, so a chunk can be made again alone.
    Besides the inputs of charging there are `group` (a place in GROUPS), `age` and `needs` (0 to 100).
    """
    for place, start in enumerate(range(0, count, size)):
        yield _chunk(min(size, count - start), np.random.default_rng((seed, place)))


def columns_of(caseload: Iterable[Mapping[str, int]]) -> dict[str, Column]:
    """Turn given people, each a mapping of the same names to whole numbers, into columns.

    Raises ValueError, with the place of the person, when one has other names than the first or a value that is
    not a whole number.
    """
    rows = list(caseload)
    if not rows:
        return {}
    for place, row in enumerate(rows, start=1):
        if row.keys() != rows[0].keys():
            different = ", ".join(sorted(row.keys() ^ rows[0].keys()))
            raise ValueError(f"Person {place} differs from the first in what is given: {different}.")
        wrong = [name for name, value in row.items() if not isinstance(value, int)]
        if wrong:
            raise ValueError(f"Person {place}: {', '.join(wrong)} must be a whole number.")
    return {name: np.array([int(row[name]) for row in rows], dtype=np.int64) for name in rows[0]}


def _chunk(count: int, random: np.random.Generator) -> dict[str, Column]:
    older = random.random(count) < 0.62
    age = np.where(older, random.integers(PENSION_AGE, 101, count), random.integers(18, PENSION_AGE, count))
    group = np.where(older, 0, random.choice((1, 2, 3), count, p=UNDER_PENSION_AGE))
    found = {
        "group": group,
        "age": age,
        "needs": np.minimum(100, random.gamma(2.2, 14.0, count)).astype(np.int64),
        **_household(age, count, random),
        **_capital(older, count, random),
        **_weekly(older, count, random),
    }
    return {name: column.astype(np.int64, copy=False) for name, column in found.items()}


def _household(age: Column, count: int, random: np.random.Generator) -> dict[str, Column]:
    older = age >= PENSION_AGE
    couple = random.random(count) < np.where(older, 0.34, 0.16)
    lone_parent = ~couple & ~older & (random.random(count) < 0.06)
    parents = lone_parent | (couple & ~older & (random.random(count) < 0.4))
    return {
        "is_couple": couple,
        "is_lone_parent": lone_parent,
        "is_under_25": age < 25,
        "is_pension_age": older,
        "is_couple_pension_age": older | (couple & (random.random(count) < 0.1)),
        "children": np.where(parents, random.integers(1, 5, count), 0),
        "has_disability_premium": ~older & (random.random(count) < 0.45),
        "has_enhanced_disability_premium": ~older & (random.random(count) < 0.25),
        "has_carer_premium": random.random(count) < 0.07,
        "has_savings_credit": older & (random.random(count) < 0.15),
    }


def _capital(older: Column, count: int, random: np.random.Generator) -> dict[str, Column]:
    """Most people have little, some a great deal, and one in ten sits on a limit or a penny beside it."""
    savings = np.minimum(random.lognormal(np.where(older, 13.6, 12.0), 1.5, count), 9_000_000_00).astype(np.int64)
    savings = np.where(random.random(count) < 0.1, random.choice(EDGES, count), savings)
    return {
        "savings": savings,
        "joint_savings": _some(0.12, 40_000_00, count, random),
        "notional_capital": _some(0.01, 60_000_00, count, random),
        "property_counted": _some(0.02, 400_000_00, count, random),
    }


def _weekly(older: Column, count: int, random: np.random.Generator) -> dict[str, Column]:
    pension = random.integers(170_00, 420_01, count)
    benefits = random.integers(90_00, 330_01, count)
    disability = random.choice((0, 29_20, 73_90, 110_40, 187_45), count, p=(0.25, 0.1, 0.25, 0.25, 0.15))
    return {
        "other_income": np.where(older, pension, benefits),
        "disability_benefits": disability,
        "notional_income": _some(0.01, 60_00, count, random),
        "housing_costs": _some(0.55, 160_00, count, random),
        "disability_costs": _some(0.4, 75_00, count, random),
    }


def _some(share: float, most: int, count: int, random: np.random.Generator) -> Column:
    """This share of people have an amount, any up to the most; the others have none."""
    return np.where(random.random(count) < share, random.integers(0, most + 1, count), 0)
