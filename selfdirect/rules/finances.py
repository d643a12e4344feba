"""What is known of a person's money for the financial assessment, and whether it is enough to work with.

Values: policy/national
Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_finances.py
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from selfdirect.rules.calendar import age_on
from selfdirect.rules.money import MOST_PENCE, format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values, text_cell

# Policy values read here: INCOME_KINDS is a table of kind, label, treatment; LIGHT_TOUCH_ALLOWED is yes or
# no.
INCOME_KINDS: Final = "charging.income_kinds"
LIGHT_TOUCH_ALLOWED: Final = "charging.light_touch_allowed"

COUNTED: Final = "counted"
DISREGARDED: Final = "disregarded"
DISABILITY_BENEFIT: Final = "counted_as_disability_benefit"
TREATMENTS: Final = (COUNTED, DISREGARDED, DISABILITY_BENEFIT)

SINGLE: Final = "single"
COUPLE: Final = "couple"
LONE_PARENT: Final = "lone_parent"
HOUSEHOLDS: Final = {
    SINGLE: "Single",
    COUPLE: "Lives with a partner",
    LONE_PARENT: "Lone parent",
}

UNDER_25: Final = "18_to_24"
FROM_25: Final = "25_to_pension_age"
PENSION_AGE: Final = "pension_age"
AGE_GROUPS: Final = {
    UNDER_25: "18 to 24",
    FROM_25: "25 to State Pension age",
    PENSION_AGE: "State Pension age or over",
}

NO_LIGHT_TOUCH: Final = "none"
CLEARLY_CAN_PAY: Final = "can_clearly_afford"
CLEARLY_CANNOT_PAY: Final = "clearly_cannot_pay"
LIGHT_TOUCH: Final = {
    NO_LIGHT_TOUCH: "A full financial assessment",
    CLEARLY_CAN_PAY: "Light touch: the person can clearly afford the full cost",
    CLEARLY_CANNOT_PAY: "Light touch: the person's benefits show that they cannot pay",
}

ADULT_AGE: Final = 18
SINGLE_ADULT_AGE: Final = 25
MOST_CHILDREN: Final = 20


@dataclass(frozen=True)
class Income:
    """One income, each week, after tax. `kind` is in the policy's table of kinds."""

    kind: str
    pence_weekly: int
    label: str = ""


@dataclass(frozen=True)
class Expense:
    """One cost of disability, each week, in the person's own words. The list is open."""

    label: str
    pence_weekly: int


@dataclass(frozen=True)
class Finances:
    """Everything that the financial assessment reads of one person.

    Money is the person's own, with half of what is held jointly. `capital_pence` leaves out the home they
    live in; `property_counted_pence` is their share of any other property. Housing costs are net of help
    with them. A premium is a decision by somebody, never worked out here. Give `born_on`, or `age_group`
    when it is not known. `section_117` is for after-care that covers all needs; `variant_cjd` means that
    care is always free (reg 4). `light_touch` needs the person's agreement (SI 2014/2672 reg 10).
    """

    household: str = ""
    born_on: date | None = None
    age_group: str = ""
    partner_born_on: date | None = None
    partner_over_pension_age: bool = False
    children: int = 0
    capital_pence: int = 0
    property_counted_pence: int = 0
    incomes: tuple[Income, ...] = ()
    housing_costs_pence_weekly: int = 0
    disability_expenses: tuple[Expense, ...] = ()
    disability_premium: bool = False
    enhanced_disability_premium: bool = False
    carer_premium: bool = False
    savings_credit: bool = False
    section_117: bool = False
    variant_cjd: bool = False
    full_cost_route: bool = False
    light_touch: str = NO_LIGHT_TOUCH
    light_touch_agreed: bool = False

    @property
    def means_tested(self) -> bool:
        """Whether the sums are needed: not for free care, the full-cost route or a light touch."""
        free = self.section_117 or self.variant_cjd
        return not (free or self.full_cost_route or self.light_touch != NO_LIGHT_TOUCH)


def treatments(values: Values) -> Mapping[str, tuple[str, str]]:
    """Give the label and the treatment of each kind of income in the policy, by kind."""
    return {
        text_cell(row, "kind"): (text_cell(row, "label"), text_cell(row, "treatment"))
        for row in values.table(INCOME_KINDS)
    }


def check_finances(finances: Finances, values: Values) -> tuple[Problem, ...]:
    """Say everything that stops the sums: nothing when they can be done. Field names are those of Finances."""
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
        *_money_problems(finances, values),
    )


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


def _money_problems(finances: Finances, values: Values) -> Iterator[Problem]:
    amounts = [
        ("capital_pence", "savings", finances.capital_pence),
        ("property_counted_pence", "value of property", finances.property_counted_pence),
        ("housing_costs_pence_weekly", "housing costs", finances.housing_costs_pence_weekly),
        *(("incomes", "income", income.pence_weekly) for income in finances.incomes),
        *(("disability_expenses", "cost", cost.pence_weekly) for cost in finances.disability_expenses),
    ]
    for field, name, pence in amounts:
        if not 0 <= pence <= MOST_PENCE:
            yield Problem(field, f"Enter the {name} as an amount from £0.00 to {format_pounds(MOST_PENCE)}.")
    known = treatments(values)
    for income in finances.incomes:
        if income.kind not in known:
            yield Problem("incomes", f"Choose what kind of income this is: {income.label or income.kind}.")
    if any(not cost.label.strip() for cost in finances.disability_expenses):
        yield Problem("disability_expenses", "Say what each disability cost is for.")


def finances_to_json(finances: Finances) -> dict[str, Any]:
    """Give the finances as plain data to keep with a decision; dates as YYYY-MM-DD."""
    kept = asdict(finances)
    for field, value in kept.items():
        if isinstance(value, date):
            kept[field] = value.isoformat()
        elif isinstance(value, tuple):
            kept[field] = list(value)
    return kept


def finances_from_json(kept: Mapping[str, Any]) -> Finances:
    """Read back what `finances_to_json` gave. Raises KeyError, TypeError or ValueError on anything else."""
    facts: dict[str, Any] = dict(kept)
    unknown = set(facts) - {field.name for field in fields(Finances)}
    if unknown:
        raise KeyError(f"Finances hold no {', '.join(sorted(unknown))}.")
    for field in ("born_on", "partner_born_on"):
        if facts.get(field):
            facts[field] = date.fromisoformat(str(facts[field]))
    facts["incomes"] = tuple(Income(**each) for each in facts.get("incomes", ()))
    facts["disability_expenses"] = tuple(Expense(**each) for each in facts.get("disability_expenses", ()))
    return Finances(**facts)
