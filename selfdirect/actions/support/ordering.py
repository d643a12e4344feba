"""What ordering support shares: who may sell, what a line holds, who covers which days, and telling both sides.

Next:   selfdirect/rules/orders.py
Tests:  tests/actions/support/test_ordering.py
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.outbox import put, write_letter
from selfdirect.actions.support.policy import holidays_around, policy_on
from selfdirect.actions.support.steps import close_step, named_worker, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import KEPT, Budget, BudgetLine
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.orders import Order, OrderArrangement, OrderEnd, OrderKind, Seller
from selfdirect.records.people import Person
from selfdirect.records.plans import Frequency
from selfdirect.records.work import Step
from selfdirect.rules import plans
from selfdirect.rules.calendar import format_date
from selfdirect.rules.orders import MOST_NOTICE_DAYS, NOTICE_DAYS, Spell, too_much
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values
from selfdirect.rules.work import due_on

Asked = Mapping[str, Any]
"""What is asked of a seller: seller, provider, seller_name, seller_contact, what, outcomes, quantity_hundredths, unit,
unit_price_pence, frequency, starts_on, notice_days; and visit_times, preferred_worker, tasks, terms."""

TERMS = ("visit_times", "preferred_worker", "tasks", "terms")
START = "service_start"


def check_whose(order: Order, person: Person | None, by: User) -> None:
    """An order belongs to the person who is named; without one, only the provider it was sent to may act on it."""
    if person is None:
        if by.provider_id is None or order.provider_id != by.provider_id:
            raise NotAllowed("You are not able to do this.")
    elif order.budget_line.budget.person_id != person.pk:
        raise Refused("This order is for somebody else.")


def from_plan(line: BudgetLine, values: Values, on: date) -> dict[str, Any]:
    """What a line of the plan already says, so that nothing is typed twice (R-BRK-12)."""
    plan_line, budget = line.plan_line, line.budget
    known = plan_line.provider
    return {
        "seller": Seller.PROVIDER if known else Seller.UNUSUAL,
        "provider": known,
        "seller_name": "" if known else plan_line.provider_name,
        "seller_contact": "",
        "what": plan_line.what,
        "outcomes": list(plan_line.outcomes),
        "quantity_hundredths": plan_line.quantity_hundredths,
        "unit": plan_line.unit,
        "unit_price_pence": plan_line.unit_price_pence,
        "frequency": plan_line.frequency,
        "starts_on": max(budget.starts_on, on),
        "notice_days": values.whole(NOTICE_DAYS),
        **dict.fromkeys(TERMS, ""),
    }


def cost(asked: Asked) -> tuple[int, int]:
    """What it comes to a week, and once, by the same rule as the plan."""
    line = plans.PlanLine(
        key="order",
        label=str(asked["what"]),
        category="",
        outcomes=tuple(asked["outcomes"]),
        unit_price_pence=int(asked["unit_price_pence"]),
        quantity=Decimal(int(asked["quantity_hundredths"])) / 100,
        frequency=str(asked["frequency"]),
    )
    once = plans.cost_each_time(line) if line.frequency == plans.ONE_OFF else 0
    return plans.line_pence_weekly(line), once


def problems_with(asked: Asked, line: BudgetLine, on: date) -> list[Problem]:
    """Everything wrong with what is asked, but for its cost."""
    found = _seller_problems(asked, on)
    if not str(asked["what"]).strip():
        found.append(Problem("what", "Enter what is ordered"))
    if int(asked["quantity_hundredths"]) <= 0:
        found.append(Problem("quantity", "How many must be more than 0"))
    if int(asked["unit_price_pence"]) <= 0:
        found.append(Problem("unit_price_pence", "The price must be more than £0.00"))
    if not 0 <= int(asked["notice_days"]) <= MOST_NOTICE_DAYS:
        found.append(Problem("notice_days", f"The notice must be between 0 and {MOST_NOTICE_DAYS} days"))
    budget = line.budget
    if not budget.starts_on <= asked["starts_on"] <= budget.ends_on:
        between = f"{format_date(budget.starts_on)} and {format_date(budget.ends_on)}"
        found.append(Problem("starts_on", f"The start must be while the budget runs, between {between}"))
    return found


def _seller_problems(asked: Asked, on: date) -> list[Problem]:
    if asked["seller"] not in Seller.values:
        return [Problem("seller", "Select who gives it")]
    if asked["seller"] != Seller.PROVIDER:
        missing = not str(asked["seller_name"]).strip()
        return [Problem("seller_name", "Enter the name of whoever gives it")] if missing else []
    provider = asked["provider"]
    if provider is None:
        return [Problem("provider", "Select a provider from the list. This one is not on it any more")]
    if provider.is_closed(max(on, asked["starts_on"])):
        closed = format_date(provider.closing.last_on)
        return [Problem("provider", f"{provider.name} closes after {closed}. Select another provider")]
    return []


def holds(line: BudgetLine, frequency: str) -> tuple[int, str]:
    """What a line of the budget holds for orders of this frequency, and each what."""
    if frequency == Frequency.ONE_OFF:
        spent = sum(one.pence_once for one in live(line) if one.kind == OrderKind.ONE_OFF)
        return line.pence_once - spent, "once"
    return line.pence_weekly, "a week"


def free_once(line: BudgetLine) -> int:
    """What a line holds for things bought once, less what was ordered or prescribed, in pence."""
    waiting = [item for item in PrescribedItem.objects.filter(budget_line=line).with_rows() if item.choice is None]
    held, _ = holds(line, Frequency.ONE_OFF)
    return held - sum(item.council_pence for item in waiting)


def check_cost(asked: Asked, line: BudgetLine) -> tuple[int, int]:
    """What it costs. Raises Refused, with the amounts, when the line of the budget does not hold so much."""
    weekly, once = cost(asked)
    held, each = holds(line, str(asked["frequency"]))
    if words := too_much(weekly or once, held, line.plan_line.what, each):
        raise Refused([Problem("unit_price_pence", words)])
    return weekly, once


def live(line: BudgetLine) -> list[Order]:
    """The orders of a line that were not said no to or withdrawn, oldest first."""
    found = Order.objects.filter(budget_line=line).with_rows().order_by("pk")
    return [order for order in found if not order.never_happens]


def spells_of(line: BudgetLine) -> dict[int, Spell]:
    """Who covers which days of a line: every regular order that was said yes to."""
    return {
        order.pk: Spell(order.pk, order.first_on, order.last_on)
        for order in live(line)
        if order.kind == OrderKind.REGULAR and order.reply
    }


def waiting_on(line: BudgetLine) -> Order | None:
    """The regular order of a line that waits for an answer."""
    asked = (one for one in live(line) if one.kind == OrderKind.REGULAR and one.reply is None)
    return next(asked, None)


def write_ends(before: Mapping[int, Spell], after: Sequence[Spell], reason: str, on: date, by: User) -> list[int]:
    """Write a new end for every order whose last day moved, and for those that now never begin; say which moved."""
    kept = {spell.key: spell for spell in after}
    moved = []
    for key, spell in before.items():
        now = kept.get(key)
        last_on = now.last_on if now else spell.first_on.fromordinal(spell.first_on.toordinal() - 1)
        if last_on != spell.last_on:
            OrderEnd.objects.create(order_id=key, last_on=last_on, reason=reason, on=on, by=by)
            moved.append(key)
    return moved


def latest_start(clock_from: date, starts_on: date, on: date) -> date:
    """The last day on which a service starts in time: within the policy's days of the plan, or as agreed if later."""
    return max(due_on(START, clock_from, policy_on(on), holidays_around(clock_from)), starts_on)


def watch_start(order: Order, person: Person, on: date) -> Step:
    """Open the step that stays with the named worker until the service has started."""
    step = open_step(START, person=person, record=order, on=on, owner=named_worker(person))
    Step.objects.filter(pk=step.pk).update(due_on=max(order.due_on, on))
    step.refresh_from_db()
    return step


def lines_to_order(budget: Budget) -> list[BudgetLine]:
    """The lines of a budget that nobody was asked to give yet."""
    found = budget.lines.exclude(KEPT).select_related("plan_line__provider", "budget")
    return [line for line in found.order_by("pk") if not live(line)]


def place(
    line: BudgetLine,
    asked: Asked,
    person: Person,
    on: date,
    by: User,
    *,
    replaces: Order | None = None,
    kind: OrderKind | None = None,
    is_decided: bool = False,
    due_on: date | None = None,
    clock_from: date | None = None,
    **more: Any,
) -> Order:
    """Check an order, write it with its terms, open its step and ask the seller. One at a time for each line.

    `due_on` and `clock_from` are for what has a clock of its own, and not the one that runs from the plan.
    """
    line = (
        BudgetLine.objects.select_for_update(of=("self",))
        .select_related("plan_line", "budget__decision")
        .get(pk=line.pk)
    )
    if problems := problems_with(asked, line, on):
        raise Refused(problems)
    weekly, once = cost(asked) if is_decided else check_cost(asked, line)
    kind = kind or (OrderKind.ONE_OFF if asked["frequency"] == Frequency.ONE_OFF else OrderKind.REGULAR)
    if kind == OrderKind.REGULAR and replaces is None:
        _check_free(line, asked["starts_on"])
    is_first = replaces is None and kind != OrderKind.SWAP
    clock_from = clock_from or (line.budget.decision.decided_on or on if is_first else on)
    same = ("seller", "provider", "seller_name", "seller_contact", "outcomes", "unit", "frequency", "starts_on")
    order = Order.objects.create(
        budget_line=line,
        kind=kind,
        what=str(asked["what"]).strip(),
        quantity_hundredths=asked["quantity_hundredths"],
        unit_price_pence=asked["unit_price_pence"],
        pence_weekly=weekly,
        pence_once=once,
        notice_days=asked["notice_days"],
        clock_from=clock_from,
        due_on=due_on or (latest_start(clock_from, asked["starts_on"], on) if is_first else asked["starts_on"]),
        replaces=replaces,
        made_on=on,
        made_by=by,
        **{"ends_on": line.budget.ends_on, **{name: asked[name] for name in same}, **more},
    )
    terms = {name: str(asked.get(name, "")).strip() for name in TERMS}
    OrderArrangement.objects.create(order=order, **terms, from_on=order.starts_on, on=on, by=by)
    for earlier in Order.objects.filter(budget_line=line).exclude(pk=order.pk):
        close_step("find_provider", person=person, on=on, by=by, record=earlier)
    watch_start(order, person, on)
    _ask(order, on)
    return order


def _check_free(line: BudgetLine, starts_on: date) -> None:
    if waiting := waiting_on(line):
        raise Refused(f"{waiting.who} was already asked for this and has not answered. Change that order instead.")
    if any(spell.last_on >= starts_on for spell in spells_of(line).values()):
        raise Refused("Somebody already gives this on that day. Change that order instead, so that no day is lost.")


def _ask(order: Order, on: date) -> None:
    body = (
        f"We ask you for {order.what} from {format_date(order.starts_on)}. Please say yes or no to order"
        f" {order.reference}: sign in, or phone us."
    )
    tell_seller(order, f"order:{order.pk}:asked", "A new order", body, on)


def tell_seller(order: Order, key: str, subject: str, body: str, on: date) -> None:
    """Say something to whoever an order was sent to. A seller that has no address is told by the worker."""
    provider = order.provider
    if provider and (provider.email or provider.phone):
        channel, to = ("email", provider.email) if provider.email else ("text", provider.phone)
        put(key=key, channel=channel, to=to, subject=f"{subject} ({order.reference})", body=body, person=None, on=on)


def write_to_person(
    person: Person, key: str, subject: str, words: Sequence[str], then: str, on: date, by: User
) -> None:
    """Write to the person about their support."""
    worker = named_worker(person)
    facts = {
        "words": list(words),
        "then": then,
        "worker": worker.name if worker else "",
        "phone": worker.phone if worker else "",
    }
    write_letter("service", key=key, person=person, subject=subject, facts=facts, on=on, by=by)


def tell_staff(user: User, key: str, subject: str, body: str, person: Person, on: date) -> None:
    """Say something to somebody who works here. The person's name stays out of it: the reference is enough."""
    put(key=key, channel="email", to=user.email, subject=subject, body=body, person=person, on=on)
