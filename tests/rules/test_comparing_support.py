"""A proposed allocation beside present support, and the shortfall against what support cost before."""

import pytest

from selfdirect.rules.comparing_support import shortfall, with_present
from tests.rules.people import determined, known


@pytest.mark.requirement("R-RAS-16")
@pytest.mark.parametrize(
    ("proposed", "present", "answer", "by"),
    [
        (100_00, 100_00, "same", 0),
        (100_01, 100_00, "more", 1),
        (99_99, 100_00, "less", -1),
        (100_00, 0, "no_support_now", 100_00),
        (100_00, None, "not_known", None),
    ],
)
def test_any_difference_from_present_support_is_said(
    proposed: int, present: int | None, answer: str, by: int | None
) -> None:
    found = with_present(proposed, present)
    assert (found.answer, found.difference_pence_weekly) == (answer, by)
    assert found.is_disparity == (answer in ("more", "less"))


@pytest.mark.requirement("R-RAS-16")
@pytest.mark.parametrize("penny", [0, 1])
def test_a_disparity_is_flagged_and_sends_the_decision_to_the_panel_where_the_council_says_so(penny: int) -> None:
    weekly = determined("council_c", known(present_pence_weekly=0)).section("indicative_budget").figures["pence_weekly"]
    found = determined("council_c", known(present_pence_weekly=int(str(weekly)) + penny))
    section, decision = found.section("indicative_budget"), found.section("decision")
    assert section.figures["is_disparity"] is bool(penny)
    assert (decision.figures["condition"] == "disparity") is bool(penny)
    assert decision.figures["label"] == "Risk enablement panel" if penny else section.words


@pytest.mark.requirement("R-RAS-17")
@pytest.mark.parametrize(("budget", "prior", "short"), [(99_99, 100_00, 1), (100_00, 100_00, 0), (150_00, 100_00, 0)])
def test_a_budget_too_small_for_what_support_cost_before_is_recorded(budget: int, prior: int, short: int) -> None:
    found = shortfall(budget, prior)
    assert found is not None and found.pence_weekly == short == found.working[-1].amount
    assert ("short of" in found.words) is bool(short)
    assert shortfall(budget, None) is None


@pytest.mark.requirement("R-RAS-17")
def test_the_shortfall_is_in_the_budget_with_its_working() -> None:
    """Ten hours at £22 are £220 a week; support cost £250 before, so £30 less."""
    found = determined("council_a", known(present_pence_weekly=250_00)).section("budget")
    assert found.figures["shortfall_pence_weekly"] == 30_00
    assert "£30.00 a week short" in found.remarks[0]
    assert "shortfall_pence_weekly" not in determined("council_a", known()).section("budget").figures
