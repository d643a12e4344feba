"""A plan as the rules see it: its present lines, exact halves of an hour, and what answers each risk."""

from decimal import Decimal

import pytest

from selfdirect.actions import plans
from selfdirect.actions.support.planning import plan_totals, present_lines, rule_line, rule_plan
from selfdirect.records.plans import Plan
from tests.actions.first_half import ON, assessed, line, means_tested, talked_through, town, worker_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    assessment = assessed(town(), risk="Falling at night")
    means_tested(assessment.person)
    once = line(what="A rail", frequency="one_off", quantity_hundredths=100, unit_price_pence=25000)
    return written(talked_through(assessment), line(), once)


def test_only_lines_that_stand_are_seen_in_the_order_they_were_written(plan: Plan) -> None:
    first, second = present_lines(plan)
    assert (first.what, second.what) == ("Help to wash and dress", "A rail")
    plans.remove_line(line=first, on=ON, by=worker_of(plan.person))
    assert present_lines(plan) == [second]
    assert plan_totals(plan).total_pence_weekly == 0


def test_hours_are_exact(plan: Plan) -> None:
    assert rule_line(present_lines(plan)[0]).quantity == Decimal("3.5")
    totals = plan_totals(plan)
    assert (totals.ongoing_pence_weekly, totals.one_off_pence) == (6038, 25000)


@pytest.mark.requirement("R-ASM-14")
def test_every_risk_raised_is_there_with_its_answer_or_without(plan: Plan) -> None:
    (risk,) = rule_plan(plan).risks
    assert (risk.label, risk.addressed_by, risk.accepted_reason) == ("Falling at night", "A rail.", "")
    plan.risks.all().delete()
    (risk,) = rule_plan(Plan.objects.get(pk=plan.pk)).risks
    assert (risk.addressed_by, risk.accepted_reason) == ("", "")
