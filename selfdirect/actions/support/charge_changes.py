"""How a new financial assessment changes what somebody was asked to pay: for the letter, and for a budget that runs.

Next:   selfdirect/rules/charging_changes.py
Tests:  tests/actions/support/test_charge_changes.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from selfdirect.actions.support.final_figures import free_because
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import open_step
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.payment_changes import contribution_on, line_changes_of
from selfdirect.rules.budget_lines import LineCost
from selfdirect.rules.charge_spread import spread
from selfdirect.rules.charging_changes import Correction, what_a_change_corrects
from selfdirect.rules.line_changes import paid_on


def assessment_before(found: FinancialAssessment) -> FinancialAssessment | None:
    """The finished financial assessment that counted when this one begins to; none if this is the first."""
    others = FinancialAssessment.objects.filter(person=found.person_id).exclude(finished_on=None).exclude(pk=found.pk)
    if found.finished_on:
        others = others.filter(pk__lt=found.pk)
    return others.filter(from_on__lte=found.from_on).order_by("-from_on", "-pk").first()


def correction(found: FinancialAssessment, after_pence_weekly: int | None, on: date) -> Correction | None:
    """What the new charge corrects, from its day up to this one; none where there was no charge before (R-FIN-09)."""
    before = assessment_before(found)
    if before is None:
        return None
    return what_a_change_corrects(before.contribution_pence_weekly, after_pence_weekly, found.from_on, on)


def for_the_letter(change: Correction | None) -> dict[str, Any] | None:
    """The change as plain facts of a letter; none where nothing changes."""
    if change is None or change.before_pence_weekly == change.after_pence_weekly:
        return None
    return {
        "before_pence_weekly": change.before_pence_weekly,
        "after_pence_weekly": change.after_pence_weekly,
        "from_on": change.from_on.isoformat(),
        "days": change.days,
        "owed_by_person_pence": change.owed_by_person_pence,
        "owed_to_person_pence": change.owed_to_person_pence,
    }


@dataclass(frozen=True)
class NewCharge:
    """What the person pays a week from a day, and what the council then pays of each line, by its id."""

    pays_pence_weekly: int
    nets: dict[int, int]


def new_charge(budget: Budget, finances: FinancialAssessment, day: date) -> NewCharge:
    """What a new financial assessment comes to for the lines of a budget, from a day on."""
    values = policy_on(day)
    lines = list(budget.lines.select_related("plan_line").order_by("pk"))
    changes = line_changes_of(lines)
    nets = [paid_on(changes[line.pk], line.net_pence_weekly, day)[0] for line in lines]
    costs = [
        LineCost(line.pence_weekly - line.nhs_pence_weekly, not free_because(line.plan_line, values)) for line in lines
    ]
    contribution = 0 if finances.is_free else None if finances.pays_full_cost else finances.contribution_pence_weekly
    pays, after = spread(costs, nets, contribution_on(budget, day), contribution, values)
    return NewCharge(pays, {line.pk: net for line, net in zip(lines, after, strict=True)})


def ask_to_change_charge(finances: FinancialAssessment, on: date) -> None:
    """Open a step for each budget that runs and is paid less another contribution than the new one."""
    day = max(finances.from_on, on)
    found = Budget.objects.filter(person=finances.person_id, ends_on__gte=day, agreements__isnull=False).distinct()
    for budget in found.select_related("person"):
        if new_charge(budget, finances, max(day, budget.starts_on)).pays_pence_weekly != contribution_on(budget, day):
            open_step("charge_change", person=budget.person, record=budget, on=on)
