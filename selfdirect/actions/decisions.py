"""Deciding on a plan: by somebody who did not propose it, within their limit, with reasons (R-DEC-04, R-DEC-16).

Values: policy/councils
Next:   selfdirect/actions/budgets.py
Tests:  tests/actions/test_decisions.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step, owner_for
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.records.plans import Plan, Status
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.problems import Problem

# Whose ladder it is says which of them decides: see rules/decisions.py.
DECIDES = (Permission.DECIDE, Permission.DECIDE_AT_PANEL, Permission.DECIDE_FOR_A_COLLEAGUE)

# Who looks again at a refusal: never a colleague of the worker, who proposed it.
LOOKS_AGAIN = (Permission.DECIDE, Permission.DECIDE_AT_PANEL)

_PLAN_BECOMES = {
    DecisionOutcome.APPROVED: Status.APPROVED,
    DecisionOutcome.RETURNED: Status.RETURNED,
    DecisionOutcome.REFUSED: Status.REFUSED,
}


@action(needs=DECIDES)
def decide(
    *,
    decision: Decision,
    outcome: str,
    reasons: str,
    meets_outcomes: bool,
    answers_risks: bool,
    seen_version: int,
    on: date,
    by: User,
) -> Decision:
    """Agree, send back or refuse a proposal. Raises Refused, Stale."""
    _check(
        decision,
        outcome=outcome,
        reasons=reasons,
        meets_outcomes=meets_outcomes,
        answers_risks=answers_risks,
        on=on,
        by=by,
    )
    policy_on(on)
    chosen = DecisionOutcome(outcome)
    saved = save_against(
        decision,
        seen_version,
        by,
        outcome=chosen,
        reasons=reasons,
        meets_outcomes=meets_outcomes,
        answers_risks=answers_risks,
        decided_by=by,
        decided_on=on,
    )
    Plan.objects.filter(pk=saved.plan_id).update(status=_PLAN_BECOMES[chosen])
    close_step("decision", person=saved.person, on=on, by=by, record=saved)
    tell(
        f"{by.name} decided on the plan: {chosen.label}. {reasons}",
        person=saved.person_id,
        about=about(saved),
    )
    if chosen == DecisionOutcome.APPROVED:
        open_step("final_budget", person=saved.person, record=saved, on=on)
    elif chosen == DecisionOutcome.RETURNED:
        open_step("support_plan", person=saved.person, record=saved.plan, on=on)
    else:
        _tell_refusal(saved, on, by)
    return saved


LOOKED_AGAIN = {"stands": "The decision stands", "write_again": "The plan is written again"}


@action(needs=LOOKS_AGAIN)
def look_again(*, decision: Decision, outcome: str, reasons: str, on: date, by: User) -> Decision:
    """Look again at a plan that was refused. Somebody who did not decide says whether it stands (R-DEC-04)."""
    if decision.outcome != DecisionOutcome.REFUSED:
        raise Refused("Only a plan that was not agreed is looked at again.")
    if by.pk in (decision.decided_by_id, decision.proposed_by_id):
        raise Refused("Somebody who neither proposed the plan nor decided on it has to look again.")
    problems = [] if outcome in LOOKED_AGAIN else [Problem("outcome", "Choose what came of it")]
    if not reasons.strip():
        problems.append(Problem("reasons", "Give your reasons, in words the person will understand"))
    if problems:
        raise Refused(problems)
    open_steps = Step.objects.open().filter(code="disagreement", about=about(decision))
    if not open_steps.update(done_on=on, done_by=by):
        raise Refused("Somebody has already looked at this again.")
    if outcome == "write_again":
        Plan.objects.filter(pk=decision.plan_id).update(status=Status.RETURNED)
        open_step("support_plan", person=decision.person, record=decision.plan, on=on)
    said = f"{by.name} looked again at the plan. {LOOKED_AGAIN[outcome]}. {reasons.strip()}"
    tell(said, person=decision.person_id, about=about(decision))
    write_letter(
        "looked_again",
        key=f"looked_again:{decision.pk}",
        person=decision.person,
        subject="We looked again at your support plan",
        facts={
            "outcome": outcome,
            "answer": LOOKED_AGAIN[outcome],
            "reasons": reasons.strip(),
            "looked_by": by.name,
            "looked_on": on.isoformat(),
        },
        on=on,
        by=by,
    )
    return decision


def _check(
    decision: Decision,
    outcome: str,
    reasons: str,
    meets_outcomes: bool,
    answers_risks: bool,
    on: date,
    by: User,
) -> None:
    problems = []
    if decision.outcome:
        raise Refused(f"This was already decided: {DecisionOutcome(decision.outcome).label}.")
    if decision.proposed_by_id == by.pk:
        raise Refused("You proposed this plan, so somebody else has to decide on it.")
    if Role(decision.decider_role) not in by.roles_on(on):
        raise Refused(f"This amount is decided by: {Role(decision.decider_role).label}. {decision.route_reason}")
    if outcome not in DecisionOutcome.values:
        problems.append(Problem("outcome", "Choose a decision"))
    if not reasons.strip():
        problems.append(Problem("reasons", "Give your reasons, in words the person will understand"))
    if outcome == DecisionOutcome.APPROVED and not meets_outcomes:
        problems.append(Problem("meets_outcomes", "Confirm that the plan meets the outcomes, or send it back"))
    if outcome == DecisionOutcome.APPROVED and not answers_risks:
        problems.append(Problem("answers_risks", "Confirm that the plan answers the risks, or send it back"))
    if problems:
        raise Refused(problems)


def _tell_refusal(decision: Decision, on: date, by: User) -> None:
    write_letter(
        "refusal",
        key=f"refusal:{decision.pk}",
        person=decision.person,
        subject="Our decision about your support plan",
        facts={"reasons": decision.reasons, "decided_by": by.name, "decided_on": on.isoformat()},
        on=on,
        by=by,
    )
    owner = owner_for(Role.TEAM_MANAGER, decision.person, on, besides=by)
    open_step("disagreement", person=decision.person, record=decision, on=on, owner=owner)
