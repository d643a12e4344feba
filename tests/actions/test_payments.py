"""Schedules are set up when every payee is known, and a question about a payment ends with an answer."""

import pytest

from selfdirect.actions import payments
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.first_half import Town, town, worker_of
from tests.actions.paying_people import ON, PAY_ON, Office, problems, returned, said
from tests.actions.story import AGREED_ON, approved, chosen, finalised, signed, with_account

pytestmark = pytest.mark.django_db


def test_they_wait_until_the_account_is_known_and_are_made_once() -> None:
    town_here: Town = town()
    budget = chosen(finalised(approved(town_here)))
    by = worker_of(budget.person)
    with pytest.raises(Refused) as refused:
        payments.set_up_schedules(budget=budget, on=AGREED_ON, by=by)
    assert set(problems(refused)) == {"agreement"}
    signed(budget)
    with pytest.raises(Refused) as refused:
        payments.set_up_schedules(budget=budget, on=AGREED_ON, by=by)
    assert problems(refused) == {"payee": "Add the bank account for direct payments, so that the money can be paid"}
    with_account(budget.person)
    payments.set_up_schedules(budget=budget, on=AGREED_ON, by=by)
    schedule = budget.payment_schedules.get()
    assert said(f"PaymentSchedule:{schedule.pk}") == ["Payments of £80.00 a week were set up from 6 July 2026."]
    with pytest.raises(Refused, match="set up already"):
        payments.set_up_schedules(budget=budget, on=AGREED_ON, by=by)
    with pytest.raises(NotAllowed):
        payments.set_up_schedules(budget=budget, on=AGREED_ON, by=town_here.manager)


def test_nobody_is_paid_what_the_council_holds() -> None:
    budget = chosen(finalised(approved(town())), ("council_managed", "", None))
    signed(budget)
    with pytest.raises(Refused, match="nobody to pay it to"):
        payments.set_up_schedules(budget=budget, on=AGREED_ON, by=worker_of(budget.person))


@pytest.mark.requirement("R-PAY-08")
def test_a_question_ends_only_with_an_answer(here: Office, schedule: PaymentSchedule) -> None:
    returned(here, schedule)
    step = Step.objects.open().get(code="payment_returned")
    with pytest.raises(Refused) as refused:
        payments.answer_query(step=step, answer=" ", on=PAY_ON, by=here.worker)
    assert set(problems(refused)) == {"answer"}
    with pytest.raises(NotAllowed):
        payments.answer_query(step=step, answer="Done.", on=PAY_ON, by=here.manager)
    closed = payments.answer_query(step=step, answer="The account is right.", on=PAY_ON, by=here.worker)
    assert (closed.done_on, closed.done_by) == (PAY_ON, here.worker)
    with pytest.raises(Refused, match="already answered"):
        payments.answer_query(step=step, answer="Again.", on=PAY_ON, by=here.worker)


def test_other_work_is_not_closed_this_way(here: Office, schedule: PaymentSchedule) -> None:
    step = Step.objects.create(
        person=schedule.person, code="assessment", owner=here.worker, opened_on=ON, due_on=PAY_ON
    )
    with pytest.raises(Refused, match="not a question about a payment"):
        payments.answer_query(step=step, answer="Done.", on=PAY_ON, by=here.worker)
