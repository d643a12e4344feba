"""What a payment run survives: a full disk, a leap day, the clock put back, a name no bank can write, one bad line.

Processes and databases that are killed are in test_killed_half_way.py, answers of the bank that are late, twice, out of
order or somebody else's in test_bank_answers.py, and two people at once in test_payment_runs_at_once.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection

from selfdirect.actions.action import Refused
from selfdirect.clock import day_in_england
from selfdirect.ledger.proving import prove
from selfdirect.records.audit import AuditEntry
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, PaymentRun, PaymentSchedule, RunState
from tests.actions.paying_people import (
    ON,
    PAY_ON,
    Office,
    approve,
    confirm,
    office,
    owed_to,
    people_to_pay,
    prepare,
    send,
)

pytestmark = pytest.mark.django_db
MANY = 20_000


@pytest.fixture
def here() -> Office:
    return office()


def renamed(schedule: PaymentSchedule, name: str, here: Office) -> None:
    """The same account under another name, as details are superseded."""
    old = schedule.payee
    same = {field: getattr(old, field) for field in ("person", "kind", "sort_code", "account_number")}
    more = {"account_name": name, "first": old, "change_reason": "Another name", "on": ON, "by": here.worker}
    Payee.objects.create(**same, **more)


@contextmanager
def full_disk(table: str) -> Iterator[None]:
    """The database has no room left for rows of this table, and says so as it does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create function no_room() returns trigger language plpgsql as $$ begin"
            " raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$"
        )
        cursor.execute(f"create trigger no_room before insert on {table} for each statement execute function no_room()")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"drop trigger no_room on {table}")
        cursor.execute("drop function no_room()")


@pytest.mark.parametrize("table", ["records_paymentline", "records_paymentrun"])
def test_a_disk_that_fills_while_a_run_is_prepared_leaves_nothing_of_it(here: Office, table: str) -> None:
    people_to_pay(3, here)
    with full_disk(table), pytest.raises(OperationalError, match="No space left"):
        prepare(here)
    assert not PaymentRun.objects.exists() and not PaymentLine.objects.exists()
    assert prepare(here).lines.count() == 3, "and it goes on when there is room again"


def test_a_disk_that_fills_while_the_book_or_a_file_is_written_moves_no_money(here: Office) -> None:
    schedule = people_to_pay(3, here)[0]
    run = prepare(here)
    with full_disk("ledger_movement"), pytest.raises(OperationalError):
        approve(here, run)
    run.refresh_from_db()
    assert run.state == RunState.PREPARED and owed_to(schedule) == 0
    approved = approve(here, run)
    with full_disk("records_paymentfile"), pytest.raises(OperationalError):
        send(here, approved)
    approved.refresh_from_db()
    assert approved.state == RunState.APPROVED and not PaymentFile.objects.exists()
    sent = send(here, approved)
    assert PaymentFile.objects.filter(run=sent).count() == 2
    with full_disk("ledger_movement"), pytest.raises(OperationalError):
        confirm(here, sent)
    sent.refresh_from_db()
    assert sent.state == RunState.SENT and set(sent.lines.values_list("state", flat=True)) == {LineState.SENT}
    confirm(here, sent)
    assert owed_to(schedule) == 0 and not [one for one in prove() if one.exceptions]


def test_a_file_is_written_once_however_often_it_is_asked_for(here: Office) -> None:
    people_to_pay(2, here)
    sent = send(here, approve(here, prepare(here)))
    before = {one.pk: bytes(one.content) for one in PaymentFile.objects.all()}
    for _ in range(3):
        send(here, sent)
    assert {one.pk: bytes(one.content) for one in PaymentFile.objects.all()} == before and len(before) == 2


def test_the_twenty_ninth_of_february_is_a_day_like_any_other(here: Office) -> None:
    leap = date(2028, 2, 29)
    schedule = people_to_pay(1, here)[0]
    type(schedule).objects.filter(pk=schedule.pk).update(from_on=leap, until_on=date(2029, 2, 28), calendar_from=None)
    early = date(2028, 2, 22)
    with pytest.raises(Refused, match="Nobody is due a payment by 28 February 2028"):
        prepare(here, pay_on=date(2028, 2, 28), on=early)
    run = prepare(here, pay_on=leap, on=early)
    line = run.lines.get()
    assert (line.covers_from, line.pence) == (leap, 4 * 16_300), "four whole weeks from the leap day on"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_on_the_nights_when_the_clock_changes_a_day_is_the_day_in_england(
    moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Now(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return moment.astimezone(tz)

    monkeypatch.setattr("selfdirect.clock.datetime", Now)
    assert day_in_england() == day


def test_a_pay_day_across_the_night_of_the_change_pays_as_ever(here: Office) -> None:
    before, after = date(2026, 10, 19), date(2026, 10, 26)
    schedule = people_to_pay(1, here)[0]
    type(schedule).objects.filter(pk=schedule.pk).update(from_on=after, until_on=date(2027, 10, 25), calendar_from=None)
    line = prepare(here, pay_on=after, on=before).lines.get()
    assert line.pence == 4 * 16_300 and (line.covers_until - line.covers_from).days == 27


@pytest.mark.parametrize(
    ("name", "written"),
    [("Zoë O’Hanlon-Ługowska", b"Zoe O"), ("José Núñez", b"Jose Nunez"), ("Ñandú Ødegård", b"Nandu O")],
)
def test_a_name_the_bank_cannot_write_is_written_as_it_can(here: Office, name: str, written: bytes) -> None:
    schedule = people_to_pay(1, here)[0]
    renamed(schedule, name, here)
    send(here, approve(here, prepare(here)))
    files = {one.format: bytes(one.content) for one in PaymentFile.objects.all()}
    assert written.upper()[:5] in files["bacs_standard_18"].upper()
    for content in files.values():
        content.decode("utf-8")


def test_a_name_of_which_nothing_can_be_written_stops_the_file_and_names_the_line(here: Office) -> None:
    schedules = people_to_pay(2, here)
    renamed(schedules[1], "李小龍", here)
    approved = approve(here, prepare(here))
    with pytest.raises(Refused) as refused:
        send(here, approved)
    line = approved.lines.get(schedule=schedules[1])
    assert f"{approved.reference}-{line.pk}" in str(refused.value) and "李小龍" not in str(refused.value)
    approved.refresh_from_db()
    assert approved.state == RunState.APPROVED and not PaymentFile.objects.exists()


def test_one_bad_line_of_thousands_is_named_held_and_stops_nobody_else(here: Office) -> None:
    schedules = people_to_pay(MANY, here, pence_weekly=1_000)
    run = prepare(here)
    bad = schedules[MANY // 2]
    type(bad).objects.filter(pk=bad.pk).update(pence_weekly=1)
    with pytest.raises(Refused) as refused:
        approve(here, run)
    (problem,) = refused.value.problems
    assert f"for {bad.budget.reference} has changed" in problem.message and "Hold it back" in problem.message
    run.refresh_from_db()
    assert run.state == RunState.PREPARED and owed_to(schedules[0]) == 0
    assert AuditEntry.objects.filter(verb="payment_runs.approve_run").count() == 0
    from selfdirect.actions import payment_runs

    line = run.lines.get(schedule=bad)
    payment_runs.hold_line(line=line, reason="The amount changed since.", on=ON, by=here.finance)
    run.refresh_from_db()
    approved = approve(here, run)
    assert approved.approved_lines == MANY - 1 and owed_to(bad) == 0 and owed_to(schedules[0]) > 0
    assert approved.pay_on == PAY_ON
