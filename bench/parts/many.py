"""What every side of the measurement over many people is given: the people, the policy, the clock.

Next:   bench/modelling.py
"""

import json
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np

from selfdirect.modelling.caseload import fictional
from selfdirect.modelling.columns import in_chunks, joined
from selfdirect.modelling.population import people
from selfdirect.modelling.running import policy_inputs, run
from selfdirect.modelling.sides import Arm
from selfdirect.policy import load
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS, POLICY_INPUTS
from selfdirect.rules.determination_formulas import formulas_for

SEED = 2026
WHAT_IF = 20_000
ANSWER = "assessed_contribution"
POLICY = load("westminster").on(date(2026, 5, 1))
SCALARS = policy_inputs(POLICY_INPUTS, POLICY)
# Every sum of the council: points, budget, contribution, what is left to plan with, net, money for emergencies.
WHOLE = formulas_for(POLICY)
# The question asked: a local uplift of ten pounds a week more.
CHANGED = SCALARS | {"local_uplift": SCALARS["local_uplift"] + 10_00}


def everybody(count: int) -> dict[str, Any]:
    """The same people for every side, as whole columns."""
    whole = joined(people(count, SEED))
    return {name: whole[name] for name in ENTERED_INPUTS}


def whole_chunks(count: int) -> Iterator[dict[str, Any]]:
    """People with everything that the whole set of one council's sums asks, a chunk at a time."""
    arm = Arm(POLICY, WHOLE, ())
    caseload = fictional(count, SEED, POLICY)
    for chunk in caseload.chunks():
        asked = caseload.asked(arm, chunk)
        yield {name: asked[name] for name in WHOLE.person_inputs}


def best(work: Callable[[], Any], times: int = 5) -> float:
    """The shortest of some runs: what else the machine does can only make one longer."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def exact(given: dict[str, Any]) -> dict[str, Any]:
    """Every amount in whole numbers of 64 bits, which is what the property tests hold to one person's path."""
    worked = joined(run(FORMULAS, SCALARS, in_chunks(given)))
    return {name: worked[name] for name in FORMULAS.by_name}


def wrong_people(expected: dict[str, Any], found: dict[str, Any]) -> int:
    """How many people have at least one amount that is not right to the penny."""
    wrong = np.zeros(len(expected[ANSWER]), dtype=bool)
    for name, column in expected.items():
        wrong |= column != np.asarray(found[name]).astype(np.float64)
    return int(wrong.sum())


def winners_and_losers(before: Any, after: Any) -> tuple[int, int]:
    """How many would pay less, and how many more."""
    return int(np.count_nonzero(after < before)), int(np.count_nonzero(after > before))


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(**found: float) -> None:
    print(json.dumps(found))
