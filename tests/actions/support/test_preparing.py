"""The lines of a new run: too much paid is a question, and what came back is sent again."""

from datetime import date

import pytest

from selfdirect.actions import payment_runs
from selfdirect.actions.action import Refused
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance, movement
from selfdirect.records.payments import PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    NEXT_PAY_ON,
    ON,
    PAY_ON,
    REASON,
    Office,
    approve,
    confirm,
    new_account,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    promised_by,
    returned,
    said,
    send,
    sent_run,
    the_book_is_sound,
)

pytestmark = pytest.mark.django_db


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


def test_a_line_returned_twice_is_sent_a_third_time(here: Office, schedule: PaymentSchedule) -> None:
    first = returned(here, schedule)
    payment_runs.release_line(line=only_line(prepare(here, date(2026, 7, 6))), on=PAY_ON, by=here.finance)
    run = send(here, approve(here, PaymentRun.objects.get(state="prepared")))
    second = only_line(run)
    confirm(here, run, {second.pk: REASON})
    third = only_line(prepare(here, date(2026, 7, 13)))
    assert (second.again_for, third.again_for, owed_to(schedule)) == (first, second, 65200)
