"""What goes with an indicative budget is shown with it: how long, what on, equipment, what is paid once."""

import pytest

from selfdirect.rules.charging_lines import Support
from selfdirect.rules.equipment import Item
from tests.rules.people import determined, known


@pytest.mark.requirement("R-RAS-18")
def test_a_set_time_is_shown_with_its_last_day() -> None:
    found = determined("council_b", known(client_group="mental_health")).section("indicative_budget")
    assert (found.figures["lasts_weeks"], found.figures["ends_on"]) == (26, "2025-12-14")
    assert any("last day is 14 December 2025" in words for words in found.words)


@pytest.mark.requirement("R-RAS-08")
@pytest.mark.parametrize("council", ["westminster", "council_e", "city_of_london"])
def test_which_spending_rule_was_used_is_shown(council: str) -> None:
    found = determined(council).section("indicative_budget")
    assert found.figures["spending"] == "one_flexible_sum"
    assert "allocation.spending" in {row.rule for row in found.working}


@pytest.mark.requirement("R-RAS-19")
def test_equipment_is_shown_with_who_pays_and_never_in_the_weekly_amount() -> None:
    plain = determined("council_a").section("indicative_budget").figures
    found = determined("council_a", known(equipment=(Item("Stool", 40_00, 65_00),))).section("indicative_budget")
    assert (found.figures["equipment_council_pence"], found.figures["equipment_person_pence"]) == (40_00, 25_00)
    assert found.figures["pence_weekly"] == plain["pence_weekly"] and plain["equipment"] == "prescription"


def test_what_is_paid_once_is_added_up_and_looked_at() -> None:
    plan = (Support("Laptop", "equipment", pence_once=450_00), Support("Care", "home_care", pence_weekly=50_00))
    found = determined("council_a", known(plan=plan)).section("indicative_budget")
    assert found.figures["paid_once_pence"] == 450_00
    assert "£450.00 may be paid once." in found.words


@pytest.mark.requirement("R-FIN-04")
def test_what_nobody_is_charged_for_is_said_to_be_left_out() -> None:
    found = determined("council_c").section("indicative_budget")
    assert any(words.startswith("Not part of it, because nobody is charged") for words in found.words)
    assert not any("Not part of it" in words for words in determined("council_a").section("indicative_budget").words)


def test_the_proposed_amount_is_as_firm_as_what_it_rests_on() -> None:
    rows = determined("council_a", known(present_pence_weekly=90_00)).section("indicative_budget").working
    proposed = next(row for row in rows if row.rule == "proposed")
    assert (proposed.source, proposed.status) == ("Worked out above", "illustrative")
