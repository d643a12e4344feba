"""The Care Act assessment: saved part by part, finished once, and what follows from it.

Values: policy/national
Next:   selfdirect/rules/assessments.py
Tests:  tests/actions/test_assessments.py
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.assessments import AssessedRisk, Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import check_answers, eligibility, needs, reached_answers, section_117_check
from selfdirect.rules.eligibility import DEFAULT_TO_BUDGET
from selfdirect.rules.problems import Problem
from selfdirect.rules.working import to_json

PARTS = ("visit", "about_me", "carers", "safety")


@action(needs=Permission.ASSESS)
def save_part(
    *, assessment: Assessment, part: str, words: Mapping[str, Any], seen_version: int, on: date, by: User
) -> Assessment:
    """Save one part in words: the visit, what matters to the person, carers, safety. Raises Stale, Refused."""
    if part not in PARTS:
        raise ValueError(f"There is no part called {part}")
    _still_open(assessment)
    saved = save_against(assessment, seen_version, by, **{part: dict(words)})
    tell(
        f"The assessment was written on: {part.replace('_', ' ')}.",
        person=saved.person_id,
        about=about(saved),
    )
    return saved


@action(needs=Permission.ASSESS)
def save_answers(
    *, assessment: Assessment, answers: Mapping[str, Any], seen_version: int, on: date, by: User
) -> Assessment:
    """Save answers to the assessment's questions, under the keys of selfdirect/rules/assessments.py.

    What lies on a branch no longer reached is dropped at once, so that a stale answer never counts.
    """
    _still_open(assessment)
    merged = reached_answers({**assessment.answers, **answers})
    saved = save_against(assessment, seen_version, by, answers=_plain(merged))
    topics = sorted({key.rsplit("_", 1)[0].replace("_", " ") for key in answers})
    tell(f"The assessment was written on: {', '.join(topics)}.", person=saved.person_id, about=about(saved))
    return saved


@action(needs=Permission.ASSESS)
def set_risks(
    *, assessment: Assessment, risks: Sequence[Mapping[str, str]], seen_version: int, on: date, by: User
) -> Assessment:
    """Set the risks raised, each with both views (R-ASM-13). They go on into the plan (R-ASM-14)."""
    _still_open(assessment)
    if any(not risk.get("risk", "").strip() for risk in risks):
        raise Refused([Problem("risk", "Say what the risk is, or leave the whole row empty")])
    saved = save_against(assessment, seen_version, by)
    saved.risks.all().delete()
    AssessedRisk.objects.bulk_create(
        [
            AssessedRisk(
                assessment=saved,
                risk=risk["risk"],
                persons_view=risk.get("persons_view", ""),
                workers_view=risk.get("workers_view", ""),
            )
            for risk in risks
        ]
    )
    tell(f"Risks talked about: {len(risks)}.", person=saved.person_id, about=about(saved))
    return saved


@action(needs=Permission.ASSESS)
def finish(*, assessment: Assessment, seen_version: int, on: date, by: User) -> Assessment:
    """Finish the assessment: decide eligibility by the rules and open what comes next (R-ELG-01, R-ASM-09).

    Raises Refused with every question still to answer.
    """
    _still_open(assessment)
    answers = reached_answers(assessment.answers)
    missing = [*check_answers(answers), *_missing_parts(assessment)]
    if missing:
        raise Refused(missing)
    values = policy_on(on)
    found = eligibility(answers)
    after_care = section_117_check(answers)
    saved = save_against(
        assessment,
        seen_version,
        by,
        answers=_plain(answers),
        section_117=after_care.applies,
        section_117_reason=after_care.reason,
        is_eligible=found.eligible,
        eligibility_reasons=list(found.reasons),
        needs=dict(needs(answers)),
        working=to_json(found.working),
        policy_fingerprint=values.fingerprint,
        finished_on=on,
        finished_by=by,
    )
    close_step("assessment", person=saved.person, on=on, by=by)
    said = (
        "You are eligible for support."
        if found.eligible
        else "The needs found do not meet the national threshold for support."
    )
    tell(f"The assessment is finished. {said}", person=saved.person_id, about=about(saved))
    if found.eligible:
        _open_next(saved, after_care.means_test_needed, on, by)
        if not values.yes(DEFAULT_TO_BUDGET):
            open_step("budget_offer", person=saved.person, record=saved, on=on)
    write_letter(
        "eligibility",
        key=f"eligibility:{saved.pk}",
        person=saved.person,
        subject="What we found in your assessment",
        facts={
            "eligible": found.eligible,
            "reasons": list(found.reasons),
            "assessor": saved.assessor.name,
            "section_117": after_care.applies,
        },
        on=on,
        by=by,
    )
    return saved


def _open_next(assessment: Assessment, means_test_needed: bool, on: date, by: User) -> None:
    """A financial assessment, unless all support is free after-care (section 117, R-FIN-01)."""
    if means_test_needed:
        open_step("financial_assessment", person=assessment.person, record=None, on=on)
        return
    FinancialAssessment.objects.filter(person=assessment.person, finished_on=None).delete()
    FinancialAssessment.objects.create(
        person=assessment.person,
        from_on=on,
        is_free=True,
        free_because="section_117",
        contribution_pence_weekly=0,
        policy_fingerprint=assessment.policy_fingerprint,
        started_by=by,
        finished_on=on,
        finished_by=by,
    )
    tell(
        "Support is free after-care under section 117, so there is no financial assessment.",
        person=assessment.person_id,
    )
    open_step("indicative_budget", person=assessment.person, record=assessment, on=on)


def _still_open(assessment: Assessment) -> None:
    if assessment.finished_on:
        raise Refused("This assessment is finished. It cannot be changed; start a new one if needs have changed.")


def _missing_parts(assessment: Assessment) -> list[Problem]:
    missing = []
    if not assessment.visit:
        missing.append(Problem("visit", "Say where and when you met"))
    if not assessment.about_me:
        missing.append(Problem("about_me", "Write what matters to the person"))
    if "has_carer" not in assessment.carers:
        missing.append(Problem("carers", "Say whether somebody unpaid helps"))
    if not assessment.safety:
        missing.append(Problem("safety", "Write about keeping safe, even if there is no risk"))
    return missing


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as JSON keeps them."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}
