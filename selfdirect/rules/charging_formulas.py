"""The sums of the financial assessment for care at home, each written once (SI 2014/2672).

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_charging_formulas.py
"""

from typing import Final

from selfdirect.rules.formulas import YES_OR_NO, Formulas, Whole, formula

WEEKLY: Final = "pence weekly"
_GUARANTEE: Final = "charging.minimum_income_guarantee_"

# The policy value behind each input of the formulas. Money is in pence; the share is a percentage.
POLICY_INPUTS: Final = {
    "upper_capital_limit": "charging.upper_capital_limit",
    "lower_capital_limit": "charging.lower_capital_limit",
    "tariff_income_step": "charging.tariff_income_step",
    "tariff_income_per_step": "charging.tariff_income_per_step",
    "rate_child": _GUARANTEE + "child",
    "rate_single_18_to_24": _GUARANTEE + "single_18_to_24",
    "rate_single_25_to_pension_age": _GUARANTEE + "single_25_to_pension_age",
    "rate_single_pension_age": _GUARANTEE + "single_pension_age",
    "rate_lone_parent": _GUARANTEE + "lone_parent",
    "rate_couple_member": _GUARANTEE + "couple_member",
    "rate_couple_member_pension_age": _GUARANTEE + "couple_member_pension_age",
    "rate_disability_premium_single": _GUARANTEE + "disability_premium_single",
    "rate_enhanced_disability_premium_single": _GUARANTEE + "enhanced_disability_premium_single",
    "rate_disability_premium_couple": _GUARANTEE + "disability_premium_couple",
    "rate_enhanced_disability_premium_couple": _GUARANTEE + "enhanced_disability_premium_couple",
    "rate_carer_premium": _GUARANTEE + "carer_premium",
    "savings_credit_disregard_single": "charging.savings_credit_disregard_single",
    "savings_credit_disregard_couple": "charging.savings_credit_disregard_couple",
    "local_uplift": "charging.local_uplift",
    "share_of_disposable_income": "charging.share_of_disposable_income",
    "minimum_contribution": "charging.minimum_contribution",
}

# What is entered about the person. "is_" and "has_" are yes or no; the rest are whole pence or a count.
ENTERED_INPUTS: Final = (
    "savings",
    "joint_savings",
    "notional_capital",
    "property_counted",
    "other_income",
    "disability_benefits",
    "notional_income",
    "housing_costs",
    "disability_costs",
    "children",
    "is_couple",
    "is_lone_parent",
    "is_under_25",
    "is_pension_age",
    "is_couple_pension_age",
    "has_disability_premium",
    "has_enhanced_disability_premium",
    "has_carer_premium",
    "has_savings_credit",
)


@formula(
    label="Half of the savings held with a partner",
    unit="pence",
    source="SI 2014/2672 reg 24: equal shares; an odd penny is left out",
)
def half_of_joint_savings(o: Whole, joint_savings: Whole) -> Whole:
    return o.floordiv(joint_savings, 2)


@formula(label="Capital that counts", unit="pence", source="SI 2014/2672 Part 5 and Sch 2")
def capital(
    o: Whole, savings: Whole, half_of_joint_savings: Whole, notional_capital: Whole, property_counted: Whole
) -> Whole:
    return savings + half_of_joint_savings + notional_capital + property_counted


@formula(label="Capital is above the upper limit", unit=YES_OR_NO, source="SI 2014/2672 reg 12")
def over_upper_limit(o: Whole, capital: Whole, upper_capital_limit: Whole) -> Whole:
    return capital > upper_capital_limit


@formula(
    label="Income that capital is taken to give",
    unit=WEEKLY,
    source="SI 2014/2672 reg 25: any part rounds up",
)
def tariff_income(
    o: Whole,
    capital: Whole,
    lower_capital_limit: Whole,
    upper_capital_limit: Whole,
    tariff_income_step: Whole,
    tariff_income_per_step: Whole,
) -> Whole:
    above = o.max(o.min(capital, upper_capital_limit) - lower_capital_limit, 0)
    return o.ceildiv(above, tariff_income_step) * tariff_income_per_step


@formula(label="Total weekly income", unit=WEEKLY, source="SI 2014/2672 reg 13")
def income(
    o: Whole, other_income: Whole, disability_benefits: Whole, tariff_income: Whole, notional_income: Whole
) -> Whole:
    return other_income + disability_benefits + tariff_income + notional_income


@formula(label="Disability costs allowed", unit=WEEKLY, source="SI 2014/2672 Sch 1 para 4")
def disability_costs_allowed(o: Whole, disability_benefits: Whole, disability_costs: Whole) -> Whole:
    return o.where(disability_benefits > 0, disability_costs, 0)


@formula(label="Minimum income guarantee: basic amount", unit=WEEKLY, source="SI 2014/2672 reg 7(2) to (4)")
def basic_amount(
    o: Whole,
    is_couple: Whole,
    is_couple_pension_age: Whole,
    rate_couple_member_pension_age: Whole,
    rate_couple_member: Whole,
    is_lone_parent: Whole,
    rate_lone_parent: Whole,
    is_pension_age: Whole,
    rate_single_pension_age: Whole,
    is_under_25: Whole,
    rate_single_18_to_24: Whole,
    rate_single_25_to_pension_age: Whole,
) -> Whole:
    couple = o.where(is_couple_pension_age, rate_couple_member_pension_age, rate_couple_member)
    adult = o.where(is_under_25, rate_single_18_to_24, rate_single_25_to_pension_age)
    single = o.where(is_pension_age, rate_single_pension_age, adult)
    return o.where(is_couple, couple, o.where(is_lone_parent, rate_lone_parent, single))


@formula(label="Minimum income guarantee: for children", unit=WEEKLY, source="SI 2014/2672 reg 7(1)(b)")
def amount_for_children(o: Whole, children: Whole, rate_child: Whole) -> Whole:
    return children * rate_child


@formula(label="Minimum income guarantee: disability premium", unit=WEEKLY, source="SI 2014/2672 reg 7(5), (6)")
def disability_premium(
    o: Whole,
    has_disability_premium: Whole,
    is_couple: Whole,
    rate_disability_premium_couple: Whole,
    rate_disability_premium_single: Whole,
) -> Whole:
    rate = o.where(is_couple, rate_disability_premium_couple, rate_disability_premium_single)
    return o.where(has_disability_premium, rate, 0)


@formula(
    label="Minimum income guarantee: enhanced disability premium",
    unit=WEEKLY,
    source="SI 2014/2672 reg 7(5), (6)",
)
def enhanced_disability_premium(
    o: Whole,
    has_enhanced_disability_premium: Whole,
    is_couple: Whole,
    rate_enhanced_disability_premium_couple: Whole,
    rate_enhanced_disability_premium_single: Whole,
) -> Whole:
    couple = rate_enhanced_disability_premium_couple
    single = rate_enhanced_disability_premium_single
    return o.where(has_enhanced_disability_premium, o.where(is_couple, couple, single), 0)


@formula(label="Minimum income guarantee: carer premium", unit=WEEKLY, source="SI 2014/2672 reg 7(7)")
def carer_premium(o: Whole, has_carer_premium: Whole, rate_carer_premium: Whole) -> Whole:
    return o.where(has_carer_premium, rate_carer_premium, 0)


@formula(label="Minimum income guarantee", unit=WEEKLY, source="SI 2014/2672 reg 7")
def minimum_income_guarantee(
    o: Whole,
    basic_amount: Whole,
    amount_for_children: Whole,
    disability_premium: Whole,
    enhanced_disability_premium: Whole,
    carer_premium: Whole,
) -> Whole:
    premiums = disability_premium + enhanced_disability_premium + carer_premium
    return basic_amount + amount_for_children + premiums


@formula(label="Savings credit left out", unit=WEEKLY, source="SI 2014/2672 Sch 1 para 40")
def savings_credit_left_out(
    o: Whole,
    has_savings_credit: Whole,
    is_couple: Whole,
    savings_credit_disregard_couple: Whole,
    savings_credit_disregard_single: Whole,
) -> Whole:
    rate = o.where(is_couple, savings_credit_disregard_couple, savings_credit_disregard_single)
    return o.where(has_savings_credit, rate, 0)


@formula(
    label="Income left after what must be left to the person",
    unit=WEEKLY,
    source="SI 2014/2672 reg 7 and Sch 1 paras 2 to 4",
)
def disposable_income(
    o: Whole,
    income: Whole,
    housing_costs: Whole,
    disability_costs_allowed: Whole,
    minimum_income_guarantee: Whole,
    local_uplift: Whole,
    savings_credit_left_out: Whole,
) -> Whole:
    after_costs = income - housing_costs - disability_costs_allowed
    return o.max(after_costs - minimum_income_guarantee - local_uplift - savings_credit_left_out, 0)


@formula(label="Share of it that is charged", unit=WEEKLY, source="Council policy; part of a penny is dropped")
def charged_share(o: Whole, disposable_income: Whole, share_of_disposable_income: Whole) -> Whole:
    return o.floordiv(disposable_income * share_of_disposable_income, 100)


@formula(label="Contribution", unit=WEEKLY, source="Care Act 2014 ss.14 and 17; SI 2014/2672")
def assessed_contribution(o: Whole, charged_share: Whole, minimum_contribution: Whole) -> Whole:
    return o.where(charged_share >= minimum_contribution, charged_share, 0)


FORMULAS: Final = Formulas(
    (
        half_of_joint_savings,
        capital,
        over_upper_limit,
        tariff_income,
        income,
        disability_costs_allowed,
        basic_amount,
        amount_for_children,
        disability_premium,
        enhanced_disability_premium,
        carer_premium,
        minimum_income_guarantee,
        savings_credit_left_out,
        disposable_income,
        charged_share,
        assessed_contribution,
    ),
    (*ENTERED_INPUTS, *POLICY_INPUTS),
)
