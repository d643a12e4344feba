"""The lines of a new run: what is due, what the bank returned, what is still held, and questions about too much.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_preparing.py
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from selfdirect.actions.action import about, tell
from selfdirect.actions.support.holds import Hold, open_holds, returned_lines
from selfdirect.actions.support.paying import Claim, details_now
from selfdirect.actions.support.receiving import no_longer_may_receive
from selfdirect.actions.support.steps import open_step
from selfdirect.records.payments import LineState, PaymentRun, PaymentSchedule


class NewLine(NamedTuple):
    """A line about to be written, its cells named as in the table: no more, because there are thousands."""

    run_id: int
    schedule_id: int
    person_id: int
    payee_id: int
    pence: int
    covers_from: date
    covers_until: date
    working: list[dict[str, Any]]
    again_for_id: int | None
    state: str = LineState.INCLUDED.value
    hold_reason: str = ""
    held_by_id: int | None = None
    held_on: date | None = None
    returned_reason: str = ""
    must_be_paid_id: int | None = None


def ask_about_too_much(found: Sequence[Claim], on: date) -> int:
    """Open a question for everybody who was paid more than they should have been. It is never taken off in silence."""
    asked = [claim for claim in found if claim.due.question]
    schedules = PaymentSchedule.objects.select_related("person").in_bulk([claim.row["pk"] for claim in asked])
    for claim in asked:
        schedule = schedules[claim.row["pk"]]
        open_step("payment_query", person=schedule.person, record=schedule, on=on)
        tell(str(claim.due.question), person=schedule.person_id, about=about(schedule))
    return len(asked)


def new_lines(run: PaymentRun, found: Sequence[Claim]) -> list[NewLine]:
    """A line for everybody who is due something; held, when a hold of an earlier run is still open."""
    holds, _ = open_holds()
    gone = _gone(run)
    return [
        _held(
            NewLine(
                run.pk,
                claim.row["pk"],
                claim.row["person_id"],
                claim.payee_id,
                claim.due.pence,
                *claim.covers,
                working=claim.working,
                again_for_id=None,
            ),
            holds.get(claim.row["pk"]) or gone.get(claim.payee_id),
        )
        for claim in found
        if claim.due.pence > 0
    ]


def lines_again(run: PaymentRun) -> list[NewLine]:
    """What the bank returned, once more: to the payee's details of now, and held until somebody has looked."""
    returned = list(returned_lines())
    if not returned:
        return []
    _, holds = open_holds()
    gone = _gone(run)
    now = details_now()
    pay_to = {line.pk: now.get(first, first) for line in returned for first in [line.payee.first_id or line.payee_id]}
    return [
        _held(
            NewLine(
                run.pk,
                line.schedule_id,
                line.person_id,
                pay_to[line.pk],
                line.pence,
                line.covers_from,
                line.covers_until,
                working=line.working,
                again_for_id=line.pk,
                must_be_paid_id=line.must_be_paid_id,
            ),
            holds.get(line.pk) or gone.get(pay_to[line.pk]),
        )
        for line in returned
    ]


def _gone(run: PaymentRun) -> dict[int, Hold]:
    """Accounts of people whose authority to receive the payment no longer counts."""
    found = no_longer_may_receive(run.pay_on)
    return {payee_id: Hold(why, run.prepared_by_id, run.prepared_on) for payee_id, why in found.items()}


def _held(line: NewLine, hold: Hold | None) -> NewLine:
    if hold is None:
        return line
    held = LineState.HELD.value
    return line._replace(state=held, hold_reason=hold.reason, held_by_id=hold.by_id, held_on=hold.on)
