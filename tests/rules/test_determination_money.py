"""The contribution, what comes off before planning, and gross, contribution and net."""

from dataclasses import replace

import pytest

from selfdirect.rules.charging_lines import Support
from selfdirect.rules.determination_money import finances_of, pays
from selfdirect.rules.finances import Finances
from tests.rules.packs import on
from tests.rules.people import determined, known

PLAN = (Support("A personal assistant", "personal_assistant", 200_00), Support("A rail", "equipment", 10_00, 50_00))


@pytest.mark.requirement("R-ASM-09")
def test_the_section_117_check_comes_before_the_means_test() -> None:
    section, found = pays(known(section_117=None), on("westminster"))
    assert found is None and section.needs == ("section_117",)
    unknown, _ = pays(known(section_117=None, finances=None), on("westminster"))
    assert unknown.needs == ("section_117", "finances")


def test_after_care_is_free_with_no_questions_about_money_and_services_still_come_off() -> None:
    row = on("westminster").table("market.universal_services")[0]
    somebody = known(section_117=True, finances=None, universal_services=(str(row["code"]),))
    found = determined("westminster", somebody)
    assert found.section("contribution").answer == "Nothing."
    planning = found.section("planning_amount").figures
    assert planning["contribution_pence_weekly"] == 0
    assert planning["universal_pence_weekly"] == row["pence_weekly"]


def test_after_care_for_some_needs_leaves_a_means_test_for_the_rest() -> None:
    somebody = known(section_117=True, section_117_covers="some_needs")
    assert finances_of(somebody).section_117_some and not finances_of(somebody).section_117
    assert determined("westminster", somebody).section("contribution").figures["assessed_pence_weekly"]


@pytest.mark.parametrize(
    ("capital", "outcome"), [(14_250_00, "contributes"), (23_250_00, "contributes"), (23_250_01, "full_cost")]
)
def test_capital_of_exactly_a_limit_is_fine(capital: int, outcome: str) -> None:
    money = replace(known().finances or Finances(), capital_pence=capital)
    section = determined("westminster", known(finances=money)).section("contribution")
    assert section.figures["outcome"] == outcome


def test_a_contribution_that_comes_off_after_the_plan_is_not_taken_off_before() -> None:
    found = determined("council_a")
    indicative = found.section("indicative_budget").figures["pence_weekly"]
    assert found.section("planning_amount").figures["pence_weekly"] == indicative
    assert "The contribution comes off after the plan is made, not here." in found.section("planning_amount").words


def test_a_plan_after_which_it_comes_off_is_gross_and_free_lines_stay_free() -> None:
    figures = determined("council_a", known(plan=PLAN)).section("budget")
    assert figures.figures["gross_pence_weekly"] == 210_00
    assert figures.figures["contribution_pence_weekly"] == 27_40
    assert any(words.startswith("A rail: free.") for words in figures.words)
    assert "What is paid once comes to £50.00." in figures.words


def test_a_plan_before_which_it_came_off_is_what_the_council_pays() -> None:
    figures = determined("westminster", known(plan=PLAN)).section("budget").figures
    assert (figures["net_pence_weekly"], figures["gross_pence_weekly"]) == (210_00, 237_40)


def test_a_share_of_the_plan_is_never_more_than_the_means_test() -> None:
    figures = determined("council_c", known(plan=PLAN[:1])).section("budget").figures
    assert figures["contribution_pence_weekly"] == 27_40
    rich = known(plan=PLAN[:1], finances=Finances(household="single", capital_pence=90_000_00))
    assert determined("council_c", rich).section("budget").figures["contribution_pence_weekly"] == 150_00
