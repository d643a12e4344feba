"""The council's own people as circumstances: what their last finished assessments and plans say, and nothing guessed.

Next:   selfdirect/modelling/given.py
Tests:  tests/modelling/test_council_people.py
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.db.models import QuerySet, Sum

from selfdirect.records.allocation import AllocationBasis
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import PersonDetails
from selfdirect.records.plans import PlanLine, Status
from selfdirect.rules.assessments import ALL_NEEDS, SECTION_117_COVERS
from selfdirect.rules.charging_lines import Support
from selfdirect.rules.circumstances import Circumstances, OutcomeNeed
from selfdirect.rules.finances import finances_from_json

# More people than this are not worked out while somebody waits for a page: the latest assessed are taken.
MOST: Final = 2_000

Row = TypeVar("Row", AllocationBasis, FinancialAssessment, PersonDetails)


def council_people(most: int = MOST) -> tuple[Circumstances, ...]:
    """Everybody whose last finished assessment found eligible needs, the latest assessed first. Five queries."""
    assessments = _latest(Assessment.objects.exclude(finished_on=None).order_by("person_id", "-finished_on", "-pk"))
    eligible = sorted((each for each in assessments if each.is_eligible), key=lambda each: -each.pk)[:most]
    ids = [each.person_id for each in eligible]
    details = _by_person(PersonDetails.objects.filter(person__in=ids, superseded_at=None))
    bases = {each.assessment_id: each for each in AllocationBasis.objects.filter(assessment__in=eligible)}
    finished = FinancialAssessment.objects.filter(person__in=ids).exclude(finished_on=None)
    finances = _by_person(finished.order_by("from_on", "pk"))
    plans = _plans(ids)
    return tuple(
        _circumstances(
            each,
            details[each.person_id],
            bases.get(each.pk),
            finances.get(each.person_id),
            plans.get(each.person_id, 0),
        )
        for each in eligible
    )


def _latest(assessments: QuerySet[Assessment]) -> list[Assessment]:
    return list(assessments.distinct("person_id"))


def _by_person(rows: Iterable[Row]) -> dict[int, Row]:
    """The last row of each person."""
    return {row.person_id: row for row in rows}


def _plans(ids: Sequence[int]) -> dict[int, int]:
    """What the agreed plan of each person comes to each week."""
    lines = PlanLine.objects.filter(plan__person__in=ids, plan__status=Status.APPROVED, removed_at=None)
    totals = lines.values("plan__person_id", "plan_id").annotate(pence=Sum("pence_weekly")).order_by("plan_id")
    return {row["plan__person_id"]: row["pence"] for row in totals}


def _circumstances(
    assessment: Assessment,
    details: PersonDetails,
    basis: AllocationBasis | None,
    finances: FinancialAssessment | None,
    plan_pence_weekly: int,
) -> Circumstances:
    kept: Any = basis or AllocationBasis()
    plan = Support("Agreed plan", "plan", plan_pence_weekly)
    return Circumstances(
        client_group=details.client_group,
        born_on=details.date_of_birth,
        needs=tuple(OutcomeNeed(outcome, (), level) for outcome, level in assessment.needs.items()),
        answers={code: tuple(each) if isinstance(each, list) else each for code, each in kept.answers.items()},
        units_weekly=_counts(kept.units),
        services_weekly=_counts(kept.services),
        carer_hours_weekly=Decimal(kept.carer_hundredths_of_hours_weekly or 0) / 100,
        finances=finances_from_json(finances.finances) if finances else None,
        section_117=bool(assessment.section_117),
        section_117_covers=assessment.answers.get(SECTION_117_COVERS) or ALL_NEEDS,
        present_pence_weekly=kept.present_package_pence_weekly,
        plan=(plan,) if plan_pence_weekly else (),
    )


def _counts(kept: dict[str, int]) -> dict[str, Decimal]:
    return {code: Decimal(count) / 100 for code, count in kept.items() if count}
