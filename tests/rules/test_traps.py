"""The facts of law most likely to be got wrong, each held by a test that bears its name.

Traps 10 and 11 are in test_national_returns.py, trap 12 in tests/outside/bank_files/test_standard_18.py.
"""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from selfdirect.policy import load_national
from selfdirect.rules.assessments import OUTCOMES, eligibility
from selfdirect.rules.charging import contribution
from selfdirect.rules.charging_lines import Support, why_free
from selfdirect.rules.finances import Finances, HousingCost, Income, treatments
from tests.rules.samples import values

FORTY = Finances(household="single", born_on=date(1985, 1, 15))
RATE: Final = "charging.minimum_income_guarantee_"

# Line of regulation 7: the frozen years, 2022/23, 2023/24, 2024/25, 2025/26. "?" marks a figure that was not seen.
GUARANTEE: Final[dict[str, tuple[str, ...]]] = {
    "child": ("8365", "8620", "9490", "10125", "10295?"),
    "single_18_to_24": ("7240", "7460", "8215", "8765", "8915"),
    "single_25_to_pension_age": ("9140", "9415", "10365", "11060", "11250"),
    "single_pension_age": ("18900", "19470", "21435", "22870", "23260"),
    "lone_parent": ("9140", "9415", "10365?", "11060?", "11250?"),
    "couple_member": ("7180", "7395?", "8140?", "8685?", "8835?"),
    "couple_member_pension_age": ("14430", "14865?", "16365?", "17460?", "17755?"),
    "disability_premium_single": ("4035", "4155", "4575", "4880", "4965"),
    "enhanced_disability_premium_single": ("1970", "2030?", "2235", "2385", "2425"),
    "disability_premium_couple": ("2875", "2960?", "3260?", "3480?", "3540?"),
    "enhanced_disability_premium_couple": ("1415?", "1460?", "1605?", "1715?", "1745?"),
    "carer_premium": ("4325?", "4455?", "4905", "5235", "5325?"),
}
STARTS: Final = ("2015-04-01", "2022-04-06", "2023-04-06", "2024-04-06", "2025-04-06")


@pytest.mark.parametrize("line", GUARANTEE)
def test_trap_1_the_guarantee_is_a_dated_table_and_every_line_of_it_is_as_published(line: str) -> None:
    for start, written in zip(STARTS, GUARANTEE[line], strict=True):
        value = load_national().on(date.fromisoformat(start)).value(RATE + line)
        assert value.since == date.fromisoformat(start)
        assert str(value.amount) + ("?" if value.status == "unverified" else "") == written, (line, start)


def test_trap_1_the_lines_do_not_rise_by_one_percentage() -> None:
    before, after = (load_national().on(date(year, 6, 1)) for year in (2025, 2026))
    young, old = RATE + "single_18_to_24", RATE + "single_pension_age"
    assert (before.whole(young), after.whole(young)) == (89_15, 95_40)
    assert (before.whole(old), after.whole(old)) == (232_60, 241_45)
    assert after.whole(old) * before.whole(young) != after.whole(young) * before.whole(old)


def test_trap_1_the_amounts_of_the_regulations_as_made_never_applied() -> None:
    first = load_national().on(date(2015, 4, 1))
    assert first.whole(RATE + "single_25_to_pension_age") == 91_40
    assert first.whole(RATE + "single_pension_age") == 189_00


def test_trap_2_the_premiums_are_those_of_regulation_7_and_there_is_no_severe_one() -> None:
    known = load_national().on(date(2025, 6, 2))
    premiums = {key.removeprefix(RATE) for key in known if key.startswith(RATE) and "premium" in key}
    assert premiums == {line for line in GUARANTEE if "premium" in line}
    assert not [key for key in known if "severe" in key]
    assert known.whole(RATE + "disability_premium_single") == 49_65


def test_trap_2_the_amounts_for_a_couple_are_for_each_person() -> None:
    both = replace(FORTY, household="couple", disability_premium=True)
    rows = {row.rule: row.amount for row in contribution(both, values()).working}
    assert rows["minimum_income_guarantee"] == 88_35 + 35_40


def test_trap_3_housing_costs_come_off_before_the_guarantee_and_net_of_help() -> None:
    rent = (HousingCost("rent", 100_00, 80_00),)
    found = replace(FORTY, incomes=(Income("other", 132_51),), housing_costs=rent)
    assert contribution(found, values()).assessed_pence_weekly == 1
    names = {row["code"] for row in load_national().on(date(2025, 6, 2)).table("charging.housing_costs")}
    assert names == {"rent", "mortgage", "ground_rent", "council_tax", "service_charge"}


def test_trap_4_an_adult_needs_two_outcomes_of_ten_and_a_carer_one_of_eight() -> None:
    assert len(OUTCOMES) == 10
    known = load_national().on(date(2025, 6, 2))
    assert known.whole("assessments.outcomes_needed") == 2
    assert known.whole("assessments.carer_outcomes_needed") == 1
    assert len(known.table("assessments.carer_outcomes")) == 8


def test_trap_4_one_outcome_is_not_enough_for_an_adult() -> None:
    answers: dict[str, Any] = {"need_from_impairment": "yes", "wellbeing_impact": "yes", "section_117": "no"}
    answers |= {f"{outcome}_able": "able" for outcome in OUTCOMES}
    for outcome in ("nutrition", "hygiene"):
        assert not eligibility(answers).eligible
        answers[f"{outcome}_able"] = "unable"
        answers[f"{outcome}_limbs"] = ["cannot_without_help"]
    assert eligibility(answers).eligible


@pytest.mark.parametrize(
    ("capital", "weekly"), [(14_250_00, 0), (14_250_01, 1_00), (14_500_00, 1_00), (14_500_01, 2_00), (23_250_00, 36_00)]
)
def test_trap_5_tariff_income_rounds_up(capital: int, weekly: int) -> None:
    found = replace(FORTY, incomes=(Income("other", 112_50),), capital_pence=capital)
    assert contribution(found, values()).assessed_pence_weekly == weekly


def test_trap_5_only_capital_above_the_limit_is_over_it_and_a_council_may_set_a_higher_one() -> None:
    at, over = (replace(FORTY, capital_pence=pence) for pence in (23_250_00, 23_250_01))
    assert contribution(at, values()).outcome != "full_cost"
    assert contribution(over, values()).outcome == "full_cost"
    assert contribution(over, values(charging__upper_capital_limit=30_000_00)).outcome != "full_cost"


def test_trap_6_a_partner_is_barred_wherever_they_live_and_others_only_in_the_same_household() -> None:
    family = {row["code"]: row for row in load_national().on(date(2025, 6, 2)).table("direct_payments.family")}
    assert family.pop("partner")["only_same_household"] is False
    assert family and all(row["only_same_household"] for row in family.values())


def test_trap_7_the_direct_payment_has_a_review_clock_of_its_own() -> None:
    known = load_national().on(date(2025, 6, 2))
    assert known.whole("reviews.direct_payment_first_review_months") == 6
    assert known.whole("reviews.direct_payment_review_months") == 12
    assert "reviews.plan_first_review_weeks" in known and "reviews.plan_review_months" in known


def test_trap_8_four_weeks_in_a_care_home_and_a_gap_of_28_days() -> None:
    known = load_national().on(date(2025, 6, 2))
    for key, amount in (("care_home_weeks", 4), ("care_home_gap_days", 28)):
        value = known.value(f"direct_payments.{key}")
        assert (value.amount, value.status) == (amount, "unverified")


def test_trap_9_some_support_and_some_people_are_never_charged() -> None:
    rich = replace(FORTY, capital_pence=1_000_000_00)
    assert contribution(replace(rich, section_117=True), values(), 500_00).payable_pence_weekly == 0
    assert contribution(replace(rich, variant_cjd=True), values(), 500_00).payable_pence_weekly == 0
    known = load_national().on(date(2025, 6, 2))
    for category in ("equipment", "assessment", "care_to_the_cared_for"):
        assert why_free(Support("Something", category, 50_00), known), category
    assert why_free(Support("Rails", "minor_adaptation", pence_once=1_000_00), known)
    assert not why_free(Support("Lift", "minor_adaptation", pence_once=1_000_01), known)
    # 2 June is the first day after six weeks from 21 April.
    assert not why_free(Support("Reablement", "reablement", 90_00, started_on=date(2025, 4, 21)), known)
    assert why_free(Support("Reablement", "reablement", 90_00, started_on=date(2025, 4, 22)), known)


def test_trap_9_mobility_benefits_pay_and_direct_payments_are_never_counted() -> None:
    known = treatments(load_national().on(date(2025, 6, 2)))
    for kind in ("earnings", "pip_mobility", "dla_mobility", "direct_payment"):
        assert known[kind][1] == "disregarded", kind
