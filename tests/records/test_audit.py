"""What was done is never changed; a timeline is what happened, and who looked is told apart from it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.records.audit import Asked, AuditEntry, DemoDate, Draft
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, refusal


def wrote(here: Office, person: Person, said: str, kind: str = "action") -> AuditEntry:
    return AuditEntry.objects.create(kind=kind, verb="x.y", by=here.worker, on=ON, person=person, said=said)


@pytest.mark.requirement("R-DIG-04")
def test_an_entry_is_never_changed_or_deleted(here: Office, schedule: PaymentSchedule) -> None:
    entry = wrote(here, schedule.person, "Something happened.")
    assert NEVER in refusal("update records_auditentry set said = 'Nothing happened.' where id = %s", entry.pk)
    assert NEVER in refusal("delete from records_auditentry where id = %s", entry.pk)


def test_an_entry_is_something_done_or_a_look(here: Office, schedule: PaymentSchedule) -> None:
    insert = """insert into records_auditentry (kind, verb, by_id, roles, "on", about, said, detail, policy_fingerprint)
        values ('whim', 'x', %s, '', '2026-06-01', '', '', '{}', '')"""
    assert refusal(insert, here.worker.pk) == "audit_kind"


def test_a_timeline_is_newest_first_and_holds_no_looks(here: Office, schedule: PaymentSchedule) -> None:
    for said in ("first", "second"):
        wrote(here, schedule.person, said)
        wrote(here, schedule.person, f"looked {said}", kind="read")
    assert [entry.said for entry in AuditEntry.objects.timeline_of(schedule.person)] == ["second", "first"]
    readers = AuditEntry.objects.readers_of(schedule.person)
    assert [entry.said for entry in readers] == ["looked second", "looked first"]


def test_a_timeline_is_one_query_however_long(here: Office, schedule: PaymentSchedule) -> None:
    for number in range(30):
        wrote(here, schedule.person, str(number))
    with CaptureQueriesContext(connection) as asked:
        names = {entry.by.name for entry in AuditEntry.objects.timeline_of(schedule.person)}
    assert (names, len(asked)) == ({here.worker.name}, 1)


def test_when_something_was_written_is_stamped_by_the_database(here: Office, schedule: PaymentSchedule) -> None:
    assert wrote(here, schedule.person, "now").at is not None


def test_an_answer_is_kept_once_under_its_key(here: Office) -> None:
    kept = Asked.objects.create(key="k", verb="x.y", by=here.worker)
    again = "insert into records_asked (key, verb, by_id, result_model) values ('k', 'z', %s, '')"
    assert refusal(again, here.worker.pk) == "records_asked_key_key"
    assert NEVER in refusal("delete from records_asked where id = %s", kept.pk)


def test_a_form_is_kept_once_for_each_person_who_fills_it(here: Office) -> None:
    Draft.objects.create(user=here.worker, form="plan:1", typed={})
    again = "insert into records_draft (user_id, form, typed) values (%s, 'plan:1', '{}')"
    assert refusal(again, here.worker.pk) == "one_draft_of_a_form"


def test_the_demonstration_has_one_date_or_none(here: Office) -> None:
    assert DemoDate.read() is None
    DemoDate.objects.create(pk=1, today=date(2026, 7, 1))
    assert DemoDate.read() == date(2026, 7, 1)
    assert refusal("insert into records_demodate (id, today) values (2, '2026-07-02')") == "one_demo_date"
