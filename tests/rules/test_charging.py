"""What a person pays towards care at home, with its working (SI 2014/2672)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging import Contribution, FinancesRefused, contribution
from selfdirect.rules.finances import Expense, Finances, Income
from selfdirect.rules.values import ValueRefused
from selfdirect.rules.working import ENTERED_SOURCE, from_json, to_json
from tests.rules.samples import values

# The worked illustration: single, 40, daily living counted, mobility left out, rent, a cost, both premiums.
ILLUSTRATION = Finances(
    household="single",
    born_on=date(1985, 1, 15),
    capital_pence=15_000_00,
    incomes=(
        Income("pip_daily_living", 110_40),
        Income("pip_mobility", 77_05),
        Income("other", 150_00, "Works pension"),
    ),
    housing_costs_pence_weekly=20_00,
    disability_expenses=(Expense("Community alarm", 10_00),),
    disability_premium=True,
    enhanced_disability_premium=True,
)


def _rows(found: Contribution) -> dict[str, int | str]:
    return {row.rule: row.amount for row in found.working}


@pytest.mark.requirement("R-FIN-01")
def test_the_worked_illustration_comes_to_47_pounds() -> None:
    found = contribution(ILLUSTRATION, values())
    assert (found.outcome, found.assessed_pence_weekly, found.payable_pence_weekly) == ("contributes", 4700, 4700)
    assert found.capital_outcome == "between_limits"
    rows = _rows(found)
    assert rows["tariff_income"] == 3_00
    assert rows["income"] == 263_40
    assert rows["minimum_income_guarantee"] == 186_40
    assert found.working[-1].amount == 47_00


def test_the_working_says_where_every_row_comes_from() -> None:
    found = contribution(ILLUSTRATION, values(), 200_00)
    assert all(row.source and row.label for row in found.working)
    assert from_json(to_json(found.working)) == found.working
    labels = [row.label for row in found.working]
    assert len(labels) == len(set(labels))
    assert "Personal Independence Payment: mobility: left out" in labels
    assert "Works pension: counted" in labels
    assert "Disability costs (Community alarm £10.00)" in labels
    entered = next(row for row in found.working if row.rule == "housing_costs_pence_weekly")
    assert entered.source == ENTERED_SOURCE


def test_only_the_policy_values_that_made_the_answer_are_named() -> None:
    keys = contribution(ILLUSTRATION, values()).keys_used
    assert "charging.minimum_income_guarantee_single_25_to_pension_age" in keys
    assert "charging.minimum_income_guarantee_couple_member" not in keys
    assert "charging.minimum_income_guarantee_carer_premium" not in keys


@pytest.mark.parametrize(("cost", "pays"), [(46_99, 46_99), (47_00, 47_00), (500_00, 47_00), (0, 0)])
def test_nobody_pays_more_than_their_care_costs(cost: int, pays: int) -> None:
    found = contribution(ILLUSTRATION, values(), cost)
    assert found.assessed_pence_weekly == 47_00
    assert found.payable_pence_weekly == pays
    assert found.working[-1].amount == pays


@pytest.mark.requirement("R-ASM-09")
def test_after_care_under_section_117_is_free_whatever_the_person_has() -> None:
    rich = replace(ILLUSTRATION, section_117=True, capital_pence=9_000_000_00)
    found = contribution(rich, values(), 500_00)
    assert (found.outcome, found.assessed_pence_weekly, found.payable_pence_weekly) == ("free", 0, 0)
    assert found.capital_outcome == "not_looked_at"
    assert found.working[-1].amount == 0
    assert "117" in found.working[0].label


def test_care_for_somebody_with_variant_cjd_is_free() -> None:
    found = contribution(replace(ILLUSTRATION, variant_cjd=True, capital_pence=9_000_000_00), values(), 500_00)
    assert (found.outcome, found.payable_pence_weekly, found.remarks) == ("free", 0, ())


def test_capital_above_the_limit_means_the_full_cost() -> None:
    over = replace(ILLUSTRATION, capital_pence=23_250_01)
    found = contribution(over, values())
    assert (found.outcome, found.assessed_pence_weekly, found.payable_pence_weekly) == ("full_cost", None, None)
    assert found.capital_outcome == "over_upper_limit"
    assert found.working[-1].amount == "the full cost of care"
    assert contribution(over, values(), 300_00).payable_pence_weekly == 300_00
    at_the_limit = contribution(replace(ILLUSTRATION, capital_pence=23_250_00), values())
    assert at_the_limit.assessed_pence_weekly == 47_00 + 33_00


def test_a_council_may_set_a_higher_limit() -> None:
    over = replace(ILLUSTRATION, capital_pence=25_000_00)
    assert contribution(over, values(charging__upper_capital_limit=30_000_00)).outcome == "contributes"


def test_property_that_counts_is_capital_and_asks_for_a_second_look() -> None:
    found = contribution(replace(ILLUSTRATION, property_counted_pence=100_000_00), values())
    assert found.outcome == "full_cost"
    assert any("property" in remark for remark in found.remarks)


def test_somebody_may_pay_in_full_without_a_financial_assessment() -> None:
    found = contribution(Finances(household="", full_cost_route=True), values(), 80_00)
    assert (found.outcome, found.assessed_pence_weekly, found.payable_pence_weekly) == ("full_cost", None, 80_00)
    assert any("ask for a full financial assessment" in remark for remark in found.remarks)


def test_a_light_touch_needs_agreement_and_looks_at_nothing_else() -> None:
    light = Finances(household="", light_touch="clearly_cannot_pay", light_touch_agreed=True)
    found = contribution(light, values(), 80_00)
    assert (found.outcome, found.payable_pence_weekly) == ("nothing_to_pay", 0)
    assert found.working[-1].amount == 0
    assert contribution(replace(light, light_touch="can_clearly_afford"), values()).outcome == "full_cost"
    with pytest.raises(FinancesRefused) as refused:
        contribution(replace(light, light_touch_agreed=False), values())
    assert refused.value.problems[0].field == "light_touch_agreed"


def test_income_below_the_guarantee_pays_nothing() -> None:
    found = contribution(Finances(household="single", age_group="25_to_pension_age"), values())
    assert (found.outcome, found.assessed_pence_weekly) == ("nothing_to_pay", 0)
    assert found.capital_outcome == "under_lower_limit"


def test_earnings_are_left_out_in_full() -> None:
    more = replace(ILLUSTRATION, incomes=(*ILLUSTRATION.incomes, Income("earnings", 900_00)))
    assert contribution(more, values()).assessed_pence_weekly == 47_00


@pytest.mark.parametrize(
    ("born_on", "rate"),
    [
        (date(2000, 6, 3), 89_15),
        (date(2000, 6, 2), 112_50),
        (date(1959, 6, 3), 112_50),
        (date(1959, 6, 2), 232_60),
    ],
)
def test_the_rate_changes_on_the_birthday(born_on: date, rate: int) -> None:
    found = contribution(Finances(household="single", born_on=born_on), values(date(2025, 6, 2)))
    assert _rows(found)["basic_amount"] == rate


def test_an_age_group_stands_in_for_a_date_of_birth() -> None:
    for group, rate in (("18_to_24", 89_15), ("25_to_pension_age", 112_50), ("pension_age", 232_60)):
        found = contribution(Finances(household="single", age_group=group), values())
        assert _rows(found)["basic_amount"] == rate


def test_one_of_a_couple_at_pension_age_is_enough() -> None:
    couple = Finances(household="couple", born_on=date(1985, 1, 15))
    young = replace(couple, partner_born_on=date(1984, 1, 15))
    old = replace(couple, partner_born_on=date(1950, 1, 15))
    said = replace(couple, partner_over_pension_age=True)
    assert [_rows(contribution(each, values()))["basic_amount"] for each in (young, old, said)] == [
        88_35,
        177_55,
        177_55,
    ]


def test_a_partner_who_is_no_longer_there_changes_nothing() -> None:
    stale = replace(ILLUSTRATION, partner_born_on=date(1940, 1, 1), partner_over_pension_age=True)
    assert contribution(stale, values()) == contribution(ILLUSTRATION, values())


def test_doubtful_figures_are_pointed_out_only_when_used() -> None:
    single = contribution(ILLUSTRATION, values())
    assert not any(remark.startswith("Check this figure") for remark in single.remarks)
    assert single.working[-1].status == "worked_out"
    couple = contribution(replace(ILLUSTRATION, household="couple"), values())
    assert couple.working[-1].status == "unverified"
    assert any(remark.startswith("Check this figure") for remark in couple.remarks)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"household": "couple"}, "half of what the couple hold"),
        ({"incomes": (), "capital_pence": 0}, "No disability benefit counts"),
        ({"born_on": date(1959, 12, 1)}, "reaches 66 on 1 December 2025"),
        ({"household": "lone_parent", "children": 1, "born_on": date(1950, 1, 1)}, "Regulation 7"),
    ],
)
def test_a_human_is_told_where_to_look(changed: dict[str, object], words: str) -> None:
    found = contribution(replace(ILLUSTRATION, **changed), values())  # type: ignore[arg-type]
    assert any(words in remark for remark in found.remarks)


def test_finances_that_cannot_be_right_are_refused_with_every_problem() -> None:
    with pytest.raises(FinancesRefused, match="date of birth") as refused:
        contribution(Finances(household="", capital_pence=-1), values())
    assert [problem.field for problem in refused.value.problems] == ["born_on", "household", "capital_pence"]


def test_an_unknown_treatment_of_income_is_refused() -> None:
    kinds = ({"kind": "other", "label": "Other", "treatment": "doubled"},)
    with pytest.raises(ValueRefused, match="doubled"):
        contribution(replace(ILLUSTRATION, incomes=(Income("other", 1),)), values(charging__income_kinds=kinds))


WEEKLY = st.integers(0, 1_000_00)


@given(WEEKLY, WEEKLY, WEEKLY, st.integers(0, 30_000_00), WEEKLY, st.sampled_from(["single", "couple"]))
def test_the_charge_is_never_negative_nor_above_the_cost_and_comes_out_the_same_twice(
    pension: int, benefit: int, housing: int, capital: int, cost: int, household: str
) -> None:
    finances = Finances(
        household=household,
        born_on=date(1985, 1, 15),
        capital_pence=capital,
        incomes=(Income("state_pension", pension), Income("pip_daily_living", benefit)),
        housing_costs_pence_weekly=housing,
    )
    found = contribution(finances, values(), cost)
    assert found.payable_pence_weekly is not None
    assert 0 <= found.payable_pence_weekly <= cost
    assert found == contribution(finances, values(), cost)


@given(WEEKLY, st.integers(0, 30_000_00), st.integers(0, 5_000_00))
def test_more_savings_never_lower_the_charge(pension: int, capital: int, more: int) -> None:
    def charge(pence: int) -> int:
        finances = Finances(
            household="single",
            born_on=date(1985, 1, 15),
            capital_pence=pence,
            incomes=(Income("state_pension", pension),),
        )
        payable = contribution(finances, values(), 2_000_00).payable_pence_weekly
        assert payable is not None
        return payable

    assert charge(capital) <= charge(capital + more)
