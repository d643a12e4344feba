"""The final budget: its parts to the penny, its money set aside, and the difference from the rough amount explained."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.ledger.chart import FUNDING
from selfdirect.ledger.reading import balance, position
from selfdirect.records.budgets import Budget
from selfdirect.records.work import Step
from selfdirect.rules.money import for_days
from tests.actions.first_half import STARTS_ON, Town, answers, proposed, town
from tests.actions.paying_people import problems, said
from tests.actions.story import approved, finalised, support

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.mark.requirement("R-FPB-01")
@pytest.mark.requirement("R-FPB-02")
def test_the_budget_has_its_parts_and_its_three_figures(here: Town) -> None:
    once = support(what="A rail", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000)
    emergency = support(what="For emergencies", purpose="contingency", quantity_hundredths=100, unit_price_pence=300)
    payroll = support(what="Payroll", purpose="support_cost", quantity_hundredths=100, unit_price_pence=500)
    decision = approved(here, support(), once, emergency, payroll)
    budget = finalised(decision)
    pays = decision.plan.planning_amount.contribution_pence_weekly
    assert pays > 0
    assert (budget.net_pence_weekly, budget.contribution_pence_weekly) == (8800, pays)
    assert budget.gross_pence_weekly == 8800 + pays
    assert (budget.one_off_pence, budget.contingency_pence_weekly, budget.support_cost_pence_weekly) == (
        25000,
        300,
        500,
    )
    assert budget.indicative_pence_weekly == decision.plan.planning_amount.indicative_budget.pence_weekly
    assert budget.difference_reason == "The plan costs less than the rough guide."
    assert [line.net_pence_weekly for line in budget.lines.order_by("pk")] == [8000, 0, 300, 500]
    assert [line.pence_once for line in budget.lines.order_by("pk")] == [0, 25000, 0, 0]


@pytest.mark.requirement("R-FPB-04")
def test_it_starts_with_the_plan_and_has_an_end(here: Town) -> None:
    budget = finalised(approved(here))
    assert (budget.starts_on, budget.ends_on) == (STARTS_ON, date(2027, 7, 5))


def test_all_of_its_money_is_set_aside_and_emergencies_are_kept_apart(here: Town) -> None:
    emergency = support(what="For emergencies", purpose="contingency", quantity_hundredths=100, unit_price_pence=300)
    budget = finalised(approved(here, support(), emergency))
    days = (budget.ends_on - budget.starts_on + timedelta(days=1)).days
    found = position(budget.reference)
    assert (found.reserved, found.free, found.committed) == (for_days(300, days), for_days(8000, days), 0)
    assert (budget.allotted_pence, budget.reserved_pence) == (found.cash, found.reserved)
    assert abs(balance(FUNDING)) == found.cash


def test_what_comes_next_is_a_choice_of_how_to_hold_it(here: Town) -> None:
    budget = finalised(approved(here))
    steps = {step.code: step for step in Step.objects.open().filter(person=budget.person)}
    assert "final_budget" not in steps
    assert steps["holding_choice"].about == f"Budget:{budget.pk}"
    assert said(f"Budget:{budget.pk}")[0].startswith("Your final personal budget is £")


@pytest.mark.requirement("R-FPB-01")
def test_a_difference_from_the_rough_amount_needs_a_reason(here: Town) -> None:
    decision = approved(here)
    with pytest.raises(Refused) as refused:
        finalised(decision, difference_reason=" ")
    assert "Say why the final budget differs" in problems(refused)["difference_reason"]
    assert not Budget.objects.exists()


def test_only_an_agreed_plan_has_a_budget_and_only_one(here: Town) -> None:
    decision = proposed(here, support())
    with pytest.raises(Refused, match="Only a plan that was agreed"):
        finalised(decision)


def test_a_second_budget_for_a_plan_is_refused_and_the_same_key_is_the_same_budget(here: Town) -> None:
    decision = approved(here)
    budget = finalised(decision)
    assert finalised(decision) == budget
    with pytest.raises(Refused, match="made already"):
        finalised(decision, key="another")
    with pytest.raises(NotAllowed):
        finalised(decision, key="third", by=here.manager)


def test_after_care_is_free(here: Town) -> None:
    budget = finalised(approved(here, given=answers("hygiene", "nutrition", "community", section_117="yes")))
    assert (budget.gross_pence_weekly, budget.contribution_pence_weekly, budget.net_pence_weekly) == (8000, 0, 8000)
