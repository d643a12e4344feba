"""How a new financial assessment changes what somebody was asked to pay, for whoever confirms it and for the letter.

Next:   selfdirect/rules/charging_changes.py
Tests:  tests/actions/support/test_charge_changes.py
"""

from datetime import date
from typing import Any

from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.charging_changes import Correction, what_a_change_corrects


def assessment_before(found: FinancialAssessment) -> FinancialAssessment | None:
    """The finished financial assessment that counted when this one begins to; none if this is the first."""
    others = FinancialAssessment.objects.filter(person=found.person_id).exclude(finished_on=None).exclude(pk=found.pk)
    if found.finished_on:
        others = others.filter(pk__lt=found.pk)
    return others.filter(from_on__lte=found.from_on).order_by("-from_on", "-pk").first()


def correction(found: FinancialAssessment, after_pence_weekly: int | None, on: date) -> Correction | None:
    """What the new charge corrects, from its day up to this one; none where there was no charge before (R-FIN-09)."""
    before = assessment_before(found)
    if before is None:
        return None
    return what_a_change_corrects(before.contribution_pence_weekly, after_pence_weekly, found.from_on, on)


def for_the_letter(change: Correction | None) -> dict[str, Any] | None:
    """The change as plain facts of a letter; none where nothing changes."""
    if change is None or change.before_pence_weekly == change.after_pence_weekly:
        return None
    return {
        "before_pence_weekly": change.before_pence_weekly,
        "after_pence_weekly": change.after_pence_weekly,
        "from_on": change.from_on.isoformat(),
        "days": change.days,
        "owed_by_person_pence": change.owed_by_person_pence,
        "owed_to_person_pence": change.owed_to_person_pence,
    }
