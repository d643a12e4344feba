"""Support in the simulation: ordered once a budget is chosen, answered, started, some of it late; changed and swapped.

Each order's own reference decides by chance what becomes of it, so that the same council comes out every time.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_orders.py
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from selfdirect.actions import funds_held, order_changes, orders
from selfdirect.actions.action import Refused
from selfdirect.actions.support.ordering import from_plan
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.holdings import holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order, OrderKind, OrderRequest, Seller
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.direct_payments import COUNCIL_MANAGED, THIRD_PARTY
from selfdirect.rules.orders import first_change_on

MANAGED = (COUNCIL_MANAGED, THIRD_PARTY)
DAYS_TO_ANSWER = (5, 16)
ONE_LATE_IN = 6
ONE_NO_IN = 9
ONE_CHANGE_IN = 7
DAYS_BEFORE_CHANGE = 40
UNUSUAL = ("The village hall", "Larch House care home", "A neighbour who teaches")
TIMES = ("Monday to Friday at 8", "Tuesday and Thursday at 10", "Every evening at 6", "Wednesday afternoon")
WORKERS = ("Joan", "Peter", "Somebody who speaks Polish", "")


def arrange_support(seed: int, on: date) -> None:
    """Do what has come due: order, answer, start, and change."""
    _order(seed, on)
    _answer(seed, on)
    _start(seed, on)
    _change(seed, on)
    _decide(on)


def _chance(seed: int, what: str, line: BudgetLine, nth: int = 0) -> Random:
    return Random(f"{seed}:{what}:{line.budget.person.details.email}:{line.plan_line.what}:{nth}")


def _nth(order: Order) -> int:
    """How many orders of the same line came before."""
    return Order.objects.filter(budget_line=order.budget_line_id, pk__lt=order.pk).count()


def _worker(person: Person) -> User:
    worker = named_worker(person)
    assert worker is not None
    return worker


def _order(seed: int, on: date) -> None:
    """Every line that the council or a third party looks after and nobody was asked for; again after a no."""
    lines = BudgetLine.objects.filter(held_as__in=MANAGED, budget__ends_on__gt=on + timedelta(days=30))
    lines = lines.exclude(plan_line__category="equipment")  # demo/equipment.py prescribes it.
    refused = Step.objects.open().filter(code="find_provider").values_list("about", flat=True)
    again = [int(about.partition(":")[2]) for about in refused]
    first = lines.filter(orders=None, budget__agreements__isnull=False)
    found = first | lines.filter(orders__pk__in=again)
    for line in found.distinct().select_related("budget__person", "plan_line__provider").order_by("pk"):
        chance = _chance(seed, "line", line, line.orders.count())
        worker = _worker(line.budget.person)
        given = {"person": line.budget.person, "budget_line": line, "on": on, "by": worker}
        key = f"demo-order-{line.pk}-{line.orders.count()}"
        try:
            orders.make(**given, asked=_asked(line, chance, on), key=key)
        except Refused:
            continue  # Somebody gives it until a day to come.


def _asked(line: BudgetLine, chance: Random, on: date) -> dict[str, Any]:
    known = from_plan(line, policy().on(on), on)
    known |= {"visit_times": chance.choice(TIMES), "preferred_worker": chance.choice(WORKERS)}
    if line.pence_once or chance.random() < 0.1:
        name = "A shop for tablets and aids" if line.pence_once else chance.choice(UNUSUAL)
        return known | {"seller": Seller.UNUSUAL, "provider": None, "seller_name": name}
    if line.plan_line.category == "personal_assistant" and chance.random() < 0.2:
        name = chance.choice(("Tess Marlow", "Ade Bright"))
        return known | {"seller": Seller.ASSISTANT, "provider": None, "seller_name": name}
    seller = chance.choice(_sellers())
    return known | {"seller": Seller.PROVIDER, "provider": _landlord_of(line, on) or seller}


def _landlord_of(line: BudgetLine, on: date) -> Provider | None:
    """The landlord that holds this line, whose own care workers then give the support."""
    holder = holdings_on([line], on)[line.pk].fund_holder
    return Provider.objects.filter(pk=holder or 0, holder_kind="extra_care_landlord").first()


def _sellers() -> list[Provider]:
    """The first gives most of it, so that whoever signs in there has enough to do."""
    found = list(Provider.objects.filter(gives_care=True).order_by("pk"))
    return [found[0], found[0], *found]


def _answer(seed: int, on: date) -> None:
    """Answers come within some days: the provider that signs in answers for itself, the others by telephone."""
    for order, person in _waiting(Order.objects.filter(answer=None, ends=None)):
        chance = _chance(seed, "answer", order.budget_line, _nth(order))
        if order.made_on + timedelta(days=chance.randint(*DAYS_TO_ANSWER)) > on:
            continue
        is_yes = chance.randrange(ONE_NO_IN) > 0 or order.kind != OrderKind.REGULAR
        own = order.provider.users.order_by("pk").first() if order.provider else None
        first_on = max(order.starts_on, on)
        if first_on > order.ends_on:
            continue
        orders.answer(
            person=None if own else person,
            order=order,
            is_yes=is_yes,
            first_on=first_on if is_yes else None,
            reason="" if is_yes else "Nobody is free at these times.",
            told_by="" if own else "The office, by phone",
            seen_version=order.version,
            on=on,
            by=own or _worker(person),
        )


def _waiting(found: Any) -> Iterator[tuple[Order, Person]]:
    for order in found.with_rows().order_by("pk"):
        yield order, order.budget_line.budget.person


def _start(seed: int, on: date) -> None:
    """Most begin on their day; one in some is late by weeks."""
    agreed = Order.objects.filter(answer__is_yes=True, answer__first_on__lte=on, start=None)
    for order, person in _waiting(agreed):
        chance = _chance(seed, "start", order.budget_line, _nth(order))
        late = chance.randint(25, 45) if chance.randrange(ONE_LATE_IN) == 0 else 0
        started_on = order.first_on + timedelta(days=late)
        if started_on > on or order.never_happens or started_on > order.last_on:
            continue
        own = order.provider.users.order_by("pk").first() if order.provider else None
        orders.record_start(
            person=None if own else person,
            order=order,
            started_on=started_on,
            seen_version=order.version,
            on=on,
            by=own or _worker(person),
        )


def _change(seed: int, on: date) -> None:
    """Some change provider after a while, swap time, or ask for what has to be decided. Once for each."""
    since = on - timedelta(days=DAYS_BEFORE_CHANGE)
    going_on = Order.objects.filter(kind=OrderKind.REGULAR, start__started_on__gt=since - timedelta(days=7))
    untouched = going_on.filter(start__started_on__lte=since, replaced_by=None, swaps=None, requests=None)
    for order, person in _waiting(untouched.exclude(ends_on__lt=on + timedelta(days=90))):
        chance = _chance(seed, "change", order.budget_line, _nth(order))
        what = chance.randrange(ONE_CHANGE_IN)
        landlord = _landlord_of(order.budget_line, on)
        if landlord and order.quantity_hundredths > 100 and order.frequency == "weekly":
            _swap_for(landlord, order, chance, on)
            continue
        if what > 2 or order.last_on < on + timedelta(days=90):
            continue
        person_user = User.objects.filter(person=person).first()
        given = {"person": person, "order": order, "seen_version": order.version, "on": on}
        given |= {"by": person_user or _worker(person), "key": f"demo-change-{order.pk}"}
        wanted = _wanted(order, chance, on)
        if what == 0:
            order_changes.change(**given, wanted=wanted)
        elif what == 1 and order.quantity_hundredths > 100 and order.frequency == "weekly":
            gym = {"seller": Seller.UNUSUAL, "provider": None, "seller_name": "The town gym", "what": "The gym"}
            order_changes.swap_time(**given, given_hundredths=100, bought_pence=None, wanted={**wanted, **gym}, weeks=8)
        elif what == 2:
            other = {"what": "A photography course", "outcomes": ["work_and_learning", "community"]}
            order_changes.change(**given, wanted={**wanted, **other})


def _swap_for(landlord: Provider, order: Order, chance: Random, on: date) -> None:
    """Where the landlord holds the fund, people give up an hour of care for help with shopping, or the gym."""
    shopping, gym = ("Help with shopping", "A neighbour who drives"), ("The gym", "The town gym")
    what, who = chance.choice((shopping, gym))
    bought = {"seller": Seller.UNUSUAL, "provider": None, "seller_name": who, "what": what}
    try:
        funds_held.swap_time(
            order=order,
            given_hundredths=100,
            bought_pence=None,
            wanted={**_wanted(order, chance, on), **bought},
            weeks=8,
            asked_by_name=order.budget_line.budget.person.name,
            seen_version=order.version,
            key=f"demo-fund-swap-{order.pk}",
            on=on,
            by=landlord.users.order_by("pk")[0],
        )
    except Refused:
        return  # Less than eight weeks of it are left.


def _wanted(order: Order, chance: Random, on: date) -> dict[str, Any]:
    names = ("what", "outcomes", "quantity_hundredths", "unit", "unit_price_pence", "frequency", "notice_days")
    known = {name: getattr(order, name) for name in names}
    others = [one for one in _sellers() if one.pk != order.provider_id]
    first_on = max(first_change_on(on, order.notice_days), order.first_on) + timedelta(days=chance.randint(0, 9))
    return known | {
        "seller": Seller.PROVIDER,
        "provider": chance.choice(others),
        "seller_name": "",
        "seller_contact": "",
        "starts_on": first_on,
        **dict.fromkeys(("preferred_worker", "tasks", "terms"), ""),
        "visit_times": chance.choice(TIMES),
    }


def _decide(on: date) -> None:
    """Managers decide within two weeks or so, and say yes while what was agreed still goes on."""
    asked = OrderRequest.objects.filter(decided_by=None, asked_on__lte=on - timedelta(days=13))
    for request in asked.select_related("order__budget_line__budget__person").order_by("pk"):
        person = request.order.budget_line.budget.person
        step = Step.objects.open().filter(code="order_decision", about=f"OrderRequest:{request.pk}").first()
        if step is None:
            continue
        given = {"person": person, "request": request, "seen_version": request.version, "on": on, "by": step.owner}
        try:
            order_changes.decide(**given, is_agreed=True, reasons="It meets the outcome as well, at the same cost.")
        except Refused:
            order_changes.decide(
                **given, is_agreed=False, reasons="It does not fit the budget. We look again together."
            )
