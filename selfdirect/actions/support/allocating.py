"""What an allocation is worked out from, between the records, what is kept with a budget, and the rules.

Next:   selfdirect/actions/allocation.py
Tests:  tests/actions/support/test_allocating.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from selfdirect.records.allocation import AllocationBasis as KeptBasis
from selfdirect.records.allocation import Confirmation, IndicativeBudget, IndicativeConfirmation
from selfdirect.records.assessments import Assessment
from selfdirect.rules.access import Role
from selfdirect.rules.allocation import AllocationBasis
from selfdirect.rules.allocation_formulas import ANY_GROUP
from selfdirect.rules.decisions import who_may_decide
from selfdirect.rules.questionnaires import Given
from selfdirect.rules.values import Values


def basis_of(assessment: Assessment, kept: KeptBasis) -> AllocationBasis:
    """Everything the rules allocate from: what the assessment found, and what the council's way asks for besides."""
    return basis_from_kept(
        {
            "needs": assessment.needs,
            "client_group": assessment.person.details.client_group,
            "answers": kept.answers,
            "units": kept.units,
            "services": kept.services,
            "carer_hours": kept.carer_hundredths_of_hours_weekly or 0,
        }
    )


def kept_from_basis(basis: AllocationBasis, on: date) -> dict[str, Any]:
    """What is kept with an indicative budget, so that it can be worked out again with the policy of the day `on`."""
    return {
        "allocated_on": on.isoformat(),
        "needs": dict(basis.needs),
        "client_group": basis.client_group,
        "answers": {code: list(each) if isinstance(each, tuple) else each for code, each in basis.answers.items()},
        "units": dict(basis.units),
        "services": dict(basis.services),
        "carer_hours": basis.carer_hours,
    }


def basis_from_kept(kept: Mapping[str, Any]) -> AllocationBasis:
    """Read back what `kept_from_basis` gave, also where an earlier budget kept less."""
    answers: dict[str, Given] = {
        code: tuple(each) if isinstance(each, list) else str(each) for code, each in kept.get("answers", {}).items()
    }
    return AllocationBasis(
        needs=kept.get("needs", {}),
        answers=answers,
        units=kept.get("units", {}),
        services=kept.get("services", {}),
        carer_hours=int(kept.get("carer_hours", 0)),
        client_group=kept.get("client_group", "") or ANY_GROUP,
    )


# Policy values read here: who confirms, what is decided on, and by whom.
CONFIRMED_BY = "allocation.confirmed_by"
DECIDED = "decisions.decided"


def allocated_on(indicative: IndicativeBudget) -> date:
    """The day whose policy an indicative budget was worked out with: a later one keeps the day of the first."""
    kept = indicative.inputs.get("allocated_on")
    return date.fromisoformat(kept) if kept else indicative.on


def confirming_role(pence_weekly: int, client_group: str, values: Values) -> str:
    """The role that confirms an indicative budget before it is talked through; nothing where nobody has to (R-RAS-12).

    A council may have the manager confirm every one, or else may decide on the indicative budget itself as it decides
    on plans: then whoever the ladder names for its amount does (R-DEC-02).
    """
    if values.choice(CONFIRMED_BY) == "manager":
        return Role.TEAM_MANAGER.value
    if any(row["stage"] == "indicative_budget" for row in values.table(DECIDED)):
        return who_may_decide(pence_weekly, values, client_group).roles[0]
    return ""


def present_indicative(assessment: Assessment) -> IndicativeBudget | None:
    """The indicative budget that stands for an assessment, if there is one yet."""
    return IndicativeBudget.objects.filter(assessment=assessment, replaced_by=None).order_by("-pk").first()


def was_sent_back(indicative: IndicativeBudget) -> bool:
    """Whether somebody looked at it and sent it back."""
    return IndicativeConfirmation.objects.filter(indicative_budget=indicative, outcome=Confirmation.RETURNED).exists()


def is_settled(indicative: IndicativeBudget) -> bool:
    """Whether it may be talked through: nobody has to confirm it, or somebody has."""
    if not indicative.confirmed_by_role:
        return True
    confirmed = IndicativeConfirmation.objects.filter(indicative_budget=indicative, outcome=Confirmation.CONFIRMED)
    return confirmed.exists()
