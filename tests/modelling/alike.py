"""What the tests of engines share: formula sets with people to put to them, and each person worked out alone.

Next:   selfdirect/rules/formulas.py
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from selfdirect.modelling.caseload import fictional
from selfdirect.modelling.columns import Column, Columns, joined
from selfdirect.modelling.population import EDGES
from selfdirect.modelling.running import policy_inputs
from selfdirect.modelling.sides import Arm
from selfdirect.policy import load
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, POLICY_INPUTS
from selfdirect.rules.charging_inputs import charging_inputs
from selfdirect.rules.determination_formulas import FormulaSet, formulas_for
from selfdirect.rules.formulas import Formulas, work_out
from selfdirect.rules.working import ENTERED, Row
from tests.cases.charging_rules import finances_of, in_pence
from tests.cases.reading import cases, values_of

ON = date(2026, 5, 1)
SMALL = (0, 1, 2, 99, 100, 101, 12_345, 24_999, 25_000, 25_001)


@cache
def charging_scalars(council: str = "westminster") -> dict[str, int]:
    """The policy inputs of charging under one council."""
    return policy_inputs(POLICY_INPUTS, load(council).on(ON))


@cache
def whole_set(council: str) -> FormulaSet:
    """Every sum of one council's policy: points, budget, contribution, what is left to plan with, net."""
    return formulas_for(load(council).on(ON))


def whole_people(council: str, count: int = 40) -> dict[str, Column]:
    """Fictional people with everything that the whole set asks of them."""
    values, sums = load(council).on(ON), whole_set(council)
    caseload = fictional(count, 11, values)
    chunk = joined(caseload.chunks())
    asked = caseload.asked(Arm(values, sums, ()), chunk)
    return {name: np.asarray(asked[name]) for name in sums.person_inputs}


def charging_people() -> st.SearchStrategy[list[dict[str, int]]]:
    """Some people, with amounts at the limits and a penny beside them as well as anywhere."""
    amounts = st.one_of(st.sampled_from((*EDGES, *SMALL)), st.integers(0, 10**9))
    person = {name: st.integers(0, 1) if name.startswith(("is_", "has_")) else amounts for name in ENTERED_INPUTS}
    return st.lists(st.fixed_dictionaries(person | {"children": st.integers(0, 12)}), min_size=1, max_size=12)


def charging_cases() -> list[tuple[str, dict[str, int]]]:
    """Every worked case of what a person contributes that gets as far as the sums: its name, and every input."""
    found = []
    for case in cases():
        if case.content["rule"] == "contribution" and "refused" not in case.content["answer"]:
            given = in_pence(case.content["given"])
            given.pop("cost_pence_weekly", None)
            _, rows = charging_inputs(finances_of(case.content, given), values_of(case))
            found.append((case.name, {name: whole(row.amount) for name, row in rows.items()}))
    return found


def whole(amount: object) -> int:
    """Yes is 1."""
    return int(amount == "yes") if isinstance(amount, str) else int(str(amount))


def one_by_one(formulas: Formulas, scalars: Mapping[str, int], people: Columns) -> dict[str, Column]:
    """Every amount as the path for one person works it out, put together as columns."""
    count = len(next(iter(people.values())))
    worked = [
        work_out(formulas, {name: _row(name, scalars, people, place) for name in formulas.inputs}).amounts
        for place in range(count)
    ]
    return {name: np.array([amounts[name] for amounts in worked]) for name in formulas.by_name}


def differences(formulas: Formulas, expected: Columns, found: Columns) -> dict[str, Any]:
    """Each formula with a penny's difference anywhere: the amounts of both sides."""
    return {
        name: (list(expected[name]), list(found[name]))
        for name in formulas.by_name
        if not np.array_equal(expected[name], found[name])
    }


def as_columns(people: Sequence[Mapping[str, int]]) -> dict[str, Column]:
    """The same people as columns."""
    return {name: np.array([person[name] for person in people], dtype=np.int64) for name in people[0]}


def _row(name: str, scalars: Mapping[str, int], people: Columns, place: int) -> Row:
    amount = int(people[name][place]) if name in people else scalars[name]
    return Row(name, amount, "pence", name, "made up", ENTERED)
