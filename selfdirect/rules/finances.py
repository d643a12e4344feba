"""What is known of a person's money for the financial assessment, and how it is kept.

Values: policy/national
Next:   selfdirect/rules/finances_checks.py
Tests:  tests/rules/test_finances.py
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from selfdirect.rules.values import Values, text_cell

# Policy values read here: INCOME_KINDS is a table of kind, label, treatment; LIGHT_TOUCH_ALLOWED is yes or
# no.
INCOME_KINDS: Final = "charging.income_kinds"
LIGHT_TOUCH_ALLOWED: Final = "charging.light_touch_allowed"
# Tables of code and label: costs of a home, reasons to leave a property out, and what the sums are not made for.
HOUSING_COSTS: Final = "charging.housing_costs"
PROPERTY_LEFT_OUT: Final = "charging.property_left_out"
NOT_SUITABLE: Final = "charging.not_suitable"

# The regulations began on this day, and so did every rate.
FIRST_RATES_ON: Final = date(2015, 4, 1)

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

# Why a cost of disability may be refused. That it could be met more cheaply is no reason of its own: the cheaper way
# must really be there for this person.
CHEAPER_AVAILABLE: Final = "cheaper_available"
REFUSALS: Final = {
    "not_disability": "It is not because of illness or disability",
    "in_the_plan": "The support plan already pays for it",
    "paid_by_others": "Somebody else pays for it, or for part of it",
    "shared": "Part of it is for other people in the household",
    CHEAPER_AVAILABLE: "A cheaper way that meets the need is really available to them",
    "not_spent": "The money is not spent",
}

ADULT_AGE: Final = 18
SINGLE_ADULT_AGE: Final = 25
MOST_CHILDREN: Final = 20


@dataclass(frozen=True)
class Income:
    """One income, each week, after tax. `kind` is in the policy's table of kinds. Half of what is `joint` counts."""

    kind: str
    pence_weekly: int
    label: str = ""
    joint: bool = False

    @property
    def own_pence_weekly(self) -> int:
        """The person's own share: half of a joint income, an odd penny left out."""
        return self.pence_weekly // 2 if self.joint else self.pence_weekly


@dataclass(frozen=True)
class HousingCost:
    """One cost of the home, each week, and the help there is with it (SI 2014/2672 Sch 1 paras 2 and 3).

    `code` is in the policy's table of housing costs. Help is Housing Benefit, the housing part of Universal Credit, or
    a reduction of council tax.
    """

    code: str
    pence_weekly: int
    help_pence_weekly: int = 0
    label: str = ""

    @property
    def net_pence_weekly(self) -> int:
        """What the person pays themselves."""
        return max(self.pence_weekly - self.help_pence_weekly, 0)


@dataclass(frozen=True)
class Expense:
    """One cost of disability, each week, in the person's own words. The list is open.

    All of it is allowed unless `allowed_pence_weekly` is less; then `refusal` is one of REFUSALS, and `reason` says
    why in words the person can answer.
    """

    label: str
    pence_weekly: int
    allowed_pence_weekly: int | None = None
    refusal: str = ""
    reason: str = ""

    @property
    def counted_pence_weekly(self) -> int:
        """What is allowed of it."""
        return self.pence_weekly if self.allowed_pence_weekly is None else self.allowed_pence_weekly


@dataclass(frozen=True)
class Finances:
    """Everything that the financial assessment reads of one person.

    Money is the person's own; of `joint_capital_pence` half counts. `capital_pence` leaves out the home they live in;
    `property_counted_pence` is their share of any other property, `property_left_out_pence` the share that does not
    count, for the reason `property_left_out`. Notional capital and income are what the council decided that somebody
    gave up to pay less, for `notional_reason`. `housing_costs` are item by item; `housing_costs_pence_weekly` is more
    of them as one sum, net of help. A premium is a decision by somebody, never worked out here. Give `born_on`, or
    `age_group` when it is not known. `section_117` is for after-care that covers all needs, `section_117_some` for
    after-care that covers some: only the rest is charged for. `variant_cjd` means that care is always free (reg 4).
    `is_carer` is for support to a carer. `light_touch` needs the person's agreement (SI 2014/2672 reg 10).
    `not_suitable` holds codes of the policy's situations that these sums are not made for.
    """

    household: str = ""
    born_on: date | None = None
    age_group: str = ""
    partner_born_on: date | None = None
    partner_over_pension_age: bool = False
    children: int = 0
    capital_pence: int = 0
    joint_capital_pence: int = 0
    notional_capital_pence: int = 0
    property_counted_pence: int = 0
    property_left_out_pence: int = 0
    property_left_out: str = ""
    incomes: tuple[Income, ...] = ()
    notional_income_pence_weekly: int = 0
    notional_reason: str = ""
    housing_costs: tuple[HousingCost, ...] = ()
    housing_costs_pence_weekly: int = 0
    disability_expenses: tuple[Expense, ...] = ()
    disability_premium: bool = False
    enhanced_disability_premium: bool = False
    carer_premium: bool = False
    savings_credit: bool = False
    section_117: bool = False
    section_117_some: bool = False
    variant_cjd: bool = False
    is_carer: bool = False
    full_cost_route: bool = False
    light_touch: str = NO_LIGHT_TOUCH
    light_touch_agreed: bool = False
    not_suitable: tuple[str, ...] = ()

    @property
    def means_tested(self) -> bool:
        """Whether the sums are needed: not for free care, the full-cost route or a light touch."""
        free = self.section_117 or self.variant_cjd
        return not (free or self.full_cost_route or self.light_touch != NO_LIGHT_TOUCH)


def table_labels(values: Values, key: str) -> Mapping[str, str]:
    """Give the labels of a table of codes, by code."""
    return {text_cell(row, "code"): text_cell(row, "label") for row in values.table(key)}


def treatments(values: Values) -> Mapping[str, tuple[str, str]]:
    """Give the label and the treatment of each kind of income in the policy, by kind."""
    return {
        text_cell(row, "kind"): (text_cell(row, "label"), text_cell(row, "treatment"))
        for row in values.table(INCOME_KINDS)
    }


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
    facts["housing_costs"] = tuple(HousingCost(**each) for each in facts.get("housing_costs", ()))
    facts["disability_expenses"] = tuple(Expense(**each) for each in facts.get("disability_expenses", ()))
    facts["not_suitable"] = tuple(facts.get("not_suitable", ()))
    return Finances(**facts)
