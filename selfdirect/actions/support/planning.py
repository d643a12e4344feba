"""A plan of records as the rules see it: lines, risks, totals, and what is still missing.

Next:   selfdirect/rules/plans.py
Tests:  tests/actions/support/test_planning.py
"""

from decimal import Decimal

from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.plans import Plan, PlanLine
from selfdirect.rules import plans as rules
from selfdirect.rules.joint_funding import Joint


def rule_line(line: PlanLine) -> rules.PlanLine:
    """One line as the rules see it."""
    return rules.PlanLine(
        key=str(line.pk),
        label=line.what,
        category=line.category,
        outcomes=tuple(line.outcomes),
        unit_price_pence=line.unit_price_pence,
        quantity=Decimal(line.quantity_hundredths) / 100,
        frequency=line.frequency,
        purpose=line.purpose,
        provider=line.provider.name if line.provider else line.provider_name,
        override_reason=line.override_reason,
        nhs_basis_points=line.nhs_basis_points,
    )


def present_lines(plan: Plan) -> list[PlanLine]:
    """The lines that stand, in the order they were written."""
    return list(plan.lines.filter(removed_at=None).select_related("provider").order_by("pk"))


def plan_totals(plan: Plan) -> rules.Totals:
    """What the plan's lines come to."""
    return rules.totals([rule_line(line) for line in present_lines(plan)])


def joint_funding(plan: Plan) -> JointFunding | None:
    """What the NHS agreed to pay of this plan, by its latest word."""
    return plan.joint_funding.order_by("-pk").first()


def rule_joint(found: JointFunding | None) -> Joint | None:
    """The same as the rules see it."""
    return Joint(found.nhs_body, found.health_direct_payment) if found else None


def rule_plan(plan: Plan) -> rules.Plan:
    """The whole plan as the rules see it, for the checks before it is proposed."""
    answers = {answer.risk_id: answer for answer in plan.risks.all()}
    raised = plan.planning_amount.indicative_budget.assessment.risks.order_by("pk")
    risks = []
    for risk in raised:
        answer = answers.get(risk.pk)
        words = answer.what_we_will_do if answer else ""
        accepted = bool(answer and answer.answer == "accepted")
        risks.append(
            rules.PlanRisk(
                key=str(risk.pk),
                label=risk.risk,
                addressed_by="" if accepted else words,
                accepted_reason=words if accepted else "",
            )
        )
    return rules.Plan(
        lines=tuple(rule_line(line) for line in present_lines(plan)),
        risks=tuple(risks),
        review_on=plan.review_on,
        review_arrangements=plan.review_how,
        choice_recorded=plan.choice_made,
        planning_pence_weekly=plan.planning_amount.pence_weekly or 0,
        starts_on=plan.starts_on or plan.started_on,
        exception_reason=plan.exception_reason,
        joint=rule_joint(joint_funding(plan)),
    )
