"""What a worker sees of offers of a personal budget: those made, who would lose by one, and what is supplied anyway.

Values: policy/councils
Next:   selfdirect/rules/eligibility.py
Tests:  tests/pages/staff/test_offers.py
"""

from dataclasses import dataclass
from datetime import date

from selfdirect.actions.support.allocating import present_indicative
from selfdirect.records.assessments import Assessment
from selfdirect.records.eligibility import BudgetOffer, OfferOutcome
from selfdirect.rules.eligibility import PLACEMENTS, WOULD_LOSE, cohorts, outside_threshold, placement
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.values import Values, text_cell


@dataclass(frozen=True)
class ShownOffer:
    """One offer in words."""

    outcome: str
    reason: str
    cohorts: tuple[str, ...]
    on: date
    by: str
    ask_again_on: date | None


def offers_of(assessment: Assessment, values: Values) -> list[ShownOffer]:
    """Give every offer made after this assessment, the latest first."""
    rows = BudgetOffer.objects.filter(assessment=assessment).select_related("by").order_by("-on", "-pk")
    return [
        ShownOffer(
            OfferOutcome(row.outcome).label,
            row.reason,
            cohorts(row.cohorts, values),
            row.on,
            row.by.name,
            row.ask_again_on,
        )
        for row in rows
    ]


def placement_warnings(assessment: Assessment, values: Values) -> list[str]:
    """Say what somebody in a placement that is compared first would lose; or that it must be compared (R-ELG-09)."""
    kinds = table_or_none(values, PLACEMENTS)
    basis, amount = getattr(assessment, "allocation_basis", None), present_indicative(assessment)
    present = basis.present_package_pence_weekly if basis else None
    found = []
    for row in kinds:
        label = text_cell(row, "label")
        if present is None or amount is None:
            found.append(f"{label}: compare what it costs now with the rough budget before you offer one.")
            continue
        check = placement(text_cell(row, "code"), present, amount.pence_weekly, values)
        if check.answer == WOULD_LOSE:
            found.append(f"{label}: {check.reason}")
    return found


def supplied_anyway(assessment: Assessment, values: Values) -> tuple[str, ...]:
    """Give what may be supplied to this person although their needs are not eligible (R-ELG-08)."""
    return () if assessment.is_eligible else outside_threshold(values)
