"""The financial assessment, and telling the person what they will pay before anything starts.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging.py
Tests:  tests/actions/test_charging.py
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.charge_changes import ask_to_change_charge, correction, for_the_letter
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.charging import contribution
from selfdirect.rules.finances import finances_from_json
from selfdirect.rules.finances_checks import check_finances
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.working import to_json


@action(needs=Permission.ASSESS_FINANCES)
def start(*, person: Person, from_on: date, on: date, by: User) -> FinancialAssessment:
    """Open a financial assessment that will apply from a date, or return the one already open."""
    already = FinancialAssessment.objects.filter(person=person, finished_on=None).first()
    if already:
        tell("The financial assessment was opened again.", person=person, about=about(already))
        return already
    try:
        with transaction.atomic():
            known = {"born_on": person.details.date_of_birth.isoformat()}
            opened = FinancialAssessment.objects.create(person=person, from_on=from_on, started_by=by, finances=known)
    except IntegrityError:
        opened = FinancialAssessment.objects.get(person=person, finished_on=None)
    tell("We started to work out what you would pay.", person=person, about=about(opened))
    return opened


@action(needs=Permission.ASSESS_FINANCES)
def save(
    *,
    financial_assessment: FinancialAssessment,
    finances: Mapping[str, Any],
    seen_version: int,
    on: date,
    by: User,
) -> FinancialAssessment:
    """Keep what was said of somebody's money, in the shape of `finances_to_json`. Raises Stale."""
    _still_open(financial_assessment)
    merged = {**financial_assessment.finances, **finances}
    saved = save_against(financial_assessment, seen_version, by, finances=merged)
    words = ", ".join(
        sorted(key.replace("_pence_weekly", "").replace("_pence", "").replace("_", " ") for key in finances)
    )
    tell(f"The financial assessment was written on: {words}.", person=saved.person_id, about=about(saved))
    return saved


@action(needs=Permission.ASSESS_FINANCES)
def finish(*, financial_assessment: FinancialAssessment, seen_version: int, on: date, by: User) -> FinancialAssessment:
    """Work out the most the person would pay a week, and keep the working (R-FIN-01). Raises Refused, Stale."""
    _still_open(financial_assessment)
    values = policy_on(financial_assessment.from_on)
    finances = finances_from_json(financial_assessment.finances)
    problems = check_finances(finances, values)
    if problems:
        raise Refused(problems)
    answer = contribution(finances, values)
    change = correction(financial_assessment, answer.assessed_pence_weekly, on)
    full_cost = answer.assessed_pence_weekly is None
    saved = save_against(
        financial_assessment,
        seen_version,
        by,
        contribution_pence_weekly=answer.assessed_pence_weekly,
        pays_full_cost=full_cost,
        is_free=answer.outcome == "free",
        working=to_json(answer.working),
        remarks=list(answer.remarks),
        values_used={key: _plain(values, key) for key in answer.keys_used},
        policy_fingerprint=values.fingerprint,
        finished_on=on,
        finished_by=by,
    )
    close_step("financial_assessment", person=saved.person, on=on, by=by)
    amount = format_pounds(answer.assessed_pence_weekly or 0)
    said = "You would pay the full cost." if full_cost else f"The most you would pay is {amount} a week."
    tell(f"We worked out what you would pay. {said}", person=saved.person_id, about=about(saved))
    write_letter(
        "contribution",
        key=f"contribution:{saved.pk}",
        person=saved.person,
        subject="What you would pay towards your support",
        facts={
            "full_cost": full_cost,
            "contribution_pence_weekly": answer.assessed_pence_weekly,
            "working": saved.working,
            "remarks": saved.remarks,
            "from_on": saved.from_on.isoformat(),
            "change": for_the_letter(change),
        },
        on=on,
        by=by,
    )
    _open_next(saved, on)
    ask_to_change_charge(saved, on)
    return saved


@action(needs=Permission.TELL_CHARGES)
def record_told(
    *,
    financial_assessment: FinancialAssessment,
    told_on: date,
    how: str,
    accepts_may_pay: bool,
    on: date,
    by: User,
) -> ChargeNotice:
    """Keep that the person was told what they would pay (R-FIN-06, R-FIN-09)."""
    if told_on > on:
        raise Refused([Problem("told_on", "The date they were told must be today or earlier")])
    if not financial_assessment.finished_on:
        raise Refused(
            "The amount is not worked out yet, so nobody can be told it. Finish the financial assessment first."
        )
    notice = ChargeNotice.objects.create(
        financial_assessment=financial_assessment,
        person=financial_assessment.person,
        told_on=told_on,
        how=how,
        accepts_may_pay=accepts_may_pay,
        by=by,
    )
    close_step("tell_charge", person=notice.person, on=on, by=by)
    tell("We told you what you would pay.", person=notice.person_id, about=about(notice))
    return notice


def _open_next(financial_assessment: FinancialAssessment, on: date) -> None:
    assessment = (
        Assessment.objects.filter(person=financial_assessment.person, is_eligible=True, indicative_budgets=None)
        .order_by("-pk")
        .first()
    )
    if assessment:
        open_step("indicative_budget", person=financial_assessment.person, record=assessment, on=on)


def _still_open(financial_assessment: FinancialAssessment) -> None:
    if financial_assessment.finished_on:
        raise Refused("This financial assessment is finished. Start a new one from the date things changed.")


def _plain(values: Any, key: str) -> dict[str, Any]:
    value = values.value(key)
    amount = value.amount if isinstance(value.amount, int | str | bool) else str(value.amount)
    return {
        "label": value.label,
        "amount": amount,
        "unit": value.unit,
        "source": value.source,
        "status": value.status,
    }
