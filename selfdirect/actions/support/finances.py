"""What a person pays, as other actions need it: the financial assessment that counts, and amounts taken off a budget.

Values: policy/councils
Next:   selfdirect/actions/allocation.py
Tests:  tests/actions/support/test_finances.py
"""

from collections.abc import Iterable

from selfdirect.actions.action import Refused
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.allocation import Deduction
from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED
from selfdirect.rules.determination_formulas import deducted
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values, whole_cell


def present_finances(person: Person) -> FinancialAssessment:
    """The finished financial assessment that counts now. Raises Refused when there is none yet."""
    found = (
        FinancialAssessment.objects.filter(person=person).exclude(finished_on=None).order_by("-from_on", "-pk").first()
    )
    if found is None:
        raise Refused("Finish the financial assessment first, so that the contribution can be taken off.")
    return found


def comes_off_now(values: Values) -> bool:
    """Whether the contribution is taken off before the plan is written, and not from the plan once it is agreed."""
    return values.choice(SUBTRACTED) == AT_PLANNING


def deductions(values: Values, universal: Iterable[str], block: Iterable[str]) -> dict[str, tuple[Deduction, ...]]:
    """The services named by code, as amounts to take off.

    Raises Refused for a code the policy does not know, and for any where this council takes none off.
    """
    for kind, codes in (("universal", universal), ("block", block)):
        if codes and kind not in deducted(values):
            raise Refused([Problem(kind, "This council does not take such services off before planning")])
    return {
        "universal": tuple(_deduction(values, "market.universal_services", code, "universal") for code in universal),
        "block": tuple(_deduction(values, "market.block_services", code, "block") for code in block),
    }


def _deduction(values: Values, key: str, code: str, field: str) -> Deduction:
    for row in values.table(key):
        if row["code"] == code:
            return Deduction(str(row["label"]), whole_cell(row, "pence_weekly"))
    raise Refused([Problem(field, "Choose services from the list")])
