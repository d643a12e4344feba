"""The final budget: put together after the decision, set aside in the book, and told to the person in a letter.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/actions/test_budgets.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.decision_letter import write_decision_letter
from selfdirect.actions.support.final_figures import worked_out
from selfdirect.actions.support.holding import open_choice
from selfdirect.actions.support.planning import present_lines
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step
from selfdirect.ledger.chart import FUNDING, NHS_FUNDING, free, reserved
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.rules.access import Permission
from selfdirect.rules.budgets import FinalBudget
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
    found = worked_out(decision, lines, values)
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
            nhs_pence_weekly=line.nhs_pence_weekly,
            nhs_pence_once=line.nhs_pence_once,
        )
        for line, net in zip(lines, found.nets, strict=True)
    )
    post_many(_set_aside(budget, on))
    close_step("final_budget", person=budget.person, on=on, by=by)
    open_choice(budget, on)
    write_decision_letter(budget, found.final, on, by)
    amount = format_pounds(budget.gross_pence_weekly)
    said = f"Your final personal budget is {amount} a week. You pay {format_pounds(budget.contribution_pence_weekly)}"
    nhs = f", the NHS pays {format_pounds(budget.nhs_pence_weekly)}" if budget.nhs_pence_weekly else ""
    said += f" of it{nhs} and the council pays {format_pounds(budget.net_pence_weekly)}."
    tell(said, person=budget.person_id, about=about(budget), difference_reason=reason)
    return budget


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
        nhs_pence_weekly=final.nhs_pence_weekly,
        nhs_one_off_pence=final.nhs_one_off_pence,
        nhs_allotted_pence=final.nhs_to_allot_pence,
    )


def _set_aside(budget: Budget, on: date) -> list[Entry]:
    """All of the budget for the whole of its period, each funder's money apart; what is for emergencies by itself."""
    ref, subject = budget.reference, about(budget)
    entries = []
    if budget.allotted_pence:
        entries.append(Entry(f"budget:{ref}:allot", on, budget.allotted_pence, FUNDING, free(ref), subject))
    if budget.reserved_pence:
        entries.append(Entry(f"budget:{ref}:reserve", on, budget.reserved_pence, free(ref), reserved(ref), subject))
    if budget.nhs_allotted_pence:
        theirs = free(fund(ref, Funder.NHS))
        entries.append(Entry(f"budget:{ref}:allot:nhs", on, budget.nhs_allotted_pence, NHS_FUNDING, theirs, subject))
    return entries
