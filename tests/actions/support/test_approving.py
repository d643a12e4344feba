"""What has to be true before a run is approved: another person, within the limit, and nothing changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from selfdirect.actions.action import Refused
from selfdirect.records.access import RoleGrant
from selfdirect.records.payments import PaymentRun, PaymentSchedule
from tests.actions.paying_people import (
    ON,
    Office,
    approve,
    new_account,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    problems,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-PAY-17")
@pytest.mark.requirement("R-DEC-16")
def test_nobody_approves_a_run_they_prepared(here: Office, schedule: PaymentSchedule) -> None:
    RoleGrant.objects.create(user=here.finance, role="finance_approver", from_on=date(2020, 1, 1))
    run = prepare(here)
    with pytest.raises(Refused, match="somebody else has to approve it"):
        approve(here, run, by=here.finance)
    with pytest.raises(IntegrityError, match="nobody_approves_their_own_run"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(
            state="approved", approved_by=here.finance, approved_on=ON, approved_pence=1, approved_lines=1
        )
    assert owed_to(schedule) == 0


def test_nobody_approves_above_their_limit(here: Office) -> None:
    people_to_pay(2, here, pence_weekly=13_000_000)
    with pytest.raises(Refused) as refused:
        approve(here, prepare(here))
    assert str(refused.value) == "You may approve runs of up to £1,000,000.00. This one is £1,040,000.00."


def test_a_line_that_changed_sends_the_run_back_in_words(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=10000)
    with pytest.raises(Refused) as refused:
        approve(here, run)
    assert problems(refused) == {
        f"line_{only_line(run).pk}": f"The payment of £652.00 for {schedule.budget.reference} has changed since "
        "this run was prepared: it is now £400.00. Hold it back, or cancel this run and prepare it again"
    }
    run.refresh_from_db()
    assert (run.state, owed_to(schedule)) == ("prepared", 0)


def test_an_account_that_changed_sends_the_run_back(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    new_account(here, schedule)
    with pytest.raises(Refused, match="the account has changed"):
        approve(here, run)


def test_more_than_was_promised_is_refused(here: Office, schedule: PaymentSchedule) -> None:
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=16300 * 20)
    with pytest.raises(Refused, match="not enough set aside"):
        approve(here, prepare(here))
