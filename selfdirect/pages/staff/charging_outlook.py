"""What to see beside a financial assessment: the range so far, what a change corrects, benefits, the sums' limits.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging_provisional.py
Tests:  tests/pages/staff/test_charging_outlook.py
"""

from datetime import date
from typing import Any

from selfdirect.actions.support.charge_changes import assessment_before, correction
from selfdirect.actions.support.policy import policy
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.calendar import format_date
from selfdirect.rules.charging import FinancesRefused
from selfdirect.rules.charging_provisional import Provisional, provisional
from selfdirect.rules.charging_warnings import Warning, benefit_warnings
from selfdirect.rules.finances import NOT_SUITABLE, finances_from_json
from selfdirect.rules.values import Values

JUST_OPENED = {"born_on"}


def range_so_far(found: FinancialAssessment, values: Values) -> Provisional | None:
    """The range that the charge lies in, once something was answered and nothing of it is wrong."""
    if set(found.finances) <= JUST_OPENED:
        return None
    try:
        return provisional(found.finances, values)
    except FinancesRefused:
        return None


def outlook(found: FinancialAssessment, on: date) -> dict[str, Any]:
    """Everything to look at before a charge is confirmed, and beside it afterwards."""
    values = policy().on(found.from_on)
    so_far = None if found.finished_on else range_so_far(found, values)
    change, too_late = None, ""
    if found.finished_on:
        change = correction(found, found.contribution_pence_weekly, found.finished_on)
    elif so_far and so_far.is_final:
        change = correction(found, so_far.most_pence_weekly, on)
    if change and change.days and (change.difference_pence_weekly or 0) > 0:
        too_late = (
            f"The charge goes up from {format_date(found.from_on)}, before the person is told. "
            "Tell them before they pay more."
        )
    return {
        "so_far": so_far,
        "change": change,
        "too_late": too_late,
        "warnings": _warnings(found, values),
        "limits": _limits(found, values),
    }


def _warnings(found: FinancialAssessment, values: Values) -> tuple[Warning, ...]:
    before = assessment_before(found)
    if before is None or not before.finances:
        return ()
    return benefit_warnings(finances_from_json(before.finances), finances_from_json(found.finances), values)


def _limits(found: FinancialAssessment, values: Values) -> list[dict[str, Any]]:
    """What the sums are not made for, with those that apply to this person marked."""
    applies = set(found.finances.get("not_suitable", ()))
    return [
        {"label": row["label"], "reason": row["reason"], "applies": row["code"] in applies}
        for row in values.table(NOT_SUITABLE)
    ]
