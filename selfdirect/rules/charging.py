"""What a person pays towards care at home: the Care Act financial assessment, in the regulations' order.

The law is the Care and Support (Charging and Assessment of Resources) Regulations 2014, SI 2014/2672.

Values: policy/national, policy/councils
Next:   selfdirect/rules/finances.py
Tests:  tests/rules/test_charging.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.calendar import add_months, age_on, format_date
from selfdirect.rules.charging_formulas import FORMULAS, POLICY_INPUTS
from selfdirect.rules.finances import (
    CLEARLY_CAN_PAY,
    CLEARLY_CANNOT_PAY,
    COUNTED,
    COUPLE,
    DISABILITY_BENEFIT,
    DISREGARDED,
    INCOME_KINDS,
    LONE_PARENT,
    PENSION_AGE,
    SINGLE_ADULT_AGE,
    TREATMENTS,
    UNDER_25,
    Finances,
    check_finances,
    treatments,
)
from selfdirect.rules.formulas import YES_OR_NO, work_out
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Refused
from selfdirect.rules.values import ValueRefused, Values
from selfdirect.rules.working import (
    DOUBTFUL,
    ENTERED,
    ENTERED_SOURCE,
    STATED,
    WORKED_OUT,
    Row,
    Working,
    worst,
)

# Policy values read here, besides INCOME_KINDS and those that the formulas name in POLICY_INPUTS.
PENSION_AGE_YEARS: Final = "charging.pension_age"

REGULATIONS: Final = "SI 2014/2672"
WEEKLY: Final = "pence weekly"

FREE: Final = "free"
FULL_COST: Final = "full_cost"
CONTRIBUTES: Final = "contributes"
NOTHING_TO_PAY: Final = "nothing_to_pay"
OUTCOMES: Final = {
    FREE: "Care is free of charge",
    FULL_COST: "The person pays the full cost",
    CONTRIBUTES: "The person pays a contribution",
    NOTHING_TO_PAY: "The person pays nothing",
}

NOT_LOOKED_AT: Final = "not_looked_at"
UNDER_LOWER_LIMIT: Final = "under_lower_limit"
BETWEEN_LIMITS: Final = "between_limits"
OVER_UPPER_LIMIT: Final = "over_upper_limit"
CAPITAL_OUTCOMES: Final = {
    NOT_LOOKED_AT: "Savings were not looked at",
    UNDER_LOWER_LIMIT: "Savings are at or below the lower limit: they make no difference",
    BETWEEN_LIMITS: "Savings are between the limits: they add to the weekly income",
    OVER_UPPER_LIMIT: "Savings are above the upper limit",
}


class FinancesRefused(Refused):
    """The financial assessment cannot be done with what was entered; `problems` says why, field by field."""


@dataclass(frozen=True)
class Contribution:
    """What a person pays each week, and why (R-FIN-01).

    `assessed_pence_weekly` is the most they can be asked to pay; None when they pay the full cost, whatever
    it is. `payable_pence_weekly` is the lower of that and the cost of care; None when they pay the full
    cost and it is not yet known. `remarks` says where a human must look. `keys_used` names the policy
    values in the working.
    """

    outcome: str
    assessed_pence_weekly: int | None
    payable_pence_weekly: int | None
    capital_outcome: str
    working: Working
    remarks: tuple[str, ...]
    keys_used: tuple[str, ...]


def contribution(finances: Finances, values: Values, cost_pence_weekly: int | None = None) -> Contribution:
    """Work out a person's contribution to care at home (SI 2014/2672; Care Act 2014 ss.14 and 17; R-FIN-01).

    `cost_pence_weekly` is what the chargeable care costs the council, once it is known: nobody pays more
    than that. Leave out of it what is always free: equipment, minor adaptations, and reablement for the first
    6 weeks (reg 3). Raises FinancesRefused when something needed is missing or cannot be right.
    """
    problems = check_finances(finances, values)
    if problems:
        raise FinancesRefused(problems)
    if finances.section_117 or finances.variant_cjd:
        return _free(finances)
    if finances.light_touch == CLEARLY_CANNOT_PAY:
        row = _fact("Light touch: benefits show that the person cannot pay", "yes", YES_OR_NO, "light_touch")
        return _finished(NOTHING_TO_PAY, 0, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    if finances.light_touch == CLEARLY_CAN_PAY:
        row = _fact("Light touch: the person can clearly afford the full cost", "yes", YES_OR_NO, "light_touch")
        return _finished(FULL_COST, None, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    if finances.full_cost_route:
        row = _fact("Pays the full cost without a financial assessment", "yes", YES_OR_NO, "full_cost_route")
        return _finished(FULL_COST, None, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    return _means_tested(finances, values, cost_pence_weekly)


def _means_tested(finances: Finances, values: Values, cost_pence_weekly: int | None) -> Contribution:
    incomes, sums = _incomes(finances, values)
    inputs = {**sums, **_facts(finances, values)}
    inputs |= {name: values.value(key).row() for name, key in POLICY_INPUTS.items()}
    result = work_out(FORMULAS, inputs)
    limit = result.working("over_upper_limit")
    if result.amounts["over_upper_limit"]:
        return _finished(FULL_COST, None, OVER_UPPER_LIMIT, limit, finances, values, cost_pence_weekly)
    assessed = result.amounts["assessed_contribution"]
    capital = BETWEEN_LIMITS if result.amounts["tariff_income"] else UNDER_LOWER_LIMIT
    outcome = CONTRIBUTES if assessed else NOTHING_TO_PAY
    rows = (*limit, *incomes, *(row for row in result.working("assessed_contribution") if row not in limit))
    return _finished(outcome, assessed, capital, rows, finances, values, cost_pence_weekly)


def _incomes(finances: Finances, values: Values) -> tuple[Working, dict[str, Row]]:
    """Give a row for each income, and the two sums that the formulas start from (SI 2014/2672 Sch 1)."""
    known, table = treatments(values), values.value(INCOME_KINDS)
    rows: list[Row] = []
    sums = dict.fromkeys(TREATMENTS, 0)
    for income in finances.incomes:
        label, treatment = known[income.kind]
        if treatment not in TREATMENTS:
            raise ValueRefused(f"{INCOME_KINDS} gives {income.kind} the treatment {treatment}, which is unknown.")
        sums[treatment] += income.pence_weekly
        ending = ": left out" if treatment == DISREGARDED else ": counted"
        rows.append(_fact((income.label or label) + ending, income.pence_weekly, WEEKLY, INCOME_KINDS))
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


def _facts(finances: Finances, values: Values) -> dict[str, Row]:
    """Give the rows for what was entered, under the names that the formulas use."""
    costs = finances.disability_expenses
    spent = "; ".join(f"{cost.label} {format_pounds(cost.pence_weekly)}" for cost in costs)
    return {
        "savings": _fact("Savings and other capital", finances.capital_pence, "pence", "capital_pence"),
        "property_counted": _fact(
            "Property that counts", finances.property_counted_pence, "pence", "property_counted_pence"
        ),
        "housing_costs": _fact(
            "Housing costs, after any help with them",
            finances.housing_costs_pence_weekly,
            WEEKLY,
            "housing_costs_pence_weekly",
        ),
        "disability_costs": _fact(
            f"Disability costs ({spent})" if spent else "Disability costs",
            sum(cost.pence_weekly for cost in costs),
            WEEKLY,
            "disability_expenses",
        ),
        "children": _fact("Children", finances.children, "children", "children"),
        "is_couple": _yes("Lives with a partner", finances.household == COUPLE, "household"),
        "is_lone_parent": _yes("Lone parent", finances.household == LONE_PARENT, "household"),
        "is_under_25": _yes("Aged 18 to 24", _is_under_25(finances, values.on), "born_on"),
        "is_pension_age": _pension_age_row(finances, values, partner=False),
        "is_couple_pension_age": _pension_age_row(finances, values, partner=True),
        "has_disability_premium": _yes("Disability premium awarded", finances.disability_premium, "disability_premium"),
        "has_enhanced_disability_premium": _yes(
            "Enhanced disability premium awarded",
            finances.enhanced_disability_premium,
            "enhanced_disability_premium",
        ),
        "has_carer_premium": _yes("Carer premium awarded", finances.carer_premium, "carer_premium"),
        "has_savings_credit": _yes("Receives savings credit", finances.savings_credit, "savings_credit"),
    }


def _is_under_25(finances: Finances, on: date) -> bool:
    if finances.born_on is None:
        return finances.age_group == UNDER_25
    return age_on(finances.born_on, on) < SINGLE_ADULT_AGE


def _pension_age_row(finances: Finances, values: Values, *, partner: bool) -> Row:
    """Say whether the person, or with `partner` either of the couple, has reached pension age (reg 7(2), (4))."""
    value = values.value(PENSION_AGE_YEARS)
    years = values.whole(PENSION_AGE_YEARS)
    ages = [finances.born_on] if not partner else [finances.born_on, finances.partner_born_on]
    reached = any(born_on is not None and age_on(born_on, values.on) >= years for born_on in ages)
    by_group = finances.born_on is None and finances.age_group == PENSION_AGE
    said = by_group or (partner and finances.partner_over_pension_age)
    label = f"One or both of the couple aged {years} or over" if partner else f"Aged {years} or over"
    if said or all(born_on is None for born_on in ages):
        return _yes(label, reached or said, "age_group")
    status = WORKED_OUT if value.status == STATED else value.status
    return Row(label, "yes" if reached else "no", YES_OR_NO, PENSION_AGE_YEARS, value.source, status, value.since)


def _free(finances: Finances) -> Contribution:
    remarks: tuple[str, ...] = ()
    if finances.section_117:
        label, rule = "After-care under section 117 of the Mental Health Act 1983", "section_117"
        law = "Mental Health Act 1983 s.117"
        remarks = ("After-care is free. If some needs are not part of after-care, assess the charge for those apart.",)
    else:
        label, rule, law = "Has variant CJD", "variant_cjd", f"{REGULATIONS} reg 4"
    rows = (_yes(label, True, rule), Row("Contribution", 0, WEEKLY, rule, law, WORKED_OUT))
    return Contribution(FREE, 0, 0, NOT_LOOKED_AT, rows, remarks, ())


def _finished(
    outcome: str,
    assessed_pence_weekly: int | None,
    capital_outcome: str,
    rows: Working,
    finances: Finances,
    values: Values,
    cost_pence_weekly: int | None,
) -> Contribution:
    """Add the last rows, the lower of the assessed charge and the cost of care, and what a human must look at."""
    payable = assessed_pence_weekly
    status = worst(row.status for row in rows[-1:])
    if assessed_pence_weekly is None:
        rows = (
            *rows,
            Row("Contribution", "the full cost of care", WEEKLY, "contribution", REGULATIONS, status),
        )
    elif not rows or rows[-1].rule != "assessed_contribution":
        rows = (*rows, Row("Contribution", 0, WEEKLY, "contribution", f"{REGULATIONS} reg 10", status))
    if cost_pence_weekly is not None:
        payable = cost_pence_weekly if payable is None else min(payable, cost_pence_weekly)
        law = "Care Act 2014 s.14: never more than the cost to the council"
        rows = (
            *rows,
            _fact("Cost of the care that is charged for", cost_pence_weekly, WEEKLY, "cost_pence_weekly"),
            Row("What the person pays", payable, WEEKLY, "payable", law, status),
        )
    keys = tuple(dict.fromkeys(row.rule for row in rows if row.rule in values))
    remarks = _remarks(outcome, rows, finances, values)
    return Contribution(outcome, assessed_pence_weekly, payable, capital_outcome, rows, remarks, keys)


def _remarks(outcome: str, rows: Working, finances: Finances, values: Values) -> tuple[str, ...]:
    doubtful = dict.fromkeys(row.label for row in rows if row.rule in values and row.status in DOUBTFUL)
    remarks = [f"Check this figure: {label}. Its source has not been confirmed." for label in doubtful]
    if not finances.means_tested:
        if outcome == FULL_COST:
            remarks.append("The person can ask for a full financial assessment at any time.")
        return tuple(remarks)
    if finances.household == COUPLE:
        remarks.append("Count only the person's own income and half of what the couple hold together.")
    if finances.property_counted_pence:
        remarks.append("A property is counted. Check who owns it and whether it must be left out.")
    if finances.disability_expenses and not _has_disability_benefit(finances, values):
        remarks.append("No disability benefit counts, so the disability costs are not allowed.")
    old = _near_pension_age(finances, values)
    if old:
        remarks.append(old)
    pensioner = _pension_age_row(finances, values, partner=False).amount == "yes"
    if finances.household == LONE_PARENT and pensioner:
        remarks.append("Regulation 7(3) gives lone parents one amount at every age. Check it for a pensioner.")
    return tuple(remarks)


def _has_disability_benefit(finances: Finances, values: Values) -> bool:
    known = treatments(values)
    paid = (income.kind for income in finances.incomes if income.pence_weekly)
    return any(known[kind][1] == DISABILITY_BENEFIT for kind in paid)


def _near_pension_age(finances: Finances, values: Values) -> str:
    if finances.born_on is None:
        return ""
    years = values.whole(PENSION_AGE_YEARS)
    reaches_on = add_months(finances.born_on, 12 * years)
    if abs((reaches_on - values.on).days) > 366:
        return ""
    reached = format_date(reaches_on)
    return f"The person reaches {years} on {reached}. Check the date of their State Pension age."


def _fact(label: str, amount: int | str, unit: str, rule: str) -> Row:
    return Row(label, amount, unit, rule, ENTERED_SOURCE, ENTERED)


def _yes(label: str, held: bool, rule: str) -> Row:
    return _fact(label, "yes" if held else "no", YES_OR_NO, rule)
