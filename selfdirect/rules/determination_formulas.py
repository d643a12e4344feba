"""Every sum of one day's policy in one set: points, indicative budget, contribution, what is left to plan with, net.

One person's working, a caseload in columns and a nation in SQL all come from what `formulas_for` gives.

Values: policy/national, policy/councils
Next:   selfdirect/rules/allocation_formulas.py, selfdirect/rules/charging_formulas.py
Tests:  tests/rules/test_determination_formulas.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from selfdirect.rules.allocation_formulas import WEEKLY, Parts, allocation_parts
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS, POLICY_INPUTS
from selfdirect.rules.formulas import YES_OR_NO, Formula, Formulas, Whole
from selfdirect.rules.scoring_formulas import add_points
from selfdirect.rules.values import NO_LIMIT, ValueRefused, Values, text_cell
from selfdirect.rules.working import Row

# Policy values read here.
CHARGING_METHOD: Final = "charging.method"
SHARE_OF_PLAN: Final = "charging.share_of_plan"
SUBTRACTED: Final = "charging.contribution_subtracted"
CONTINGENCY: Final = "budgets.contingency_percent"
DEDUCTED: Final = "market.deducted_before_planning"

# The named choices.
MEANS_TEST: Final = "means_test"
BY_SHARE_OF_PLAN: Final = "share_of_plan"
CHARGING_METHODS: Final = (MEANS_TEST, BY_SHARE_OF_PLAN)
AT_PLANNING: Final = "at_planning"
WEEKS_IN_A_YEAR: Final = 52

# What is known of each person besides what allocation and charging ask.
IS_FREE: Final = "is_free"
PAYS_FULL_COST: Final = "pays_full_cost"
UNIVERSAL: Final = "universal_services"
BLOCK: Final = "block_services"


@dataclass(frozen=True)
class FormulaSet:
    """The formulas that one day's policy chose, the policy values they use, and what each person must give.

    `person_inputs` gives the unit of each: "pence", "pence weekly", "code", "hundredths", "yes or no" or "number".
    """

    formulas: Formulas
    policy_inputs: Mapping[str, Row]
    person_inputs: Mapping[str, str]

    @cached_property
    def policy_amounts(self) -> dict[str, int]:
        """The policy values as plain whole numbers, for columns and SQL."""
        return {name: _whole(name, row) for name, row in self.policy_inputs.items()}


def formulas_for(values: Values) -> FormulaSet:
    """Give everything to work out for anybody under one day's policy. Raises ValueRefused for an unknown choice."""
    parts = allocation_parts(values)
    if "points" in parts.person_inputs:
        add_points(values, parts)
    parts.formulas += FORMULAS.by_name.values()
    for name in ENTERED_INPUTS:
        parts.asked(name, _unit(name))
    for name, key in POLICY_INPUTS.items():
        parts.value(name, values.value(key).row())
    _add_contribution(values, parts)
    _add_planning_amount(values, parts)
    source = "Care Act 2014 s.26: what the council pays"
    parts.add("net_budget", "Budget after the contribution", source, ("indicative_budget", "contribution"), _less)
    _add_contingency(values, parts)
    formulas = Formulas(parts.formulas, (*parts.person_inputs, *parts.policy_inputs))
    return FormulaSet(formulas, parts.policy_inputs, parts.person_inputs)


def _add_contingency(values: Values, parts: Parts) -> None:
    """Add the line for emergencies: a share of a year's budget, apart from the rest."""
    percent = parts.value("contingency_percent", values.value(CONTINGENCY).row())
    label, source = "Of a year's budget, money for emergencies", "A share of 52 weeks of the budget"
    needs = ("indicative_budget", percent)
    parts.formulas.append(Formula("contingency", label, "pence", source, needs, _kept_for_emergencies))


def _kept_for_emergencies(o: Whole, budget: Whole, percent: Whole) -> Whole:
    return o.share(budget * WEEKS_IN_A_YEAR, percent * 100)


def _unit(name: str) -> str:
    if name.startswith(("is_", "has_")):
        return YES_OR_NO
    if name == "children":
        return "number"
    return "pence" if name in {"savings", "property_counted"} else WEEKLY


def _less(o: Whole, budget: Whole, contribution: Whole) -> Whole:
    return budget - contribution


def _add_contribution(values: Values, parts: Parts) -> None:
    """Add what the person pays towards a budget of this size: never more than it costs (Care Act 2014 s.14)."""
    parts.asked(IS_FREE, YES_OR_NO)
    parts.asked(PAYS_FULL_COST, YES_OR_NO)
    needs = ("indicative_budget", "assessed_contribution", "over_upper_limit", IS_FREE, PAYS_FULL_COST)
    label, law = "Contribution to a budget of this size", "Care Act 2014 s.14: never more than the cost"
    choice = values.choice(CHARGING_METHOD)
    if choice == MEANS_TEST:
        parts.add("contribution", label, law, needs, _means_tested)
    elif choice == BY_SHARE_OF_PLAN:
        share = parts.value("share_of_plan", values.value(SHARE_OF_PLAN).row())
        source = "The lower of a share of the plan, part of a penny dropped, and the most they can be asked to pay"
        parts.add("contribution", label, source, (*needs, share), _shared)
    else:
        raise ValueRefused(f"{CHARGING_METHOD} is {choice}. It must be one of {', '.join(CHARGING_METHODS)}.")


def _means_tested(o: Whole, budget: Whole, assessed: Whole, over_limit: Whole, free: Whole, full_cost: Whole) -> Whole:
    most = o.where(o.any(over_limit, full_cost), budget, assessed)
    return o.where(free, 0, o.min(most, budget))


def _shared(
    o: Whole, budget: Whole, assessed: Whole, over_limit: Whole, free: Whole, full_cost: Whole, percent: Whole
) -> Whole:
    most = o.where(o.any(over_limit, full_cost), budget, assessed)
    return o.where(free, 0, o.min(most, o.floordiv(budget * percent, 100)))


def _add_planning_amount(values: Values, parts: Parts) -> None:
    """Add what is left to plan with, once what this council takes off first has come off (R-FIN-02)."""
    taken = deducted(values)
    needs = ["indicative_budget"]
    if values.choice(SUBTRACTED) == AT_PLANNING:
        needs.append("contribution")
    for kind, name in (("universal", UNIVERSAL), ("block", BLOCK)):
        if kind in taken:
            needs.append(parts.asked(name, WEEKLY))

    def left(o: Whole, budget: Whole, *off: Whole) -> Whole:
        found = budget
        for each in off:
            found = found - each
        return o.max(found, 0)

    parts.add("planning_amount", "Amount to plan with", "What is left of the rows above", needs, left)


def deducted(values: Values) -> frozenset[str]:
    """Give which services come off before planning: universal, block, both or neither."""
    if values.value(DEDUCTED).amount == NO_LIMIT:
        return frozenset()
    return frozenset(text_cell(row, "deduction") for row in values.table(DEDUCTED))


def _whole(name: str, row: Row) -> int:
    if not isinstance(row.amount, int):
        raise ValueRefused(f"{name} must be a whole number for the sums, but it is {row.amount!r}.")
    return row.amount
