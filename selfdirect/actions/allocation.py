"""The indicative budget, and the conversation that turns it into the amount to plan with (steps 3 and 4 of the walk).

Values: policy/councils
Next:   selfdirect/rules/allocation.py
Tests:  tests/actions/test_allocation.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from selfdirect.actions import plans
from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.allocating import (
    allocated_on,
    basis_from_kept,
    basis_of,
    confirming_role,
    is_settled,
    kept_from_basis,
    present_indicative,
    was_sent_back,
)
from selfdirect.actions.support.finances import comes_off_now, deductions, present_finances
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step, owner_for
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.allocation import (
    AllocationBasis,
    Confirmation,
    IndicativeBudget,
    IndicativeConfirmation,
    PlanningAmount,
)
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.allocation import AllocationBasis as Basis
from selfdirect.rules.allocation import AllocationRefused, Indicative, planning_amount
from selfdirect.rules.allocation import indicative_budget as work_out_indicative
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.questionnaires import questionnaire, reached_answers
from selfdirect.rules.values import Values
from selfdirect.rules.working import to_json


@action(needs=Permission.ALLOCATE)
def save_basis(
    *, assessment: Assessment, changes: Mapping[str, Any], seen_version: int, on: date, by: User
) -> AllocationBasis:
    """Keep what the council's way of allocating asks for besides the ten outcomes. Raises Stale, Refused.

    `changes` are fields of AllocationBasis. What is kept under answers, units and services is added to what is there;
    an answer on a branch no longer reached is dropped at once.
    """
    if not assessment.finished_on or not assessment.is_eligible:
        raise Refused("An indicative budget needs a finished assessment that found eligible needs.")
    standing = present_indicative(assessment)
    if standing and not was_sent_back(standing):
        raise Refused("The indicative budget is already worked out. What it was worked out from stays as it was.")
    kept, is_new = AllocationBasis.objects.get_or_create(assessment=assessment, person=assessment.person)
    merged = {
        name: {**getattr(kept, name), **changes[name]} for name in ("answers", "units", "services") if name in changes
    }
    if "answers" in merged:
        merged["answers"] = dict(reached_answers(questionnaire(policy_on(on)), merged["answers"]))
    saved = save_against(kept, kept.version if is_new else seen_version, by, **{**changes, **merged})
    what = ", ".join(sorted(name.replace("_", " ") for name in changes))
    said = f"What the rough budget is worked out from was written: {what}."
    tell(said, person=saved.person_id, about=about(saved))
    return saved


@action(needs=Permission.ALLOCATE)
def work_out(*, assessment: Assessment, on: date, by: User) -> IndicativeBudget:
    """Work out the indicative budget and keep every row of the working (R-RAS-04).

    Where somebody else confirms it, that step opens; otherwise the conversation with the person does. One that was
    sent back is replaced by what this gives. Raises Refused with everything that is missing.
    """
    if not assessment.finished_on or not assessment.is_eligible:
        raise Refused("An indicative budget needs a finished assessment that found eligible needs.")
    sent_back = present_indicative(assessment)
    if sent_back and not was_sent_back(sent_back):
        raise Refused("The indicative budget is already worked out.")
    values = policy_on(on)
    kept_basis = AllocationBasis.objects.filter(assessment=assessment).first() or AllocationBasis()
    basis = basis_of(assessment, kept_basis)
    found = _worked_out(basis, values)
    role = confirming_role(found.pence_weekly, basis.client_group, values)
    if role and not kept_basis.matches_assessment:
        raise Refused([Problem("matches_assessment", "Confirm that what is scored matches the need that was assessed")])
    if found.exception_needed and not kept_basis.ceiling_exception_reason:
        said = f"{found.remarks[0]} Give the reason for an exception first"
        raise Refused([Problem("ceiling_exception_reason", said)])
    reason = kept_basis.ceiling_exception_reason if found.exception_needed else ""
    kept = _keep(found, basis, values, assessment, replaces=sent_back, role=role, reason=reason, on=on, by=by)
    close_step("indicative_budget", person=kept.person, on=on, by=by)
    if role:
        owner = owner_for(Role(role), None, on, besides=by)
        open_step("indicative_confirmation", person=kept.person, record=kept, on=on, owner=owner)
    else:
        open_step("planning_conversation", person=kept.person, record=kept, on=on)
    tell(
        f"The indicative budget is {format_pounds(kept.pence_weekly)} a week. It is a rough guide to plan with.",
        person=kept.person_id,
        about=about(kept),
    )
    return kept


def _worked_out(basis: Basis, values: Values) -> Indicative:
    try:
        return work_out_indicative(basis, values)
    except AllocationRefused as refused:
        raise Refused(refused.problems) from refused


def _keep(
    found: Indicative,
    basis: Basis,
    values: Values,
    assessment: Assessment,
    *,
    replaces: IndicativeBudget | None,
    role: str,
    reason: str,
    on: date,
    by: User,
) -> IndicativeBudget:
    return IndicativeBudget.objects.create(
        person=assessment.person,
        assessment=assessment,
        replaces=replaces,
        confirmed_by_role=role,
        reason=reason,
        passes_ceiling=found.exception_needed,
        on=on,
        method=found.method,
        points=found.points,
        pence_weekly=found.pence_weekly,
        inputs=kept_from_basis(basis, values.on),
        working=to_json(found.working),
        values_used={row.rule: row.source for row in found.working},
        policy_fingerprint=values.fingerprint,
        by=by,
    )


@action(needs=Permission.CONFIRM_ALLOCATIONS)
def confirm(
    *, indicative_budget: IndicativeBudget, outcome: str, reasons: str, on: date, by: User
) -> IndicativeConfirmation:
    """Confirm an indicative budget that somebody else worked out, or send it back with reasons (R-RAS-12)."""
    if IndicativeConfirmation.objects.filter(indicative_budget=indicative_budget).exists():
        raise Refused("Somebody has already looked at this indicative budget.")
    if indicative_budget.by_id == by.pk:
        raise Refused("You worked this out, so somebody else has to confirm it.")
    if not indicative_budget.confirmed_by_role:
        raise Refused("Nobody has to confirm this indicative budget.")
    if Role(indicative_budget.confirmed_by_role) not in by.roles_on(on):
        raise Refused(f"This is confirmed by: {Role(indicative_budget.confirmed_by_role).label}.")
    problems = []
    if outcome not in Confirmation.values:
        problems.append(Problem("outcome", "Choose whether to confirm it or send it back"))
    if not reasons.strip():
        problems.append(Problem("reasons", "Give your reasons, in words the worker and the person will understand"))
    if problems:
        raise Refused(problems)
    kept = IndicativeConfirmation.objects.create(
        person=indicative_budget.person,
        indicative_budget=indicative_budget,
        worked_out_by=indicative_budget.by,
        outcome=outcome,
        reasons=reasons.strip(),
        by=by,
        on=on,
    )
    close_step("indicative_confirmation", person=kept.person, on=on, by=by)
    if outcome == Confirmation.CONFIRMED:
        open_step("planning_conversation", person=kept.person, record=indicative_budget, on=on)
    else:
        open_step("indicative_budget", person=kept.person, record=indicative_budget.assessment, on=on)
    said = "confirmed your rough budget" if outcome == Confirmation.CONFIRMED else "sent the rough budget back"
    tell(f"{by.name} {said}. {kept.reasons}", person=kept.person_id, about=about(indicative_budget))
    return kept


@action(needs=Permission.ALLOCATE)
def change_carer_help(
    *, indicative_budget: IndicativeBudget, hundredths_of_hours_weekly: int, reason: str, key: str, on: date, by: User
) -> IndicativeBudget:
    """Give back the money taken off for an unpaid carer's help, in whole or part, from today (R-RAS-07).

    Nothing is assessed again and no point changes: the same answers give the budget with the help there is now.
    """
    basis = basis_from_kept(indicative_budget.inputs)
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", "Say why the carer's help changes"))
    if hundredths_of_hours_weekly < 0 or hundredths_of_hours_weekly == basis.carer_hours:
        was = f"{basis.carer_hours / 100:g}"
        problems.append(Problem("hours", f"Enter how many hours a week the carer can help now. It was {was}"))
    if problems:
        raise Refused(problems)
    if IndicativeBudget.objects.filter(replaces=indicative_budget).exists():
        raise Refused("This indicative budget was already replaced by a later one.")
    values = policy_on(allocated_on(indicative_budget))
    changed = replace(basis, carer_hours=hundredths_of_hours_weekly)
    kept = _keep(
        _worked_out(changed, values),
        changed,
        values,
        indicative_budget.assessment,
        replaces=indicative_budget,
        role="",
        reason=reason.strip(),
        on=on,
        by=by,
    )
    difference = kept.pence_weekly - indicative_budget.pence_weekly
    more = "more" if difference >= 0 else "less"
    tell(
        f"Help from your carer changed: {reason.strip()} Your rough budget is {format_pounds(abs(difference))} a week "
        f"{more} from today. Your assessment stays as it is.",
        person=kept.person_id,
        about=about(kept),
    )
    close_step("planning_conversation", person=kept.person, on=on, by=by)
    open_step("planning_conversation", person=kept.person, record=kept, on=on)
    return kept


@action(needs=Permission.ALLOCATE)
def record_conversation(
    *,
    indicative_budget: IndicativeBudget,
    universal: Sequence[str],
    block: Sequence[str],
    who_was_there: str,
    notes: str,
    accepts_may_pay: bool,
    starts_on: date,
    key: str,
    on: date,
    by: User,
) -> PlanningAmount:
    """Keep the worksheet talked through with the person: each amount taken off, and what is left (R-FIN-02, R-FIN-06).

    `universal` and `block` are codes of the policy's services this person will use. Opens the support plan.
    """
    if PlanningAmount.objects.filter(indicative_budget=indicative_budget).exists():
        raise Refused("This conversation is already recorded.")
    if not is_settled(indicative_budget):
        raise Refused("This indicative budget waits for somebody to confirm it first.")
    if not who_was_there.strip():
        raise Refused([Problem("who_was_there", "Say who took part in the conversation")])
    finances = present_finances(indicative_budget.person)
    values = policy_on(on)
    is_free = finances.is_free
    contribution = None if finances.pays_full_cost else (finances.contribution_pence_weekly or 0)
    if not is_free and not accepts_may_pay:
        raise Refused(
            [Problem("accepts_may_pay", "Talk about the contribution and record that the person understands it")]
        )
    taken_off = deductions(values, universal, block)
    left = planning_amount(
        indicative_budget.pence_weekly,
        contribution,
        section_117=is_free,
        comes_off_now=comes_off_now(values),
        **taken_off,
    )
    kept = PlanningAmount.objects.create(
        person=indicative_budget.person,
        indicative_budget=indicative_budget,
        contribution_pence_weekly=left.contribution_pence_weekly,
        universal_services=list(universal),
        block_services=list(block),
        pence_weekly=left.pence_weekly,
        inputs={
            "indicative_pence_weekly": indicative_budget.pence_weekly,
            "contribution_pence_weekly": contribution,
            "section_117": is_free,
        },
        working=to_json(left.working),
        policy_fingerprint=values.fingerprint,
        who_was_there=who_was_there,
        notes=notes,
        discussed_on=on,
        discussed_by=by,
    )
    if not is_free:
        _keep_notice(finances, on=on, by=by)
    close_step("planning_conversation", person=kept.person, on=on, by=by)
    tell(
        f"We talked about your budget. There is {format_pounds(left.pence_weekly)} a week to plan with.",
        person=kept.person_id,
        about=about(kept),
    )
    plans.start(planning_amount=kept, starts_on=starts_on, on=on, by=by)
    return kept


def _keep_notice(finances: FinancialAssessment, *, on: date, by: User) -> None:
    """Keep that the person was told what they may pay and accepts it (R-FIN-06)."""
    ChargeNotice.objects.create(
        financial_assessment=finances,
        person=finances.person,
        told_on=on,
        how="conversation",
        accepts_may_pay=True,
        by=by,
    )
    close_step("tell_charge", person=finances.person, on=on, by=by)
