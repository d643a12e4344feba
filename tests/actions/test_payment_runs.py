"""A payment run is prepared, looked at, approved by somebody else, sent and confirmed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import payment_runs
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.payments import PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    ON,
    PAY_ON,
    STARTS_ON,
    Office,
    approve,
    confirm,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    problems,
    said,
    send,
    sent_run,
    the_book_is_sound,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-PAY-17")
def test_a_run_pays_each_person_what_is_due_and_shows_how(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    line = only_line(run)
    assert (run.state, line.state, line.pence) == ("prepared", "included", 4 * 16300)
    assert (line.covers_from, line.covers_until) == (STARTS_ON, STARTS_ON + timedelta(days=27))
    assert (line.working[-1]["label"], line.working[-1]["amount"]) == ("To be paid now", 65200)
    step = Step.objects.open().get(code="payment_approval")
    assert (step.about, step.owner.name) == (f"PaymentRun:{run.pk}", "Farida")
    approved = approve(here, run)
    assert (approved.state, approved.approved_pence, approved.approved_lines) == ("approved", 65200, 1)
    assert owed_to(schedule) == 65200
    assert "£652.00 was approved to be paid on 29 June 2026." in said(f"PaymentRun:{run.pk}")
    assert not Step.objects.open().filter(code="payment_approval").exists()
    sent = send(here, approved)
    assert (sent.state, only_line(sent).state) == ("sent", "sent")
    closed = confirm(here, sent)
    assert (closed.state, only_line(closed).state, closed.closed_by) == ("closed", "confirmed", here.finance)
    assert (owed_to(schedule), balance(BANK)) == (0, -65200)
    assert the_book_is_sound()


@pytest.mark.parametrize("day", [date(2026, 6, 27), date(2026, 6, 28), date(2026, 12, 25)])
def test_money_moves_on_working_days_only(here: Office, schedule: PaymentSchedule, day: date) -> None:
    with pytest.raises(Refused) as refused:
        prepare(here, day)
    assert "working day" in problems(refused)["pay_on"]


def test_a_day_the_bank_cannot_make_is_refused_with_the_earliest(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused) as refused:
        prepare(here, date(2026, 6, 25))
    assert problems(refused) == {"pay_on": "The bank needs time. The earliest day is 26 June 2026"}


def test_only_one_run_waits_at_a_time(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    with pytest.raises(Refused, match=f"Run {run.reference} is prepared by Nina"):
        prepare(here, by=here.other_finance)
    with pytest.raises(IntegrityError, match="one_prepared_run"), transaction.atomic():
        PaymentRun.objects.create(pay_on=PAY_ON, key="x", prepared_by=here.finance, prepared_on=ON)


def test_the_same_key_is_the_same_run(here: Office, schedule: PaymentSchedule) -> None:
    assert prepare(here, key="one") == prepare(here, key="one")
    assert PaymentLine.objects.count() == 1


def test_the_timer_may_prepare_and_never_approve(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here, by=here.timer)
    with pytest.raises(NotAllowed):
        approve(here, run, by=here.timer)


@pytest.mark.parametrize("who", ["worker", "manager", "approver"])
def test_nobody_else_prepares_a_run(here: Office, schedule: PaymentSchedule, who: str) -> None:
    with pytest.raises(NotAllowed):
        prepare(here, by=getattr(here, who))


def test_a_cancelled_run_pays_nothing_and_its_lines_come_again(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    with pytest.raises(Refused) as refused:
        payment_runs.cancel_run(run=run, reason="", on=ON, by=here.finance)
    assert problems(refused) == {"reason": "Say why this run is cancelled"}
    cancelled = payment_runs.cancel_run(run=run, reason="Wrong day", on=ON, by=here.finance)
    assert (cancelled.state, only_line(cancelled).state, owed_to(schedule)) == ("cancelled", "cancelled", 0)
    with pytest.raises(Refused, match="cannot be cancelled"):
        payment_runs.cancel_run(run=run, reason="Again", on=ON, by=here.finance)
    with pytest.raises(Refused, match="cannot be approved"):
        approve(here, cancelled)
    assert only_line(prepare(here)).pence == 65200


def test_a_run_seen_before_it_changed_is_shown_again(here: Office) -> None:
    first, _ = people_to_pay(2, here)
    run = prepare(here)
    payment_runs.hold_line(line=run.lines.get(schedule=first), reason="In hospital", on=ON, by=here.finance)
    with pytest.raises(Stale) as stale:
        approve(here, run, seen_version=run.version)
    assert (stale.value.changed_by, stale.value.version) == ("Nina", run.version + 1)
    assert "held back: In hospital" in stale.value.changes[0]


def test_a_second_approver_is_told_who_was_first(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    approve(here, run)
    with pytest.raises(Stale, match="Farida has changed this"):
        approve(here, run, by=here.other_approver, key="other")
    assert owed_to(schedule) == 65200


def test_a_double_click_is_one_payment(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    assert approve(here, run, key="k") == approve(here, run, key="k")
    assert owed_to(schedule) == 65200


def test_a_failure_half_way_leaves_nothing(
    here: Office, schedule: PaymentSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepare(here)
    monkeypatch.setattr(payment_runs, "close_step", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        approve(here, run)
    run.refresh_from_db()
    assert (run.state, only_line(run).state, owed_to(schedule)) == ("prepared", "included", 0)


def queries(of: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        of()
    return len(caught)


def test_a_run_asks_the_database_as_often_for_few_as_for_many(here: Office) -> None:
    people_to_pay(260, here)
    confirm(here, sent_run(here))
    asked = []
    for month, joining in ((1, 10), (2, 400)):
        people_to_pay(joining, here)
        day = STARTS_ON + timedelta(weeks=4 * month)
        prepare_asks = queries(lambda day=day: prepare(here, day))
        run = PaymentRun.objects.get(state="prepared")
        approve_asks = queries(lambda run=run: approve(here, run))
        send_asks = queries(lambda run=run: send(here, run))
        asked.append(
            (prepare_asks, approve_asks, send_asks, queries(lambda run=run, day=day: confirm(here, run, on=day)))
        )
    assert PaymentRun.objects.latest("pk").approved_lines == 670
    assert asked[0] == asked[1]
