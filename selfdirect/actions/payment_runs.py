"""A payment run, from first to last: prepare, look, hold a line back, approve, send, confirm, and what comes back.

Each line pays what should have been paid by a day, less what was approved before. The preparer never approves.

Why:    docs/decisions/pay-the-difference.md
Values: policy/councils
Next:   selfdirect/actions/support/paying.py
Tests:  tests/actions/test_payment_runs.py
"""

from collections.abc import Mapping, Set
from datetime import date, datetime
from typing import cast

from django.db.models import F
from django.db.models.functions import Now

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.answers import (
    SentLine,
    bank_answered,
    first_payments_made,
    line_returned,
    sent_lines,
    whole_lines,
)
from selfdirect.actions.support.approving import check_approver, check_nothing_changed, entry, lines_to_approve
from selfdirect.actions.support.bank_orders import earliest_pay_on, make_cheque_list, make_files, make_same_day_file
from selfdirect.actions.support.card_loads import ask_to_load, loads_waiting
from selfdirect.actions.support.collecting import collecting_later
from selfdirect.actions.support.holds import HELD_OVER, close_questions
from selfdirect.actions.support.paying import claims, one_at_a_time
from selfdirect.actions.support.paying_straight import tell_holders
from selfdirect.actions.support.policy import holidays_around, policy_on
from selfdirect.actions.support.preparing import NewLine, ask_about_too_much, lines_again, new_lines
from selfdirect.actions.support.receiving import check_may_be_paid
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.ledger.posting import NotEnough, post_many
from selfdirect.records.access import User
from selfdirect.records.card_loads import CardLoad
from selfdirect.records.many import write_rows
from selfdirect.records.must_be_paid import Rail, failing
from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, PaymentRun, RunKind, RunState
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date, is_working_day
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

_MAY_HOLD = (Permission.PREPARE_RUNS, Permission.APPROVE_RUNS)


@action(needs=Permission.PREPARE_RUNS, by_timer=True)
@collecting_later()
def prepare_run(*, pay_on: date, key: str, on: date, by: User) -> PaymentRun:
    """Work out what everybody should have by a day, less what was approved, and put it in a run to be looked at."""
    one_at_a_time()
    _check_day(pay_on, on)
    already = (
        PaymentRun.objects.filter(state=RunState.PREPARED, kind=RunKind.USUAL).select_related("prepared_by").first()
    )
    if already:
        words = f"Run {already.reference} is prepared by {already.prepared_by.name} and waits for approval."
        raise Refused(f"{words} Approve or cancel it before you prepare another.")
    run = PaymentRun.objects.create(pay_on=pay_on, key=key, prepared_by=by, prepared_on=on)
    found = claims(pay_on)
    asked = ask_about_too_much(found, on)
    lines = new_lines(run, found) + lines_again(run)
    if not lines and not asked:
        raise Refused([Problem("pay_on", f"Nobody is due a payment by {format_date(pay_on)}")])
    write_rows(PaymentLine, NewLine._fields, lines)
    if lines:
        close_step("run_rejected", person=None, on=on, by=by)
        open_step("payment_approval", person=None, record=run, on=on)
        total = sum(line.pence for line in lines if line.state == LineState.INCLUDED)
        said = f"A payment run for {format_date(pay_on)} was prepared: {_count(len(lines))}, {format_pounds(total)}."
    else:
        reason = "There was nothing to pay. Somebody may have been paid too much: see the questions it opened."
        run.state, run.cancelled_reason, run.cancelled_by, run.cancelled_on = RunState.CANCELLED, reason, by, on
        run.save()
        said = f"A payment run for {format_date(pay_on)} found nothing to pay."
    tell(said, about=about(run), questions=asked)
    return run


@action(needs=_MAY_HOLD)
def hold_line(*, line: PaymentLine, reason: str, on: date, by: User) -> PaymentLine:
    """Keep one payment back, with a reason and somebody who has to find out (R-PAY-10)."""
    one_at_a_time()
    now = _line_of_a_prepared_run(line)
    if now.state == LineState.HELD:
        raise Refused("This payment is held back already.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say why this payment is held back")])
    now.state, now.hold_reason, now.held_by, now.held_on = LineState.HELD, reason.strip(), by, on
    now.save(update_fields=["state", "hold_reason", "held_by", "held_on"])
    _run_changed(now.run, by)
    open_step(HELD_OVER, person=now.person, record=now, on=on)
    said = f"A payment of {format_pounds(now.pence)} was held back: {now.hold_reason}"
    tell(said, person=now.person_id, about=about(now.run))
    return now


@action(needs=_MAY_HOLD)
def release_line(*, line: PaymentLine, on: date, by: User) -> PaymentLine:
    """Put a payment that was held back into the run again."""
    one_at_a_time()
    now = _line_of_a_prepared_run(line)
    if now.state != LineState.HELD:
        raise Refused("This payment is not held back.")
    check_may_be_paid([now.payee_id], now.run.pay_on)
    now.state = LineState.INCLUDED
    now.save(update_fields=["state"])
    _run_changed(now.run, by)
    close_questions(now, on, by)
    said = f"A payment of {format_pounds(now.pence)} is no longer held back."
    tell(said, person=now.person_id, about=about(now.run))
    return now


@action(needs=_MAY_HOLD)
def cancel_run(*, run: PaymentRun, reason: str, on: date, by: User) -> PaymentRun:
    """Give up a run that is not approved. Nothing was paid by it; everything in it stays due."""
    one_at_a_time()
    now = PaymentRun.objects.get(pk=run.pk)
    if now.state != RunState.PREPARED:
        raise Refused(f"This run cannot be cancelled. It is: {RunState(now.state).label}.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say why this run is cancelled")])
    changes = {"cancelled_reason": reason.strip(), "cancelled_by": by, "cancelled_on": on}
    saved = save_against(now, now.version, by, state=RunState.CANCELLED, **changes)
    saved.lines.update(state=LineState.CANCELLED)
    close_step("payment_approval", person=None, on=on, by=by, record=saved)
    tell(f"The payment run for {format_date(saved.pay_on)} was cancelled: {reason.strip()}", about=about(saved))
    return saved


@action(needs=Permission.APPROVE_RUNS)
@collecting_later()
def approve_run(*, run: PaymentRun, seen_version: int, key: str, on: date, by: User) -> PaymentRun:
    """Approve a run that somebody else prepared, within the limit, and post every line to the book (R-PAY-17).

    Every line is worked out again first. When one has changed, nothing is approved and the run goes back.
    """
    one_at_a_time()
    now = PaymentRun.objects.select_related("prepared_by").get(pk=run.pk)
    if now.version != seen_version:
        save_against(now, seen_version, by)
    if now.state != RunState.PREPARED:
        raise Refused(f"This run cannot be approved. It is: {RunState(now.state).label}.")
    lines = lines_to_approve(now)
    total = sum(line.pence for line in lines)
    check_approver(now, total, bool(lines), on, by)
    check_may_be_paid((line.payee_id for line in lines), now.pay_on)
    check_nothing_changed(now, lines)
    try:
        post_many(entry(now, line, on) for line in lines if line.again_for_id is None)
    except NotEnough as short:
        words = f"{short.account} is short by {format_pounds(short.short_by)}"
        raise Refused(f"There is not enough set aside to pay every line: {words}. Hold that line back.") from short
    saved = save_against(
        now,
        seen_version,
        by,
        state=RunState.APPROVED,
        approved_by=by,
        approved_on=on,
        approved_pence=total,
        approved_lines=len(lines),
    )
    saved.lines.filter(state=LineState.INCLUDED).update(state=LineState.APPROVED)
    close_step("payment_approval", person=None, on=on, by=by, record=saved)
    day, subject = format_date(saved.pay_on), about(saved)
    tell(f"The payment run for {day} was approved: {_count(len(lines))}, {format_pounds(total)}.", about=subject)
    for line in lines:
        words = f"{format_pounds(line.pence)} was approved to be paid on {day}."
        tell(words, person=line.person_id, about=subject)
    return saved


@action(needs=Permission.SEND_RUNS)
@collecting_later()
def send_run(*, run: PaymentRun, on: date, by: User) -> PaymentRun:
    """Make the files for the bank, once. Asked again, the same files stand; none is ever made again.

    What cannot wait, and everything while the bank's usual file has failed, is in one file of same-day payments.
    """
    one_at_a_time()
    now = PaymentRun.objects.get(pk=run.pk)
    if PaymentFile.objects.filter(run=now).exists() or CardLoad.objects.filter(line__run=now).exists():
        tell("The files for the bank were fetched again.", about=about(now))
        return now
    if now.state != RunState.APPROVED:
        raise Refused(f"Only an approved run can be sent. This one is: {RunState(now.state).label}.")
    policy_on(on)
    is_same_day = now.kind == RunKind.SAME_DAY or failing(Rail.BANK) is not None
    pay_on = on if is_same_day else max(now.pay_on, earliest_pay_on(on))
    saved = save_against(now, now.version, by, state=RunState.SENT, sent_by=by, sent_on=on, pay_on=pay_on)
    loads = ask_to_load(saved)
    make = make_same_day_file if is_same_day else make_files
    made = make(saved, on, cast(datetime, saved.changed_at)) | make_cheque_list(saved, on)
    saved.lines.filter(state=LineState.APPROVED).update(state=LineState.SENT)
    if saved.kind == RunKind.SAME_DAY:
        tell_holders(saved, on, by)
    late = "" if pay_on <= now.pay_on else f" It will arrive later than planned, on {format_date(pay_on)}."
    said = f"The payment run for {format_date(now.pay_on)} was sent to the bank.{late}"
    tell(said, about=about(saved), files=made, card_loads=loads)
    return saved


@action(needs=Permission.CONFIRM_RUNS)
@collecting_later()
def confirm_run(*, run: PaymentRun, returned: Mapping[int, str], on: date, by: User) -> PaymentRun:
    """Write down the bank's answer: everything was paid but the lines it returned, each with the bank's reason."""
    one_at_a_time()
    now = PaymentRun.objects.get(pk=run.pk)
    if now.state != RunState.SENT:
        raise Refused(f"Only a run that was sent can be confirmed. This one is: {RunState(now.state).label}.")
    if waiting := loads_waiting(now):
        words = f"{_count(waiting)} {'waits' if waiting == 1 else 'wait'} for the card company"
        words += f", which is asked on {format_date(now.pay_on)}."
        raise Refused(f"{words} Confirm the run when it has answered.")
    lines = sent_lines(now)
    _check_returned(returned, {line.pk for line in lines})
    paid = [line for line in lines if line.pk not in returned]
    post_many(bank_answered(now, line, on) for line in paid)
    now.lines.filter(state=LineState.SENT).exclude(pk__in=list(returned)).update(state=LineState.CONFIRMED)
    saved = save_against(now, now.version, by, state=RunState.CLOSED, closed_by=by, closed_on=on)
    day, subject = format_date(saved.pay_on), about(saved)
    for line in paid:
        tell(f"{format_pounds(line.pence)} was paid on {day}.", person=line.person_id, about=subject)
    for sent_back in whole_lines(returned):
        line_returned(sent_back, returned[sent_back.pk].strip(), on, by)
    first_payments_made(saved, paid, saved.pay_on, on, by)
    total = sum(line.pence for line in paid)
    said = f"The bank confirmed the payment run for {day}: {_count(len(paid))}, {format_pounds(total)}."
    tell(said, about=subject, returned=len(returned))
    return saved


@action(needs=Permission.CONFIRM_RUNS)
def return_line(*, line: PaymentLine, reason: str, on: date, by: User) -> PaymentLine:
    """Write down that the bank sent back a payment that had been confirmed. It is owed again, and sent again later."""
    one_at_a_time()
    (now,) = whole_lines([line.pk])
    if now.state != LineState.CONFIRMED:
        raise Refused(f"Only a payment that was made can come back. This one is: {LineState(now.state).label}.")
    if not reason.strip():
        raise Refused([Problem("reason", "Enter the bank's reason")])
    asked = SentLine(now.pk, now.person_id, now.pence, now.schedule.payee_id)
    post_many([bank_answered(now.run, asked, on, back=True)])
    line_returned(now, reason.strip(), on, by)
    return now


def _check_returned(returned: Mapping[int, str], sent: Set[int]) -> None:
    problems = [
        Problem(f"returned_{pk}", "Enter the bank's reason") for pk, reason in returned.items() if not reason.strip()
    ]
    problems += [
        Problem(f"returned_{pk}", "This payment is not in the run that was sent") for pk in set(returned) - sent
    ]
    if problems:
        raise Refused(problems)


def _check_day(pay_on: date, on: date) -> None:
    if not is_working_day(pay_on, holidays_around(pay_on)):
        raise Refused([Problem("pay_on", "Choose a working day: banks move no money at weekends and on bank holidays")])
    earliest = earliest_pay_on(on)
    if pay_on < earliest:
        raise Refused([Problem("pay_on", f"The bank needs time. The earliest day is {format_date(earliest)}")])


def _count(lines: int) -> str:
    return "1 payment" if lines == 1 else f"{lines:,} payments"


def _line_of_a_prepared_run(line: PaymentLine) -> PaymentLine:
    now = PaymentLine.objects.select_related("run", "person").get(pk=line.pk)
    if now.run.state != RunState.PREPARED:
        raise Refused(f"Nothing in this run can be changed. It is: {RunState(now.run.state).label}.")
    return now


def _run_changed(run: PaymentRun, by: User) -> None:
    """Whoever looks at the run to approve it has to look again."""
    PaymentRun.objects.filter(pk=run.pk).update(version=F("version") + 1, changed_by=by, changed_at=Now())
    run.refresh_from_db(fields=["version", "changed_by", "changed_at"])
