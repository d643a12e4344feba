"""Ordering support: made from the plan, answered, started, ended; and a late start that raises itself (R-BRK-03).

Values: policy/councils
Next:   selfdirect/actions/order_changes.py
Tests:  tests/actions/test_orders.py
"""

from datetime import date, timedelta
from typing import Any

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support import ordering
from selfdirect.actions.support.ordering import START, Asked
from selfdirect.actions.support.policy import holidays_around, policy_on
from selfdirect.actions.support.steps import close_step, named_worker, open_step, owner_for
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.equipment import RetailerChoice
from selfdirect.records.orders import (
    LateStart,
    Order,
    OrderAnswer,
    OrderEnd,
    OrderKind,
    OrderStart,
    OrderState,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date, working_days_between
from selfdirect.rules.orders import Spell, begun_later, first_change_on, given_back, taken_over
from selfdirect.rules.problems import Problem

ANSWERS = (Permission.ANSWER_ORDERS, Permission.ARRANGE_SERVICES)
SAYS_STARTED = (*ANSWERS, Permission.CONTROL_SERVICES, Permission.TELL_US)
ENDS = (*ANSWERS, Permission.CONTROL_SERVICES)


@action(needs=Permission.ARRANGE_SERVICES)
def make_all(*, person: Person, budget: Budget, key: str, on: date, by: User) -> Budget:
    """Make an order from every line of the plan that names who gives it, with nothing typed again (R-BRK-12)."""
    if budget.person_id != person.pk:
        raise Refused("This budget is for somebody else.")
    made = []
    for line in ordering.lines_to_order(budget):
        asked = ordering.from_plan(line, policy_on(on), on)
        if asked["provider"] or asked["seller_name"]:
            made.append(ordering.place(line, asked, person, on, by))
    if not made:
        raise Refused(
            "Every part of the plan that names who gives it has an order already. Order the others one by one."
        )
    said = ", ".join(f"{order.what} from {order.who}" for order in made)
    tell(f"The plan was registered and its services ordered: {said}.", person=person, about=about(budget))
    return budget


@action(needs=Permission.ARRANGE_SERVICES)
def make(*, person: Person, budget_line: BudgetLine, asked: Asked, key: str, on: date, by: User) -> Order:
    """Order one line of the budget from somebody, on the terms agreed one by one (R-BRK-07, R-BRK-11)."""
    if budget_line.budget.person_id != person.pk:
        raise Refused("This budget is for somebody else.")
    if budget_line.is_kept:
        raise Refused("This money is kept until it is needed, so nothing is ordered from it.")
    order = ordering.place(budget_line, asked, person, on, by)
    tell(
        f"{order.who} was asked for {order.what}, to start on {format_date(order.starts_on)}.",
        person=person,
        about=about(order),
    )
    return order


@action(needs=ANSWERS)
def answer(
    *,
    person: Person | None,
    order: Order,
    is_yes: bool,
    first_on: date | None,
    reason: str,
    told_by: str,
    seen_version: int,
    on: date,
    by: User,
) -> OrderAnswer:
    """Say yes, with the first day, or no, with the reason: the provider itself, or a worker who was told by phone.

    On a change, whoever gave it until now stops the day before the first day, and not before there is a yes.
    """
    ordering.check_whose(order, person, by)
    _check_answer(order, is_yes, first_on, reason, told_by if person else by.name)
    order = _against(order, seen_version, by)
    if order.reply or order.never_happens:
        raise Refused("This order was already answered or taken back.")
    made = OrderAnswer.objects.create(
        order=order,
        is_yes=is_yes,
        first_on=first_on if is_yes else None,
        reason=reason.strip(),
        told_by=told_by.strip() if person else "",
        on=on,
        by=by,
    )
    whose = order.budget_line.budget.person
    if is_yes:
        _said_yes(order, made.first_on or order.starts_on, on, by)
    else:
        _said_no(order, made.reason, on, by)
    words = f"yes, from {format_date(first_on)}" if is_yes and first_on else f"no: {made.reason}"
    tell(f"{order.who} said {words}. It is about {order.what}.", person=whose, about=about(order))
    return made


def _check_answer(order: Order, is_yes: bool, first_on: date | None, reason: str, who: str) -> None:
    problems = []
    if not who.strip():
        problems.append(Problem("told_by", "Enter who told you"))
    if not is_yes and not reason.strip():
        problems.append(Problem("reason", "Say why not, so that somebody else can be found"))
    if is_yes and (first_on is None or not order.starts_on <= first_on <= order.ends_on):
        between = f"{format_date(order.starts_on)} and {format_date(order.ends_on)}"
        problems.append(Problem("first_on", f"The first day must be between {between}"))
    if problems:
        raise Refused(problems)


def _against(order: Order, seen_version: int, by: User) -> Order:
    """The order with its rows, if nobody changed it since it was read. Raises Stale."""
    save_against(order, seen_version, by)
    BudgetLine.objects.select_for_update().get(pk=order.budget_line_id)
    return Order.objects.with_rows().get(pk=order.pk)


def _said_yes(order: Order, first_on: date, on: date, by: User) -> None:
    person, line = order.budget_line.budget.person, order.budget_line
    if order.kind == OrderKind.REGULAR:
        spells = ordering.spells_of(line)
        own = spells.pop(order.pk, None)
        if own:
            _end_others(spells, taken_over(list(spells.values()), own), f"{order.who} goes on from then", on, by)
    words = [f"{order.who} said yes. They give {order.what} from {format_date(first_on)}."]
    if order.replaces:
        words.append(f"{order.replaces.who} goes on until the day before, so that no day is without support.")
    ordering.write_to_person(
        person, f"order:{order.pk}:yes", "Your support is arranged", words, "Tell us if it does not start.", on, by
    )


def _end_others(spells: Any, after: Any, reason: str, on: date, by: User) -> None:
    """End what is taken over and tell whoever gave it, each with their last day."""
    for key in ordering.write_ends(spells, after, reason, on, by):
        ended = Order.objects.with_rows().get(pk=key)
        last = f"Your last day for order {ended.reference} ({ended.what}) is {format_date(ended.last_on)}"
        if ended.never_happens:
            last = f"Order {ended.reference} ({ended.what}) is taken back. You do not have to start"
        ordering.tell_seller(ended, f"order:{key}:last:{ended.last_on}:{on}", "Your last day", f"{last}. {reason}.", on)


def _said_no(order: Order, reason: str, on: date, by: User) -> None:
    person = order.budget_line.budget.person
    close_step(START, person=person, on=on, by=by, record=order)
    words = [f"{order.who} cannot give {order.what}. They said: {reason}"]
    if order.kind == OrderKind.SWAP:
        words.append("Your time is not swapped. All of it stays as it was.")
        _tell_time_returns(order, order.starts_on, on)
    elif order.replaces:
        words.append(f"Nothing stops: {order.replaces.who} goes on as before.")
        body = f"Order {order.replaces.reference} goes on as before. Nobody takes it over."
        ordering.tell_seller(order.replaces, f"order:{order.pk}:no", "You go on", body, on)
    else:
        open_step("find_provider", person=person, record=order, on=on, owner=named_worker(person))
    ordering.write_to_person(
        person, f"order:{order.pk}:no", "Somebody else is needed", words, "We look for somebody else with you.", on, by
    )


def _tell_time_returns(order: Order, from_on: date, on: date) -> None:
    """Whoever gives the time that was swapped gives all of it again."""
    time_of = Order.objects.get(swaps__bought=order)
    body = f"Order {time_of.reference} ({time_of.what}) is whole again from {format_date(from_on)}."
    ordering.tell_seller(time_of, f"order:{order.pk}:time:{on}", "All the time again", body, on)


@action(needs=SAYS_STARTED)
def record_start(
    *, person: Person | None, order: Order, started_on: date, seen_version: int, on: date, by: User
) -> OrderStart:
    """Say on which day a service began: the provider, the person, whoever acts for them, or a worker.

    When it began later than agreed, whoever gave it before went on until then.
    """
    ordering.check_whose(order, person, by)
    order = _against(order, seen_version, by)
    if order.reply is None or order.never_happens:
        raise Refused("Nobody has said yes to this order, so it cannot have started.")
    if order.begun:
        raise Refused(f"It was already written down that this started on {format_date(order.begun.started_on)}.")
    if not order.first_on <= started_on <= min(on, order.last_on):
        last = format_date(min(on, order.last_on))
        words = f"The day it started must be between {format_date(order.first_on)} and {last}"
        raise Refused([Problem("started_on", words)])
    spells = ordering.spells_of(order.budget_line)
    days = working_days_between(order.clock_from, started_on, holidays_around(order.clock_from))
    made = OrderStart.objects.create(order=order, started_on=started_on, days_from_plan=days, on=on, by=by)
    if order.pk in spells and started_on > spells[order.pk].first_on:
        after = begun_later(list(spells.values()), order.pk, started_on)
        _end_others(spells, after, f"{order.who} started on {format_date(started_on)}", on, by)
    whose = order.budget_line.budget.person
    for code in (START, "late_start"):
        close_step(code, person=whose, on=on, by=by, record=order)
    tell(f"{order.what} from {order.who} started on {format_date(started_on)}.", person=whose, about=about(order))
    return made


@action(needs=ENDS)
def end(
    *, person: Person | None, order: Order, last_on: date, reason: str, seen_version: int, on: date, by: User
) -> OrderEnd:
    """End an order on a day, the notice kept. One that has not begun is taken back, and who gave it before goes on."""
    ordering.check_whose(order, person, by)
    if not reason.strip():
        raise Refused([Problem("reason", "Say why it ends")])
    order = _against(order, seen_version, by)
    state = order.state_on(on)
    if state in (OrderState.REFUSED, OrderState.ENDED):
        raise Refused("This order has ended already.")
    has_begun = order.begun is not None
    spells = ordering.spells_of(order.budget_line)
    if has_begun:
        _check_last_day(order, last_on, on)
    else:
        last_on = order.first_on - timedelta(days=1)
    made = OrderEnd.objects.create(order=order, last_on=last_on, reason=reason.strip(), on=on, by=by)
    whose = order.budget_line.budget.person
    for code in () if has_begun else (START, "late_start"):
        close_step(code, person=whose, on=on, by=by, record=order)
    goes_on = None if has_begun else _give_back(order, spells, on, by)
    if order.kind == OrderKind.REGULAR and goes_on is None:
        open_step("find_provider", person=whose, record=order, on=on, owner=named_worker(whose))
    if order.kind == OrderKind.SWAP:
        _tell_time_returns(order, last_on + timedelta(days=1), on)
    choice = RetailerChoice.objects.select_related("item").filter(order=order).first()
    if choice and not has_begun:
        open_step("equipment_choice", person=whose, record=choice.item, on=on, owner=named_worker(whose))
    words = f"{order.what} from {order.who} ends after {format_date(last_on)}" if has_begun else _taken_back(order)
    body = f"Order {order.reference}: {words}. Why: {made.reason}"
    ordering.tell_seller(order, f"order:{order.pk}:end:{made.pk}", "An order ends", body, on)
    tell(f"{words}. Why: {made.reason}", person=whose, about=about(order))
    return made


def _check_last_day(order: Order, last_on: date, on: date) -> None:
    earliest = first_change_on(on, order.notice_days) - timedelta(days=1)
    if not earliest <= last_on <= order.last_on:
        words = f"The notice is {order.notice_days} days, so the last day must be {format_date(earliest)} or later"
        if last_on > order.last_on:
            words = f"It already ends after {format_date(order.last_on)}. Enter an earlier day"
        raise Refused([Problem("last_on", words)])


def _taken_back(order: Order) -> str:
    return f"The order of {order.what} from {order.who} was taken back before it began"


def _give_back(order: Order, spells: dict[int, Spell], on: date, by: User) -> Order | None:
    """When a change is taken back before it began, whoever gave it before goes on instead."""
    own = spells.pop(order.pk, None)
    if own:
        after = given_back([*spells.values(), own], order.pk)
        ordering.write_ends(spells, after, f"{order.who} does not take over", on, by)
    before = Order.objects.with_rows().filter(pk=order.replaces_id or 0).first()
    if before is None or before.never_happens or before.last_on < on:
        return None
    body = f"Order {before.reference} goes on, to {format_date(before.last_on)}. Nobody takes it over."
    ordering.tell_seller(before, f"order:{order.pk}:back", "You go on", body, on)
    return before


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def raise_late_start(*, order: Order, on: date, by: User) -> LateStart:
    """Raise an order that has not started by its day: to the named worker, who has it, and to a manager (R-BRK-03)."""
    person = order.budget_line.budget.person
    policy_on(on)
    worker = named_worker(person) or owner_for(Role.SOCIAL_WORKER, person, on)
    step = open_step("late_start", person=person, record=order, on=on)
    days = working_days_between(order.clock_from, on, holidays_around(order.clock_from))
    made = LateStart.objects.create(
        order=order, on=on, working_days_from_plan=max(days, 0), worker=worker, manager=step.owner
    )
    body = (
        f"{order.what} from {order.who} has not started. It was due by {format_date(order.due_on)}, {days} working days"
        f" after {order.clock_words}. Order {order.reference} is with {worker.name} and {step.owner.name}."
    )
    for user in {worker.pk: worker, step.owner.pk: step.owner}.values():
        ordering.tell_staff(user, f"order:{order.pk}:late:{user.pk}", "A service is late to start", body, person, on)
    tell(
        f"{order.what} from {order.who} is late to start. {worker.name} and {step.owner.name} were told.",
        person=person,
        about=about(order),
    )
    return made
