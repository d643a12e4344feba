"""A payment that is held back stays so from run to run, until somebody answers for it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from selfdirect.actions import payment_runs, payments
from selfdirect.actions.action import Refused
from selfdirect.records.payments import PaymentLine, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    NEXT_PAY_ON,
    ON,
    PAY_ON,
    REASON,
    Office,
    approve,
    confirm,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    problems,
    returned,
    send,
)

pytestmark = pytest.mark.django_db


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
