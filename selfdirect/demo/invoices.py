"""Invoices in the simulation: each month for what the council manages; some too high, a few forgotten until late.

Next:   selfdirect/demo/orders.py
Tests:  tests/demo/test_invoices.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import invoices
from selfdirect.actions.action import Refused
from selfdirect.actions.support.invoicing import expected
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.invoices import Invoice
from selfdirect.records.orders import Order, OrderKind, Seller
from selfdirect.records.work import Step

WEEKS = 8
TOO_MUCH_ONE_IN = 15
FORGOTTEN_ONE_IN = 4
AT_ONCE = 12
"""So many invoices come in a week at most, so that the demonstration is made in good time."""


def send_some(seed: int, on: date) -> None:
    """Providers that have not sent one for some weeks do so, for the weeks since their last."""
    since = on - timedelta(weeks=WEEKS)
    going_on = Order.objects.filter(seller=Seller.PROVIDER, kind=OrderKind.REGULAR, start__started_on__lt=since)
    untouched = going_on.filter(budget_line__held_as="council_managed", ends_on__gte=on)
    waiting = sorted(untouched.exclude(invoices__last_on__gt=since).values_list("pk", flat=True))
    drawn = Random(f"{seed}:invoices:{on.isoformat()}").sample(waiting, min(AT_ONCE, len(waiting)))
    for order in Order.objects.filter(pk__in=drawn).with_rows().order_by("pk"):
        _send(order, Random(f"{seed}:invoice:{order.pk}:{on.isoformat()}"), on)


def _send(order: Order, chance: Random, on: date) -> None:
    last = order.invoices.order_by("-last_on").first()
    first_on = last.last_on + timedelta(days=1) if last else order.first_on
    last_on = min(on - timedelta(days=1), first_on + timedelta(weeks=WEEKS) - timedelta(days=1), order.last_on)
    user = order.provider.users.order_by("pk").first() if order.provider else None
    worker = named_worker(order.budget_line.budget.person)
    if worker is None or last_on < first_on:
        return
    pence = expected(order, first_on, last_on)
    more = order.unit_price_pence if not chance.randrange(TOO_MUCH_ONE_IN) else 0
    try:
        invoices.send_invoice(
            person=None if user else order.budget_line.budget.person,
            order=order,
            their_reference=f"{on:%y%m}-{order.pk}",
            first_on=first_on,
            last_on=last_on,
            pence=pence + more,
            key=f"demo-invoice-{order.pk}-{on.isoformat()}",
            on=on,
            by=user or worker,
        )
    except Refused:
        return  # It was held otherwise for some of these days, or nothing was given.


def answer_some(finance: User, on: date) -> None:
    """Two weeks later what was too high is answered, by somebody who did not write it down; what was late explained."""
    asked = Invoice.objects.filter(answer=None, received_on__lte=on - timedelta(days=13)).select_related("person")
    for one in asked.order_by("pk"):
        if one.pk % FORGOTTEN_ONE_IN == 0 and on < one.due_on:
            continue
        worker = named_worker(one.person)
        by = worker if worker is not None and worker.pk != one.by_id else finance
        given = {"person": one.person, "invoice": one, "seen_version": one.version, "on": on, "by": by}
        given |= {"key": f"demo-invoice-answer-{one.pk}", "is_accepted": False}
        invoices.answer_invoice(**given, reason="One visit more than was ordered is on it. Please send it again.")
    late = Step.objects.open().filter(code=invoices.LATE, opened_on__lte=on - timedelta(days=6))
    for step in late.select_related("person").order_by("pk"):
        invoice = Invoice.objects.get(pk=int(step.about.partition(":")[2]))
        given = {"person": step.person, "invoice": invoice, "on": on, "by": finance}
        invoices.explain_late(
            **given, why="It is in the next run. The provider was rung.", key=f"demo-invoice-late-{step.pk}"
        )
