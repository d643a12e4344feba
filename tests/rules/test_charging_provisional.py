"""A charge from partial answers: what is missing is named, the range holds the truth, and nothing is guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging import FinancesRefused, contribution
from selfdirect.rules.charging_provisional import NEEDED, missing_answers, provisional
from selfdirect.rules.finances import finances_from_json
from tests.rules.samples import values

WHOLE: dict[str, Any] = {
    "born_on": "1985-01-15",
    "light_touch": "none",
    "household": "single",
    "children": 0,
    "capital_pence": 15_000_00,
    "incomes": [{"kind": "pip_daily_living", "pence_weekly": 110_40}, {"kind": "other", "pence_weekly": 150_00}],
    "savings_credit": False,
    "disability_premium": True,
    "enhanced_disability_premium": True,
    "housing_costs_pence_weekly": 20_00,
    "disability_expenses": [{"label": "Laundry", "pence_weekly": 10_00}],
}


def _without(*names: str) -> dict[str, Any]:
    return {name: fact for name, fact in WHOLE.items() if name not in names}


def test_with_every_answer_it_is_the_charge_itself() -> None:
    found = provisional(WHOLE, values())
    assert found.is_final and found.missing == ()
    assert found.least_pence_weekly == found.most_pence_weekly == 47_00
    assert found.words == "They would pay £47.00 a week."


def test_what_is_missing_is_named_and_the_range_given() -> None:
    found = provisional(_without("disability_expenses"), values())
    assert found.missing == ("costs of illness or disability",)
    assert (found.least_pence_weekly, found.most_pence_weekly) == (0, 57_00)
    assert found.words == "Provisional: they would pay between £0.00 a week and £57.00 a week."


def test_without_the_extra_amounts_the_range_goes_from_all_of_them_to_none() -> None:
    known = _without("savings_credit", "disability_premium", "enhanced_disability_premium")
    found = provisional(known, values())
    assert found.most_pence_weekly == 233_40 - 112_50
    assert found.least_pence_weekly == 0


@pytest.mark.parametrize("missing", ["incomes", "capital_pence"])
def test_without_income_or_savings_the_most_is_the_full_cost(missing: str) -> None:
    found = provisional(_without(missing), values())
    assert found.most_pence_weekly is None
    assert "the full cost of care" in found.words


def test_disability_costs_make_no_difference_without_a_disability_benefit() -> None:
    known = _without("disability_expenses") | {"incomes": [{"kind": "other", "pence_weekly": 300_00}]}
    found = provisional(known, values())
    assert found.least_pence_weekly == found.most_pence_weekly
    assert found.words.startswith("Provisional: whatever is still missing")


def test_a_way_without_a_means_test_needs_no_more() -> None:
    found = provisional({"light_touch": "none", "full_cost_route": True}, values())
    assert found.is_final and found.words == "They would pay the full cost of care."


def test_the_least_that_must_be_known_is_the_age() -> None:
    assert missing_answers({}) == tuple(NEEDED)
    with pytest.raises(FinancesRefused, match="date of birth"):
        provisional({}, values())
    assert provisional({"born_on": "1985-01-15"}, values()).most_pence_weekly is None


FACTS = [names for names, _ in NEEDED.values()]


@given(
    st.lists(st.sampled_from(FACTS), unique=True),
    st.integers(0, 30_000_00),
    st.integers(0, 400_00),
    st.sampled_from([("single", 0), ("couple", 0), ("couple", 2), ("lone_parent", 1)]),
    st.booleans(),
)
def test_the_true_charge_always_lies_in_the_range(
    dropped: list[tuple[str, ...]], capital: int, pension: int, home: tuple[str, int], premium: bool
) -> None:
    truth = WHOLE | {
        "capital_pence": capital,
        "incomes": [{"kind": "state_pension", "pence_weekly": pension}, *WHOLE["incomes"]],
        "household": home[0],
        "children": home[1],
        "disability_premium": premium,
        "savings_credit": premium,
    }
    gone = {name for names in dropped for name in names}
    if "savings_credit" in gone:
        gone |= {"disability_premium", "enhanced_disability_premium"}
    found = provisional({name: fact for name, fact in truth.items() if name not in gone}, values(date(2025, 6, 2)))
    charge = contribution(finances_from_json(truth), values()).assessed_pence_weekly
    if charge is None:
        assert found.most_pence_weekly is None
    else:
        assert found.least_pence_weekly is not None and found.least_pence_weekly <= charge
        assert found.most_pence_weekly is None or charge <= found.most_pence_weekly
