"""What holds a payment back from one run to the next: an open question about it, until somebody answers.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_holds.py
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from selfdirect.actions.action import about
from selfdirect.records.access import User
from selfdirect.records.payments import LineState, PaymentLine
from selfdirect.records.work import Step

HELD_OVER, RETURNED = "payment_query", "payment_returned"
_NOUN = "PaymentLine:"


@dataclass(frozen=True)
class Hold:
    """Why, by whom and since when a payment is held back."""

    reason: str
    by_id: int
    on: date


def open_holds() -> tuple[dict[int, Hold], dict[int, Hold]]:
    """What is held back now: by schedule, for payments held in a run; by line, for payments the bank returned."""
    steps = Step.objects.open().filter(code__in=(HELD_OVER, RETURNED), about__startswith=_NOUN)
    by_line = {int(step.about.removeprefix(_NOUN)): step for step in steps}
    by_schedule: dict[int, Hold] = {}
    by_returned: dict[int, Hold] = {}
    for line in PaymentLine.objects.filter(pk__in=by_line):
        step = by_line[line.pk]
        if step.code == RETURNED:
            reason = f"The bank sent it back: {line.returned_reason}. Check the account before it is sent again."
            by_returned[line.pk] = Hold(reason, step.owner_id, step.opened_on)
        elif line.held_by_id and line.held_on and line.must_be_paid_id is None:
            by_schedule[line.schedule_id] = Hold(line.hold_reason, line.held_by_id, line.held_on)
    return by_schedule, by_returned


def returned_lines() -> QuerySet[PaymentLine]:
    """Payments that the bank returned and that no later run has sent again."""
    again = PaymentLine.objects.filter(again_for=OuterRef("pk"), stands=True)
    lines = PaymentLine.objects.filter(~Exists(again), is_stopped=True, state=LineState.RETURNED)
    return lines.select_related("schedule", "payee").order_by("pk")


def close_questions(line: PaymentLine, on: date, by: User) -> None:
    """Close what held this payment back, in this run or an earlier one."""
    if line.again_for_id:
        asked = Step.objects.filter(code=RETURNED, about=f"{_NOUN}{line.again_for_id}")
    else:
        same = PaymentLine.objects.filter(schedule=line.schedule_id, again_for=None, must_be_paid=line.must_be_paid_id)
        names = [about(one) for one in same.exclude(hold_reason="")]
        asked = Step.objects.filter(code=HELD_OVER, about__in=names)
    asked.open().filter(person=line.person_id).update(done_on=on, done_by=by)
