"""Time exchanged for something else of the same value: how much stands on any day, and the one way it is written.

Next:   selfdirect/actions/order_changes.py
Tests:  tests/actions/support/test_swaps.py
"""

from datetime import date, timedelta

from selfdirect.actions.action import Refused, about, tell
from selfdirect.actions.support import ordering
from selfdirect.actions.support.ordering import Asked
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.orders import CHANGEABLE, Order, OrderKind, TimeSwap
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import SwapRefused, first_change_on, in_hundredths, notice_in_words, swap, worth
from selfdirect.rules.problems import Problem

MOST_WEEKS = 52


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


def swap_time(
    order: Order,
    given_hundredths: int,
    bought_pence: int | None,
    wanted: Asked,
    weeks: int,
    seen_version: int,
    on: date,
    by: User,
) -> TimeSwap:
    """Write a swap (R-DEP-19): the order that is bought, and what it takes from the time each week.

    Without a price it is worth exactly the time. What is not needed of the time stays as time.
    """
    save_against(order, seen_version, by)
    order = Order.objects.with_rows().get(pk=order.pk)
    person = order.budget_line.budget.person
    if order.kind != OrderKind.REGULAR or order.state_on(on) not in CHANGEABLE:
        raise Refused("This time is not going on, so none of it can be swapped.")
    last_on = wanted["starts_on"] + timedelta(days=7 * weeks - 1)
    _check_weeks(order, wanted["starts_on"], last_on, weeks, on)
    there = order.pence_weekly - most_swapped(order.budget_line_id, wanted["starts_on"], last_on)
    bought_pence = worth(given_hundredths, order.unit_price_pence) if bought_pence is None else bought_pence
    try:
        found = swap(there, order.unit_price_pence, given_hundredths, bought_pence)
    except SwapRefused as refused:
        raise Refused([Problem("given", str(refused))]) from refused
    asked = {**wanted, "quantity_hundredths": 100, "unit": "items", "unit_price_pence": bought_pence}
    asked |= {"frequency": "weekly", "outcomes": list(order.budget_line.plan_line.outcomes), "notice_days": 0}
    bought = ordering.place(
        order.budget_line, asked, person, on, by, kind=OrderKind.SWAP, is_decided=True, ends_on=last_on
    )
    made = TimeSwap.objects.create(
        time_of=order,
        bought=bought,
        price_pence=order.unit_price_pence,
        pence_weekly=bought_pence,
        from_on=bought.starts_on,
        last_on=last_on,
        on=on,
        by=by,
    )
    left = f"{in_hundredths(found.left_hundredths)} {order.unit} a week of {order.what} stay"
    words = f"Time worth {format_pounds(bought_pence)} a week was swapped for {bought.what}. {left}."
    ordering.tell_seller(order, f"swap:{made.pk}", "Less time for some weeks", _less_time(made), on)
    tell(words, person=person, about=about(bought))
    return made


def _check_weeks(order: Order, first_on: date, last_on: date, weeks: int, on: date) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused([Problem("weeks", f"The number of weeks must be between 1 and {MOST_WEEKS}")])
    if first_on < max(first_change_on(on, order.notice_days), order.first_on):
        raise Refused([Problem("starts_on", notice_in_words(order.who, on, order.notice_days))])
    if last_on > order.last_on:
        raise Refused([Problem("weeks", f"This time ends after {format_date(order.last_on)}. Enter fewer weeks")])


def _less_time(made: TimeSwap) -> str:
    order = made.time_of
    return (
        f"From {format_date(made.from_on)} to {format_date(made.last_on)}, order {order.reference} ({order.what}) is"
        f" {format_pounds(made.pence_weekly)} a week less. The rest stays as it is."
    )
