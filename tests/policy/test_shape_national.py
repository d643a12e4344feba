"""The nation's values are all there, and the rules find every figure that they read."""

from datetime import date

import pytest

from selfdirect.policy import load_national
from selfdirect.policy.shape_national import ADULT_OUTCOMES, CARER_LIMBS, NATIONAL
from selfdirect.rules.assessments import LIMBS, OUTCOMES
from selfdirect.rules.charging_formulas import POLICY_INPUTS

YEARS = range(2015, 2028)


@pytest.mark.parametrize("year", YEARS)
def test_every_charging_value_is_there_in_every_year(year: int) -> None:
    values = load_national().on(date(year, 6, 1))
    assert {shape.key for shape in NATIONAL if shape.file == "charging"} <= set(values)


def test_the_formulas_find_every_national_figure() -> None:
    ours = {shape.key for shape in NATIONAL}
    council_decides = {"charging.local_uplift", "charging.share_of_disposable_income", "charging.minimum_contribution"}
    assert set(POLICY_INPUTS.values()) - council_decides <= ours


def test_the_outcomes_are_those_of_the_rules_and_a_carer_has_three_limbs() -> None:
    values = load_national().on(date(2025, 6, 1))
    assert tuple(row["code"] for row in values.table("assessments.outcomes")) == tuple(OUTCOMES) == ADULT_OUTCOMES
    assert [row["code"] for row in values.table("assessments.carer_limbs")] == list(CARER_LIMBS)
    assert set(CARER_LIMBS) == set(LIMBS) - {"takes_longer"}


@pytest.mark.parametrize(
    ("day", "key", "pence", "status"),
    [
        (date(2015, 4, 1), "single_25_to_pension_age", 91_40, "stated"),
        (date(2022, 4, 5), "single_pension_age", 189_00, "stated"),
        (date(2022, 4, 6), "single_pension_age", 194_70, "stated"),
        (date(2024, 6, 1), "single_18_to_24", 87_65, "stated"),
        (date(2025, 6, 1), "disability_premium_single", 49_65, "stated"),
        (date(2026, 6, 1), "single_18_to_24", 95_40, "stated"),
        (date(2026, 6, 1), "single_25_to_pension_age", 112_50, "unverified"),
        (date(2026, 6, 1), "carer_premium", 53_25, "unverified"),
    ],
)
def test_the_guarantee_is_as_published_and_marked_where_it_was_not_seen(
    day: date, key: str, pence: int, status: str
) -> None:
    value = load_national().on(day).value(f"charging.minimum_income_guarantee_{key}")
    assert (value.amount, value.status) == (pence, status)


def test_a_figure_carried_forward_says_so() -> None:
    values = load_national().on(date(2026, 6, 1))
    carried = [value for value in values.values() if value.since == date(2026, 4, 6) and value.status == "unverified"]
    assert carried
    for value in carried:
        assert "carried forward" in value.source or value.key == "charging.pension_age", value.key


@pytest.mark.parametrize(
    ("day", "age", "pence"),
    [(date(2023, 6, 1), 23, 1042), (date(2024, 6, 1), 21, 1144), (date(2026, 6, 1), 21, 1271)],
)
def test_the_adult_wage_is_that_of_the_year(day: date, age: int, pence: int) -> None:
    adult = load_national().on(day).table("payments.minimum_wage")[0]
    assert (adult["from_age"], adult["pence_hourly"]) == (age, pence)
