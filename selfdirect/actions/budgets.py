"""The final budget: put together after the decision, set aside in the book, and told to the person in a letter.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/actions/test_budgets.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.decision_letter import write_decision_letter
from selfdirect.actions.support.finances import present_finances
from selfdirect.actions.support.planning import plan_totals, present_lines
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.ledger.chart import FUNDING, free, reserved
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.records.plans import PlanLine, Purpose
from selfdirect.rules.access import Permission
from selfdirect.rules.budget_lines import (
    AT_PLANNING,
    SUBTRACTED,
    LineCost,
    contribution_taken_off_before,
    most_to_pay,
    net_lines,
)
from selfdirect.rules.budgets import FinalBudget, final_budget, last_day
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values
from selfdirect.rules.working import to_json


@action(needs=Permission.FINALISE_BUDGETS)
def finalise(*, decision: Decision, difference_reason: str, key: str, on: date, by: User) -> Budget:
    """Make the final budget of an agreed plan, set its money aside and write to the person (R-FPB-01, R-FPB-02)."""
    decision = Decision.objects.select_related("plan__planning_amount__indicative_budget", "person").get(pk=decision.pk)
    if decision.outcome != DecisionOutcome.APPROVED:
        raise Refused("Only a plan that was agreed has a final budget.")
    if Budget.objects.filter(plan=decision.plan_id).exists():
        raise Refused("The final budget for this plan is made already.")
    values = policy_on(on)
    lines = present_lines(decision.plan)
    found = _worked_out(decision, lines, values)
    reason = difference_reason.strip()
    if found.final.difference_from_indicative_pence_weekly and not reason:
        raise Refused([Problem("difference_reason", "Say why the final budget differs from the first, rough amount")])
    budget = _keep(decision, found.final, reason, values, on, by)
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            plan_line=line,
            purpose=line.purpose,
            pence_weekly=line.pence_weekly,
            pence_once=line.pence_once,
            net_pence_weekly=net,
        )
        for line, net in zip(lines, found.nets, strict=True)
    )
    post_many(_set_aside(budget, on))
    close_step("final_budget", person=budget.person, on=on, by=by)
    open_step("holding_choice", person=budget.person, record=budget, on=on)
    write_decision_letter(budget, found.final, on, by)
    amount = format_pounds(budget.gross_pence_weekly)
    said = f"Your final personal budget is {amount} a week. You pay {format_pounds(budget.contribution_pence_weekly)}"
    said += f" of it and the council pays {format_pounds(budget.net_pence_weekly)}."
    tell(said, person=budget.person_id, about=about(budget), difference_reason=reason)
    return budget


@dataclass(frozen=True)
class _Found:
    """The final budget, and what the council pays of each line."""

    final: FinalBudget
    nets: tuple[int, ...]


def _worked_out(decision: Decision, lines: Sequence[PlanLine], values: Values) -> _Found:
    """Take the contribution off once: before the plan was written, or from the lines now, as the policy says."""
    plan = decision.plan
    indicative = plan.planning_amount.indicative_budget
    finances = None if indicative.assessment.section_117 else present_finances(decision.person)
    is_free = finances is None or finances.is_free
    contribution = 0 if is_free or finances is None else finances.contribution_pence_weekly
    if finances is not None and finances.pays_full_cost and not is_free:
        contribution = None
    costs = [LineCost(line.pence_weekly, _is_charged(line)) for line in lines]
    starts_on = plan.starts_on or decision.decided_on or plan.started_on
    at_planning = values.choice(SUBTRACTED) == AT_PLANNING
    off_now = 0 if at_planning else most_to_pay(costs, contribution)
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
    return _Found(final, net_lines(costs, off_now))


def _is_charged(line: PlanLine) -> bool:
    return line.is_chargeable and line.purpose != Purpose.CONTINGENCY


def _keep(decision: Decision, final: FinalBudget, reason: str, values: Values, on: date, by: User) -> Budget:
    plan = decision.plan
    return Budget.objects.create(
        person=decision.person,
        plan=plan,
        decision=decision,
        starts_on=final.starts_on,
        ends_on=final.ends_on,
        gross_pence_weekly=final.gross_pence_weekly,
        contribution_pence_weekly=final.contribution_pence_weekly,
        net_pence_weekly=final.net_pence_weekly,
        one_off_pence=final.one_off_pence,
        contingency_pence_weekly=final.contingency_pence_weekly,
        support_cost_pence_weekly=final.support_cost_pence_weekly,
        indicative_pence_weekly=plan.planning_amount.indicative_budget.pence_weekly,
        difference_reason=reason,
        working=to_json(final.working),
        policy_fingerprint=values.fingerprint,
        finalised_on=on,
        finalised_by=by,
        contribution_basis=final.basis,
        allotted_pence=final.to_allot_pence,
        reserved_pence=final.to_reserve_pence,
    )


def _set_aside(budget: Budget, on: date) -> list[Entry]:
    """All of the budget for the whole of its period; what is for emergencies apart from the rest."""
    ref, subject = budget.reference, about(budget)
    entries = []
    if budget.allotted_pence:
        entries.append(Entry(f"budget:{ref}:allot", on, budget.allotted_pence, FUNDING, free(ref), subject))
    if budget.reserved_pence:
        entries.append(Entry(f"budget:{ref}:reserve", on, budget.reserved_pence, free(ref), reserved(ref), subject))
    return entries
