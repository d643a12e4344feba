"""Employing a relative or friend: whether it may be, what to show first, payroll as a firewall, and a switch modelled.

Values: policy/national/direct_payments.toml, policy/national/charging.toml, policy/defaults/employment.toml
Next:   selfdirect/rules/holding.py
Tests:  tests/rules/test_employing_family.py
"""

from dataclasses import dataclass
from typing import Final

from selfdirect.rules.charging_warnings import PaidCarer, benefit_warnings
from selfdirect.rules.employment import Asked, true_cost, weekly_pay
from selfdirect.rules.finances import Finances
from selfdirect.rules.findings import Finding, concluded, entered
from selfdirect.rules.holding import FAMILY, ONLY_IF_NECESSARY, paying_a_relative
from selfdirect.rules.money import format_pounds, round_half_up
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import Working

NOBODY: Final = "none"
FRIEND: Final = "friend"
OTHER: Final = "other"
PAYROLL_BY: Final = {
    "organisation": "A payroll organisation works out pay and tax",
    "carer": "A carer does it",
    "employer": "The person does it themselves",
}
FIREWALL: Final = (
    "When a relative or friend is employed, we suggest that a payroll organisation works out the pay and pays it."
    " It stands between you, so that nobody has to ask anybody close to them for money."
)
GUIDANCE: Final = "employment.guidance"


def relations(values: Values) -> dict[str, str]:
    """Give what somebody may be to the person, each in words."""
    listed = {text_cell(row, "code"): text_cell(row, "label") for row in values.table(FAMILY)}
    return {NOBODY: "Not a relative or friend", FRIEND: "A friend", **listed, OTHER: "Another relative"}


def may_employ(relation: str, values: Values, *, same_household: bool, necessary_reason: str = "") -> Finding:
    """Say whether the budget may pay this person to work for the holder (R-EMP-06)."""
    if relation in {NOBODY, FRIEND}:
        rows = [entered("Relation", relations(values)[relation], "words", "relation")]
        rows.append(concluded("They may be employed", "yes", "words", "may_employ", rows))
        return Finding("may", "They may be employed, like anybody else.", tuple(rows))
    return paying_a_relative(relation, values, same_household=same_household, necessary_reason=necessary_reason)


def needs_exception(found: Finding) -> bool:
    """Whether somebody must first decide that it is necessary."""
    return found.answer == ONLY_IF_NECESSARY


def needs_guidance(relation: str) -> bool:
    """Whether the guidance on employing somebody close is shown before anything is agreed (R-EMP-07)."""
    return relation != NOBODY


@dataclass(frozen=True)
class SwitchAsked:
    """An agency now, somebody close afterwards. Amounts are a week, in pence; hours are in hundredths.

    `lost_earnings` is what they earn now and would give up. `allowance` is Carer's Allowance, or what else stops.
    """

    agency_hours_hundredths: int
    agency_pence_hourly: int
    new: Asked
    same_household: bool
    relation: str
    gets_carers_allowance: bool
    lost_benefits_pence_weekly: int
    lost_earnings_pence_weekly: int
    name: str


@dataclass(frozen=True)
class SwitchModel:
    """What a switch comes to, before it is made (R-EMP-09). `lost` is what the family gives up each week."""

    before_pence_weekly: int
    after_pence_weekly: int
    lost_pence_weekly: int
    pay_pence_weekly: int
    family: Finding
    warnings: tuple[str, ...]
    working: Working

    @property
    def difference_pence_weekly(self) -> int:
        """What the budget spends more (or, below nothing, less) each week."""
        return self.after_pence_weekly - self.before_pence_weekly

    @property
    def better_off_pence_weekly(self) -> int:
        """Their pay, before tax, less what the family gives up."""
        return self.pay_pence_weekly - self.lost_pence_weekly


def model_switch(asked: SwitchAsked, values: Values) -> SwitchModel:
    """Put the agency and somebody close side by side: hours, cost, lost benefits, lost earnings (R-EMP-09).

    Raises problems.Refused for a wage that the law does not allow.
    """
    cost = true_cost(asked.new, values)
    before = round_half_up(asked.agency_hours_hundredths * asked.agency_pence_hourly, 100)
    pay = weekly_pay(asked.new.hours_hundredths, asked.new.pence_hourly)
    lost = asked.lost_benefits_pence_weekly + asked.lost_earnings_pence_weekly
    rows = [
        entered("Hours from the agency", asked.agency_hours_hundredths, "hundredths", "agency_hours"),
        entered("What the agency charges for an hour", asked.agency_pence_hourly, "pence hourly", "agency_price"),
        entered("Hours afterwards", asked.new.hours_hundredths, "hundredths", "hours"),
        entered("Pay for an hour afterwards", asked.new.pence_hourly, "pence hourly", "pence_hourly"),
        entered("Benefits that stop", asked.lost_benefits_pence_weekly, "pence weekly", "lost_benefits"),
        entered("Earnings given up", asked.lost_earnings_pence_weekly, "pence weekly", "lost_earnings"),
    ]
    rows += [
        concluded("The agency costs", before, "pence weekly", "before", rows),
        concluded("Employing them costs", cost.weekly, "pence weekly", "after", cost.working),
        concluded("The family gives up", lost, "pence weekly", "lost", rows),
        concluded("The budget spends more, or less", cost.weekly - before, "pence weekly", "difference", cost.working),
    ]
    family = may_employ(asked.relation, values, same_household=asked.same_household)
    carer = PaidCarer(asked.name, asked.gets_carers_allowance, pay)
    warnings = [warning.words for warning in benefit_warnings(None, Finances(household=""), values, (carer,))]
    if lost > pay:
        words = f"The family would be {format_pounds(lost - pay)} a week worse off, before tax."
        warnings.append(words)
    return SwitchModel(before, cost.weekly, lost, pay, family, tuple(warnings), tuple(rows))
