"""An instrument against plans that were costed by hand: how far off it is, group by group.

Next:   selfdirect/modelling/what_if.py
Tests:  tests/modelling/test_back_test.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from selfdirect.modelling.caseload import NEED_BANDS, Caseload, band_of
from selfdirect.modelling.columns import Column, Columns
from selfdirect.modelling.sides import Side, work_out
from selfdirect.modelling.what_if import group_labels

# A budget within this share of the plan is near it, in percent.
NEAR: Final = 10


@dataclass(frozen=True)
class Error:
    """How far budgets are from the plans of some people, in pence a week. Above zero is more than the plan.

    `mean_absolute` counts too much and too little alike; `near_percent` is the share of people within NEAR percent.
    """

    label: str
    people: int
    plan_mean: int
    budget_mean: int
    mean: int
    mean_absolute: int
    near_percent: int


def back_test(side: Side, people: Caseload) -> tuple[Error, list[Error], list[Error]]:
    """Compare the indicative budget with the costed plan of everybody who has one: altogether, by group, by band."""
    columns = _gathered(side, people)
    groups = group_labels(side.values)
    everybody = np.ones(len(columns["plan"]), dtype=bool)
    by_group = [_error(name, columns, columns["group"] == code) for code, name in groups.items()]
    by_band = [_error(name, columns, columns["band"] == place) for place, name in enumerate(NEED_BANDS)]
    return _error("Everybody with a costed plan", columns, everybody), _some(by_group), _some(by_band)


def _some(errors: Sequence[Error]) -> list[Error]:
    return [each for each in errors if each.people]


def _gathered(side: Side, people: Caseload) -> dict[str, Column]:
    kept: list[Columns] = []
    for chunk in people.chunks():
        has_plan = chunk["plan_pence_weekly"] > 0
        budget = work_out(side, chunk, people.asked)["indicative_budget"]
        columns = {"plan": chunk["plan_pence_weekly"], "budget": budget, "group": chunk["client_group"]}
        columns["band"] = band_of(chunk["need"])
        kept.append({name: column[has_plan] for name, column in columns.items()})
    names = ("plan", "budget", "group", "band")
    empty = np.array([], dtype=np.int64)
    return {name: np.concatenate([empty, *(chunk[name] for chunk in kept)]) for name in names}


def _error(label: str, columns: Columns, chosen: Column) -> Error:
    plan, budget = columns["plan"][chosen], columns["budget"][chosen]
    people = len(plan)
    off = budget - plan
    near = int(np.count_nonzero(np.abs(off) * 100 <= plan * NEAR))
    return Error(
        label=label,
        people=people,
        plan_mean=_mean(plan),
        budget_mean=_mean(budget),
        mean=_mean(off),
        mean_absolute=_mean(np.abs(off)),
        near_percent=(200 * near + people) // (2 * people) if people else 0,
    )


def _mean(column: Column) -> int:
    """The mean in whole pence, an exact half going up."""
    count = len(column)
    return (2 * int(column.sum()) + count) // (2 * count) if count else 0
