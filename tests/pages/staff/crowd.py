"""Many people with open work, written straight into the tables: for counting what a long list costs."""

from datetime import date, timedelta

from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.people import Person, PersonDetails
from selfdirect.records.work import NamedWorker, Step
from tests.actions.first_half import ON


def crowd(count: int, worker: User, last_name: str = "Crowd") -> list[Person]:
    """So many people, each with a named worker and an overdue screening."""
    people = Person.objects.bulk_create([Person(is_fictional=True) for _ in range(count)])
    PersonDetails.objects.bulk_create(
        [
            PersonDetails(
                person=person,
                first_name=f"Number{at}",
                last_name=last_name,
                date_of_birth=date(1950, 1, 1),
                client_group="physical",
                postcode="ZZ9 9ZZ",
                on=ON,
                by=worker,
            )
            for at, person in enumerate(people)
        ]
    )
    NamedWorker.objects.bulk_create(
        [NamedWorker(person=person, worker=worker, from_on=ON, reason="First worker", by=worker) for person in people]
    )
    Step.objects.bulk_create(
        [
            Step(
                person=person,
                code="referral_screening",
                about=f"Referral:{at}",
                owner=worker,
                opened_on=ON - timedelta(days=20),
                due_on=ON - timedelta(days=10),
            )
            for at, person in enumerate(people)
        ]
    )
    return people


def happened(person: Person, count: int, by: User, kind: str = "action") -> None:
    """So many lines on a person's timeline."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(kind=kind, verb="work.something", by=by, roles="", on=ON, person=person, said=f"Event {at}")
            for at in range(count)
        ]
    )
