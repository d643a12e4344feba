"""Every fact of a person's money is a row, item by item, and adds up to what the sums start from."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.charging import contribution
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS
from selfdirect.rules.charging_inputs import charging_inputs, fact, pension_age_row, yes_row
from selfdirect.rules.finances import Expense, Finances, HousingCost, Income
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE
from tests.rules.samples import values

FORTY = Finances(household="single", born_on=date(1985, 1, 15))
COUPLE = replace(FORTY, household="couple")


def _labels(finances: Finances) -> dict[str, int | str]:
    return {row.label: row.amount for row in charging_inputs(finances, values())[0]}


def test_there_is_a_row_for_every_input_of_the_formulas() -> None:
    inputs = charging_inputs(FORTY, values())[1]
    assert set(inputs) == FORMULAS.inputs
    assert set(ENTERED_INPUTS) <= set(inputs)


@pytest.mark.requirement("R-FIN-01")
def test_housing_costs_are_item_by_item_each_less_the_help_with_it() -> None:
    home = replace(
        FORTY, housing_costs=(HousingCost("rent", 120_00, 100_00), HousingCost("mortgage", 30_00, 45_00, "Flat"))
    )
    assert _labels(home) == {
        "Rent, £120.00 less help of £100.00": 20_00,
        "Flat, £30.00 less help of £45.00": 0,
    }
    assert charging_inputs(home, values())[1]["housing_costs"].amount == 20_00
    more = replace(home, housing_costs_pence_weekly=5_00)
    assert charging_inputs(more, values())[1]["housing_costs"].amount == 25_00


def test_half_of_a_joint_income_counts_and_an_odd_penny_is_left_out() -> None:
    joint = replace(COUPLE, incomes=(Income("state_pension", 72_75, joint=True),))
    assert _labels(joint) == {"State Pension, half of £72.75 together: counted": 36_37}
    assert charging_inputs(joint, values())[1]["other_income"].amount == 36_37


def test_half_of_joint_savings_counts_as_capital() -> None:
    rows = {
        row.rule: row.amount for row in contribution(replace(COUPLE, joint_capital_pence=29_000_01), values()).working
    }
    assert rows["half_of_joint_savings"] == 14_500_00
    assert rows["tariff_income"] == 1_00
    assert "half_of_joint_savings" not in {row.rule for row in contribution(COUPLE, values()).working}


def test_what_was_given_up_counts_with_its_reason() -> None:
    gone = replace(
        FORTY,
        notional_capital_pence=15_000_00,
        notional_income_pence_weekly=120_00,
        notional_reason="Gave the money to a son in May",
    )
    found = contribution(gone, values())
    rows = {row.rule: row for row in found.working}
    assert rows["notional_capital_pence"].label.endswith("Gave the money to a son in May")
    assert rows["income"].amount == 123_00
    assert sum("given up" in remark for remark in found.remarks) == 2


def test_each_disability_cost_is_allowed_or_not_with_its_reason() -> None:
    costs = (
        Expense("Laundry", 6_00),
        Expense("Cleaner", 20_00, 10_00, "shared", "Half is for the daughter."),
        Expense("Television", 3_00, 0, "not_disability", "Most homes have one."),
    )
    found = replace(FORTY, incomes=(Income("pip_daily_living", 110_40),), disability_expenses=costs)
    labels = _labels(found)
    refused = "Cleaner: not allowed. Part of it is for other people in the household. Half is for the daughter."
    assert labels[refused] == 10_00
    inputs = charging_inputs(found, values())[1]
    assert inputs["disability_costs"].amount == 16_00
    assert inputs["disability_costs"].label == "Disability costs (Laundry £6.00; Cleaner £10.00)"


def test_a_property_left_out_is_shown_and_counts_for_nothing() -> None:
    home = replace(FORTY, property_left_out_pence=300_000_00, property_left_out="main_home")
    assert _labels(home) == {"Property left out: They live there": 300_000_00}
    assert contribution(home, values()).capital_outcome == "under_lower_limit"


def test_a_row_says_that_it_was_entered() -> None:
    assert (fact("A", 1, "pence", "a").source, yes_row("B", True, "b").amount) == (ENTERED_SOURCE, "yes")
    assert yes_row("B", False, "b").status == ENTERED


def test_pension_age_is_said_with_the_value_it_rests_on() -> None:
    row = pension_age_row(replace(FORTY, born_on=date(1950, 1, 1)), values(), partner=False)
    assert (row.amount, row.rule) == ("yes", "charging.pension_age")
