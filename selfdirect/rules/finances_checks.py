"""Whether what was entered of somebody's money is enough to work with: everything that stops the sums, field by field.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_finances_checks.py
"""

from collections.abc import Iterator
from datetime import date

from selfdirect.rules.calendar import age_on, format_date
from selfdirect.rules.charging_formulas import POLICY_INPUTS
from selfdirect.rules.finances import (
    ADULT_AGE,
    AGE_GROUPS,
    COUPLE,
    FIRST_RATES_ON,
    HOUSEHOLDS,
    HOUSING_COSTS,
    LIGHT_TOUCH,
    LIGHT_TOUCH_ALLOWED,
    LONE_PARENT,
    MOST_CHILDREN,
    NO_LIGHT_TOUCH,
    NOT_SUITABLE,
    PROPERTY_LEFT_OUT,
    REFUSALS,
    SINGLE,
    Expense,
    Finances,
    table_labels,
    treatments,
)
from selfdirect.rules.money import MOST_PENCE, format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values


def check_finances(finances: Finances, values: Values) -> tuple[Problem, ...]:
    """Say everything that stops the sums: nothing when they can be done. Field names are those of Finances."""
    early = tuple(_no_rates(values))
    if early:
        return early
    if finances.light_touch not in LIGHT_TOUCH:
        return (Problem("light_touch", "Choose how the assessment is done."),)
    if finances.light_touch != NO_LIGHT_TOUCH and not values.yes(LIGHT_TOUCH_ALLOWED):
        return (Problem("light_touch", "This council does every financial assessment in full."),)
    if finances.light_touch != NO_LIGHT_TOUCH and not finances.light_touch_agreed:
        return (Problem("light_touch_agreed", "Record the person's agreement to a light touch first."),)
    if not finances.means_tested:
        return ()
    return (
        *_age_problems(finances, values.on),
        *_household_problems(finances),
        *_amount_problems(finances),
        *_income_problems(finances, values),
        *_cost_problems(finances, values),
        *_capital_problems(finances, values),
        *_unsuitable_problems(finances, values),
    )


def _no_rates(values: Values) -> Iterator[Problem]:
    """Refuse a date on which a value is not known, and name the value and the first day of the rates."""
    for key in POLICY_INPUTS.values():
        if key not in values:
            name = key.partition(".")[2].replace("_", " ")
            day, first = format_date(values.on), format_date(FIRST_RATES_ON)
            message = f"There is no {name} for {day}. The first is for {first}. Choose that day or later."
            yield Problem("from_on", message)
            return


def _age_problems(finances: Finances, on: date) -> Iterator[Problem]:
    if finances.born_on is not None:
        if finances.born_on > on:
            yield Problem("born_on", "The date of birth must be in the past.")
        elif age_on(finances.born_on, on) < ADULT_AGE:
            yield Problem("born_on", "These charging rules are for people aged 18 or over.")
    elif finances.age_group not in AGE_GROUPS:
        yield Problem("born_on", "Enter the date of birth, or choose an age group.")
    if finances.household == COUPLE and finances.partner_born_on and finances.partner_born_on > on:
        yield Problem("partner_born_on", "The partner's date of birth must be in the past.")


def _household_problems(finances: Finances) -> Iterator[Problem]:
    if finances.household not in HOUSEHOLDS:
        yield Problem("household", "Choose single, lives with a partner, or lone parent.")
    if not 0 <= finances.children <= MOST_CHILDREN:
        yield Problem("children", f"Enter the number of children, from 0 to {MOST_CHILDREN}.")
    elif finances.household == LONE_PARENT and finances.children == 0:
        yield Problem("children", "Enter how many children the lone parent is responsible for.")
    elif finances.household == SINGLE and finances.children > 0:
        yield Problem("household", "Somebody with no partner who is responsible for a child is a lone parent.")


def _amount_problems(finances: Finances) -> Iterator[Problem]:
    amounts = [
        ("capital_pence", "savings", finances.capital_pence),
        ("joint_capital_pence", "savings held jointly", finances.joint_capital_pence),
        ("notional_capital_pence", "savings given up", finances.notional_capital_pence),
        ("property_counted_pence", "value of property", finances.property_counted_pence),
        ("property_left_out_pence", "value of property left out", finances.property_left_out_pence),
        ("notional_income_pence_weekly", "income given up", finances.notional_income_pence_weekly),
        ("housing_costs_pence_weekly", "housing costs", finances.housing_costs_pence_weekly),
        *(("incomes", "income", income.pence_weekly) for income in finances.incomes),
        *(("housing_costs", "housing cost", cost.pence_weekly) for cost in finances.housing_costs),
        *(("housing_costs", "help with the housing cost", cost.help_pence_weekly) for cost in finances.housing_costs),
        *(("disability_expenses", "cost", cost.pence_weekly) for cost in finances.disability_expenses),
    ]
    for field, name, pence in amounts:
        if not 0 <= pence <= MOST_PENCE:
            yield Problem(field, f"Enter the {name} as an amount from £0.00 to {format_pounds(MOST_PENCE)}.")


def _income_problems(finances: Finances, values: Values) -> Iterator[Problem]:
    known = treatments(values)
    for income in finances.incomes:
        if income.kind not in known:
            yield Problem("incomes", f"Choose what kind of income this is: {income.label or income.kind}.")
        if income.joint and finances.household != COUPLE:
            yield Problem("incomes", f"Only a couple has a joint income: {income.label or income.kind}.")
    if finances.notional_income_pence_weekly and not finances.notional_reason.strip():
        yield Problem("notional_reason", "Say why income that the person does not have is counted.")


def _cost_problems(finances: Finances, values: Values) -> Iterator[Problem]:
    if finances.housing_costs:
        known = table_labels(values, HOUSING_COSTS)
        for home in finances.housing_costs:
            if home.code not in known:
                yield Problem("housing_costs", f"Choose what kind of housing cost this is: {home.label or home.code}.")
    if any(not cost.label.strip() for cost in finances.disability_expenses):
        yield Problem("disability_expenses", "Say what each disability cost is for.")
    for cost in finances.disability_expenses:
        yield from _refusal_problems(cost)


def _refusal_problems(cost: Expense) -> Iterator[Problem]:
    if not 0 <= cost.counted_pence_weekly <= cost.pence_weekly and cost.pence_weekly >= 0:
        yield Problem("disability_expenses", f"{cost.label}: allow an amount from £0.00 up to what it costs.")
    elif cost.counted_pence_weekly < cost.pence_weekly:
        if cost.refusal not in REFUSALS:
            yield Problem("disability_expenses", f"{cost.label}: choose why it is not allowed in full.")
        if not cost.reason.strip():
            yield Problem("disability_expenses", f"{cost.label}: say in words why it is not allowed in full.")


def _capital_problems(finances: Finances, values: Values) -> Iterator[Problem]:
    if finances.joint_capital_pence and finances.household != COUPLE:
        yield Problem("joint_capital_pence", "Enter their own share of what they hold with somebody else.")
    if finances.notional_capital_pence and not finances.notional_reason.strip():
        yield Problem("notional_reason", "Say why savings that the person no longer has are counted.")
    if finances.property_left_out_pence and finances.property_left_out not in table_labels(values, PROPERTY_LEFT_OUT):
        yield Problem("property_left_out", "Choose why the property is left out.")


def _unsuitable_problems(finances: Finances, values: Values) -> Iterator[Problem]:
    if finances.not_suitable and not set(finances.not_suitable) <= set(table_labels(values, NOT_SUITABLE)):
        yield Problem("not_suitable", "Choose situations from the list.")
