"""What a personal assistant costs: every pound explained, the lowest wage kept, and lines that pay for all of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy import councils
from selfdirect.rules.employment import EMPLOYER_DUTIES, PAYROLL, WEEKS, Asked, true_cost
from selfdirect.rules.plans import SUPPORT_COST
from selfdirect.rules.problems import Refused
from selfdirect.rules.working import DOUBTFUL, STATED, UNVERIFIED, WORKED_OUT
from tests.rules.packs import on

DAY = date(2026, 6, 1)
VALUES = on("westminster", DAY)


def asked(**more: int | bool | None) -> Asked:
    given = {"hours_hundredths": 20_00, "pence_hourly": 13_00, "age": 40, "on": DAY}
    return Asked(**(given | more))  # type: ignore[arg-type]


@pytest.mark.requirement("R-EMP-02")
def test_the_cost_of_twenty_hours_a_week_is_as_worked_out_by_hand() -> None:
    cost = true_cost(asked(), VALUES)
    assert cost.pay_weekly == 260_00
    assert (cost.holiday, cost.worked) == (1_456_00, 13_520_00 - 1_456_00)
    assert cost.insurance == 0, "15% of £8,520 is £1,278, less than the allowance"
    assert cost.pension == 218_40, "3% of what is above £6,240"
    assert (cost.cover, cost.running) == (1_456_00, 110_00 + 120_00 + 84_00)
    assert (cost.notice, cost.redundancy) == (260_00, 260_00)
    assert cost.yearly == 12_064_00 + 1_456_00 + 314_00 + 1_456_00 + 218_40 + 260_00 + 260_00


@pytest.mark.requirement("R-FPB-03")
def test_the_lines_of_the_plan_hold_payroll_and_what_is_put_by() -> None:
    cost = true_cost(asked(), VALUES)
    hours, running, duties = cost.lines
    assert (hours.category, hours.quantity_hundredths, hours.unit_price_pence) == ("personal_assistant", 20_00, 13_00)
    assert (running.category, running.purpose, running.unit_price_pence) == (PAYROLL, SUPPORT_COST, 314_00)
    assert (duties.category, duties.unit_price_pence) == (EMPLOYER_DUTIES, cost.duties)


def test_the_allowance_is_one_for_each_employer_and_only_where_it_is_claimed() -> None:
    hours = 48_00
    due = true_cost(asked(hours_hundredths=hours, claims_allowance=False), VALUES).insurance
    assert due == 4_117_20, "15% of £32,448 less £5,000"
    assert true_cost(asked(hours_hundredths=hours), VALUES).insurance == 0
    assert true_cost(asked(hours_hundredths=hours, insurance_pence_yearly=10_000_00), VALUES).insurance == due - 500_00


@pytest.mark.parametrize(("age", "least"), [(17, "£8.00"), (20, "£10.85"), (21, "£12.71"), (66, "£12.71")])
def test_a_wage_below_the_law_is_refused_in_words(age: int, least: str) -> None:
    with pytest.raises(Refused, match=rf"below the lowest wage for somebody aged {age}. It is {least} an hour from 1"):
        true_cost(asked(age=age, pence_hourly=7_99), VALUES)


def test_nobody_under_sixteen_and_no_impossible_hours() -> None:
    with pytest.raises(Refused, match="16 or over"):
        true_cost(asked(age=15), VALUES)
    for hours in (0, 85_00):
        with pytest.raises(Refused, match="hours a week"):
            true_cost(asked(hours_hundredths=hours), VALUES)


def test_the_pension_is_for_those_it_is_for() -> None:
    assert [true_cost(asked(age=age), VALUES).pension > 0 for age in (21, 22, 65, 70)] == [False, True, True, False]
    assert true_cost(asked(hours_hundredths=14_00), VALUES).pension == 0, "£9,464 is not more than £10,000"


def test_what_was_not_checked_says_so() -> None:
    rows = {row.rule: row.status for row in true_cost(asked(), VALUES).working}
    assert rows["employment.pension"] == rows["employment.redundancy"] == UNVERIFIED
    assert rows["employment.employment_allowance"] == rows["employment.national_insurance"] == STATED
    assert rows["gross_worked_out"] == WORKED_OUT and rows["true_cost_worked_out"] in DOUBTFUL


@pytest.mark.parametrize("council", councils())
def test_every_council_can_work_it_out(council: str) -> None:
    assert true_cost(asked(), on(council, DAY)).yearly > 0


@given(hours=st.integers(25, 84_00), pence=st.integers(12_71, 60_00), age=st.integers(21, 80), years=st.integers(0, 30))
def test_the_pennies_add_up_and_the_lines_pay_for_all_of_it(hours: int, pence: int, age: int, years: int) -> None:
    cost = true_cost(asked(hours_hundredths=hours, pence_hourly=pence, age=age, years=years), VALUES)
    parts = (cost.worked, cost.insurance, cost.cover, cost.running, cost.holiday, cost.pension)
    assert cost.working[-1].amount == cost.yearly == sum(parts) + cost.notice + cost.redundancy
    assert cost.worked + cost.holiday == cost.pay_weekly * WEEKS
    work, running, duties = cost.lines
    paid = work.unit_price_pence * hours * WEEKS
    needed = (cost.worked + cost.insurance + cost.cover) * 100
    assert 0 <= paid - needed < hours * WEEKS, "less than a penny an hour too much, never too little"
    assert running.unit_price_pence + duties.unit_price_pence == cost.running + cost.duties
