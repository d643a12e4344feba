"""What today asks for: reviews due, services late to start, a word to people who wait, statements of the month before.

Safe to run again the same day.

Next:   selfdirect/actions/reviews.py
Tests:  tests/jobs/test_due.py
"""

from datetime import date, timedelta

from selfdirect.actions import choosing, employer_reserve, equipment, orders, reviews
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.timer import timer
from selfdirect.jobs import cards, invoices, looks
from selfdirect.jobs.statements import make_missing
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import LaterTalk
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.messages import Message
from selfdirect.records.orders import Order, OrderState
from selfdirect.records.reviews import FIRST, REVIEWS, YEARLY
from selfdirect.records.work import Step
from selfdirect.rules.calendar import add_months

SHOWN_TO_PERSON = "label_person"


def what_falls_due(on: date) -> dict[str, int]:
    """Do everything due on or before a date; say how many of each were done."""
    return {
        "reviews opened": open_reviews(on),
        "talks about other ways opened": open_later_talks(on),
        "late starts raised": raise_late_starts(on),
        "late equipment raised": raise_late_equipment(on),
        "invoices that may be late raised": invoices.raise_late(on),
        "people told of a wait": tell_of_waits(on),
        "people reminded of a date": looks.remind_of_looks(on),
        "statements made": make_missing(on),
        "cards asked for before one runs out": cards.ask_for_new_cards(on),
        "balances of cards read": cards.read_balances(on),
        "employers whose duties were put by for": employer_reserve.put_by(on=on, by=timer()),
    }


def open_reviews(on: date) -> int:
    """Open the first review some weeks after the start, and the yearly one in good time."""
    values = policy().on(on)
    first = timedelta(weeks=values.whole("reviews.plan_first_review_weeks"))
    yearly_months = values.whole("reviews.plan_review_months")
    known = set(Step.objects.filter(code__in=REVIEWS, about__startswith="Budget:").values_list("about", "code"))
    opened = 0
    for budget in Budget.objects.filter(starts_on__lte=on, ends_on__gte=on).select_related("person"):
        due = {
            FIRST: budget.starts_on + first,
            YEARLY: add_months(budget.starts_on, yearly_months - 2),
        }
        for code, due_from in due.items():
            if due_from <= on and (f"Budget:{budget.pk}", code) not in known:
                reviews.open_review(budget=budget, code=code, on=on, by=timer())
                opened += 1
    return opened


def open_later_talks(on: date) -> int:
    """Prompt the talk about other ways with people who were too unwell to choose, once each (R-DEP-11)."""
    known = set(Step.objects.filter(code="other_ways").values_list("about", flat=True))
    talks = LaterTalk.objects.filter(ask_again_on__lte=on, budget__ends_on__gte=on).select_related("person")
    waiting = [later for later in talks.order_by("pk") if f"LaterTalk:{later.pk}" not in known]
    for later in waiting:
        choosing.open_later_talk(later=later, on=on, by=timer())
    return len(waiting)


def raise_late_starts(on: date) -> int:
    """Raise each service that has not started by its day to the named worker and a manager, once (R-BRK-03)."""
    waiting = Order.objects.filter(due_on__lt=on, start=None, late=None).exclude(answer__is_yes=False)
    late = [one for one in waiting.with_rows().order_by("pk") if one.state_on(on) == OrderState.LATE]
    for order in late:
        orders.raise_late_start(order=order, on=on, by=timer())
    return len(late)


def raise_late_equipment(on: date) -> int:
    """Raise each prescribed item that has no shop by its day, once; a chosen one is an order like any other."""
    waiting = PrescribedItem.objects.filter(due_on__lt=on, late_choice=None).with_rows().order_by("pk")
    late = [item for item in waiting if item.choice is None]
    for item in late:
        equipment.raise_late_equipment(item=item, on=on, by=timer())
    return len(late)


def tell_of_waits(on: date) -> int:
    """Write once to each person about each step of theirs that is late."""
    standards = {str(row["step"]): row for row in policy().on(on).table("work.steps")}
    late = Step.objects.overdue(on).filter(person__isnull=False).select_related("person", "owner")
    told = set(Message.objects.filter(key__startswith="late:").values_list("key", flat=True))
    count = 0
    for step in late:
        if f"late:{step.pk}" in told:
            continue
        label = str(standards[step.code][SHOWN_TO_PERSON])
        reviews.say_sorry_for_wait(step=step, label=label, on=on, by=timer())
        count += 1
    return count
