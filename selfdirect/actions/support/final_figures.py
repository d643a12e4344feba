"""The figures of a final budget, worked out to be looked at first and kept afterwards.

Values: policy/councils
Next:   selfdirect/actions/budgets.py
Tests:  tests/actions/support/test_final_figures.py
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfdirect.actions.support.finances import present_finances
from selfdirect.actions.support.planning import plan_totals
from selfdirect.records.decisions import Decision
from selfdirect.records.plans import PlanLine, Purpose
from selfdirect.rules.budget_lines import (
    AT_PLANNING,
    SUBTRACTED,
    LineCost,
    contribution_taken_off_before,
    most_to_pay,
    net_lines,
)
from selfdirect.rules.budgets import FinalBudget, final_budget, last_day
from selfdirect.rules.charging_lines import Support, why_free
from selfdirect.rules.money import ALL_OF_IT
from selfdirect.rules.values import Values


@dataclass(frozen=True)
class Found:
    """The final budget, what the council pays of each line, and why a line carries no charge, if it does not."""

    final: FinalBudget
    nets: tuple[int, ...]
    free_because: tuple[str, ...]


def worked_out(decision: Decision, lines: Sequence[PlanLine], values: Values) -> Found:
    """Take the contribution off once: before the plan was written, or from the lines now, as the policy says."""
    plan = decision.plan
    indicative = plan.planning_amount.indicative_budget
    finances = None if indicative.assessment.section_117 else present_finances(decision.person)
    is_free = finances is None or finances.is_free
    contribution = 0 if is_free or finances is None else finances.contribution_pence_weekly
    if finances is not None and finances.pays_full_cost and not is_free:
        contribution = None
    starts_on = plan.starts_on or decision.decided_on or plan.started_on
    reasons = tuple(free_because(line, values) for line in lines)
    costs = [LineCost(line.council_pence_weekly, not why) for line, why in zip(lines, reasons, strict=True)]
    at_planning = values.choice(SUBTRACTED) == AT_PLANNING
    off_now = 0 if at_planning else most_to_pay(costs, contribution, values)
    final = final_budget(
        plan_totals(plan),
        off_now,
        section_117=is_free,
        indicative_pence_weekly=indicative.pence_weekly,
        starts_on=starts_on,
        ends_on=last_day(starts_on, values),
        values=values,
    )
    if at_planning and not is_free:
        taken_off = plan.planning_amount.contribution_pence_weekly or 0
        final = contribution_taken_off_before(final, min(taken_off, indicative.pence_weekly))
    return Found(final, net_lines(costs, off_now), reasons)


def free_because(line: PlanLine, values: Values) -> str:
    """Why the person pays nothing of this line; nothing when a charge may be made (R-FIN-04 and 05)."""
    if line.purpose == Purpose.CONTINGENCY:
        return "It is kept for emergencies."
    if line.nhs_basis_points == ALL_OF_IT:
        return "The NHS pays for all of it."
    if not line.is_chargeable:
        return "The plan says that it is not charged for."
    return why_free(
        Support(line.what, line.category, line.council_pence_weekly, line.pence_once - line.nhs_pence_once), values
    )
