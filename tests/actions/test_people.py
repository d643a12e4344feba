"""Details are superseded, never overwritten, and the second of two corrections is told of the first."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import people
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.records.audit import AuditEntry
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person, PersonDetails
from selfdirect.rules.access import Role
from tests.actions.paying_people import ON, Office, user


def correct(schedule: PaymentSchedule, here: Office, seen: int | None = None, **details: Any) -> PersonDetails:
    now = PersonDetails.objects.get(person=schedule.person, superseded_at=None)
    return people.correct_details(
        person=schedule.person, details=details, seen_details_id=seen or now.pk, on=ON, by=here.worker
    )


def test_a_correction_is_a_new_row_and_the_old_one_stays(here: Office, schedule: PaymentSchedule) -> None:
    before = schedule.person.details
    after = correct(schedule, here, last_name="Foxglove-Lane", phone="07700 900001")
    assert PersonDetails.objects.filter(person=schedule.person).count() == 2
    assert Person.objects.get(pk=schedule.person_id).name == "Amara Foxglove-Lane"
    before.refresh_from_db()
    assert (before.last_name, before.superseded_at is None) == (f"Foxglove {schedule.person_id}", False)
    assert (after.first_name, after.address) == (before.first_name, before.address)
    told = AuditEntry.objects.get(verb="people.correct_details")
    assert told.said == "The details we hold were corrected: last name, phone."
    assert "900001" not in told.said


@pytest.mark.requirement("R-DIG-04")
def test_the_person_may_correct_their_own_and_nobody_else_s(here: Office, schedule: PaymentSchedule) -> None:
    own = user("Amara", Role.PERSON, person=schedule.person)
    seen = schedule.person.details.pk
    people.correct_details(person=schedule.person, details={"phone": "1"}, seen_details_id=seen, on=ON, by=own)
    other = Person.objects.create()
    with pytest.raises(NotAllowed):
        people.correct_details(person=other, details={"phone": "1"}, seen_details_id=seen, on=ON, by=own)


def test_the_second_of_two_is_told_of_the_first(here: Office, schedule: PaymentSchedule) -> None:
    seen = schedule.person.details.pk
    after = correct(schedule, here, phone="1")
    after.refresh_from_db()
    with pytest.raises(Stale, match=here.worker.name):
        people.correct_details(
            person=schedule.person, details={"phone": "2"}, seen_details_id=after.pk - 1, on=ON, by=here.worker
        )
    assert seen != after.pk
    assert Person.objects.get(pk=schedule.person_id).details.phone == "1"


def test_nothing_different_and_a_birth_to_come_are_refused(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused, match="Nothing is different"):
        correct(schedule, here, first_name="Amara")
    with pytest.raises(Refused, match="in the past"):
        correct(schedule, here, date_of_birth=ON + timedelta(days=1))
    assert PersonDetails.objects.filter(person=schedule.person).count() == 1


def test_somebody_new_is_registered_with_their_details(here: Office) -> None:
    details = {"first_name": "Rowan", "last_name": "Ashby", "date_of_birth": date(1950, 1, 1), "client_group": "memory"}
    person = people.register(details=details, is_fictional=True, on=ON, by=here.worker)
    assert (person.name, person.is_fictional) == ("Rowan Ashby", True)
    assert AuditEntry.objects.timeline_of(person).count() == 1
    with pytest.raises(Refused, match="in the past"):
        people.register(details=details | {"date_of_birth": ON + timedelta(days=1)}, on=ON, by=here.worker)
    with pytest.raises(NotAllowed):
        people.register(details=details, on=ON, by=here.approver)
