"""Setting up what is paid to whom, and answering a question that a payment raised.

Values: policy/councils
Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/test_payments.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, action, tell
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.schedules import open_schedules, pays_something
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

QUESTIONS = ("payment_query", "payment_returned")


@action(needs=Permission.SET_UP_PAYMENTS)
def set_up_schedules(*, budget: Budget, on: date, by: User) -> Agreement:
    """Make a schedule for each payee of a signed budget. Raises Refused with what is still missing."""
    one_at_a_time()
    agreement = Agreement.objects.filter(budget=budget).order_by("-pk").first()
    if agreement is None:
        raise Refused([Problem("agreement", "The agreement has to be signed before payments are set up")])
    if PaymentSchedule.objects.filter(budget=budget).exists():
        raise Refused("The payments for this budget are set up already.")
    if not pays_something(budget):
        raise Refused("The council holds all of this budget and pays the bills, so there is nobody to pay it to.")
    open_schedules(agreement, on, by)
    return agreement


@action(needs=None)
def answer_query(*, step: Step, answer: str, on: date, by: User) -> Step:
    """Close a question about a payment: its owner, or whoever sets up payments, says what was found.

    What was held back because of it is then paid in the next run.
    """
    if step.code not in QUESTIONS:
        raise Refused("This is not a question about a payment.")
    if step.owner_id != by.pk and not by.may(Permission.SET_UP_PAYMENTS, on):
        raise NotAllowed("You are not able to do this.")
    if not answer.strip():
        raise Refused([Problem("answer", "Say what you found, and what was done")])
    if not Step.objects.open().filter(pk=step.pk).update(done_on=on, done_by=by):
        raise Refused("Somebody has already answered this.")
    tell(f"A question about a payment was answered. {answer.strip()}", person=step.person_id, about=step.about)
    step.refresh_from_db()
    return step
