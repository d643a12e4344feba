"""Recording what the NHS agreed to pay of a plan, and its answer about a direct payment for its part.

Values: policy/councils
Next:   selfdirect/actions/support/planning.py
Tests:  tests/actions/test_joint_funding.py
"""

from collections.abc import Iterator
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.holdings import holdings_on
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.plans import Plan, Status
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.joint_funding import AGREED, ANSWERS, REFUSED, may_ask
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values


@action(needs=Permission.PLAN)
def record(
    *,
    plan: Plan,
    nhs_body: str,
    agreed_by_name: str,
    agreed_on: date,
    evidence: str,
    health_direct_payment: str,
    refused_reason: str = "",
    key: str,
    on: date,
    by: User,
) -> JointFunding:
    """Keep which NHS body pays towards a plan, who agreed, and its answer about a direct payment (R-PAY-11, R-PAY-12).

    What was recorded before stays; the latest counts. A no needs the NHS's reason, which the person can read.
    """
    given = {"nhs_body": nhs_body.strip(), "agreed_by_name": agreed_by_name.strip(), "evidence": evidence.strip()}
    reason = refused_reason.strip() if health_direct_payment == REFUSED else ""
    problems = [*_missing(given), *_answer_problems(health_direct_payment, reason, policy_on(on))]
    if agreed_on > on:
        problems.append(Problem("agreed_on", "The date must be today or earlier"))
    if plan.status == Status.REFUSED:
        problems.append(Problem("", "This plan was not agreed, so nothing more is recorded about it."))
    if health_direct_payment != AGREED:
        problems += _held_already(plan, on)
    if problems:
        raise Refused(problems)
    kept = JointFunding.objects.create(
        plan=plan,
        agreed_on=agreed_on,
        health_direct_payment=health_direct_payment,
        refused_reason=reason,
        on=on,
        by=by,
        **given,
    )
    tell(_said(kept), person=plan.person_id, about=about(kept))
    return kept


_EMPTY = {
    "nhs_body": "Enter which NHS body pays",
    "agreed_by_name": "Enter who agreed to it for the NHS",
    "evidence": "Enter where the agreement can be seen, like a letter or a panel's note",
}


def _missing(given: dict[str, str]) -> list[Problem]:
    return [Problem(field, words) for field, words in _EMPTY.items() if not given[field]]


def _answer_problems(answer: str, reason: str, values: Values) -> Iterator[Problem]:
    if answer not in ANSWERS:
        yield Problem("health_direct_payment", "Select what the NHS said about a direct payment for its part")
    if answer == AGREED and not may_ask(values):
        words = "Here the NHS's part is not paid as a direct payment. Select that it was not asked"
        yield Problem("health_direct_payment", words)
    if answer == REFUSED and not reason:
        yield Problem("refused_reason", "Enter the reason the NHS gave for saying no")


def _held_already(plan: Plan, on: date) -> Iterator[Problem]:
    """A yes cannot be taken back under a payment that runs on it: the line is switched first."""
    lines = list(
        BudgetLine.objects.filter(budget__plan=plan, plan_line__nhs_basis_points__gt=0).select_related("plan_line")
    )
    held = holdings_on(lines, on)
    for line in lines:
        if held[line.pk].held_as == DIRECT_PAYMENT:
            words = f"{line.plan_line.what} is held as a direct payment. Switch it to another way first"
            yield Problem("health_direct_payment", words)


def _said(kept: JointFunding) -> str:
    said = f"{kept.nhs_body} pays for part of the plan. {kept.agreed_by_name} agreed to it."
    if kept.health_direct_payment == REFUSED:
        said += f" The NHS said no to a direct payment for its part: {kept.refused_reason}"
        said += " A direct payment from the council goes on."
    return said
