"""What the bank answers: a first payment is told, and a returned one is owed, owned and told."""

from datetime import date

import pytest

from selfdirect.actions import payment_runs
from selfdirect.actions.action import Refused
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    NEXT_PAY_ON,
    ON,
    PAY_ON,
    REASON,
    Office,
    confirm,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    problems,
    returned,
    sent_run,
)

pytestmark = pytest.mark.django_db


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


def test_a_returned_line_stays_owed_and_somebody_puts_it_right(here: Office, schedule: PaymentSchedule) -> None:
    line = returned(here, schedule)
    assert (line.state, line.returned_reason, line.returned_on) == ("returned", REASON, PAY_ON)
    assert (owed_to(schedule), balance(BANK)) == (65200, 0)
    step = Step.objects.open().get(code="payment_returned")
    assert (step.person, step.owner, step.about) == (schedule.person, here.worker, f"PaymentLine:{line.pk}")
    assert Letter.objects.get(kind="payment_returned").facts["reason"] == REASON


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
