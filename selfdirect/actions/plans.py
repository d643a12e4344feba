"""Writing a support plan, line by line, and proposing it for a decision.

Values: policy/councils
Next:   selfdirect/actions/decisions.py
Tests:  tests/actions/test_plans.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models.functions import Now

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.planning import rule_line, rule_plan
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.proposing import put_to_decider
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.allocation import PlanningAmount
from selfdirect.records.assessments import AssessedRisk
from selfdirect.records.decisions import Decision
from selfdirect.records.plans import Plan, PlanLine, PlanRisk, Status
from selfdirect.rules.access import Permission
from selfdirect.rules.employment import Asked, true_cost
from selfdirect.rules.joint_funding import share_refused
from selfdirect.rules.money import format_pounds, share
from selfdirect.rules.plans import CONTINGENCY, check_plan, line_pence, line_pence_weekly
from selfdirect.rules.problems import Problem
from selfdirect.rules.problems import Refused as RuleRefused
from selfdirect.rules.working import to_json

_PARTS = {
    "my_words",
    "who_helped",
    "carer_will_do",
    "emergency_plan",
    "carer_emergency",
    "assistant_cover",
    "is_cover_hard_to_find",
    "choice_made",
    "starts_on",
    "review_on",
    "review_how",
    "exception_reason",
}


@action(needs=Permission.PLAN)
def start(*, planning_amount: PlanningAmount, starts_on: date, on: date, by: User) -> Plan:
    """Open a support plan to be written with the person (R-SPL-22)."""
    if Plan.objects.filter(person_id=planning_amount.person_id, status__in=_OPEN).exists():
        raise Refused("There is already a plan being written for this person.")
    plan = Plan.objects.create(
        person=planning_amount.person,
        planning_amount=planning_amount,
        written_by=by,
        started_on=on,
        starts_on=starts_on,
    )
    open_step("support_plan", person=plan.person, record=plan, on=on)
    open_step("holding_talk", person=plan.person, record=plan, on=on)
    tell("We started to write the support plan.", person=plan.person_id, about=about(plan))
    return plan


@action(needs=Permission.PLAN)
def save_part(*, plan: Plan, changes: Mapping[str, Any], seen_version: int, on: date, by: User) -> Plan:
    """Save parts of the plan in words and dates. Raises Refused, Stale."""
    if not set(changes) <= _PARTS:
        raise ValueError(f"No such part of a plan: {sorted(set(changes) - _PARTS)}")
    _being_written(plan)
    saved = save_against(plan, seen_version, by, **changes)
    words = ", ".join(sorted(part.replace("_", " ") for part in changes))
    tell(f"The support plan was written on: {words}.", person=saved.person_id, about=about(saved))
    return saved


@action(needs=Permission.PLAN)
def add_line(*, plan: Plan, key: str, line: Mapping[str, Any], on: date, by: User) -> PlanLine:
    """Add a costed line. The weekly amount is worked out here, never typed (R-SPL-08)."""
    _being_written(plan)
    made = _costed(PlanLine(plan=plan, **line))
    made.save()
    tell(f"Added to the plan: {made.what}, {_cost(made)}.", person=plan.person_id, about=about(plan))
    return made


@action(needs=Permission.PLAN)
def change_line(*, line: PlanLine, changes: Mapping[str, Any], on: date, by: User) -> PlanLine:
    """Replace a line by a changed one. The old one is kept as removed."""
    _being_written(line.plan)
    _remove(line)
    fields = {name: getattr(line, name) for name in _LINE_FIELDS} | dict(changes)
    made = _costed(PlanLine(plan=line.plan, **fields))
    made.save()
    tell(
        f"Changed in the plan: {made.what}, {_cost(made)}.",
        person=line.plan.person_id,
        about=about(line.plan),
    )
    return made


@action(needs=Permission.PLAN)
def remove_line(*, line: PlanLine, on: date, by: User) -> PlanLine:
    """Take a line out of the plan. It is kept as removed."""
    _being_written(line.plan)
    _remove(line)
    tell(f"Taken out of the plan: {line.what}.", person=line.plan.person_id, about=about(line.plan))
    return line


@action(needs=Permission.PLAN)
def add_assistant(
    *, plan: Plan, asked: Asked, what: str, outcomes: Sequence[str], provider_name: str, key: str, on: date, by: User
) -> PlanLine:
    """Add the lines that pay for a personal assistant: the hours, payroll and running costs, and what is put by.

    Price and quantity come from the true cost, whose working is kept (R-EMP-02, R-FPB-03). Raises Refused for a wage
    that the law does not allow.
    """
    _being_written(plan)
    problems = [] if what.strip() else [Problem("what", "Say what the personal assistant helps with")]
    if not outcomes:
        problems.append(Problem("outcomes", "Select at least one outcome that it helps with"))
    if problems:
        raise Refused(problems)
    try:
        cost = true_cost(asked, policy_on(asked.on))
    except RuleRefused as refused:
        raise Refused(refused.problems) from refused
    made = []
    for number, line in enumerate(cost.lines):
        own = {"what": what.strip(), "outcomes": list(outcomes)} if number == 0 else {"what": line.what, "outcomes": []}
        made.append(_costed(PlanLine(plan=plan, provider_name=provider_name, **{**asdict(line), **own})))
        made[-1].save()
    yearly = format_pounds(cost.yearly)
    said = f"Added to the plan: a personal assistant, {yearly} a year with payroll and all that an employer owes."
    tell(said, person=plan.person_id, about=about(plan), working=to_json(cost.working))
    return made[0]


@action(needs=Permission.PLAN)
def answer_risk(*, plan: Plan, risk: AssessedRisk, answer: str, what_we_will_do: str, on: date, by: User) -> PlanRisk:
    """Say how the plan answers a risk: addressed, or accepted with a reason (R-ASM-14, R-SPL-16)."""
    _being_written(plan)
    if answer not in {"addressed", "accepted"}:
        raise Refused([Problem("answer", "Choose whether the plan deals with this risk or accepts it")])
    if not what_we_will_do.strip():
        raise Refused([Problem("what_we_will_do", "Say what will be done, or why the risk is accepted")])
    kept, _ = PlanRisk.objects.update_or_create(
        plan=plan, risk=risk, defaults={"answer": answer, "what_we_will_do": what_we_will_do}
    )
    tell("The plan says how a risk is answered.", person=plan.person_id, about=about(plan))
    return kept


@action(needs=Permission.PROPOSE)
def propose(*, plan: Plan, seen_version: int, on: date, by: User) -> Decision:
    """Put the plan to somebody else for a decision, within their money limit (R-DEC-01, R-DEC-12, R-SPL-09, R-SPL-17).

    Raises Refused with everything still to mend.
    """
    _being_written(plan)
    values = policy_on(on)
    problems = check_plan(rule_plan(plan), values)
    if problems:
        raise Refused(problems)
    saved = save_against(plan, seen_version, by, status=Status.PROPOSED, proposed_on=on, proposed_by=by)
    close_step("support_plan", person=saved.person, on=on, by=by)
    return put_to_decider(saved, values, on=on, by=by)


_OPEN = (Status.DRAFT, Status.PROPOSED, Status.RETURNED)
_LINE_FIELDS = (
    "what",
    "outcomes",
    "category",
    "purpose",
    "provider",
    "provider_name",
    "quantity_hundredths",
    "unit",
    "unit_price_pence",
    "frequency",
    "is_chargeable",
    "override_reason",
    "who_may_use",
    "nhs_basis_points",
)


def _being_written(plan: Plan) -> None:
    if plan.status not in {Status.DRAFT, Status.RETURNED}:
        raise Refused(f"This plan cannot be changed now. It is: {Status(plan.status).label.lower()}.")


def _costed(line: PlanLine) -> PlanLine:
    if line.unit_price_pence <= 0:
        raise Refused([Problem("unit_price_pence", "The price must be more than £0")])
    if line.quantity_hundredths <= 0:
        raise Refused([Problem("quantity", "How many must be more than 0")])
    costed = rule_line(line)
    is_once = line.frequency == "one_off"
    line.pence_weekly = 0 if is_once else line_pence_weekly(costed)
    line.pence_once = line_pence(costed) if is_once else 0
    refused = share_refused(line.nhs_basis_points, is_contingency=line.purpose == CONTINGENCY)
    if refused:
        raise Refused([Problem("nhs_percent", refused[0].upper() + refused[1:].removesuffix("."))])
    line.nhs_pence_weekly = share(line.pence_weekly, line.nhs_basis_points)
    line.nhs_pence_once = share(line.pence_once, line.nhs_basis_points)
    return line


def _remove(line: PlanLine) -> None:
    if not PlanLine.objects.filter(pk=line.pk, removed_at=None).update(removed_at=Now()):
        raise Refused("This line was already taken out or changed by somebody else. Look at the plan again.")


def _cost(line: PlanLine) -> str:
    return f"{format_pounds(line.pence_once)} once" if line.pence_once else f"{format_pounds(line.pence_weekly)} a week"
