"""How much of a line's time is swapped, on any day: what stands, and the most of it between two days.

Next:   selfdirect/actions/order_changes.py
Tests:  tests/actions/support/test_swaps.py
"""

from datetime import date

from selfdirect.records.orders import Order, OrderKind, TimeSwap


def swaps_of(line_id: int, first_on: date, last_on: date | None = None) -> list[TimeSwap]:
    """The swaps of a line's time that stand on one of these days: not said no to, and not ended before."""
    found = TimeSwap.objects.filter(time_of__budget_line=line_id, last_on__gte=first_on).order_by("pk")
    if last_on:
        found = found.filter(from_on__lte=last_on)
    bought = {
        one.pk: one
        for one in Order.objects.filter(budget_line=line_id, kind=OrderKind.SWAP).with_rows()
        if not one.never_happens
    }
    return [one for one in found if one.bought_id in bought and bought[one.bought_id].last_on >= first_on]


def most_swapped(line_id: int, first_on: date, last_on: date) -> int:
    """The most that is swapped a week on any day between two days. It can only rise on a day when a swap begins."""
    found = swaps_of(line_id, first_on, last_on)
    bought = Order.objects.with_rows().in_bulk([one.bought_id for one in found])
    days = {first_on} | {one.from_on for one in found if one.from_on > first_on}
    return max(
        sum(one.pence_weekly for one in found if one.from_on <= day <= min(one.last_on, bought[one.bought_id].last_on))
        for day in days
    )
