"""After a change of what is paid: new schedules from its day, the promise made good, and the person told.

Next:   selfdirect/actions/support/switching.py
Tests:  tests/actions/support/test_paying_anew.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, tell
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import first_paid_on
from selfdirect.actions.support.switching import (
    ask_about_money_back,
    outlay_of,
    schedule_terms_of,
    settle,
    write_schedules,
)
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payment_changes import PaymentChange
from selfdirect.rules.money import format_pounds


def running(budget: Budget) -> Budget:
    """The budget as it stands; raises Refused before its agreement is signed."""
    if not Agreement.objects.filter(budget=budget).exists():
        raise Refused("The agreement has to be signed first. Nothing is paid before that.")
    return Budget.objects.select_related("person").get(pk=budget.pk)


def pay_anew(change: PaymentChange, said: str, on: date, by: User) -> None:
    """Write what is paid from the change's day on, keep the book's promise right, and say so in a letter."""
    budget = change.budget
    begins = first_paid_on(budget)
    outlay = outlay_of(budget, begins)
    write_schedules(change, outlay, schedule_terms_of(budget), begins, by)
    back = settle(change, outlay)
    tell(said, person=change.person_id, about=about(change))
    paragraphs = [
        said,
        "If days that you were paid for already change by this, your next payment is smaller or larger.",
    ]
    paragraphs += [f"{format_pounds(one.pence)} was paid for days to come, and has to come back." for one in back]
    write_letter(
        "payment_change",
        key=f"payment_change:{change.pk}",
        person=change.person,
        subject="A change in what we pay",
        facts={"paragraphs": paragraphs, "how_to_disagree": how_to_disagree(policy_on(on))},
        on=on,
        by=by,
    )
    ask_about_money_back(change, back)
