"""One policy of one day, ready to be put to many people: the council's sums, and its partner trust's where it serves.

Next:   selfdirect/modelling/columns.py, selfdirect/modelling/caseload.py
Tests:  tests/modelling/test_sides.py
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np

from selfdirect.modelling.changes import changed
from selfdirect.modelling.columns import Column, Columns, ColumnsRefused, people_in, work_out_columns
from selfdirect.policy.determining import trust_for
from selfdirect.policy.pack import Policy
from selfdirect.rules.allocation_formulas import client_group_codes
from selfdirect.rules.determination_formulas import FormulaSet, formulas_for
from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL, Row

# What a side says of each person, in pence a week.
ANSWERS: Final = ("indicative_budget", "contribution", "net_budget", "planning_amount")
ENGINES: Final = ("numpy", "duckdb")
# The policy files that the sums come from: a trust that differs in others only needs no sums of its own.
_OF_THE_SUMS: Final = frozenset({"allocation", "charging", "market", "profile", "questionnaire"})

Engine = Callable[[FormulaSet, Columns], Mapping[str, Column]]


@dataclass(frozen=True)
class Arm:
    """The sums of the council, or of a partner trust for the client groups it serves; `groups` are their numbers."""

    values: Values
    sums: FormulaSet
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Side:
    """A policy as columns: its arms, the council's own first."""

    name: str
    arms: tuple[Arm, ...]

    @property
    def values(self) -> Values:
        """The council's own values."""
        return self.arms[0].values

    def rests_on(self) -> tuple[Row, ...]:
        """The values used in its sums that no source states, or that nobody has checked."""
        rows = [(arm.values, row) for arm in self.arms for row in arm.sums.policy_inputs.values()]
        found = {row.rule: replace(row, label=values.value(row.rule).label) for values, row in rows}
        return tuple(row for _, row in sorted(found.items()) if row.status in DOUBTFUL)


def side(
    name: str,
    policy: Policy,
    on: date,
    changes: Mapping[str, str] | None = None,
    percent_on_prices: int = 0,
    trial: str = "",
) -> Side:
    """Make a policy ready, or its version on trial, with changes tried in it. Raises ChangeRefused, ValueRefused."""
    own = changed(policy.on(on, trial=trial), changes or {}, percent_on_prices)
    arms = [Arm(own, formulas_for(own), ())]
    by_trust: dict[str, list[int]] = {}
    for group, code in client_group_codes(own).items():
        trust = trust_for(policy, group, on)
        if trust:
            by_trust.setdefault(trust, []).append(code)
    for trust, groups in by_trust.items():
        before = policy.on(on, trust, trial)
        shared = _shared(policy.on(on, trial=trial), before, changes or {})
        theirs = changed(before, shared, percent_on_prices)
        if not _differ(own, theirs):
            continue
        arms.append(Arm(theirs, formulas_for(theirs), tuple(groups)))
    return Side(name, tuple(arms))


def _shared(own: Values, theirs: Values, changes: Mapping[str, str]) -> dict[str, str]:
    """The changes of values that the trust takes from the council: what is the trust's own stays as it is."""
    found = {}
    for name, written in changes.items():
        key = ".".join(name.split(".")[:2])
        if key in own and key in theirs and own[key].amount == theirs[key].amount:
            found[name] = written
    return found


def _differ(own: Values, theirs: Values) -> bool:
    keys = [key for key in {*own, *theirs} if key.partition(".")[0] in _OF_THE_SUMS]
    return any(key not in own or key not in theirs or own[key].amount != theirs[key].amount for key in keys)


def work_out(
    side: Side, chunk: Columns, asked: Callable[[Arm, Columns], Columns], engine: str = ENGINES[0]
) -> dict[str, Column]:
    """Give what the side says of each person of a chunk. `asked` gives the inputs of an arm's sums for these people."""
    run = _on_duckdb if engine == "duckdb" else _on_numpy
    people = people_in(chunk)
    if len(side.arms) == 1:
        worked = run(side.arms[0].sums, asked(side.arms[0], chunk))
        return {name: worked[name] for name in ANSWERS}
    found = {name: np.zeros(people, dtype=np.int64) for name in ANSWERS}
    for arm, places in _by_arm(side, chunk["client_group"]):
        if not places.size:
            continue
        own = {name: column[places] for name, column in chunk.items()}
        worked = run(arm.sums, asked(arm, own))
        for name in ANSWERS:
            found[name][places] = worked[name]
    return found


def _by_arm(side: Side, groups: Column) -> list[tuple[Arm, Column]]:
    """Each arm with the places of the people it serves."""
    elsewhere = np.isin(groups, [code for arm in side.arms[1:] for code in arm.groups])
    found = [(side.arms[0], np.nonzero(~elsewhere)[0])]
    return [*found, *((arm, np.nonzero(np.isin(groups, arm.groups))[0]) for arm in side.arms[1:])]


def _on_numpy(sums: FormulaSet, asked: Columns) -> Mapping[str, Column]:
    return work_out_columns(sums.formulas, {**sums.policy_amounts, **_needed(sums, asked)})


def _on_duckdb(sums: FormulaSet, asked: Columns) -> Mapping[str, Column]:
    from selfdirect.modelling.engines import on_duckdb

    return on_duckdb(sums.formulas, sums.policy_amounts, _needed(sums, asked))


def _needed(sums: FormulaSet, asked: Columns) -> dict[str, Any]:
    missing = sorted(set(sums.person_inputs) - set(asked))
    if missing:
        raise ColumnsRefused(f"Nothing is known of these for each person: {', '.join(missing)}.")
    return {name: asked[name] for name in sums.person_inputs}
