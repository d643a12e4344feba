"""What the sums of the financial assessment start from: each fact of a person's money as a row, under a formula's name.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging_formulas.py
Tests:  tests/rules/test_charging_inputs.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from selfdirect.rules.calendar import age_on
from selfdirect.rules.charging_formulas import POLICY_INPUTS
from selfdirect.rules.finances import (
    COUNTED,
    COUPLE,
    DISABILITY_BENEFIT,
    DISREGARDED,
    HOUSING_COSTS,
    INCOME_KINDS,
    LONE_PARENT,
    PENSION_AGE,
    PROPERTY_LEFT_OUT,
    REFUSALS,
    SINGLE_ADULT_AGE,
    TREATMENTS,
    UNDER_25,
    Finances,
    table_labels,
    treatments,
)
from selfdirect.rules.formulas import YES_OR_NO
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, STATED, WORKED_OUT, Row, Working

# The policy value read here, besides the tables of finances and those that the formulas name in POLICY_INPUTS.
PENSION_AGE_YEARS: Final = "charging.pension_age"

WEEKLY: Final = "pence weekly"

# Facts that most people do not have: their rows are left out of the working when they are nothing.
SILENT_AT_ZERO: Final = frozenset(
    {"joint_capital_pence", "half_of_joint_savings", "notional_capital_pence", "notional_income_pence_weekly"}
)


def charging_inputs(finances: Finances, values: Values) -> tuple[Working, dict[str, Row]]:
    """Give the rows to show item by item, and one row for each input of the formulas.

    The same inputs, as whole numbers, are one person's place in columns over many people.
    """
    incomes, sums = _incomes(finances, values)
    homes, housing = _housing(finances, values)
    inputs = {**sums, "housing_costs": housing, **_facts(finances, values)}
    inputs |= {name: values.value(key).row() for name, key in POLICY_INPUTS.items()}
    return (*incomes, *_property_left_out(finances, values), *homes, *_disability(finances)), inputs


def fact(label: str, amount: int | str, unit: str, rule: str) -> Row:
    """A row for something that was entered."""
    return Row(label, amount, unit, rule, ENTERED_SOURCE, ENTERED)


def yes_row(label: str, held: bool, rule: str) -> Row:
    """A row for something that is so, or is not."""
    return fact(label, "yes" if held else "no", YES_OR_NO, rule)


def _incomes(finances: Finances, values: Values) -> tuple[Working, dict[str, Row]]:
    """Give a row for each income, and the two sums that the formulas start from (SI 2014/2672 Sch 1)."""
    known, table = treatments(values), values.value(INCOME_KINDS)
    rows: list[Row] = []
    sums = dict.fromkeys(TREATMENTS, 0)
    for income in finances.incomes:
        label, treatment = known[income.kind]
        if treatment not in TREATMENTS:
            raise ValueRefused(f"{INCOME_KINDS} gives {income.kind} the treatment {treatment}, which is unknown.")
        sums[treatment] += income.own_pence_weekly
        ending = ": left out" if treatment == DISREGARDED else ": counted"
        share = f", half of {format_pounds(income.pence_weekly)} together" if income.joint else ""
        rows.append(fact((income.label or label) + share + ending, income.own_pence_weekly, WEEKLY, INCOME_KINDS))
    status = WORKED_OUT if table.status == STATED or not rows else table.status
    return tuple(rows), {
        "other_income": Row(
            "Income that counts, other than disability benefits",
            sums[COUNTED],
            WEEKLY,
            INCOME_KINDS,
            table.source,
            status,
        ),
        "disability_benefits": Row(
            "Disability benefits that count",
            sums[DISABILITY_BENEFIT],
            WEEKLY,
            INCOME_KINDS,
            table.source,
            status,
        ),
    }


def _housing(finances: Finances, values: Values) -> tuple[Working, Row]:
    """Give a row for each cost of the home, less the help with it, and their sum (Sch 1 paras 2 and 3)."""
    label = "Housing costs, after any help with them"
    net = sum(cost.net_pence_weekly for cost in finances.housing_costs) + finances.housing_costs_pence_weekly
    total = fact(label, net, WEEKLY, "housing_costs_pence_weekly")
    if not finances.housing_costs:
        return (), total
    known = table_labels(values, HOUSING_COSTS)
    rows = []
    for cost in finances.housing_costs:
        less = f", {format_pounds(cost.pence_weekly)} less help of {format_pounds(cost.help_pence_weekly)}"
        name = (cost.label or known[cost.code]) + (less if cost.help_pence_weekly else "")
        rows.append(fact(name, cost.net_pence_weekly, WEEKLY, HOUSING_COSTS))
    if finances.housing_costs_pence_weekly:
        rows.append(fact("More housing costs", finances.housing_costs_pence_weekly, WEEKLY, HOUSING_COSTS))
    return tuple(rows), total


def _disability(finances: Finances) -> Working:
    """Give a row for each cost of disability that is not allowed in full: what is not, and why (Sch 1 para 4)."""
    rows = []
    for cost in finances.disability_expenses:
        off = cost.pence_weekly - cost.counted_pence_weekly
        if off:
            why = f"{REFUSALS[cost.refusal]}. {cost.reason.strip()}"
            rows.append(fact(f"{cost.label}: not allowed. {why}", off, WEEKLY, "disability_expenses"))
    return tuple(rows)


def _property_left_out(finances: Finances, values: Values) -> Working:
    if not finances.property_left_out_pence:
        return ()
    why = table_labels(values, PROPERTY_LEFT_OUT)[finances.property_left_out]
    found = values.value(PROPERTY_LEFT_OUT)
    label = f"Property left out: {why}"
    amount = finances.property_left_out_pence
    return (Row(label, amount, "pence", PROPERTY_LEFT_OUT, found.source, found.status, found.since),)


def _facts(finances: Finances, values: Values) -> dict[str, Row]:
    """Give the rows for what was entered, under the names that the formulas use."""
    costs = [cost for cost in finances.disability_expenses if cost.counted_pence_weekly]
    spent = "; ".join(f"{cost.label} {format_pounds(cost.counted_pence_weekly)}" for cost in costs)
    given_up = finances.notional_reason.strip()
    return {
        "savings": fact("Savings and other capital", finances.capital_pence, "pence", "capital_pence"),
        "joint_savings": fact(
            "Savings held with a partner", finances.joint_capital_pence, "pence", "joint_capital_pence"
        ),
        "notional_capital": fact(
            f"Savings given up, counted as still there: {given_up}",
            finances.notional_capital_pence,
            "pence",
            "notional_capital_pence",
        ),
        "property_counted": fact(
            "Property that counts", finances.property_counted_pence, "pence", "property_counted_pence"
        ),
        "notional_income": fact(
            f"Income given up, counted as still there: {given_up}",
            finances.notional_income_pence_weekly,
            WEEKLY,
            "notional_income_pence_weekly",
        ),
        "disability_costs": fact(
            f"Disability costs ({spent})" if spent else "Disability costs",
            sum(cost.counted_pence_weekly for cost in costs),
            WEEKLY,
            "disability_expenses",
        ),
        "children": fact("Children", finances.children, "children", "children"),
        **_household(finances, values),
    }


def _household(finances: Finances, values: Values) -> Mapping[str, Row]:
    return {
        "is_couple": yes_row("Lives with a partner", finances.household == COUPLE, "household"),
        "is_lone_parent": yes_row("Lone parent", finances.household == LONE_PARENT, "household"),
        "is_under_25": yes_row("Aged 18 to 24", _is_under_25(finances, values.on), "born_on"),
        "is_pension_age": pension_age_row(finances, values, partner=False),
        "is_couple_pension_age": pension_age_row(finances, values, partner=True),
        "has_disability_premium": yes_row(
            "Disability premium awarded", finances.disability_premium, "disability_premium"
        ),
        "has_enhanced_disability_premium": yes_row(
            "Enhanced disability premium awarded",
            finances.enhanced_disability_premium,
            "enhanced_disability_premium",
        ),
        "has_carer_premium": yes_row("Carer premium awarded", finances.carer_premium, "carer_premium"),
        "has_savings_credit": yes_row("Receives savings credit", finances.savings_credit, "savings_credit"),
    }


def _is_under_25(finances: Finances, on: date) -> bool:
    if finances.born_on is None:
        return finances.age_group == UNDER_25
    return age_on(finances.born_on, on) < SINGLE_ADULT_AGE


def pension_age_row(finances: Finances, values: Values, *, partner: bool) -> Row:
    """Say whether the person, or with `partner` either of the couple, has reached pension age (reg 7(2), (4))."""
    value = values.value(PENSION_AGE_YEARS)
    years = values.whole(PENSION_AGE_YEARS)
    ages = [finances.born_on] if not partner else [finances.born_on, finances.partner_born_on]
    reached = any(born_on is not None and age_on(born_on, values.on) >= years for born_on in ages)
    by_group = finances.born_on is None and finances.age_group == PENSION_AGE
    said = by_group or (partner and finances.partner_over_pension_age)
    label = f"One or both of the couple aged {years} or over" if partner else f"Aged {years} or over"
    if said or all(born_on is None for born_on in ages):
        return yes_row(label, reached or said, "age_group")
    status = WORKED_OUT if value.status == STATED else value.status
    return Row(label, "yes" if reached else "no", YES_OR_NO, PENSION_AGE_YEARS, value.source, status, value.since)
