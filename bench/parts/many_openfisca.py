"""openfisca-core's side: each formula is one of its variables, holding our function; policy values are plain numbers.

Its variables of money are whole numbers of 32 bits ("int") or floating point of 32 bits ("float"). Only the asking
is timed, not the building of the rules or the setting of inputs, except for one person, who has to be set up.

Next:   bench/modelling.py
"""

import sys
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.parts.many import (
    ANSWER,
    CHANGED,
    SCALARS,
    WHAT_IF,
    best,
    everybody,
    exact,
    peak,
    say,
    winners_and_losers,
    wrong_people,
)
from selfdirect.rules.charging_formulas import FORMULAS
from selfdirect.rules.formulas import YES_OR_NO, Formula

PERIOD = "2026-05"
PERSON = Entity("person", "people", "A person", "")


class Plain:
    """The operations as somebody who writes openfisca rules would write them: NumPy, with nothing around it."""

    where = staticmethod(np.where)
    min = staticmethod(np.minimum)
    max = staticmethod(np.maximum)
    floordiv = staticmethod(lambda amount, by: amount // by)
    ceildiv = staticmethod(lambda amount, by: (amount + by - 1) // by)
    share = staticmethod(lambda amount, points: (amount * points + 5_000) // 10_000)
    all = staticmethod(lambda *conditions: np.logical_and.reduce(conditions))
    any = staticmethod(lambda *conditions: np.logical_or.reduce(conditions))


def system(kind: type, policy: dict[str, int]) -> TaxBenefitSystem:
    made = TaxBenefitSystem([PERSON])
    for name in sorted(FORMULAS.inputs - set(policy)):
        own = bool if name.startswith(("is_", "has_")) else kind
        made.add_variable(_variable(name, own, {}))
    for each in FORMULAS.order:
        made.add_variable(_variable(each.name, bool if each.unit == YES_OR_NO else kind, _formula(each, policy)))
    return made


def _variable(name: str, kind: type, more: dict[str, Any]) -> type:
    known = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), known | more)


def _formula(each: Formula, policy: dict[str, int]) -> dict[str, Any]:
    def formula(person: Any, period: Any) -> Any:
        return each.function(Plain, *(policy[need] if need in policy else person(need, period) for need in each.needs))

    return {"formula": formula}


def ready(made: TaxBenefitSystem, given: dict[str, Any]) -> Simulation:
    simulation = SimulationBuilder().build_default_simulation(made, len(given["savings"]))
    for name, column in given.items():
        simulation.set_input(name, PERIOD, column)
    return simulation


def asked(simulation: Simulation) -> dict[str, Any]:
    return {name: simulation.calculate(name, PERIOD) for name in FORMULAS.by_name}


def main(kind: type, count: int) -> None:
    given, made = everybody(count), system(kind, SCALARS)
    waiting = [ready(made, given) for _ in range(1)]
    rounds = []
    for _ in range(5):
        simulation = waiting.pop() if waiting else ready(made, given)
        rounds.append(best(lambda ready=simulation: [column.sum() for column in asked(ready).values()], 1))
        found = asked(simulation)
        del simulation
    rss = peak()
    wrong = wrong_people(exact(given), found)
    few = everybody(WHAT_IF)
    other = system(kind, CHANGED)

    def what_if() -> float:
        sides = [ready(made, few), ready(other, few)]
        return best(lambda: winners_and_losers(*(asked(side)[ANSWER] for side in sides)), 1)

    person = {name: column[:1] for name, column in few.items()}
    one = best(lambda: asked(ready(made, person)), 20)
    say(many=min(rounds), rss=rss, wrong=wrong, one=one, what_if=min(what_if() for _ in range(5)))


if __name__ == "__main__":
    main({"int": int, "float": float}[sys.argv[1]], int(sys.argv[2]))
