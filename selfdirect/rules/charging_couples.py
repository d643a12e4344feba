"""The other way to look at a couple: whether the two together keep what benefits say a couple must have.

The law looks at the person alone. A council may look at both as well, and leave the person more where they fall short.

Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_charging_couples.py
"""

from dataclasses import dataclass
from typing import Final

from selfdirect.rules.formulas import Formulas, Whole, formula, work_out
from selfdirect.rules.money import format_pounds
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, WORKED_OUT, Row, Working

WEEKLY: Final = "pence weekly"
LOCAL: Final = "A council's choice, such as Reading's check for couples (appendix D, 2024/25)"


@dataclass(frozen=True)
class CoupleView:
    """What the two together keep, and by how much it falls short of what benefits say a couple must have."""

    together_pence_weekly: int
    shortfall_pence_weekly: int
    words: str
    working: Working


@formula(label="What the partner keeps after their housing costs", unit=WEEKLY, source=LOCAL)
def partner_keeps(o: Whole, partner_income: Whole, partner_housing: Whole) -> Whole:
    return o.max(partner_income - partner_housing, 0)


@formula(label="What the two keep together", unit=WEEKLY, source=LOCAL)
def couple_keeps(o: Whole, left_to_person: Whole, partner_keeps: Whole) -> Whole:
    return left_to_person + partner_keeps


@formula(label="Short of what benefits say a couple must have", unit=WEEKLY, source=LOCAL)
def couple_shortfall(o: Whole, couple_floor: Whole, couple_keeps: Whole) -> Whole:
    return o.max(couple_floor - couple_keeps, 0)


COUPLE_INPUTS: Final = ("left_to_person", "partner_income", "partner_housing", "couple_floor")
COUPLE_FORMULAS: Final = Formulas((partner_keeps, couple_keeps, couple_shortfall), COUPLE_INPUTS)
_LABELS: Final = {
    "left_to_person": "Left to the person after charging",
    "partner_income": "The partner's own income",
    "partner_housing": "The partner's share of the housing costs",
    "couple_floor": "What benefits say a couple must have",
}


def couple_view(*, left_to_person: int, partner_income: int, partner_housing: int, couple_floor: int) -> CoupleView:
    """Look at the couple together, each week in pence. Take `couple_floor` from their award letter.

    `left_to_person` is the minimum income guarantee with any local uplift. Raises ValueError below zero.
    """
    given = dict(zip(COUPLE_INPUTS, (left_to_person, partner_income, partner_housing, couple_floor), strict=True))
    if min(given.values()) < 0:
        raise ValueError("No amount of a couple may be below zero.")
    rows = {
        name: Row(
            _LABELS[name], pence, WEEKLY, name, ENTERED_SOURCE, WORKED_OUT if name == "left_to_person" else ENTERED
        )
        for name, pence in given.items()
    }
    result = work_out(COUPLE_FORMULAS, rows)
    short = result.amounts["couple_shortfall"]
    words = (
        f"Together they would be {format_pounds(short)} a week short of what benefits say a couple must have. "
        "Think about leaving the person that much more."
        if short
        else "Together they keep what benefits say a couple must have."
    )
    return CoupleView(result.amounts["couple_keeps"], short, words, result.working("couple_shortfall"))
