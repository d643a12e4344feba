"""A payment run pays what is due, once; somebody else approves it; and what the bank sends back is not lost."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfdirect.actions import direct_payments, payment_runs, payments
from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.actions.support import approving
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance, movement
from selfdirect.records.access import RoleGrant
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    ENDS_ON,
    ON,
    PAY_ON,
    STARTS_ON,
    Office,
    approve,
    confirm,
    office,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    promised_by,
    send,
    sent_run,
    the_book_is_sound,
)

pytestmark = pytest.mark.django_db
NEXT_PAY_ON = STARTS_ON + timedelta(weeks=4)
REASON = "Account closed"


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def schedule(here: Office) -> PaymentSchedule:
    return people_to_pay(1, here)[0]


def problems(refused: Any) -> dict[str, str]:
    return {problem.field: problem.message for problem in refused.value.problems}


def said(record: str) -> list[str]:
    return list(AuditEntry.objects.filter(about=record, kind="action").order_by("pk").values_list("said", flat=True))


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


@pytest.mark.requirement("R-PAY-04")
def test_the_next_run_pays_only_what_came_due_since(here: Office, schedule: PaymentSchedule) -> None:
    confirm(here, sent_run(here))
    with pytest.raises(Refused, match="Nobody is due a payment by 13 July 2026"):
        prepare(here, date(2026, 7, 13))
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.covers_from) == (65200, NEXT_PAY_ON)


@pytest.mark.requirement("R-PAY-04")
def test_an_amount_paid_once_comes_with_the_first_payment(here: Office) -> None:
    people_to_pay(1, here, pence_once=50000)
    assert only_line(prepare(here)).pence == 65200 + 50000


def test_arrears_are_paid_when_a_run_is_late(here: Office, schedule: PaymentSchedule) -> None:
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.covers_from) == (2 * 65200, STARTS_ON)


def test_the_last_days_of_a_budget_are_paid_to_the_penny(here: Office) -> None:
    schedule = people_to_pay(1, here, until_on=STARTS_ON + timedelta(days=2))[0]
    assert only_line(prepare(here)).pence == 16300 * 3 // 7
    confirm(here, send(here, approve(here, PaymentRun.objects.get())))
    with pytest.raises(Refused, match="Nobody is due"):
        prepare(here, NEXT_PAY_ON)
    assert promised_by(schedule) == 16300 * 52 - 16300 * 3 // 7


def test_a_rate_changed_for_days_already_paid_is_made_good(here: Office, schedule: PaymentSchedule) -> None:
    confirm(here, sent_run(here))
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=17000)
    line = only_line(prepare(here, date(2026, 7, 13)))
    assert (line.pence, line.covers_from, line.covers_until) == (2800, STARTS_ON, NEXT_PAY_ON - timedelta(days=1))


def test_a_later_schedule_of_the_same_payee_goes_on_from_the_earlier(here: Office, schedule: PaymentSchedule) -> None:
    changes_on = NEXT_PAY_ON
    PaymentSchedule.objects.filter(pk=schedule.pk).update(until_on=changes_on - timedelta(days=1))
    schedule.refresh_from_db()
    confirm(here, sent_run(here))
    schedule.pk, schedule.from_on, schedule.until_on, schedule.pence_weekly = None, changes_on, ENDS_ON, 10000
    schedule._state.adding = True
    schedule.save()
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.schedule) == (40000, schedule)


def test_days_between_two_schedules_are_not_paid(here: Office, schedule: PaymentSchedule) -> None:
    PaymentSchedule.objects.filter(pk=schedule.pk).update(until_on=STARTS_ON + timedelta(days=6))
    schedule.refresh_from_db()
    schedule.pk, schedule.from_on, schedule.until_on = None, STARTS_ON + timedelta(days=14), ENDS_ON
    schedule._state.adding = True
    schedule.save()
    line = only_line(prepare(here, NEXT_PAY_ON - timedelta(days=7)))
    assert line.pence == 3 * 16300


@pytest.mark.requirement("R-PAY-08")
def test_too_much_paid_is_a_question_for_somebody_and_never_taken_off(here: Office) -> None:
    first, other = people_to_pay(2, here)
    confirm(here, sent_run(here))
    PaymentSchedule.objects.filter(pk=first.pk).update(pence_weekly=1000)
    run = prepare(here, NEXT_PAY_ON)
    assert only_line(run).schedule == other
    step = Step.objects.open().get(code="payment_query")
    assert (step.person, step.about, step.owner.roles_on(ON)) == (
        first.person,
        f"PaymentSchedule:{first.pk}",
        {"finance_officer"},
    )
    assert "more has been approved than is due" in said(f"PaymentSchedule:{first.pk}")[0]


def test_when_there_are_only_questions_they_are_kept_and_no_run_waits(here: Office, schedule: PaymentSchedule) -> None:
    confirm(here, sent_run(here))
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=1000)
    run = prepare(here, NEXT_PAY_ON)
    assert (run.state, run.lines.count()) == ("cancelled", 0)
    assert Step.objects.open().filter(code="payment_query").count() == 1
    assert not Step.objects.filter(code="payment_approval", about=f"PaymentRun:{run.pk}").exists()


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


@pytest.mark.requirement("R-PAY-10")
def test_a_held_line_is_not_paid_and_somebody_has_to_find_out(here: Office) -> None:
    first, other = people_to_pay(2, here)
    run = prepare(here)
    line = run.lines.get(schedule=first)
    with pytest.raises(Refused) as refused:
        payment_runs.hold_line(line=line, reason="  ", on=ON, by=here.finance)
    assert problems(refused) == {"reason": "Say why this payment is held back"}
    held = payment_runs.hold_line(line=line, reason="In hospital", on=ON, by=here.finance)
    assert (held.state, held.hold_reason, held.held_by, held.held_on) == ("held", "In hospital", here.finance, ON)
    assert Step.objects.open().get(code="payment_query").person == first.person
    with pytest.raises(Refused, match="already"):
        payment_runs.hold_line(line=line, reason="Again", on=ON, by=here.finance)
    run.refresh_from_db()
    approved = approve(here, run)
    assert (approved.approved_pence, approved.approved_lines) == (65200, 1)
    assert (owed_to(first), owed_to(other)) == (0, 65200)


@pytest.mark.requirement("R-PAY-10")
def test_a_hold_lasts_from_run_to_run_until_it_is_answered(here: Office) -> None:
    first, _ = people_to_pay(2, here)
    run = prepare(here)
    payment_runs.hold_line(line=run.lines.get(schedule=first), reason="In hospital", on=ON, by=here.finance)
    payment_runs.cancel_run(run=run, reason="Wrong day", on=ON, by=here.finance)
    run = prepare(here)
    again = run.lines.get(schedule=first)
    assert (again.state, again.hold_reason, again.held_by) == ("held", "In hospital", here.finance)
    confirm(here, send(here, approve(here, run)))
    step = Step.objects.open().get(code="payment_query")
    payments.answer_query(step=step, answer="Home again.", on=PAY_ON, by=here.other_finance)
    line = prepare(here, NEXT_PAY_ON).lines.get(schedule=first)
    assert (line.state, line.pence) == ("included", 2 * 65200)


def test_a_released_line_is_paid_and_its_question_closed(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    line = only_line(run)
    with pytest.raises(Refused, match="not held back"):
        payment_runs.release_line(line=line, on=ON, by=here.finance)
    payment_runs.hold_line(line=line, reason="In hospital", on=ON, by=here.finance)
    run.refresh_from_db()
    with pytest.raises(Refused, match="no payment to approve"):
        approve(here, run)
    payment_runs.release_line(line=line, on=ON, by=here.approver)
    assert not Step.objects.open().filter(code="payment_query").exists()
    run.refresh_from_db()
    assert approve(here, run).approved_lines == 1
    with pytest.raises(Refused, match="Nothing in this run can be changed"):
        payment_runs.hold_line(line=line, reason="Too late", on=ON, by=here.finance)


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


def test_a_line_that_changed_sends_the_run_back_in_words(here: Office, schedule: PaymentSchedule) -> None:
    run = prepare(here)
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=10000)
    with pytest.raises(Refused) as refused:
        approve(here, run)
    assert problems(refused) == {
        f"line_{only_line(run).pk}": "The payment of £652.00 has changed since this run was prepared: "
        "it is now £400.00. Cancel this run and prepare it again"
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


def test_a_failure_half_way_leaves_nothing(
    here: Office, schedule: PaymentSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepare(here)
    monkeypatch.setattr(payment_runs, "close_step", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        approve(here, run)
    run.refresh_from_db()
    assert (run.state, only_line(run).state, owed_to(schedule)) == ("prepared", "included", 0)


@pytest.mark.requirement("R-PAY-17")
def test_both_files_are_made_once_and_add_up(here: Office) -> None:
    people_to_pay(3, here)
    run = approve(here, prepare(here))
    with pytest.raises(Refused, match="Only a run that was sent"):
        confirm(here, run)
    sent = send(here, run)
    bacs, pain = sent.files.order_by("format")
    assert (bacs.format, pain.format) == ("bacs_standard_18", "pain_001_001_09")
    for file in (bacs, pain):
        content = bytes(file.content)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert (file.total_pence, file.line_count, file.made_on) == (3 * 65200, 3, ON)
    assert bytes(bacs.content).count(b"00000065200") == 3
    assert b"<CtrlSum>1956.00</CtrlSum>" in bytes(pain.content)
    assert b" 26177" in bytes(bacs.content), "processed on Friday 26 June, in the account on Monday 29 June"
    assert (bacs.name, pain.name) == (f"{run.reference}.txt", f"{run.reference}.xml")
    again = send(here, sent)
    assert [file.pk for file in again.files.order_by("format")] == [bacs.pk, pain.pk]


def test_a_run_that_is_not_approved_is_not_sent(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused, match="Only an approved run can be sent"):
        send(here, prepare(here))


def test_a_run_sent_late_arrives_on_the_first_day_the_bank_can_make(here: Office, schedule: PaymentSchedule) -> None:
    run = send(here, approve(here, prepare(here)), on=date(2026, 6, 29))
    assert run.pay_on == date(2026, 7, 1)
    assert "arrive later than planned, on 1 July 2026" in said(f"PaymentRun:{run.pk}")[-1]


def test_what_a_bank_would_refuse_is_refused_before_it_is_sent(here: Office, schedule: PaymentSchedule) -> None:
    direct_payments.change_payee(
        payee=schedule.payee,
        account_name="日本",
        sort_code="200000",
        account_number="12345678",
        reason="New bank",
        key="c",
        on=ON,
        by=here.finance,
    )
    run = approve(here, prepare(here))
    with pytest.raises(Refused, match="Line 1"):
        send(here, run)
    run.refresh_from_db()
    assert (run.state, run.files.count()) == ("approved", 0)


def test_the_first_payment_closes_its_step_and_is_told(here: Office) -> None:
    schedule, other = people_to_pay(2, here)
    for one in (schedule, other):
        Step.objects.create(
            person=one.person,
            code="first_payment",
            about=f"Agreement:{one.agreement_id}",
            owner=here.finance,
            opened_on=ON,
            due_on=PAY_ON,
        )
    run = sent_run(here)
    confirm(here, run, {run.lines.get(schedule=other).pk: REASON})
    assert [step.person for step in Step.objects.open().filter(code="first_payment")] == [other.person]
    letter = Letter.objects.get(kind="first_payment")
    assert (letter.person, letter.facts["pence"]) == (schedule.person, 65200)
    assert letter.messages.get().channel == "email"
    assert Step.objects.open().get(code="first_review", person=schedule.person).owner == here.worker
    again = confirm(here, sent_run(here, NEXT_PAY_ON), on=NEXT_PAY_ON)
    told = Letter.objects.filter(kind="first_payment").order_by("pk").values_list("person", flat=True)
    assert (again.state, list(told)) == ("closed", [schedule.person_id, other.person_id])
    assert not Step.objects.open().filter(code="first_payment").exists()


def new_account(here: Office, schedule: PaymentSchedule) -> Any:
    return direct_payments.change_payee(
        payee=schedule.payee,
        account_name="A Foxglove",
        sort_code="40-00-00",
        account_number="87654321",
        reason="The old account was closed",
        key=f"change-{schedule.pk}",
        on=PAY_ON,
        by=here.finance,
    )


def returned(here: Office, schedule: PaymentSchedule) -> PaymentLine:
    run = sent_run(here)
    confirm(here, run, {only_line(run).pk: REASON})
    return only_line(run)


def test_a_returned_line_stays_owed_and_somebody_puts_it_right(here: Office, schedule: PaymentSchedule) -> None:
    line = returned(here, schedule)
    assert (line.state, line.returned_reason, line.returned_on) == ("returned", REASON, PAY_ON)
    assert (owed_to(schedule), balance(BANK)) == (65200, 0)
    step = Step.objects.open().get(code="payment_returned")
    assert (step.person, step.owner, step.about) == (schedule.person, here.worker, f"PaymentLine:{line.pk}")
    assert Letter.objects.get(kind="payment_returned").facts["reason"] == REASON


def test_a_returned_line_is_sent_again_to_the_new_account_and_takes_nothing_more(
    here: Office, schedule: PaymentSchedule
) -> None:
    line = returned(here, schedule)
    promised = promised_by(schedule)
    account = new_account(here, schedule)
    run = prepare(here, date(2026, 7, 6))
    again = only_line(run)
    assert (again.again_for, again.payee, again.pence, again.state) == (line, account, 65200, "included")
    approved = approve(here, run)
    assert (approved.approved_pence, promised_by(schedule), owed_to(schedule)) == (65200, promised, 65200)
    assert movement(f"run:{run.reference}:line:{again.pk}") is None
    sent = send(here, approved)
    assert b"<Id>87654321</Id>" in bytes(sent.files.get(format="pain_001_001_09").content)
    confirm(here, sent, on=date(2026, 7, 6))
    assert (owed_to(schedule), balance(BANK)) == (0, -65200)
    with pytest.raises(Refused, match="Nobody is due"):
        prepare(here, date(2026, 7, 13))
    assert the_book_is_sound()


def test_a_returned_line_waits_until_somebody_has_looked(here: Office, schedule: PaymentSchedule) -> None:
    line = returned(here, schedule)
    run = prepare(here, NEXT_PAY_ON)
    again, new = run.lines.get(again_for=line), run.lines.get(again_for=None)
    assert (again.state, new.state) == ("held", "included")
    assert REASON in again.hold_reason
    payment_runs.release_line(line=again, on=NEXT_PAY_ON, by=here.finance)
    assert not Step.objects.open().filter(code="payment_returned").exists()
    run.refresh_from_db()
    assert approve(here, run).approved_pence == 2 * 65200
    assert owed_to(schedule) == 2 * 65200


def test_a_returned_line_held_over_a_run_still_comes_again_once(here: Office, schedule: PaymentSchedule) -> None:
    line = returned(here, schedule)
    confirm(here, send(here, approve(here, prepare(here, NEXT_PAY_ON))), on=NEXT_PAY_ON)
    step = Step.objects.open().get(code="payment_returned")
    payments.answer_query(step=step, answer="The account is right.", on=NEXT_PAY_ON, by=here.worker)
    again = only_line(prepare(here, date(2026, 8, 3)))
    assert (again.again_for, again.state) == (line, "included")
    with pytest.raises(IntegrityError, match="a_return_is_sent_again_once"), transaction.atomic():
        PaymentLine.objects.filter(again_for=line, state="held").update(state="included")


def test_a_line_returned_twice_is_sent_a_third_time(here: Office, schedule: PaymentSchedule) -> None:
    first = returned(here, schedule)
    payment_runs.release_line(line=only_line(prepare(here, date(2026, 7, 6))), on=PAY_ON, by=here.finance)
    run = send(here, approve(here, PaymentRun.objects.get(state="prepared")))
    second = only_line(run)
    confirm(here, run, {second.pk: REASON})
    third = only_line(prepare(here, date(2026, 7, 13)))
    assert (second.again_for, third.again_for, owed_to(schedule)) == (first, second, 65200)


def test_a_confirmed_payment_may_still_come_back(here: Office, schedule: PaymentSchedule) -> None:
    run = confirm(here, sent_run(here))
    line = only_line(run)
    with pytest.raises(Refused) as refused:
        payment_runs.return_line(line=line, reason="", on=PAY_ON, by=here.finance)
    assert problems(refused) == {"reason": "Enter the bank's reason"}
    payment_runs.return_line(line=line, reason=REASON, on=PAY_ON, by=here.finance)
    assert (only_line(run).state, owed_to(schedule), balance(BANK)) == ("returned", 65200, 0)
    assert Step.objects.open().filter(code="payment_returned").count() == 1
    with pytest.raises(Refused, match="Only a payment that was made can come back"):
        payment_runs.return_line(line=line, reason=REASON, on=PAY_ON, by=here.finance)
    assert only_line(prepare(here, date(2026, 7, 6))).again_for == line


def test_the_banks_answer_is_about_this_run_and_has_reasons(here: Office, schedule: PaymentSchedule) -> None:
    run = sent_run(here)
    with pytest.raises(Refused) as refused:
        confirm(here, run, {only_line(run).pk: " ", 999: REASON})
    assert problems(refused) == {
        f"returned_{only_line(run).pk}": "Enter the bank's reason",
        "returned_999": "This payment is not in the run that was sent",
    }
    confirm(here, run)
    with pytest.raises(Refused, match="Only a run that was sent can be confirmed"):
        confirm(here, run)
    assert balance(BANK) == -65200


def queries(of: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        of()
    return len(caught)


def test_preparing_and_approving_ask_the_database_as_often_for_few_as_for_many(here: Office) -> None:
    people_to_pay(260, here)
    confirm(here, sent_run(here))
    asked = []
    for month in (1, 2):
        day = STARTS_ON + timedelta(weeks=4 * month)
        prepare_asks = queries(lambda day=day: prepare(here, day))
        run = PaymentRun.objects.get(state="prepared")
        asked.append((prepare_asks, queries(lambda run=run: approve(here, run))))
        confirm(here, send(here, PaymentRun.objects.get(state="approved")), on=day)
        people_to_pay(400, here)
    assert PaymentRun.objects.latest("pk").approved_lines == 660
    assert asked[0] == asked[1]


def test_the_book_is_asked_once_however_many_are_paid(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    people_to_pay(3, here)
    asked = []
    real = approving.claims.__globals__["net_moved_many"]
    monkeypatch.setitem(approving.claims.__globals__, "net_moved_many", lambda pairs: asked.append(1) or real(pairs))
    prepare(here)
    assert len(asked) == 1


steps = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "hold", "cancel", "return", "back", "rate"]),
        st.integers(1, 40),
        st.integers(0, 30000),
    ),
    min_size=1,
    max_size=9,
)


@given(steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_day_is_ever_paid_twice_whatever_happens(history: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        _live_through(history)
        transaction.set_rollback(True)


def _live_through(history: list[tuple[str, int, int]]) -> None:
    """Run after run, with holds, cancellations, returns and changed rates; then everything in order at the end."""
    here = office()
    schedule = people_to_pay(1, here)[0]
    day = STARTS_ON
    for what, days, pence in history:
        day = _working_day(day + timedelta(days=days))
        on = day - timedelta(days=6)
        if what == "rate":
            PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=max(pence, 1))
        else:
            _one_run(here, what, day, on)
        _nothing_is_doubled(schedule, day)
    assert the_book_is_sound()


def _one_run(here: Office, what: str, day: date, on: date) -> None:
    try:
        run = prepare(here, day, on=on)
    except Refused:
        return
    if run.state == "cancelled":
        return
    for line in run.lines.filter(state="held"):
        payment_runs.release_line(line=line, on=on, by=here.finance)
    if what == "hold":
        payment_runs.hold_line(line=run.lines.first(), reason="Look", on=on, by=here.finance)
    if what == "cancel" or not run.lines.filter(state="included").exists():
        payment_runs.cancel_run(run=run, reason="No", on=on, by=here.finance)
        return
    run.refresh_from_db()
    try:
        run = approve(here, run)
    except Refused as refused:
        assert "not enough set aside" in str(refused), refused
        payment_runs.cancel_run(run=run, reason="No money", on=on, by=here.finance)
        return
    run = send(here, run, on)
    lines = list(run.lines.filter(state="sent").values_list("pk", flat=True))
    confirm(here, run, dict.fromkeys(lines, REASON) if what == "return" else {}, on=day)
    if what == "back":
        payment_runs.return_line(line=PaymentLine.objects.get(pk=lines[0]), reason=REASON, on=day, by=here.finance)


def _nothing_is_doubled(schedule: PaymentSchedule, day: date) -> None:
    """At most one live payment stands for each amount approved, and approved is at most what was ever due."""
    stands = [LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED]
    new = PaymentLine.objects.filter(state__in=stands, again_for=None)
    approved = sum(line.pence for line in new)
    assert 16300 * 52 - promised_by(schedule) == approved
    paid_out = sum(line.pence for line in PaymentLine.objects.filter(state="confirmed"))
    assert paid_out == -balance(BANK)
    assert paid_out + owed_to(schedule) == approved
    rates_never_changed = PaymentSchedule.objects.get().pence_weekly == 16300
    if (
        rates_never_changed
        and not Step.objects.filter(code="payment_query", about__startswith="PaymentSchedule").exists()
    ):
        weeks = ((day - STARTS_ON).days // 28 + 1) * 4
        assert approved <= 16300 * min(weeks, 52)


def _working_day(day: date) -> date:
    while day.weekday() > 4 or day in {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2026, 8, 31)}:
        day += timedelta(days=1)
    return day
