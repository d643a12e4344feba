"""Which funds an organisation holds for people, on any day, and what support takes from each (R-DEP-17).

A fund is every line of one budget that the organisation holds. What counts is how each line is held on a day, so a
switch gives a fund to another holder, or takes it away, by itself.

Next:   selfdirect/rules/funds_held.py
Tests:  tests/records/test_funds_held.py
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch

from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.holdings import LineHolding, changes_of, holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order, OrderState, TimeSwap
from selfdirect.records.people import Person
from selfdirect.rules.direct_payments import THIRD_PARTY
from selfdirect.rules.funds_held import Used
from selfdirect.rules.holdings import Holding, stretches

Days = tuple[date, date]


def budgets_held(provider_id: int, on: date) -> list[tuple[Budget, list[BudgetLine]]]:
    """Every budget of which this organisation holds a part on a day, with those lines and whose it is."""
    ever = LineHolding.objects.filter(held_as=THIRD_PARTY, fund_holder=provider_id).values("line")
    people = Prefetch("budget__person", queryset=Person.objects.with_details())
    lines = list(
        BudgetLine.objects.filter(pk__in=ever, budget__ends_on__gte=on)
        .select_related("budget", "plan_line")
        .prefetch_related(people)
        .order_by("budget_id", "pk")
    )
    now = holdings_on(lines, on)
    found: dict[int, tuple[Budget, list[BudgetLine]]] = {}
    for line in lines:
        if _is_with(now[line.pk], provider_id):
            found.setdefault(line.budget_id, (line.budget, []))[1].append(line)
    return list(found.values())


def funds_for(person: Person, on: date) -> list[tuple[Budget, Provider, list[BudgetLine]]]:
    """Every fund that somebody holds for this person on a day: of which budget, who, and which parts of it."""
    ever = LineHolding.objects.filter(held_as=THIRD_PARTY, line__budget__person=person).values("line")
    lines = list(
        BudgetLine.objects.filter(pk__in=ever, budget__ends_on__gte=on)
        .select_related("budget", "plan_line")
        .order_by("budget_id", "pk")
    )
    found: dict[tuple[int, int], list[BudgetLine]] = {}
    now = holdings_on(lines, on)
    for line in lines:
        line.budget.person = person
        if now[line.pk].held_as == THIRD_PARTY and (holder := now[line.pk].fund_holder):
            found.setdefault((line.budget_id, holder), []).append(line)
    holders = Provider.objects.in_bulk([holder for _, holder in found])
    return [(lines[0].budget, holders[holder], lines) for (_, holder), lines in found.items()]


def holds_line(provider_id: int | None, line: BudgetLine, on: date) -> bool:
    """Whether this organisation holds this line on a day, or will once its budget starts."""
    return provider_id is not None and _is_with(holdings_on([line], on)[line.pk], provider_id)


def days_held(lines: Iterable[BudgetLine], provider_id: int) -> dict[int, list[Days]]:
    """For each line, by its id, the stretches of days in which this organisation holds it."""
    lines = list(lines)
    changes = changes_of(lines)
    return {
        line.pk: [
            (one.from_on, one.until_on)
            for one in stretches(changes[line.pk], line.budget.starts_on, line.budget.ends_on)
            if _is_with(one.holding, provider_id)
        ]
        for line in lines
        if changes[line.pk]
    }


def used_from(orders: Iterable[Order], swaps: Iterable[TimeSwap], held: dict[int, Sequence[Days]]) -> list[Used]:
    """What these orders take from a fund on the days in which it was held, swapped time given back."""
    found: list[Used] = []
    by_order: dict[int, list[TimeSwap]] = {}
    for swap in swaps:
        by_order.setdefault(swap.time_of_id, []).append(swap)
    for order in orders:
        if order.never_happens or not order.begun:
            continue
        for first, last in held.get(order.budget_line_id, ()):
            found += _within(
                order.what, order.pence_weekly, order.pence_once, order.first_on, order.last_on, first, last
            )
            for swap in by_order.get(order.pk, ()):
                bought = swap.bought
                if bought.begun and not bought.never_happens:
                    words, until = f"Less time, for {bought.what}", min(bought.last_on, order.last_on)
                    found += _within(words, -swap.pence_weekly, 0, bought.first_on, until, first, last)
    return found


def open_orders(lines: Iterable[BudgetLine], on: date) -> list[Order]:
    """What is bought with these lines now or soon."""
    found = Order.objects.filter(budget_line__in=list(lines)).with_rows().order_by("pk")
    return [one for one in found if one.state_on(on) not in (OrderState.REFUSED, OrderState.ENDED)]


def _within(what: str, weekly: int, once: int, begins: date, ends: date, first: date, last: date) -> list[Used]:
    """The part of a spell that falls in a stretch. What is paid once belongs to the stretch it begins in."""
    once = once if first <= begins <= last else 0
    begins, ends = max(begins, first), min(ends, last)
    return [Used(what, weekly, once, begins, ends)] if begins <= ends else []


def _is_with(holding: Holding, provider_id: int) -> bool:
    return holding.held_as == THIRD_PARTY and holding.fund_holder == provider_id
