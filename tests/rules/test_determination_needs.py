"""Eligibility, the offer, and the indicative budget by each council's method."""

from dataclasses import replace
from decimal import Decimal

import pytest

from selfdirect.rules.determination import determine
from selfdirect.rules.determination_needs import basis, eligible, indicative, missing_for_budget
from selfdirect.rules.values import Values
from tests.rules.packs import on
from tests.rules.people import determined, known


def test_what_is_missing_is_named() -> None:
    section, follows = eligible(known(needs=None, wellbeing_impact=None), on("westminster"))
    assert (section.needs, follows) == (("needs", "wellbeing_impact"), None)
    carer, _ = eligible(known(is_carer=True), on("westminster"))
    assert carer.needs == ("necessary_care", "health_at_risk")


def test_an_old_band_is_shown_and_decides_nothing() -> None:
    with_band, _ = eligible(known(band="low"), on("council_a"))
    without, _ = eligible(known(), on("council_a"))
    assert with_band.answer == without.answer == "The needs are eligible."
    assert any("shown only" in words for words in with_band.words)


@pytest.mark.requirement("R-ELG-08")
def test_somebody_below_the_threshold_is_told_what_they_may_still_have() -> None:
    section, follows = eligible(known(needs=()), on("council_c"))
    assert follows is False and "We may still supply: Telecare." in section.words


@pytest.mark.requirement("R-ELG-06")
def test_a_crisis_puts_the_offer_off_with_a_task_and_the_figures_are_still_there() -> None:
    found = determined("council_c", known(in_crisis=True))
    assert found.section("eligibility").figures["path"] == "later"
    assert "Next: offer a personal budget once things are stable." in found.section("eligibility").words
    assert found.section("budget").status == "said"


def test_help_to_regain_independence_comes_first_where_the_council_says_so() -> None:
    section, _ = eligible(known(), on("council_c"))
    assert any("comes first" in remark for remark in section.remarks)


def without_carers_budgets() -> Values:
    """A council that gives unpaid carers no budget of their own: none may since April 2015, and the choice stands."""
    values = on("council_d")
    changed = {
        "eligibility.carers_budget": replace(values.value("eligibility.carers_budget"), amount=False),
        "allocation.carers_method": replace(values.value("allocation.carers_method"), amount="none"),
    }
    return replace(values, values_by_key={**values, **changed})


def test_a_carer_has_no_budget_where_the_council_gives_none() -> None:
    carer = known(is_carer=True, client_group="carer", necessary_care=True, health_at_risk=True, needs=())
    found = determine(carer, without_carers_budgets(), frozenset())
    assert found.section("budget").answer.startswith("There is no personal budget here: carers' support")
    assert determined("council_c", carer).section("indicative_budget").status == "said"


def test_no_budget_for_carers_is_said_even_before_eligibility_can_be() -> None:
    somebody = known(is_carer=True, client_group="carer", needs=None)
    found = determine(somebody, without_carers_budgets(), frozenset())
    assert found.section("eligibility").status == "cannot_be_said_yet"
    assert found.section("budget").status == "not_reached"


@pytest.mark.parametrize(
    ("council", "missing"),
    [("council_a", ["units_weekly"]), ("city_of_london", ["services_weekly"]), ("westminster", ["needs"])],
)
def test_each_method_needs_its_own_facts(council: str, missing: list[str]) -> None:
    nothing = known(needs=None, units_weekly={}, services_weekly={})
    assert missing_for_budget(nothing, on(council)) == missing
    assert missing_for_budget(known(client_group=""), on(council)) == ["client_group"]


def test_unanswered_questions_are_named_one_by_one() -> None:
    section, found = indicative(known(), on("council_b"))
    assert found is None and all(need.startswith("answers.") for need in section.needs)


def test_what_the_method_does_not_count_is_left_out() -> None:
    somebody = known(units_weekly={"hour": Decimal("2.5")}, services_weekly={"class": Decimal(1)})
    assert basis(somebody, on("council_a")).units == {"hour": 250}
    assert basis(somebody, on("council_a")).services == {}
    assert basis(somebody, on("city_of_london")).services == {"class": 100}


@pytest.mark.requirement("R-ELG-09")
def test_somebody_who_would_lose_a_placement_is_warned() -> None:
    placed = known(client_group="mental_health", placement="adult_placement", present_pence_weekly=900_00)
    section = determined("council_b", placed).section("indicative_budget")
    assert any("would lose" in remark for remark in section.remarks)
