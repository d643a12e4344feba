"""The sums of the financial assessment, at their edges (SI 2014/2672)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging_formulas import ENTERED_INPUTS, FORMULAS, POLICY_INPUTS
from selfdirect.rules.formulas import work_out
from selfdirect.rules.working import ENTERED, Row
from tests.rules.samples import values


def _amounts(policy: dict[str, int] | None = None, **entered: int | str) -> dict[str, int]:
    inputs = {}
    for name in ENTERED_INPUTS:
        yes_or_no = name.startswith(("is_", "has_"))
        amount = entered.get(name, "no" if yes_or_no else 0)
        unit = "yes or no" if yes_or_no else "pence"
        inputs[name] = Row(name, amount, unit, name, "what was entered", ENTERED)
    known = values(**{f"charging__{name}": amount for name, amount in (policy or {}).items()})
    inputs |= {name: known.value(key).row() for name, key in POLICY_INPUTS.items()}
    return dict(work_out(FORMULAS, inputs).amounts)


@pytest.mark.requirement("R-FIN-01")
@pytest.mark.parametrize(
    ("savings", "weekly"),
    [
        (0, 0),
        (14_250_00, 0),
        (14_250_01, 1_00),
        (14_500_00, 1_00),
        (14_500_01, 2_00),
        (15_000_00, 3_00),
        (23_250_00, 36_00),
    ],
)
def test_capital_gives_a_pound_for_every_250_or_part_between_the_limits(savings: int, weekly: int) -> None:
    amounts = _amounts(savings=savings)
    assert amounts["tariff_income"] == weekly
    assert not amounts["over_upper_limit"]


def test_only_capital_above_the_upper_limit_is_over_it() -> None:
    assert not _amounts(savings=20_000_00, property_counted=3_250_00)["over_upper_limit"]
    assert _amounts(savings=20_000_00, property_counted=3_250_01)["over_upper_limit"]


@pytest.mark.parametrize(
    ("facts", "basic"),
    [
        ({"is_under_25": "yes"}, 89_15),
        ({}, 112_50),
        ({"is_pension_age": "yes"}, 232_60),
        ({"is_lone_parent": "yes", "children": 1}, 112_50),
        ({"is_lone_parent": "yes", "children": 1, "is_pension_age": "yes"}, 112_50),
        ({"is_couple": "yes"}, 88_35),
        ({"is_couple": "yes", "is_under_25": "yes"}, 88_35),
        ({"is_couple": "yes", "is_couple_pension_age": "yes"}, 177_55),
    ],
)
def test_the_basic_amount_follows_the_household_and_age(facts: dict[str, str], basic: int) -> None:
    assert _amounts(**facts)["basic_amount"] == basic


def test_premiums_are_at_the_couple_rate_for_a_member_of_a_couple() -> None:
    awarded = {"has_disability_premium": "yes", "has_enhanced_disability_premium": "yes", "has_carer_premium": "yes"}
    single = _amounts(**awarded)
    couple = _amounts(is_couple="yes", **awarded)
    assert single["minimum_income_guarantee"] == 112_50 + 49_65 + 24_25 + 53_25
    assert couple["minimum_income_guarantee"] == 88_35 + 35_40 + 17_45 + 53_25


def test_each_child_adds_to_the_guarantee() -> None:
    assert _amounts(is_couple="yes", children=3)["minimum_income_guarantee"] == 88_35 + 3 * 102_95


def test_disability_costs_are_allowed_only_when_a_disability_benefit_counts() -> None:
    assert _amounts(disability_costs=10_00)["disability_costs_allowed"] == 0
    assert _amounts(disability_costs=10_00, disability_benefits=1)["disability_costs_allowed"] == 10_00


def test_housing_costs_come_off_before_the_guarantee_is_compared() -> None:
    assert _amounts(other_income=132_50, housing_costs=20_00)["assessed_contribution"] == 0
    assert _amounts(other_income=133_50, housing_costs=20_00)["assessed_contribution"] == 1_00


def test_savings_credit_and_a_local_uplift_are_left_to_the_person() -> None:
    facts: dict[str, int | str] = {"other_income": 300_00, "is_pension_age": "yes"}
    plain = _amounts(**facts)["assessed_contribution"]
    assert plain == 300_00 - 232_60
    assert _amounts(**facts, has_savings_credit="yes")["assessed_contribution"] == plain - 7_05
    assert _amounts({"local_uplift": 5_00}, **facts)["assessed_contribution"] == plain - 5_00


def test_a_council_may_charge_a_share_only_and_drops_part_of_a_penny() -> None:
    assert _amounts({"share_of_disposable_income": 75}, other_income=112_51)["assessed_contribution"] == 0
    assert _amounts({"share_of_disposable_income": 75}, other_income=122_51)["assessed_contribution"] == 7_50


def test_a_charge_below_the_local_minimum_is_not_made() -> None:
    assert _amounts({"minimum_contribution": 1_25}, other_income=113_74)["assessed_contribution"] == 0
    assert _amounts({"minimum_contribution": 1_25}, other_income=113_75)["assessed_contribution"] == 1_25


PENCE = st.integers(0, 2_000_00)


@given(PENCE, PENCE, PENCE, PENCE, st.integers(0, 23_250_00))
def test_nobody_is_left_with_less_than_the_guarantee_after_their_costs(
    other: int, benefits: int, housing: int, costs: int, savings: int
) -> None:
    amounts = _amounts(
        other_income=other,
        disability_benefits=benefits,
        housing_costs=housing,
        disability_costs=costs,
        savings=savings,
    )
    charge = amounts["assessed_contribution"]
    assert charge >= 0
    if charge:
        left = other + benefits + amounts["tariff_income"] - charge
        assert left - housing - amounts["disability_costs_allowed"] >= amounts["minimum_income_guarantee"]
