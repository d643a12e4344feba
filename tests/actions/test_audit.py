"""Who looked at a record is written down, by those who may look."""

import pytest

from selfdirect.actions import audit
from selfdirect.actions.action import NotAllowed
from selfdirect.records.audit import AuditEntry
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user


@pytest.mark.requirement("R-DIG-04")
def test_a_look_is_kept_with_who_in_which_role_and_at_what(here: Office, schedule: PaymentSchedule) -> None:
    audit.record_read(person=schedule.person, what="The budget page", by=here.worker, on=ON)
    look = AuditEntry.objects.readers_of(schedule.person).get()
    assert (look.by, look.roles, look.said, look.on) == (here.worker, "social_worker", "The budget page", ON)
    assert not AuditEntry.objects.timeline_of(schedule.person).exists()


def test_somebody_who_may_not_look_leaves_no_trace_of_having_looked(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(NotAllowed):
        audit.record_read(person=schedule.person, what="x", by=user("Celia", Role.COMMISSIONER), on=ON)
    assert not AuditEntry.objects.exists()
