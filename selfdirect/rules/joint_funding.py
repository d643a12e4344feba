"""A plan that the council and the NHS pay for together: what must be agreed first, and what a no of the NHS means.

The NHS's part is never charged for, and stays apart in the book (selfdirect/ledger/funds.py). When the NHS says no to a
direct payment for its part, that part is held in another way; the council's own direct payment goes on.

Values: policy/councils
Next:   selfdirect/rules/plans.py
Tests:  tests/rules/test_joint_funding.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.money import ALL_OF_IT
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

# Policy values read here.
FULLY_FUNDED: Final = "joint_funding.fully_funded"
HEALTH_DIRECT_PAYMENTS: Final = "joint_funding.health_direct_payments"

AGREED: Final = "agreed"
REFUSED: Final = "refused"
NOT_ASKED: Final = "not_asked"
ANSWERS: Final = {
    NOT_ASKED: "The NHS was not asked",
    AGREED: "Yes, the NHS agrees to a direct payment",
    REFUSED: "No, the NHS says that it does not give good value",
}


@dataclass(frozen=True)
class Joint:
    """What the NHS agreed to: which body, and its answer about a direct payment for its part (R-PAY-11, R-PAY-12)."""

    nhs_body: str
    health_direct_payment: str


def share_refused(basis_points: int, *, is_contingency: bool) -> str:
    """Why a line cannot carry this share of the NHS's; nothing when it can."""
    if not 0 <= basis_points <= ALL_OF_IT:
        return "enter the NHS's share as a percentage from 0 to 100."
    if basis_points and is_contingency:
        return "money kept for emergencies is the council's alone. Take the NHS's share off this line."
    return ""


def joint_problems(shares: Sequence[int], joint: Joint | None, values: Values) -> tuple[Problem, ...]:
    """Say what stops a plan with these shares of the NHS's; nothing when no line has one (R-PAY-11, R-PAY-13)."""
    if not any(shares):
        return ()
    if joint is None:
        words = "The NHS pays for part of the plan. Record which NHS body agreed to that, who agreed and when."
        return (Problem("joint_funding", words),)
    if all(each == ALL_OF_IT for each in shares) and not values.yes(FULLY_FUNDED):
        words = (
            "The NHS pays for all of this plan. Here such a package is the NHS's own to run. "
            "Pass it to the NHS, or add what the council pays for."
        )
        return (Problem("joint_funding", words),)
    return ()


def may_ask(values: Values) -> bool:
    """Whether the NHS's part can be a direct payment here at all."""
    return values.yes(HEALTH_DIRECT_PAYMENTS)


def holding_refused(what: str, held_as: str, *, nhs_pays: bool, joint: Joint | None) -> str:
    """Why a line that the NHS pays for cannot be held in this way; nothing when it can (R-PAY-12).

    A line that the council pays for alone is never touched by what the NHS says.
    """
    if held_as != DIRECT_PAYMENT or not nhs_pays or (joint is not None and joint.health_direct_payment == AGREED):
        return ""
    if joint is not None and joint.health_direct_payment == REFUSED:
        return (
            f"{what}: the NHS said no to a direct payment for its part. Choose another way to hold it. "
            "What the council pays for alone can still be a direct payment."
        )
    return f"{what}: the NHS pays for part of this. Ask the NHS for a direct payment first, and record its answer."
