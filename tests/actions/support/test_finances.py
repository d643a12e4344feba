"""What a person pays, as other actions ask for it: the assessment that counts now, and services by their codes."""

from datetime import timedelta

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.finances import deductions, present_finances
from selfdirect.actions.support.policy import policy
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office


def test_the_latest_that_is_finished_counts(here: Office, schedule: PaymentSchedule) -> None:
    person = schedule.person
    with pytest.raises(Refused, match="Finish the financial assessment first"):
        present_finances(person)
    done = {"finished_on": ON, "finished_by": here.worker, "contribution_pence_weekly": 1}
    for days in (0, 30, 10):
        FinancialAssessment.objects.create(
            person=person, from_on=ON + timedelta(days=days), started_by=here.worker, **done
        )
    FinancialAssessment.objects.create(person=person, from_on=ON + timedelta(days=90), started_by=here.worker)
    assert present_finances(person).from_on == ON + timedelta(days=30)


def test_services_are_taken_off_by_the_amounts_of_the_policy() -> None:
    values = policy().on(ON)
    found = deductions(values, ["library_at_home"], ["telecare"])
    assert [one.pence_weekly for one in (*found["universal"], *found["block"])] == [150, 650]
    with pytest.raises(Refused) as refused:
        deductions(values, [], ["helicopter"])
    assert refused.value.problems[0].field == "block"
