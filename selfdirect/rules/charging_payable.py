"""What is paid of what can be asked: the lower of the means test and the cost, or of a share of the plan.

Two rules stand side by side, and any council may choose either. `means_test`: the person pays up to the answer of the
means test. `share_of_plan`: they pay a share of what the plan's chargeable lines cost, up to that answer (R-FIN-03).

Values: policy/councils
Next:   selfdirect/rules/budget_lines.py
Tests:  tests/rules/test_charging_payable.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from selfdirect.rules.formulas import YES_OR_NO, Formulas, Whole, formula, work_out
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working

# Policy values read here: METHOD is a choice of METHODS; SHARE_OF_PLAN is a percentage.
METHOD: Final = "charging.method"
SHARE_OF_PLAN: Final = "charging.share_of_plan"

MEANS_TEST: Final = "means_test"
BY_SHARE: Final = "share_of_plan"

WEEKLY: Final = "pence weekly"
NEVER_MORE: Final = "Care Act 2014 s.14: never more than the cost to the council"


@dataclass(frozen=True)
class Payable:
    """What a person pays each week towards care that costs `cost_pence_weekly`, with its working."""

    pence_weekly: int
    cost_pence_weekly: int
    method: str
    working: Working


@formula(label="The most the person can be asked to pay", unit=WEEKLY, source=NEVER_MORE)
def most_to_ask(o: Whole, pays_full_cost: Whole, chargeable_cost: Whole, assessed: Whole) -> Whole:
    return o.where(pays_full_cost, chargeable_cost, assessed)


@formula(label="What the person pays", unit=WEEKLY, source=NEVER_MORE)
def payable_by_means(o: Whole, most_to_ask: Whole, chargeable_cost: Whole) -> Whole:
    return o.min(most_to_ask, chargeable_cost)


@formula(
    label="The person's share of what is charged for", unit=WEEKLY, source="Council policy; part of a penny is dropped"
)
def share_of_cost(o: Whole, chargeable_cost: Whole, share_of_plan: Whole) -> Whole:
    return o.floordiv(chargeable_cost * share_of_plan, 100)


@formula(label="What the person pays", unit=WEEKLY, source="Council policy: the lower of the share and the means test")
def payable_by_share(o: Whole, most_to_ask: Whole, share_of_cost: Whole) -> Whole:
    return o.min(most_to_ask, share_of_cost)


PAYABLE_INPUTS: Final = ("pays_full_cost", "chargeable_cost", "assessed", "share_of_plan")
PAYABLE_FORMULAS: Final = Formulas((most_to_ask, payable_by_means, share_of_cost, payable_by_share), PAYABLE_INPUTS)

# The named ways of setting what is paid, each the formula that answers it.
METHODS: Final[Mapping[str, str]] = MappingProxyType({MEANS_TEST: "payable_by_means", BY_SHARE: "payable_by_share"})


def method_of(values: Values) -> str:
    """The council's way of setting a contribution; the means test where the policy names none."""
    if METHOD not in values:
        return MEANS_TEST
    method = values.choice(METHOD)
    if method not in METHODS:
        raise ValueRefused(f"{METHOD} is {method}. It must be one of {', '.join(METHODS)}.")
    return method


def payable(assessed_pence_weekly: int | None, cost_pence_weekly: int, values: Values, status: str = "") -> Payable:
    """Say what is paid towards care that is charged for and costs this much each week (R-FIN-03).

    `assessed_pence_weekly` is the answer of the means test; None is somebody who pays the full cost. Leave out of the
    cost every line that carries no charge. `status` is that of the means test's answer. Raises ValueError below zero.
    """
    if cost_pence_weekly < 0 or (assessed_pence_weekly or 0) < 0:
        raise ValueError("A charge and a cost are zero or more.")
    method = method_of(values)
    full = assessed_pence_weekly is None
    share = values.value(SHARE_OF_PLAN).row() if method == BY_SHARE else _NO_SHARE
    rows = {
        "pays_full_cost": Row(
            "Pays the full cost", "yes" if full else "no", YES_OR_NO, "pays_full_cost", ENTERED_SOURCE, ENTERED
        ),
        "chargeable_cost": Row(
            "Cost of the care that is charged for",
            cost_pence_weekly,
            WEEKLY,
            "cost_pence_weekly",
            ENTERED_SOURCE,
            ENTERED,
        ),
        "assessed": Row(
            "Answer of the means test",
            assessed_pence_weekly or 0,
            WEEKLY,
            "assessed_contribution",
            "Financial assessment",
            status or WORKED_OUT,
        ),
        "share_of_plan": share,
    }
    result = work_out(PAYABLE_FORMULAS, rows)
    answer = METHODS[method]
    return Payable(result.amounts[answer], cost_pence_weekly, method, result.working(answer))


_NO_SHARE: Final = Row("The whole cost", 100, "percent", SHARE_OF_PLAN, "No share is set", WORKED_OUT)
