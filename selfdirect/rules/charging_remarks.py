"""Where a human must look before a charge is relied on, in sentences a worker and a person can read.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_charging_remarks.py
"""

from collections.abc import Iterator
from typing import Final

from selfdirect.rules.calendar import add_months, format_date
from selfdirect.rules.charging_inputs import PENSION_AGE_YEARS, pension_age_row
from selfdirect.rules.finances import (
    COUPLE,
    DISABILITY_BENEFIT,
    LONE_PARENT,
    NO_LIGHT_TOUCH,
    NOT_SUITABLE,
    Finances,
    table_labels,
    treatments,
)
from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL, Working

PENSION_AGE_MOVES: Final = 366


def unconfirmed(rows: Working, values: Values) -> tuple[str, ...]:
    """Name each policy figure in these rows whose source has not been confirmed."""
    doubtful = dict.fromkeys(row.label for row in rows if row.rule in values and row.status in DOUBTFUL)
    return tuple(f"Check this figure: {label}. Its source has not been confirmed." for label in doubtful)


def remarks_on(finances: Finances, values: Values, *, pays_full_cost: bool) -> tuple[str, ...]:
    """Say where a human must look at these finances, whatever the sums came to."""
    if not finances.means_tested:
        return tuple(_without_means_test(finances, pays_full_cost))
    return (
        *_unsuitable(finances, values),
        *_full_cost(pays_full_cost),
        *_couple(finances),
        *_capital(finances),
        *_costs(finances, values),
        *_ages(finances, values),
    )


def _without_means_test(finances: Finances, pays_full_cost: bool) -> Iterator[str]:
    if finances.light_touch != NO_LIGHT_TOUCH:
        yield "The person agreed to a light touch, and can ask for a full financial assessment at any time."
    elif pays_full_cost:
        yield "The person can ask for a full financial assessment at any time."


def _unsuitable(finances: Finances, values: Values) -> Iterator[str]:
    if finances.not_suitable:
        labels = table_labels(values, NOT_SUITABLE)
        for code in finances.not_suitable:
            yield f"These sums are not made for this: {labels[code]}. Ask the financial assessment team to work it out."
    if finances.section_117_some:
        yield "After-care under section 117 is free. Leave it out of the cost that is charged for."


def _full_cost(pays_full_cost: bool) -> Iterator[str]:
    if pays_full_cost:
        yield (
            "The council may ask somebody above the limit to pay a fee for arranging their care at home. "
            "It may not charge for the assessment."
        )


def _couple(finances: Finances) -> Iterator[str]:
    if finances.household == COUPLE:
        yield "Count only the person's own income and half of what the couple hold together."
        yield "Check that the couple together are not left below what their benefits allow them."


def _capital(finances: Finances) -> Iterator[str]:
    if finances.property_counted_pence:
        yield "A property is counted. Check who owns it and whether it must be left out."
    if finances.property_left_out_pence:
        yield "A property is left out. Check that the reason still holds."
    if finances.notional_capital_pence:
        yield (
            "Savings that were given up are counted. The reason must be in the person's record, and the amount goes "
            "down over time (SI 2014/2672 regs 22 and 23)."
        )
    if finances.notional_income_pence_weekly:
        yield "Income that was given up is counted. The reason must be in the person's record (SI 2014/2672 reg 17)."


def _costs(finances: Finances, values: Values) -> Iterator[str]:
    if finances.disability_expenses and not has_disability_benefit(finances, values):
        yield "No disability benefit counts, so the disability costs are not allowed."
    if any(cost.counted_pence_weekly < cost.pence_weekly for cost in finances.disability_expenses):
        yield "Some disability costs are not allowed in full. Tell the person why, and that they can ask again."


def _ages(finances: Finances, values: Values) -> Iterator[str]:
    old = _near_pension_age(finances, values)
    if old:
        yield old
    pensioner = pension_age_row(finances, values, partner=False).amount == "yes"
    if finances.household == LONE_PARENT and pensioner:
        yield "Regulation 7(3) gives lone parents one amount at every age. Check it for a pensioner."
    if pensioner and (finances.disability_premium or finances.enhanced_disability_premium):
        yield "The disability premiums are for people under pension age. Check that they were awarded."


def has_disability_benefit(finances: Finances, values: Values) -> bool:
    """Whether a disability benefit is among the incomes that count."""
    known = treatments(values)
    paid = (income.kind for income in finances.incomes if income.own_pence_weekly)
    return any(known[kind][1] == DISABILITY_BENEFIT for kind in paid)


def _near_pension_age(finances: Finances, values: Values) -> str:
    if finances.born_on is None:
        return ""
    years = values.whole(PENSION_AGE_YEARS)
    reaches_on = add_months(finances.born_on, 12 * years)
    if abs((reaches_on - values.on).days) > PENSION_AGE_MOVES:
        return ""
    reached = format_date(reaches_on)
    return f"The person reaches {years} on {reached}. Check the date of their State Pension age."
