"""Joint packages in the simulation: the NHS pays a share of one line, and says yes or no to a direct payment for it.

Next:   selfdirect/demo/walks.py
Tests:  tests/demo/test_joint_funding.py
"""

from datetime import date
from random import Random

from selfdirect.actions import joint_funding, plans
from selfdirect.actions.support.planning import present_lines
from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.plans import Plan, Purpose
from selfdirect.rules.direct_payments import MIXED_ALLOWED
from selfdirect.rules.joint_funding import AGREED, NOT_ASKED, REFUSED, may_ask
from selfdirect.rules.money import ALL_OF_IT

ONE_IN = 9
SHARES = (2500, 3750, 5000, ALL_OF_IT)
ANSWERS = (AGREED, AGREED, AGREED, REFUSED, NOT_ASKED)
WHY_NOT = "Two nurses that you employ would cost more than the team that comes to your street anyway."


def pay_together(plan: Plan, on: date, worker: User) -> None:
    """One plan in so many has a line that the NHS pays a share of, or all of."""
    chance = Random(f"nhs:{plan.person.details.email}")
    if chance.randrange(ONE_IN):
        return
    lines = [line for line in present_lines(plan) if line.purpose == Purpose.SUPPORT and line.pence_weekly]
    shares = SHARES if len(lines) > 1 else SHARES[:-1]
    plans.change_line(line=lines[-1], changes={"nhs_basis_points": chance.choice(shares)}, on=on, by=worker)
    values = policy().on(on)
    answer = chance.choice(ANSWERS) if may_ask(values) and values.yes(MIXED_ALLOWED) else NOT_ASKED
    joint_funding.record(
        plan=plan,
        nhs_body="The integrated care board",
        agreed_by_name="Harriet Sloane, continuing care team",
        agreed_on=on,
        evidence="Their letter, kept with the assessment",
        health_direct_payment=answer,
        refused_reason=WHY_NOT if answer == REFUSED else "",
        key=f"demo-nhs-{plan.pk}",
        on=on,
        by=worker,
    )


def is_direct_payment_agreed(plan: Plan) -> bool:
    """Whether the NHS's part may be a direct payment."""
    latest = JointFunding.objects.filter(plan=plan).order_by("-pk").first()
    return latest is not None and latest.health_direct_payment == AGREED
