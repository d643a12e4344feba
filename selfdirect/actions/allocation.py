"""The indicative budget, and the conversation that turns it into the amount to plan with (steps 3 and 4 of the walk).

Values: policy/councils
Next:   selfdirect/rules/allocation.py
Tests:  tests/actions/test_allocation.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions import plans
from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.finances import deductions, present_finances
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import ChargeNotice
from selfdirect.rules.access import Permission
from selfdirect.rules.allocation import indicative_budget as work_out_indicative
from selfdirect.rules.allocation import planning_amount
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.working import to_json


@action(needs=Permission.ALLOCATE)
def work_out(*, assessment: Assessment, on: date, by: User) -> IndicativeBudget:
    """Work out the indicative budget from a finished assessment and keep every row of the working (R-RAS-04)."""
    if not assessment.finished_on or not assessment.is_eligible:
        raise Refused("An indicative budget needs a finished assessment that found eligible needs.")
    if IndicativeBudget.objects.filter(assessment=assessment).exists():
        raise Refused("The indicative budget is already worked out.")
    values = policy_on(on)
    client_group = assessment.person.details.client_group
    found = work_out_indicative(assessment.needs, values, client_group)
    kept = IndicativeBudget.objects.create(
        person=assessment.person,
        assessment=assessment,
        on=on,
        method=found.method,
        points=found.points,
        pence_weekly=found.pence_weekly,
        inputs={"needs": assessment.needs, "client_group": client_group},
        working=to_json(found.working),
        values_used={row.rule: row.source for row in found.working},
        policy_fingerprint=values.fingerprint,
        by=by,
    )
    close_step("indicative_budget", person=kept.person, on=on, by=by)
    open_step("planning_conversation", person=kept.person, record=kept, on=on)
    tell(
        f"The indicative budget is {format_pounds(kept.pence_weekly)} a week. It is a rough guide to plan with.",
        person=kept.person_id,
        about=about(kept),
    )
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
    left = planning_amount(indicative_budget.pence_weekly, contribution, section_117=is_free, **taken_off)
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
        ChargeNotice.objects.create(
            financial_assessment=finances,
            person=kept.person,
            told_on=on,
            how="conversation",
            accepts_may_pay=accepts_may_pay,
            by=by,
        )
    close_step("planning_conversation", person=kept.person, on=on, by=by)
    tell(
        f"We talked about your budget. There is {format_pounds(left.pence_weekly)} a week to plan with.",
        person=kept.person_id,
        about=about(kept),
    )
    plans.start(planning_amount=kept, starts_on=starts_on, on=on, by=by)
    return kept
