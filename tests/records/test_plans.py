"""One open plan for each person; a line costs something; each risk is answered once."""

import pytest

from selfdirect.records.assessments import AssessedRisk, Assessment
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.plans import Plan, PlanLine, PlanRisk
from tests.records.raw import copy_of, refusal, run


@pytest.fixture
def plan(schedule: PaymentSchedule) -> Plan:
    return Plan.objects.get()


def test_a_person_has_one_open_plan_and_any_number_of_old_ones(plan: Plan) -> None:
    run(copy_of("records_plan", plan.pk, status="'draft'"))
    for status in ("draft", "proposed", "returned"):
        assert refusal(copy_of("records_plan", plan.pk, status=f"'{status}'")) == "one_open_plan"
    run(copy_of("records_plan", plan.pk, status="'refused'"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("status = 'lost'", "plan_status"),
        ("proposed_on = '2026-06-24'", "plan_proposed"),
        ("proposed_by_id = written_by_id", "plan_proposed"),
    ],
)
def test_a_plan_is_proposed_on_a_day_by_somebody(change: str, name: str, plan: Plan) -> None:
    assert refusal(f"update records_plan set {change} where id = %s", plan.pk) == name


@pytest.mark.requirement("R-SPL-08")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("unit_price_pence = 0", "line_amounts"),
        ("pence_weekly = -1", "line_amounts"),
        ("pence_once = -1", "line_amounts"),
        ("frequency = 'fortnightly'", "line_frequency"),
        ("purpose = 'fun'", "line_purpose"),
        ("quantity_hundredths = -1", "records_planline_quantity_hundredths_check"),
    ],
)
def test_a_line_costs_something_every_so_often(change: str, name: str, plan: Plan) -> None:
    PlanLine.objects.create(
        plan=plan,
        what="Help",
        outcomes=["hygiene"],
        category="x",
        frequency="weekly",
        unit_price_pence=100,
        pence_weekly=100,
    )
    assert refusal(f"update records_planline set {change}") == name


@pytest.mark.requirement("R-ASM-14")
def test_each_risk_is_answered_once_in_one_of_two_ways(plan: Plan) -> None:
    risk = AssessedRisk.objects.create(assessment=Assessment.objects.get(), risk="Falling")
    answer = PlanRisk.objects.create(plan=plan, risk=risk, answer="addressed", what_we_will_do="A rail.")
    assert refusal(copy_of("records_planrisk", answer.pk)) == "each_risk_answered_once"
    assert refusal("update records_planrisk set answer = 'ignored'") == "risk_answer"
