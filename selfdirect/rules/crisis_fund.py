"""The council's fund for crises: whether it has one, whose needs count as high, and who may agree to how much.

Values: policy/defaults/crisis_fund.toml
Next:   selfdirect/rules/contingency.py
Tests:  tests/rules/test_crisis_fund.py
"""

from collections.abc import Iterable
from typing import Final

from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT, Values, whole_cell

RUNS: Final = "crisis_fund.runs"
HIGH_NEEDS: Final = "crisis_fund.high_needs_pounds_weekly"
LIMITS: Final = "crisis_fund.approver_limits"


def why_not_asked(needs_pence_weekly: int, values: Values) -> str:
    """Why the fund cannot be asked for somebody whose budget is so much a week; nothing when it can (R-CTG-04)."""
    if not values.yes(RUNS):
        return "The council keeps no fund for crises."
    least = values.whole(HIGH_NEEDS)
    if needs_pence_weekly < least:
        return f"The fund is for people whose budget is {format_pounds(least)} a week or more."
    return ""


def most_may_agree(roles: Iterable[str], values: Values) -> int | None:
    """The most, in pence, that somebody with these roles may agree to; None without a limit; 0 for nobody's role."""
    known = set(roles)
    mine = [row for row in values.table(LIMITS) if row["role"] in known]
    if any(row["up_to_pence"] == NO_LIMIT for row in mine):
        return None
    return max((whole_cell(row, "up_to_pence") for row in mine), default=0)
