"""Control over support that others buy: another provider, other times, a change that is decided, time swapped.

The person does these themselves, or whoever acts for them; a worker does them on one call (R-DEP-18).

Values: policy/councils
Next:   selfdirect/actions/orders.py
Tests:  tests/actions/test_order_changes.py
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support import ordering, swaps
from selfdirect.actions.support.ordering import Asked
from selfdirect.actions.support.steps import close_step, open_step, owner_for
from selfdirect.actions.support.swaps import swaps_of
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.budgets import KEPT
from selfdirect.records.market import Provider
from selfdirect.records.orders import (
    CHANGEABLE,
    Order,
    OrderArrangement,
    OrderKind,
    OrderRequest,
    OrderState,
    TimeSwap,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import (
    first_change_on,
    notice_in_words,
    too_much,
    why_decided,
)
from selfdirect.rules.problems import Problem

CHANGES = (Permission.CONTROL_SERVICES, Permission.ARRANGE_SERVICES)


@action(needs=CHANGES)
def change(
    *, person: Person, order: Order, wanted: Asked, seen_version: int, key: str, on: date, by: User
) -> Order | OrderRequest:
    """Choose somebody else, or something else, for what an order gives (R-BRK-08). The notice of the old one is kept.

    While outcome and total fit what was agreed, the new order is made at once and nobody approves it; otherwise a
    request is made that has to be decided by its date. Until the new one has said yes, the old one goes on.
    """
    order = _current(order, person, seen_version, by)
    if order.kind != OrderKind.REGULAR or order.state_on(on) not in CHANGEABLE or order.reply is None:
        raise Refused("This order is not going on, so it cannot be changed. Make a new one instead.")
    if waiting := ordering.waiting_on(order.budget_line):
        raise Refused(f"{waiting.who} was asked already and has not answered. Take that back first, or wait for it.")
    problems = ordering.problems_with(wanted, order.budget_line, on)
    if not problems and wanted["starts_on"] < first_change_on(on, order.notice_days):
        problems.append(Problem("starts_on", notice_in_words(order.who, on, order.notice_days)))
    if not problems and wanted["starts_on"] > order.last_on + timedelta(days=1):
        words = f"{order.who} stops after {format_date(order.last_on)}. Somebody else must start by the day after"
        problems.append(Problem("starts_on", words))
    if problems:
        raise Refused(problems)
    _check_swaps_fit(order, wanted)
    reasons = _why_decided(order, wanted)
    if reasons:
        return _ask_for_decision(order, person, wanted, reasons, on, by)
    made = ordering.place(order.budget_line, wanted, person, on, by, replaces=order)
    _tell_of_change(order, made, on)
    tell(
        f"{made.who} was asked to give {made.what} from {format_date(made.starts_on)}. {order.who} goes on until then.",
        person=person,
        about=about(made),
    )
    return made


def _current(order: Order, person: Person, seen_version: int, by: User) -> Order:
    ordering.check_whose(order, person, by)
    save_against(order, seen_version, by)
    return Order.objects.with_rows().get(pk=order.pk)


def _why_decided(order: Order, wanted: Asked) -> tuple[str, ...]:
    weekly, once = ordering.cost(wanted)
    held, each = ordering.holds(order.budget_line, str(wanted["frequency"]))
    agreed = order.budget_line.plan_line.outcomes
    return why_decided(wanted["outcomes"], agreed, weekly or once, held, order.budget_line.plan_line.what, each)


def _tell_of_change(order: Order, made: Order, on: date) -> None:
    """Tell the old one at once, so that the notice runs. The new one was asked when its order was placed."""
    if made.provider_id == order.provider_id and made.seller_name == order.seller_name:
        return
    body = (
        f"Somebody else was asked to take over order {order.reference} ({order.what}) from"
        f" {format_date(made.starts_on)}. Please go on until we tell you that they have said yes."
    )
    ordering.tell_seller(order, f"order:{made.pk}:notice", "Notice of a change", body, on)


def _ask_for_decision(
    order: Order, person: Person, wanted: Asked, reasons: tuple[str, ...], on: date, by: User
) -> OrderRequest:
    request = OrderRequest.objects.create(
        order=order, wanted=_as_json(wanted), why_decided=list(reasons), asked_on=on, asked_by=by
    )
    step = open_step(
        "order_decision",
        person=person,
        record=request,
        on=on,
        owner=owner_for(Role.TEAM_MANAGER, person, on, besides=by),
    )
    by_when = f"{step.owner.name} decides by {format_date(step.due_on)}"
    tell(f"A change of support was asked for: {wanted['what']}. {by_when}.", person=person, about=about(request))
    return request


def _as_json(wanted: Asked) -> dict[str, Any]:
    """What was asked for, as it is kept until it is decided."""
    provider = wanted["provider"]
    return {**wanted, "provider": provider.pk if provider else None, "starts_on": wanted["starts_on"].isoformat()}


def _from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for, as orders take it."""
    provider = Provider.objects.filter(pk=kept["provider"] or 0).first()
    return {**kept, "provider": provider, "starts_on": date.fromisoformat(kept["starts_on"])}


@action(needs=Permission.DECIDE)
def decide(
    *, person: Person, request: OrderRequest, is_agreed: bool, reasons: str, seen_version: int, on: date, by: User
) -> OrderRequest:
    """Agree to a change, or not, with reasons (R-BRK-08). It may use what other lines of the budget leave free."""
    if request.order.budget_line.budget.person_id != person.pk:
        raise Refused("This request is for somebody else.")
    if request.decided_by_id:
        raise Refused("This was already decided.")
    if request.asked_by_id == by.pk:
        raise Refused("You asked for this change, so somebody else has to decide on it.")
    if not reasons.strip():
        raise Refused([Problem("reasons", "Give your reasons, in words the person will understand")])
    made = _agreed(request, person, on, by) if is_agreed else None
    saved = save_against(
        request,
        seen_version,
        by,
        is_agreed=is_agreed,
        reasons=reasons.strip(),
        decided_on=on,
        decided_by=by,
        made=made,
    )
    close_step("order_decision", person=person, on=on, by=by, record=saved)
    said = "Yes" if is_agreed else "No"
    tell(f"{by.name} decided on a change of support: {said}. {reasons.strip()}", person=person, about=about(saved))
    words = [f"You asked for {request.wanted['what']}. The answer is {said.lower()}.", reasons.strip()]
    then = (
        f"{made.who} was asked to start on {format_date(made.starts_on)}. Nothing stops before they have said yes."
        if made
        else "Your support goes on as it is. If you disagree, tell us: somebody else looks at it again."
    )
    key = f"order_request:{saved.pk}"
    ordering.write_to_person(person, key, "Our answer to the change you asked for", words, then, on, by)
    return saved


def _agreed(request: OrderRequest, person: Person, on: date, by: User) -> Order:
    order = Order.objects.with_rows().get(pk=request.order_id)
    wanted = _from_json(request.wanted)
    earliest = first_change_on(request.asked_on, order.notice_days)
    wanted["starts_on"] = max(wanted["starts_on"], earliest, on + timedelta(days=1))
    if order.never_happens or order.last_on < wanted["starts_on"] - timedelta(days=1):
        raise Refused("What this would change has ended. Make a new order instead.")
    if waiting := ordering.waiting_on(order.budget_line):
        raise Refused(f"{waiting.who} was asked in the meantime and has not answered. Wait for their answer first.")
    _check_whole_budget(order, wanted)
    made = ordering.place(order.budget_line, wanted, person, on, by, replaces=order, is_decided=True)
    _tell_of_change(order, made, on)
    return made


def _check_whole_budget(order: Order, wanted: Asked) -> None:
    """What is agreed may be more than its line, and never more than the lines of the budget leave free together."""
    weekly, once = ordering.cost(wanted)
    others = order.budget_line.budget.lines.exclude(pk=order.budget_line_id).exclude(KEPT)
    free_weekly, free_once = order.budget_line.pence_weekly, order.budget_line.pence_once
    for line in others.select_related("plan_line"):
        running = [one for one in ordering.live(line) if one.kind != OrderKind.SWAP and one.last_on >= order.first_on]
        free_weekly += max(line.pence_weekly - max((one.pence_weekly for one in running), default=line.pence_weekly), 0)
        free_once += max(line.pence_once - sum(one.pence_once for one in running), 0) if running else 0
    held, each = (free_once, "once") if once else (free_weekly, "a week")
    if words := too_much(weekly or once, held, "this, with what other parts leave free", each):
        raise Refused(f"{words}. A review has to look at the plan first.")


def _check_swaps_fit(order: Order, wanted: Asked) -> None:
    weekly, _ = ordering.cost(wanted)
    swapped = max((one.pence_weekly for one in swaps_of(order.budget_line_id, wanted["starts_on"])), default=0)
    if weekly < swapped:
        words = f"{format_pounds(swapped)} a week of this time is swapped. Stop the swap first, or keep more time"
        raise Refused([Problem("quantity", words)])


@action(needs=CHANGES)
def arrange(
    *, person: Person, order: Order, arranged: Mapping[str, str], from_on: date, seen_version: int, on: date, by: User
) -> OrderArrangement:
    """Set the times of visits, the preferred worker, the tasks and the terms from a day on (R-DEP-18, R-BRK-07)."""
    order = _current(order, person, seen_version, by)
    if order.state_on(on) in (OrderState.REFUSED, OrderState.ENDED):
        raise Refused("This order has ended, so its times cannot be changed.")
    if not max(order.first_on, on) <= from_on <= order.last_on:
        between = f"{format_date(max(order.first_on, on))} and {format_date(order.last_on)}"
        raise Refused([Problem("from_on", f"The day must be between {between}")])
    terms = {name: str(arranged.get(name, "")).strip() for name in ordering.TERMS}
    made = OrderArrangement.objects.create(order=order, **terms, from_on=from_on, on=on, by=by)
    said = [f"times: {made.visit_times}"] if made.visit_times else []
    said += [f"preferred worker: {made.preferred_worker}"] if made.preferred_worker else []
    words = f"From {format_date(from_on)}, {order.what}: {'; '.join(said) or 'the terms changed'}."
    ordering.tell_seller(order, f"order:{order.pk}:times:{made.pk}", "Other times", words, on)
    tell(words, person=person, about=about(order))
    return made


@action(needs=CHANGES)
def swap_time(
    *,
    person: Person,
    order: Order,
    given_hundredths: int,
    bought_pence: int | None,
    wanted: Asked,
    weeks: int,
    seen_version: int,
    key: str,
    on: date,
    by: User,
) -> TimeSwap:
    """Exchange unused time, each week for some weeks, for something else of the same value (R-DEP-19).

    Without a price it is worth exactly the time. What is not needed of the time stays as time.
    """
    ordering.check_whose(order, person, by)
    return swaps.swap_time(order, given_hundredths, bought_pence, wanted, weeks, seen_version, on, by)
