"""The lines of a new run: what is due, what the bank returned, what is still held, and questions about too much.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_preparing.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.action import about, tell
from selfdirect.actions.support.holds import Hold, open_holds, returned_lines
from selfdirect.actions.support.paying import Claim
from selfdirect.actions.support.steps import open_step
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, PaymentSchedule


def ask_about_too_much(found: Sequence[Claim], on: date) -> int:
    """Open a question for everybody who was paid more than they should have been. It is never taken off in silence."""
    asked = [claim for claim in found if claim.due.question]
    schedules = PaymentSchedule.objects.select_related("person").in_bulk([claim.row["pk"] for claim in asked])
    for claim in asked:
        schedule = schedules[claim.row["pk"]]
        open_step("payment_query", person=schedule.person, record=schedule, on=on)
        tell(str(claim.due.question), person=schedule.person_id, about=about(schedule))
    return len(asked)


def new_lines(run: PaymentRun, found: Sequence[Claim]) -> list[PaymentLine]:
    """A line for everybody who is due something; held, when a hold of an earlier run is still open."""
    holds, _ = open_holds()
    return [
        _held(
            PaymentLine(
                run=run,
                schedule_id=claim.row["pk"],
                person_id=claim.row["person_id"],
                payee_id=claim.payee_id,
                pence=claim.due.pence,
                covers_from=claim.covers[0],
                covers_until=claim.covers[1],
                working=claim.working,
            ),
            holds.get(claim.row["pk"]),
        )
        for claim in found
        if claim.due.pence > 0
    ]


def lines_again(run: PaymentRun, found: Sequence[Claim]) -> list[PaymentLine]:
    """What the bank returned, once more: to the payee's details of now, and held until somebody has looked."""
    returned = list(returned_lines())
    if not returned:
        return []
    _, holds = open_holds()
    pay_to = {claim.row["payee_id"]: claim.payee_id for claim in found}
    return [
        _held(
            PaymentLine(
                run=run,
                schedule=line.schedule,
                person_id=line.person_id,
                payee_id=pay_to.get(line.schedule.payee_id, line.payee_id),
                pence=line.pence,
                covers_from=line.covers_from,
                covers_until=line.covers_until,
                working=line.working,
                again_for=line,
            ),
            holds.get(line.pk),
        )
        for line in returned
    ]


def _held(line: PaymentLine, hold: Hold | None) -> PaymentLine:
    if hold:
        line.state, line.hold_reason = LineState.HELD, hold.reason
        line.held_by_id, line.held_on = hold.by_id, hold.on
    return line
