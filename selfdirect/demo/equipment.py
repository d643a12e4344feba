"""Equipment in the simulation: prescribed after a visit, a shop chosen within days, some dearer, some of it late.

The person's email decides by chance, so that the same council comes out every time.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_equipment.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import equipment, orders
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.people import Person
from selfdirect.rules.equipment import retailers

ITEMS = ("perching_stool", "grab_rail")
ONE_DEARER_IN = 4
ONE_SLOW_IN = 6
WANTED = ("With arms", "In blue", "A brand that a friend has")


def equip(seed: int, on: date) -> None:
    """Do what has come due: prescribe, choose, and say that it arrived."""
    _prescribe(on)
    _choose(seed, on)
    _arrive(seed, on)


def _chance(seed: int, what: str, item: PrescribedItem) -> Random:
    return Random(f"{seed}:{what}:{item.person.details.email}:{item.code}:{item.on}")


def _worker(person: Person) -> User:
    worker = named_worker(person)
    assert worker is not None
    return worker


def _prescribe(on: date) -> None:
    """Every running line for equipment that nothing was prescribed from, after a visit the day before."""
    running = {"budget__starts_on__lte": on, "budget__ends_on__gte": on, "budget__agreements__isnull": False}
    new = BudgetLine.objects.filter(**running, plan_line__category="equipment", prescribed_items=None, pence_once__gt=0)
    for line in new.distinct().select_related("budget__person").order_by("pk"):
        person = line.budget.person
        given = {"person": person, "budget_line": line, "codes": ITEMS, "visited_on": on - timedelta(days=1), "on": on}
        why = "To wash and cook sitting down, and to get up the step."
        equipment.prescribe(**given, why=why, key=f"demo-equipment-{line.pk}", by=_worker(person))


def _choose(seed: int, on: date) -> None:
    """A shop is chosen after two days or more, now and then a dearer one, with private money."""
    shops = retailers(policy().on(on))
    waiting = PrescribedItem.objects.filter(choices=None, budget_line__budget__ends_on__gte=on)
    for item in waiting.with_rows().order_by("pk"):
        chance = _chance(seed, "choose", item)
        days = 21 if chance.randrange(ONE_SLOW_IN) == 0 else 2
        if item.on + timedelta(days=days) > on:
            continue
        is_dearer = chance.randrange(ONE_DEARER_IN) == 0
        equipment.choose_retailer(
            person=item.person,
            item=item,
            retailer=chance.choice(shops).code,
            wanted=chance.choice(WANTED) if is_dearer else "",
            price_pence=item.council_pence + (chance.randint(5, 40) * 100 if is_dearer else 0),
            key=f"demo-shop-{item.pk}",
            on=on,
            by=_worker(item.person),
        )


def _arrive(seed: int, on: date) -> None:
    """Most arrive within the week, some later."""
    waiting = PrescribedItem.objects.filter(choices__order__start=None, choices__order__ends=None)
    for item in waiting.exclude(choices=None).with_rows().order_by("pk"):
        chance, choice = _chance(seed, "arrive", item), item.choice
        days = 14 if chance.randrange(ONE_SLOW_IN) == 0 else 4
        if choice is None or choice.on + timedelta(days=days) > on or on > choice.order.last_on:
            continue
        order = choice.order
        given = {"person": item.person, "order": order, "seen_version": order.version, "on": on}
        orders.record_start(started_on=on, **given, by=_worker(item.person))
