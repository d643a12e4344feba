"""The three figures of a budget always fit together, whoever writes them."""

import pytest

from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.plans import Plan, PlanLine
from tests.records.raw import copy_of, refusal


@pytest.mark.requirement("R-FPB-01")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("net_pence_weekly = net_pence_weekly + 1", "net_is_what_nobody_else_pays"),
        ("contribution_pence_weekly = 100", "net_is_what_nobody_else_pays"),
        ("gross_pence_weekly = -1, net_pence_weekly = -1", "budget_amounts"),
        ("ends_on = starts_on", "budget_ends_after_start"),
        ("contribution_basis = 'half'", "budget_basis"),
    ],
)
def test_what_the_council_pays_is_the_whole_less_what_the_person_pays(
    change: str, name: str, schedule: PaymentSchedule
) -> None:
    assert refusal(f"update records_budget set {change} where id = %s", schedule.budget_id) == name


def test_a_plan_has_one_budget(schedule: PaymentSchedule) -> None:
    assert refusal(copy_of("records_budget", schedule.budget_id)).startswith("records_budget_")
    assert Budget.objects.get().reference == f"B-{schedule.budget_id:06d}"


def test_a_line_is_never_below_nothing_and_the_council_never_pays_more_than_it_costs(schedule: PaymentSchedule) -> None:
    wanted = {"what": "Help", "outcomes": ["hygiene"], "category": "x", "frequency": "weekly"}
    planned = PlanLine.objects.create(plan=Plan.objects.get(), unit_price_pence=100, pence_weekly=100, **wanted)
    line = BudgetLine.objects.create(
        budget=schedule.budget, plan_line=planned, purpose="support", pence_weekly=100, net_pence_weekly=100
    )
    change = "update records_budgetline set {} where id = %s"
    assert refusal(change.format("net_pence_weekly = 101"), line.pk) == "line_net_not_above_gross"
    assert refusal(change.format("pence_once = -1"), line.pk) == "budget_line_amounts"
