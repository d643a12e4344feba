"""The contribution falls on the lines of a budget once, exactly, and only where a charge may be made."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.budget_lines import LineCost, contribution_taken_off_before, most_to_pay, net_lines
from selfdirect.rules.budgets import final_budget
from selfdirect.rules.plans import PlanLine, totals
from selfdirect.rules.values import Value, Values

COSTS = st.lists(st.builds(LineCost, st.integers(0, 10**6), st.booleans()), min_size=1, max_size=8)


@pytest.mark.requirement("R-FPB-02")
@given(COSTS, st.one_of(st.none(), st.integers(0, 10**6)))
def test_every_penny_of_the_contribution_comes_off_and_no_line_goes_below_nothing(
    lines: list[LineCost], contribution: int | None
) -> None:
    pays = most_to_pay(lines, contribution)
    nets = net_lines(lines, pays)
    assert sum(line.pence_weekly for line in lines) - sum(nets) == pays
    assert all(0 <= net <= line.pence_weekly for net, line in zip(nets, lines, strict=True))
    assert all(net == line.pence_weekly for net, line in zip(nets, lines, strict=True) if not line.is_chargeable)


def test_somebody_who_pays_the_full_cost_pays_for_what_is_charged_and_no_more() -> None:
    lines = [LineCost(10000, True), LineCost(5000, False)]
    assert most_to_pay(lines, None) == 10000
    assert most_to_pay(lines, 3000) == 3000
    assert net_lines(lines, 10000) == (0, 5000)


def test_more_than_the_lines_can_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="more than the lines"):
        net_lines([LineCost(100, True)], 101)


def test_a_contribution_taken_off_before_planning_is_not_taken_off_again() -> None:
    on = date(2026, 4, 6)
    basis = Value("charging.contribution_basis", "Basis", "choice", "net", "Source", "stated", on)
    plan = totals([PlanLine("1", "Help", "care", ("hygiene",), 8000, Decimal(1), "weekly")])
    final = final_budget(
        plan,
        0,
        section_117=False,
        indicative_pence_weekly=20000,
        starts_on=on,
        ends_on=date(2027, 4, 5),
        values=Values({basis.key: basis}, on, "fingerprint"),
    )
    budget = contribution_taken_off_before(final, 2500)
    assert (budget.gross_pence_weekly, budget.contribution_pence_weekly, budget.net_pence_weekly) == (10500, 2500, 8000)
    assert (budget.meeting_needs_pence_weekly, budget.adult_pays_pence_weekly) == (10500, 2500)
    assert (budget.council_pays_pence_weekly, budget.paid_pence_weekly) == (8000, 8000)
    assert budget.to_allot_pence == final.to_allot_pence
    assert budget.difference_from_indicative_pence_weekly == 10500 - 20000
    amounts = {row.rule: row.amount for row in budget.working}
    assert (amounts["meeting_needs"], amounts["adult_pays"], amounts["council_pays"]) == (10500, 2500, 8000)
    assert amounts["charging.contribution_subtracted"] == 2500
