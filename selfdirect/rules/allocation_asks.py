"""What a council's way of allocating asks for besides the ten outcomes, in the order in which it is asked.

Values: policy/councils
Next:   selfdirect/rules/allocation.py
Tests:  tests/rules/test_allocation_asks.py
"""

from typing import Final

from selfdirect.rules.allocation import AllocationBasis, scored_by_questionnaire
from selfdirect.rules.allocation_formulas import (
    CARER_ADJUSTMENT,
    EXCEPTION,
    NO_ADJUSTMENT,
    PROFESSIONAL_COSTING,
    STANDARD_UNITS,
    ceiling_for,
    method_for,
)
from selfdirect.rules.decisions import CONDITIONS, DISPARITY
from selfdirect.rules.values import NO_LIMIT, Values, whole_cell

QUESTIONS: Final = "questions"
COUNTED: Final = "counted"
CARER: Final = "carer"
PRESENT: Final = "present"


def asks_for(values: Values, basis: AllocationBasis) -> tuple[str, ...]:
    """Give what is asked: a questionnaire; how much of each unit or service; a carer's hours; what support costs now.

    Nothing where the ten outcomes are enough. What support costs now is asked where a difference from it decides who
    decides (R-DEC-06, R-RAS-16).
    """
    asked = []
    if scored_by_questionnaire(values, basis):
        asked.append(QUESTIONS)
    if method_for(values, basis.client_group) in (STANDARD_UNITS, PROFESSIONAL_COSTING):
        asked.append(COUNTED)
    if values.choice(CARER_ADJUSTMENT) != NO_ADJUSTMENT:
        asked.append(CARER)
    if decides_by_difference(values):
        asked.append(PRESENT)
    return tuple(asked)


def decides_by_difference(values: Values) -> bool:
    """Whether a difference from present support sends a decision to somebody in particular."""
    if values.value(CONDITIONS).amount == NO_LIMIT:
        return False
    return any(row["condition"] == DISPARITY for row in values.table(CONDITIONS))


def exception_above(values: Values, client_group: str) -> int | None:
    """Give the pence a week above which a budget needs a recorded exception; None where none ever does (R-RAS-05)."""
    ceiling = ceiling_for(values, client_group)
    if ceiling is None or ceiling["kind"] != EXCEPTION:
        return None
    return whole_cell(ceiling, "highest_pence_weekly")
