"""Payment runs and their lines: what the database refuses, whoever asks."""

import pytest
from django.db import connection

from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, PaymentRun, PaymentSchedule
from tests.actions.paying_people import ENDS_ON, ON, PAY_ON, STARTS_ON, Office
from tests.records.raw import NEVER, copy_of, refusal, run


@pytest.fixture
def prepared(here: Office, schedule: PaymentSchedule) -> PaymentRun:
    return PaymentRun.objects.create(pay_on=PAY_ON, key="k", prepared_by=here.finance, prepared_on=ON)


@pytest.fixture
def line(prepared: PaymentRun, schedule: PaymentSchedule) -> PaymentLine:
    return PaymentLine.objects.create(
        run=prepared,
        schedule=schedule,
        person=schedule.person,
        payee=schedule.payee,
        pence=100,
        covers_from=STARTS_ON,
        covers_until=ENDS_ON,
        working=[],
    )


APPROVED = "approved_on = '2026-06-24', approved_pence = 1, approved_lines = 1"


@pytest.mark.requirement("R-PAY-17")
def test_nobody_approves_a_run_they_prepared(prepared: PaymentRun, here: Office) -> None:
    own = f"update records_paymentrun set state = 'approved', {APPROVED}, approved_by_id = prepared_by_id"
    assert refusal(own) == "nobody_approves_their_own_run"
    run(f"update records_paymentrun set state = 'approved', {APPROVED}, approved_by_id = %s", here.approver.pk)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("approved_on = '2026-06-24'", "run_approved"),
        ("approved_pence = 1", "run_approved"),
        ("sent_on = '2026-06-24'", "run_sent"),
        ("closed_on = '2026-06-24'", "run_closed"),
        ("cancelled_on = '2026-06-24'", "run_cancelled"),
        ("state = 'approved'", "only_an_approved_run_goes_on"),
        ("state = 'sent', sent_on = '2026-06-24', sent_by_id = prepared_by_id", "only_an_approved_run_goes_on"),
        ("state = 'cancelled'", "a_cancelled_run_has_a_reason"),
    ],
)
def test_a_run_goes_on_only_with_who_and_when(change: str, name: str, prepared: PaymentRun) -> None:
    assert refusal(f"update records_paymentrun set {change}") == name


def test_only_one_run_is_prepared_at_a_time(prepared: PaymentRun) -> None:
    assert refusal(copy_of("records_paymentrun", prepared.pk, key="'other'")) == "one_prepared_run"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("pence = 0", "payment_line_positive"),
        ("pence = -1", "payment_line_positive"),
        ("state = 'lost'", "payment_line_state"),
        ("state = 'held'", "a_hold_has_a_reason"),
        ("state = 'returned'", "a_return_has_a_reason"),
    ],
)
def test_a_line_is_worth_something_and_says_why_it_is_held_or_returned(
    change: str, name: str, line: PaymentLine
) -> None:
    assert refusal(f"update records_paymentline set {change}") == name


def test_a_schedule_is_paid_once_in_a_run_and_a_returned_payment_sent_again_once(line: PaymentLine) -> None:
    again = copy_of("records_paymentline", line.pk)
    assert refusal(again) == "each_schedule_once_in_a_run"
    again = copy_of("records_paymentline", line.pk, again_for_id=line.pk)
    run(again)
    assert refusal(again) == "a_return_is_sent_again_once"
    run("update records_paymentline set state = 'held', hold_reason = 'x' where again_for_id is not null")
    run(again)
    assert PaymentLine.objects.filter(state=LineState.HELD).count() == 1


def test_a_line_that_goes_on_touches_no_index(line: PaymentLine) -> None:
    before = in_place()
    for state in ("approved", "sent", "confirmed"):
        run("update records_paymentline set state = %s where id = %s", state, line.pk)
    assert in_place() == before + 3


def in_place() -> int:
    """How many changed rows of payment lines this transaction could keep on their page, with no new index entry."""
    with connection.cursor() as cursor:
        cursor.execute("select n_tup_hot_upd from pg_stat_xact_user_tables where relname = 'records_paymentline'")
        (found,) = cursor.fetchone()
    return int(found)


@pytest.mark.requirement("R-PAY-17")
def test_a_file_is_made_once_of_each_kind_and_never_changes(prepared: PaymentRun) -> None:
    PaymentFile.objects.create(
        run=prepared,
        format="pain_001_001_09",
        content=b"x",
        sha256="0",
        total_pence=1,
        line_count=1,
        made_on=ON,
    )
    made = PaymentFile.objects.get()
    assert made.name == f"{prepared.reference}.xml"
    assert PaymentFile(run=prepared, format="bacs_standard_18").name == f"{prepared.reference}.txt"
    assert refusal(copy_of("records_paymentfile", made.pk)) == "one_file_of_a_format"
    assert NEVER in refusal("update records_paymentfile set content = 'y'")
    assert NEVER in refusal("delete from records_paymentfile")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("until_on = from_on - 1", "schedule_dates"),
        ("pence_weekly = 0", "schedule_amounts"),
        ("pence_weekly = -1, pence_once = 5", "schedule_amounts"),
    ],
)
def test_a_schedule_pays_something_over_some_days(change: str, name: str, schedule: PaymentSchedule) -> None:
    assert refusal(f"update records_paymentschedule set {change}") == name


def test_a_payee_has_one_schedule_from_a_day(schedule: PaymentSchedule) -> None:
    assert refusal(copy_of("records_paymentschedule", schedule.pk)) == "one_schedule_from_a_day"
