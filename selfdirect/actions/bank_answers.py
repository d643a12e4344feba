"""Reading the bank's answer to a run: each payment arrived, was rejected, or is on its way. Read once, in any order.

Nothing is done on doubt: a file about another run, with a payment we do not know, or not whole, is refused entirely.
What contradicts an earlier answer becomes a question for somebody.

Why:    docs/decisions/the-banks-answer.md
Next:   selfdirect/actions/support/bank_statuses.py
Tests:  tests/actions/test_bank_answers.py
"""

import hashlib
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.answers import (
    SentLine,
    bank_answered,
    bank_took_nothing,
    close_when_answered,
    first_payments_made,
    line_returned,
    whole_lines,
)
from selfdirect.actions.support.bank_statuses import Said, what_to_do
from selfdirect.actions.support.collecting import collecting_later
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.steps import open_step
from selfdirect.ledger.posting import post_many
from selfdirect.outside.bank_files import ReportRefused, StatusReport, read_pain_002
from selfdirect.records.access import User
from selfdirect.records.bank_answers import BankAnswer, LineAnswer
from selfdirect.records.many import write_rows
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState
from selfdirect.rules.access import Permission
from selfdirect.rules.bank_answers import Meaning, meaning_of, reason_in_words
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem


@action(needs=Permission.CONFIRM_RUNS)
@collecting_later()
def read_answer(*, run: PaymentRun, content: bytes, on: date, by: User) -> BankAnswer:
    """Read a pain.002 file about a run that was sent, and do what it says.

    Raises Refused, and changes nothing, on doubt. A run closes when every payment of it has arrived or come back.
    """
    one_at_a_time()
    now = PaymentRun.objects.get(pk=run.pk)
    report = _read(content)
    _check_run(now, report)
    digest = hashlib.sha256(content).hexdigest()
    _check_not_read(now, report, digest)
    said = what_to_do(now, report)
    answer = BankAnswer.objects.create(
        run=now,
        message_id=report.message_id,
        written_at=report.created_at,
        status=report.status,
        reason=_reason(report),
        content=content,
        sha256=digest,
        on=on,
        by=by,
    )
    rows = [(answer.pk, one.line.pk, one.status, one.reason, one.done) for one in said]
    write_rows(LineAnswer, ("answer_id", "line_id", "status", "reason", "done"), rows)
    is_whole = meaning_of(report.status) is Meaning.REJECTED
    _pay(now, [one.line for one in said if one.done == "paid"], on)
    _give_back(now, [one for one in said if one.done == "returned"], is_whole, on, by)
    for one in said:
        if one.done == "question":
            open_step("payment_query", person=one.line.person, record=one.line, on=on)
            words = f"The bank’s answers about a payment of {format_pounds(one.line.pence)} do not agree."
            tell(words, person=one.line.person_id, about=about(one.line))
    _close(now, [one.line for one in said if one.done == "paid"], on, by)
    counts = {done: sum(one.done == done for one in said) for done, _ in LineAnswer.DONE}
    tell(f"The bank’s answer {report.message_id} was read.", about=about(now), payments=counts)
    if is_whole:
        open_step("run_rejected", person=None, record=now, on=on)
    return answer


def _read(content: bytes) -> StatusReport:
    try:
        return read_pain_002(content)
    except ReportRefused as refused:
        raise Refused([Problem("file", str(refused))]) from refused


def _check_run(run: PaymentRun, report: StatusReport) -> None:
    if report.about != run.reference:
        other = next((one for one in PaymentRun.objects.all() if one.reference == report.about), None)
        where = (
            "Open that run and read it there" if other else "We have no such run. Ask the bank which council it is for"
        )
        raise Refused([Problem("file", f"This answer is about {report.about}, not {run.reference}. {where}")])
    if run.state not in (RunState.SENT, RunState.CLOSED):
        raise Refused([Problem("file", f"This run was not sent. It is: {RunState(run.state).label}")])


def _check_not_read(run: PaymentRun, report: StatusReport, digest: str) -> None:
    before = BankAnswer.objects.filter(run=run, message_id=report.message_id).first()
    before = before or BankAnswer.objects.filter(sha256=digest).first()
    if before is None:
        return
    words = f"We read this answer already, on {format_date(before.on)}. Nothing was changed"
    if before.sha256 != digest:
        words = f"Another file with the bank’s number {report.message_id} was read on {format_date(before.on)}"
        words += ". Ask the bank which of the two is right. Nothing was changed"
    raise Refused([Problem("file", words)])


def _reason(report: StatusReport) -> str:
    return reason_in_words(report.codes, report.words) if report.codes or report.words else ""


def _pay(run: PaymentRun, lines: list[PaymentLine], on: date) -> None:
    post_many(bank_answered(run, _sent(line), on) for line in lines)
    run.lines.filter(pk__in=[line.pk for line in lines]).update(state=LineState.CONFIRMED)
    for line in lines:
        words = f"{format_pounds(line.pence)} was paid on {format_date(run.pay_on)}."
        tell(words, person=line.person_id, about=about(run))


def _give_back(run: PaymentRun, found: list[Said], is_whole: bool, on: date, by: User) -> None:
    """Owed again. When the bank took none of the file, no account is at fault: all of it goes in the next run."""
    was_paid = [one.line for one in found if one.line.state == LineState.CONFIRMED]
    post_many(bank_answered(run, _sent(line), on, back=True) for line in was_paid)
    if is_whole:
        bank_took_nothing(run, [one.line for one in found], found[0].reason if found else "", on)
        return
    reasons = {one.line.pk: one.reason for one in found}
    for line in whole_lines(reasons):
        line_returned(line, reasons[line.pk], on, by)


def _close(run: PaymentRun, paid: list[PaymentLine], on: date, by: User) -> None:
    first_payments_made(run, [_sent(line) for line in paid], run.pay_on, on, by)
    close_when_answered(run, on, by)


def _sent(line: PaymentLine) -> SentLine:
    return SentLine(line.pk, line.person_id, line.pence, line.schedule.payee_id)
