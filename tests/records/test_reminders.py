"""One reminder of one day, before it, and never changed."""

from datetime import timedelta

import pytest

from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.reminders import LookReminder
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, copy_of, refusal


@pytest.mark.django_db
def test_a_reminder_is_one_before_the_day_and_stays(schedule: PaymentSchedule, here: Office) -> None:
    one = LookReminder.objects.create(
        person=schedule.person,
        agreement=Agreement.objects.get(),
        code="return",
        label="A record",
        due_on=ON + timedelta(days=1),
        how="letter",
        on=ON,
        by=here.worker,
    )
    table = "records_lookreminder"
    assert refusal(copy_of(table, one.pk)) == "one_reminder_of_a_look"
    assert refusal(copy_of(table, one.pk, due_on='"on" - 1')) == "reminded_before_the_day"
    assert NEVER in refusal(f"update {table} set label = 'x' where id = %s", one.pk)
    assert NEVER in refusal(f"delete from {table} where id = %s", one.pk)
