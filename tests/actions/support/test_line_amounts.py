"""What is paid for a line on a day is each funder's amount, as changed, and in part while it is paused."""

from datetime import timedelta

import pytest

from selfdirect.actions.support.line_amounts import amounts_in, weekly_on
from selfdirect.ledger.funds import Funder
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.rules.holdings import Holding, Stretch
from selfdirect.rules.line_changes import LineChange
from tests.actions.changing_payments import MIDDLE, changed_charge, paused
from tests.actions.story import FIRST_PAY_ON, story, support

LINE = BudgetLine(pence_weekly=8000, nhs_pence_weekly=3000, net_pence_weekly=4500)
CHANGES = [LineChange(MIDDLE, net_pence_weekly=4000), LineChange(MIDDLE, MIDDLE, kept_basis_points=5000)]


@pytest.mark.parametrize(("basis", "council"), [("net", [4500, 2000, 4000]), ("gross", [5000, 2500, 5000])])
def test_every_funder_is_paid_in_part_and_gross_pays_all_and_bills(basis: str, council: list[int]) -> None:
    stretch = Stretch(FIRST_PAY_ON, MIDDLE + timedelta(days=6), Holding("direct_payment"))
    found = list(amounts_in(Budget(contribution_basis=basis), LINE, CHANGES, stretch))
    assert [one.pence_weekly[Funder.COUNCIL] for one in found] == council
    assert [one.pence_weekly[Funder.NHS] for one in found] == [3000, 1500, 3000]
    assert [one.from_on for one in found] == [FIRST_PAY_ON, MIDDLE, MIDDLE + timedelta(days=1)]


@pytest.mark.django_db
def test_on_a_day_it_is_all_funders_together_in_one_question(django_assert_num_queries: object) -> None:
    told = story(support(), support(what="A nurse", nhs_basis_points=3750))
    changed_charge(told, 1000)
    paused(told, from_on=MIDDLE + timedelta(days=9))
    lines = list(told.budget.lines.order_by("pk"))
    with django_assert_num_queries(3):  # type: ignore[operator]
        days = [weekly_on(told.budget, lines, MIDDLE + timedelta(days=after)) for after in (-1, 0, 9)]
    assert [sum(day.pence.values()) for day in days] == [16000, 17000, 0]
    assert [day.is_paused for day in days] == [False, False, True]
