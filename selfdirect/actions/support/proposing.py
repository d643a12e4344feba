"""Putting a plan to whoever decides: what bears on who that is, and the approval that needs nobody.

Values: policy/councils
Next:   selfdirect/actions/plans.py
Tests:  tests/actions/support/test_proposing.py
"""

from datetime import date

from selfdirect.actions.action import about, tell
from selfdirect.actions.support.planning import plan_totals
from selfdirect.actions.support.steps import open_step, owner_for
from selfdirect.actions.support.timer import timer
from selfdirect.records.access import User
from selfdirect.records.allocation import AllocationBasis
from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.records.plans import Plan, Status
from selfdirect.rules.access import Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.decisions import NOBODY, PLAN_AND_BUDGET, DecisionFacts, Route, who_may_decide
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values
from selfdirect.rules.working import to_json


def decision_facts(plan: Plan) -> DecisionFacts:
    """What besides the amount bears on who decides on this plan.

    A risk that the plan accepts, and does not deal with, is one that somebody else must look at. An exception is asked
    for where the plan costs more than there is to plan with, or the budget passes its ceiling.
    """
    indicative = plan.planning_amount.indicative_budget
    basis = AllocationBasis.objects.filter(assessment=indicative.assessment_id).first()
    return DecisionFacts(
        stage=PLAN_AND_BUDGET,
        allocation_pence_weekly=indicative.pence_weekly,
        present_pence_weekly=basis.present_package_pence_weekly if basis else None,
        undue_risk=plan.risks.filter(answer="accepted").exists(),
        exception=bool(plan.exception_reason or indicative.passes_ceiling),
    )


def put_to_decider(plan: Plan, values: Values, *, on: date, by: User) -> Decision:
    """Write the proposal down and give it to whoever decides, or agree it where the policy needs nobody (R-DEC-08).

    Who that is goes by the council's part: what the NHS pays was decided by the NHS.
    """
    totals = plan_totals(plan)
    route = who_may_decide(totals.council_pence_weekly, values, plan.person.details.client_group, decision_facts(plan))
    decision = Decision.objects.create(
        person=plan.person,
        plan=plan,
        pence_weekly=totals.council_pence_weekly,
        pence_once=totals.one_off_pence - totals.nhs_one_off_pence,
        proposed_by=by,
        proposed_on=on,
        decider_role=NOBODY if route.straight_through else Role(route.roles[0]).value,
        route_reason=route.reason,
        route_working=to_json(route.working),
        policy_fingerprint=values.fingerprint,
    )
    if route.straight_through:
        return _agree(decision, route, on)
    decider = owner_for(Role(route.roles[0]), None, on, besides=by)
    step = open_step("decision", person=plan.person, record=decision, on=on, owner=decider)
    tell(
        f"The support plan, {format_pounds(totals.total_pence_weekly)} a week, was put to {decider.name}. "
        f"A decision is due by {format_date(step.due_on)}.",
        person=plan.person_id,
        about=about(plan),
    )
    return decision


def _agree(decision: Decision, route: Route, on: date) -> Decision:
    """Agree a plan that the council's policy agrees by itself: the rule and its working stand as the reasons."""
    Decision.objects.filter(pk=decision.pk).update(
        outcome=DecisionOutcome.APPROVED,
        reasons=route.reason,
        meets_outcomes=True,
        answers_risks=True,
        decided_by=timer(),
        decided_on=on,
    )
    Plan.objects.filter(pk=decision.plan_id).update(status=Status.APPROVED)
    decision.refresh_from_db()
    open_step("final_budget", person=decision.person, record=decision, on=on)
    tell(f"Your plan is agreed. {route.reason}", person=decision.person_id, about=about(decision))
    return decision
