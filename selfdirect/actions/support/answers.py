"""What follows when the bank answers: money paid, money returned, and somebody's first payment.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_answers.py
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from selfdirect.actions.action import about, tell
from selfdirect.actions.support.holds import RETURNED
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.paying import payee_account
from selfdirect.actions.support.steps import named_worker, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.posting import Entry
from selfdirect.records.access import User
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState
from selfdirect.records.work import Step
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


class SentLine(NamedTuple):
    """What the bank's answer needs of a line that was paid: no more, because there are thousands."""

    pk: int
    person_id: int
    pence: int
    first_payee_id: int


def sent_lines(run: PaymentRun) -> list[SentLine]:
    """The lines of a run that are with the bank."""
    lines = run.lines.filter(state=LineState.SENT).order_by("pk")
    return [SentLine(*row) for row in lines.values_list("pk", "person_id", "pence", "schedule__payee_id")]


def whole_lines(pks: Iterable[int]) -> list[PaymentLine]:
    """These lines with all that is known of them, for the few that need it."""
    lines = PaymentLine.objects.filter(pk__in=list(pks)).order_by("pk")
    return list(lines.select_related("run", "payee", "schedule__budget", "person"))


def bank_answered(run: PaymentRun, line: SentLine, on: date, back: bool = False) -> Entry:
    """What the bank's answer writes in the book: money owed was paid; or, `back`, it is owed again."""
    owed = payee_account(line.first_payee_id)
    return Entry(
        key=f"run:{run.reference}:line:{line.pk}:{'back' if back else 'paid'}",
        on=on,
        pence=line.pence,
        debit=BANK if back else owed,
        credit=owed if back else BANK,
        about=f"PaymentLine:{line.pk}",
    )


def line_returned(line: PaymentLine, reason: str, on: date, by: User, who: str = "The bank") -> None:
    """Mark a line as returned, tell the person, and give somebody the work of putting it right. `who` sent it back."""
    line.state, line.returned_reason, line.returned_on = LineState.RETURNED, reason, on
    line.save(update_fields=["state", "returned_reason", "returned_on"])
    open_step(RETURNED, person=line.person, record=line, on=on, owner=named_worker(line.person))
    amount, day, they = format_pounds(line.pence), format_date(line.run.pay_on), who[0].lower() + who[1:]
    said = f"{who} sent back a payment of {amount}: {reason}. The money is safe, and will be sent again."
    tell(said, person=line.person_id, about=about(line))
    _write(
        "payment_returned",
        line,
        f"returned:{line.pk}",
        "A payment that did not arrive",
        [
            f"We sent {amount} on {day}, and {they} sent it back. Its reason: {reason}.",
            "The money is safe. We will check the account with you and send the payment again.",
        ],
        on,
        by,
        reason=reason,
    )


def bank_took_nothing(run: PaymentRun, lines: Sequence[PaymentLine], reason: str, on: date) -> None:
    """Mark lines as returned when the bank took none of the file: no account is at fault, and all is sent again."""
    for line in lines:
        line.state, line.returned_reason, line.returned_on = LineState.RETURNED, reason, on
    PaymentLine.objects.bulk_update(lines, ["state", "returned_reason", "returned_on"])
    for line in lines:
        words = f"The bank did not take the file with a payment of {format_pounds(line.pence)}. We send it again."
        tell(words, person=line.person_id, about=about(run))


def close_when_answered(run: PaymentRun, on: date, by: User) -> None:
    """Close a run that was sent once every payment of it is answered."""
    now = PaymentRun.objects.get(pk=run.pk)
    if now.state == RunState.SENT and not now.lines.filter(state=LineState.SENT).exists():
        save_against(now, now.version, by, state=RunState.CLOSED, closed_by=by, closed_on=on)


def first_payments_made(run: PaymentRun, paid: Sequence[SentLine], paid_on: date, on: date, by: User) -> None:
    """Close the step of everybody whose first payment this was, tell them, and open their first review."""
    confirmed = PaymentLine.objects.filter(run=run, state=LineState.CONFIRMED, must_be_paid=None)
    steps = Step.objects.open().filter(code="first_payment", person__in=confirmed.values("person_id"))
    waiting = {step.person_id for step in steps if step.person_id}
    Step.objects.filter(pk__in=[step.pk for step in steps]).update(done_on=on, done_by=by)
    if not waiting:
        return
    straight = set(run.lines.exclude(must_be_paid=None).values_list("pk", flat=True))
    first = {line.person_id: line.pk for line in reversed(paid) if line.pk not in straight}
    for line in whole_lines(first[person_id] for person_id in waiting if person_id in first):
        amount, day = format_pounds(line.pence), format_date(paid_on)
        _write(
            "first_payment",
            line,
            f"first_payment:{line.pk}",
            "Your first payment",
            [f"We paid {amount} on {day}, to {line.payee.where}."],
            on,
            by,
            paid_on=paid_on.isoformat(),
            account_ending=line.payee.account_number[-4:],
        )
        tell(
            f"This was your first payment. We wrote to you about it. ({amount})",
            person=line.person_id,
            about=about(line),
        )
        open_step("first_review", person=line.person, record=line.schedule.budget, on=on)


def _write(
    kind: str,
    line: PaymentLine,
    key: str,
    subject: str,
    paragraphs: Sequence[str],
    on: date,
    by: User,
    **facts: object,
) -> None:
    details = {"paragraphs": list(paragraphs), "how_to_disagree": [], "pence": line.pence, **facts}
    write_letter(kind, key=key, person=line.person, subject=subject, facts=details, on=on, by=by)
