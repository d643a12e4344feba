"""The indicative budget comes from the assessment; the planning amount from the conversation about it."""

import pytest
from django.db import transaction

from selfdirect.actions import allocation
from selfdirect.actions.action import Refused
from selfdirect.records.charging import ChargeNotice
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from tests.actions.first_half import (
    ON,
    answers,
    assessed,
    filled_in,
    means_tested,
    talked_through,
    town,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-RAS-04")
def test_it_is_worked_out_from_the_finished_assessment_with_a_row_for_each_outcome() -> None:
    done = assessed(town())
    found = allocation.work_out(assessment=done, on=ON, by=worker_of(done.person))
    assert found.pence_weekly > 0
    assert found.working[-1]["amount"] == found.pence_weekly
    assert len(found.working) > len(done.needs)


def test_it_is_refused_before_the_assessment_is_finished_or_twice() -> None:
    here = town()
    half = filled_in(here)
    with pytest.raises(Refused, match="finished assessment"):
        allocation.work_out(assessment=half, on=ON, by=worker_of(half.person))
    done = assessed(here, first_name="Rowan")
    allocation.work_out(assessment=done, on=ON, by=worker_of(done.person))
    with pytest.raises(Refused, match="already"):
        allocation.work_out(assessment=done, on=ON, by=worker_of(done.person))


@pytest.mark.requirement("R-FIN-02")
def test_contribution_and_services_already_paid_for_are_taken_off_a_row_each() -> None:
    done = assessed(town())
    finances = means_tested(done.person)
    left = talked_through(done, universal=["library_at_home"], block=["telecare"])
    indicative = left.indicative_budget.pence_weekly
    assert left.pence_weekly == indicative - (finances.contribution_pence_weekly or 0) - 150 - 650
    labels = " ".join(row["label"] for row in left.working)
    assert "contribution" in labels
    assert "Library service at home" in labels
    assert "Alarm and telecare" in labels


@pytest.mark.requirement("R-FIN-02")
def test_under_section_117_nothing_is_contributed_but_services_still_come_off() -> None:
    done = assessed(town(), answers("hygiene", "nutrition", section_117="yes"))
    left = talked_through(done, accepts_may_pay=False)
    assert left.contribution_pence_weekly == 0
    assert left.pence_weekly == left.indicative_budget.pence_weekly - 650
    assert not ChargeNotice.objects.exists()


@pytest.mark.requirement("R-FIN-06")
def test_the_person_accepts_that_they_may_pay_before_planning_goes_on() -> None:
    done = assessed(town())
    means_tested(done.person)
    with pytest.raises(Refused, match="contribution"), transaction.atomic():
        talked_through(done, accepts_may_pay=False)
    talked_through(done)
    assert ChargeNotice.objects.get().accepts_may_pay


def test_it_waits_for_the_financial_assessment() -> None:
    with pytest.raises(Refused, match="Finish the financial assessment first"):
        talked_through(assessed(town()))


def test_a_service_the_policy_does_not_know_is_refused() -> None:
    done = assessed(town())
    means_tested(done.person)
    with pytest.raises(Refused, match="from the list"):
        talked_through(done, block=["helicopter"])


def test_it_opens_the_support_plan_with_a_date() -> None:
    done = assessed(town())
    means_tested(done.person)
    talked_through(done)
    plan = Plan.objects.get()
    opened = Step.objects.open().filter(person=done.person).order_by("code").values_list("code", "about")
    assert list(opened) == [("holding_talk", f"Plan:{plan.pk}"), ("support_plan", f"Plan:{plan.pk}")]
