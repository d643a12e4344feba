"""Very many fictional people in the tables at once, by plain SQL, to see that a page asks no more for more of them.

Their walk is not lived through, so nothing here tests an action. bench/pages.py uses it too.

Next:   tests/pages/test_many_rows.py
"""

from datetime import date

from django.db import connection

from selfdirect.records.access import User
from selfdirect.records.people import Person

ON = date(2026, 11, 20)

PEOPLE = """
with made as (
    insert into records_person (is_fictional, at) select true, now() from generate_series(1, %(people)s) returning id
), detailed as (
    insert into records_persondetails (person_id, first_name, last_name, likes_to_be_called, date_of_birth, phone,
        email, address, postcode, client_group, format, contact_by, communication_needs, language, "on", by_id, at)
    select id, 'Crowd', 'Example' || id, '', '1950-02-03', '', '', '', 'ZZ1 1AA', 'physical', 'standard', 'letter', '',
        'English', %(on)s, %(by)s, now() from made
), named as (
    insert into records_namedworker (person_id, worker_id, from_on, reason, by_id, at)
    select id, %(by)s, %(on)s, 'First worker', %(by)s, now() from made
)
insert into records_step (person_id, code, about, owner_id, opened_on, due_on, stopped_because, at)
select id, 'support_plan', 'Plan:' || id, %(by)s, date %(on)s - 10 - (id %% 40)::int,
    date %(on)s + (id %% 20)::int - 10, '', now()
from made
"""

EVENTS = """
insert into records_auditentry
    (kind, verb, by_id, roles, "on", person_id, about, said, detail, policy_fingerprint, at)
select kind, 'crowd.made', %(by)s, 'social_worker', date %(on)s - (n %% 700), %(person)s, '', 'Something happened.',
    '{}', '', now()
from generate_series(1, %(events)s) n, (values ('action'), ('read')) kinds(kind)
"""


def add_people(people: int, worker: User) -> None:
    """So many people, each with details, a named worker and one open step of that worker's."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"people": people, "by": worker.pk, "on": ON})
        cursor.execute("analyze records_person, records_persondetails, records_step, records_namedworker")


def add_events(events: int, person: Person, worker: User) -> None:
    """So many things that happened to one person, and as many looks at their record."""
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, {"events": events, "person": person.pk, "by": worker.pk, "on": ON})
        cursor.execute("analyze records_auditentry")
