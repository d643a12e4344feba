"""The final budget keeps its parts, its three figures, and every penny from start to end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.budgets import BASIS, LENGTH, FinalBudget, final_budget, last_day
from selfdirect.rules.money import for_days
from selfdirect.rules.plans import Totals
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

START = date(2026, 12, 1)
TOTALS = Totals(
    weeks=52,
    ongoing_pence_weekly=200_00,
    support_cost_pence_weekly=5_00,
    contingency_pence_weekly=10_00,
    one_off_pence=300_00,
    contingency_pence=50_00,
    total_pence_weekly=215_00,
    total_pence=52 * 215_00 + 350_00,
)


def _values(basis: str = "net", length: int = 12, unit: str = "months") -> Values:
    return Values({BASIS: value(BASIS, basis), LENGTH: value(LENGTH, length, unit)}, SINCE, "fingerprint")


def _budget(
    totals: Totals = TOTALS,
    contribution: int | None = 47_00,
    *,
    basis: str = "net",
    section_117: bool = False,
    days: int = 364,
) -> FinalBudget:
    return final_budget(
        totals,
        contribution,
        section_117=section_117,
        indicative_pence_weekly=220_00,
        starts_on=START,
        ends_on=START + timedelta(days=days - 1),
        values=_values(basis),
    )


@pytest.mark.requirement("R-FPB-02")
def test_the_parts_of_the_budget_and_the_three_figures_are_kept_apart() -> None:
    found = _budget()
    assert (found.gross_pence_weekly, found.contribution_pence_weekly, found.net_pence_weekly) == (
        215_00,
        47_00,
        168_00,
    )
    assert found.meeting_needs_pence_weekly == found.adult_pays_pence_weekly + found.council_pays_pence_weekly
    assert found.paid_pence_weekly == 168_00
    assert found.to_reserve_pence == 52 * 10_00 + 50_00
    assert found.to_allot_pence == 52 * 168_00 + 300_00 + 50_00
    assert found.working[-1].amount == found.to_allot_pence


@pytest.mark.requirement("R-FPB-01")
def test_the_difference_from_the_indicative_budget_is_kept() -> None:
    assert _budget().difference_from_indicative_pence_weekly == -5_00


@pytest.mark.requirement("R-PAY-09")
def test_the_council_may_pay_net_or_gross_and_says_which() -> None:
    gross = _budget(basis="gross")
    assert (gross.basis, gross.paid_pence_weekly, gross.council_pays_pence_weekly) == ("gross", 215_00, 168_00)
    assert gross.to_allot_pence == 52 * 215_00 + 350_00
    with pytest.raises(ValueRefused, match="fishy"):
        _budget(basis="fishy")


def test_nobody_contributes_under_section_117() -> None:
    found = _budget(section_117=True)
    assert (found.contribution_pence_weekly, found.net_pence_weekly) == (0, 215_00)
    assert _budget(contribution=None, section_117=True).net_pence_weekly == 215_00


def test_a_contribution_is_never_more_than_the_budget() -> None:
    assert _budget(contribution=900_00).net_pence_weekly == 0
    assert _budget(contribution=None).contribution_pence_weekly == 215_00
    assert _budget(contribution=None).to_reserve_pence == 50_00


@pytest.mark.requirement("R-FPB-04")
def test_a_budget_runs_for_the_policy_s_weeks_or_months() -> None:
    assert last_day(date(2026, 12, 1), _values()) == date(2027, 11, 30)
    assert last_day(date(2028, 2, 29), _values()) == date(2029, 2, 27)
    assert last_day(date(2026, 12, 1), _values(length=6, unit="weeks")) == date(2027, 1, 11)
    with pytest.raises(ValueRefused, match="weeks or months"):
        last_day(START, _values(unit="years"))
    with pytest.raises(ValueRefused, match="1 or more"):
        last_day(START, _values(length=0))


def test_a_budget_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="end before"):
        _budget(days=0)


PENCE = st.integers(0, 1_000_00)


@given(PENCE, PENCE, PENCE, PENCE, st.integers(0, 3_000_00), st.integers(1, 800), st.sampled_from(["net", "gross"]))
def test_what_is_set_aside_is_to_the_penny_what_can_be_paid_and_kept(
    ongoing: int, support: int, contingency: int, once: int, contribution: int, days: int, basis: str
) -> None:
    totals = Totals(52, ongoing, support, contingency, once, 0, ongoing + support + contingency, 0)
    found = _budget(totals, contribution, basis=basis, days=days)
    reserved = min(contingency, found.paid_pence_weekly)
    payable = for_days(found.paid_pence_weekly - reserved, days)
    assert found.to_allot_pence == payable + found.to_reserve_pence + once
    assert found.gross_pence_weekly == found.contribution_pence_weekly + found.net_pence_weekly
    assert found.net_pence_weekly >= 0
