"""Equipment by prescription: prescribed after a visit, chosen from a listed retailer, late ones raise themselves.

A choice makes an order that is bought once, from the budget's line, for what the council pays. So it is paid, watched
and started as every order is, and its arrival is the order's start. What the person adds of their own is written
beside the order: it is in no budget and in no charge (R-BRK-04, R-BRK-05).

Values: policy/councils, policy/defaults
Next:   selfdirect/actions/orders.py
Tests:  tests/actions/test_equipment.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support import ordering
from selfdirect.actions.support.policy import holidays_around, policy_on
from selfdirect.actions.support.steps import close_step, named_worker, open_step, owner_for
from selfdirect.records.access import User
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.equipment import LateEquipment, PrescribedItem, RetailerChoice
from selfdirect.records.orders import Order, OrderAnswer, Seller
from selfdirect.records.people import Person
from selfdirect.records.plans import Frequency
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date, working_days_between
from selfdirect.rules.equipment import CatalogueItem, Retailer, catalogue, delivery_due, retailers, shares
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import too_much
from selfdirect.rules.problems import Problem

CHOOSE = "equipment_choice"
LATE = "late_equipment"
CHOOSES = (Permission.CONTROL_SERVICES, Permission.ARRANGE_SERVICES)


@action(needs=Permission.ASSESS)
def prescribe(
    *,
    person: Person,
    budget_line: BudgetLine,
    codes: Sequence[str],
    why: str,
    visited_on: date,
    key: str,
    on: date,
    by: User,
) -> PrescribedItem:
    """Prescribe items of the catalogue, each with its own clock from the visit. Gives the first.

    Raises Refused for an item that is not in the catalogue, a line that does not hold enough, or a day to come.
    """
    line = (
        BudgetLine.objects.select_for_update(of=("self",)).select_related("plan_line", "budget").get(pk=budget_line.pk)
    )
    if line.budget.person_id != person.pk:
        raise Refused("This budget is for somebody else.")
    values = policy_on(on)
    wanted = [item for item in catalogue(values) if item.code in codes]
    if problems := _prescribing_problems(line, wanted, codes, why, visited_on, on):
        raise Refused(problems)
    due_on = delivery_due(visited_on, values, holidays_around(visited_on))
    made = [
        PrescribedItem.objects.create(
            person=person,
            budget_line=line,
            code=item.code,
            label=item.label,
            council_pence=item.pence,
            why=why.strip(),
            visited_on=visited_on,
            due_on=due_on,
            on=on,
            by=by,
        )
        for item in wanted
    ]
    for item in made:
        step = open_step(CHOOSE, person=person, record=item, on=on, owner=named_worker(person))
        Step.objects.filter(pk=step.pk).update(due_on=max(due_on, on))
    _say_prescribed(person, made, [shop.name for shop in retailers(values)], on, by)
    return made[0]


def _prescribing_problems(
    line: BudgetLine, wanted: Sequence[CatalogueItem], codes: Sequence[str], why: str, visited_on: date, on: date
) -> list[Problem]:
    found = []
    if not wanted or len(wanted) != len(set(codes)):
        found.append(Problem("codes", "Select at least one item from the list"))
    if not why.strip():
        found.append(Problem("why", "Say what it is needed for"))
    if visited_on > on:
        found.append(Problem("visited_on", "The day of the visit must be today or in the past"))
    if line.is_kept or not line.budget.starts_on <= on <= line.budget.ends_on:
        found.append(Problem("budget_line", "Select a part of a budget that runs today"))
    elif words := too_much(sum(item.pence for item in wanted), ordering.free_once(line), line.plan_line.what, "once"):
        found.append(Problem("codes", words))
    return found


def _say_prescribed(person: Person, items: Sequence[PrescribedItem], shops: Sequence[str], on: date, by: User) -> None:
    first = items[0]
    listed = [f"{item.label}: we pay {format_pounds(item.council_pence)}." for item in items]
    words = [
        *listed,
        f"Choose where to get it: {', '.join(shops)}.",
        "If you want one that costs more, you can add your own money. Your budget and what you pay us stay the same.",
    ]
    then = f"It should arrive by {format_date(first.due_on)}."
    subject = "Your equipment is prescribed"
    ordering.write_to_person(person, f"prescribed:{first.pk}", subject, words, then, on, by)
    said = ", ".join(item.label for item in items)
    tell(
        f"Equipment was prescribed: {said}. It is due by {format_date(first.due_on)}.",
        person=person,
        about=about(first),
    )


@action(needs=CHOOSES)
def choose_retailer(
    *, person: Person, item: PrescribedItem, retailer: str, wanted: str, price_pence: int, key: str, on: date, by: User
) -> RetailerChoice:
    """Choose a listed retailer and the one to get. What the price is above what the council pays, the person adds.

    Raises Refused for a shop that is not on the list, and for an item that was chosen already.
    """
    BudgetLine.objects.select_for_update().get(pk=item.budget_line_id)
    item = PrescribedItem.objects.with_rows().get(pk=item.pk)
    if item.person_id != person.pk:
        raise Refused("This was prescribed for somebody else.")
    if item.choice:
        raise Refused(
            f"{item.choice.retailer_name} was chosen already. To choose again, ask your worker to take that order back."
        )
    shop = next((one for one in retailers(policy_on(on)) if one.code == retailer), None)
    problems = [] if shop else [Problem("retailer", "Select a shop from the list. Only these take a prescription")]
    if price_pence <= 0:
        problems.append(Problem("price_pence", "The price must be more than £0.00"))
    if problems or shop is None:
        raise Refused(problems)
    council_pence, top_up_pence = shares(item.council_pence, price_pence)
    order = _order(item, shop, wanted, council_pence, on, by)
    for code in (CHOOSE, LATE):
        close_step(code, person=person, on=on, by=by, record=item)
    made = RetailerChoice.objects.create(
        item=item,
        retailer=shop.code,
        retailer_name=shop.name,
        wanted=wanted.strip(),
        price_pence=price_pence,
        top_up_pence=top_up_pence,
        order=order,
        on=on,
        by=by,
    )
    more = f" {format_pounds(top_up_pence)} is added privately." if top_up_pence else ""
    tell(
        f"{item.label} comes from {shop.name}. The council pays {format_pounds(council_pence)}.{more}",
        person=person,
        about=about(item),
    )
    return made


def _order(item: PrescribedItem, shop: Retailer, wanted: str, council_pence: int, on: date, by: User) -> Order:
    """The order of what the council pays. A listed shop has said yes to every prescription beforehand."""
    line, more = item.budget_line, f" ({wanted.strip()})" if wanted.strip() else ""
    asked = {
        **ordering.from_plan(line, policy_on(on), on),
        "seller": Seller.UNUSUAL,
        "provider": None,
        "seller_name": shop.name,
        "seller_contact": f"{shop.phone}, {shop.address}"[:200],
        "what": f"{item.label}{more}"[:200],
        "quantity_hundredths": 100,
        "unit": "items",
        "unit_price_pence": council_pence,
        "frequency": Frequency.ONE_OFF,
        "starts_on": on,
        "notice_days": 0,
    }
    order = ordering.place(line, asked, item.person, on, by, due_on=item.due_on, clock_from=item.visited_on)
    OrderAnswer.objects.create(order=order, is_yes=True, first_on=on, told_by="The list of shops", on=on, by=by)
    return order


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def raise_late_equipment(*, item: PrescribedItem, on: date, by: User) -> LateEquipment:
    """Raise an item that nobody chose a retailer for in time: to the named worker and a manager (R-BRK-04).

    One that was chosen and has not arrived raises itself as every late order does.
    """
    person = item.person
    values_day = holidays_around(item.visited_on)
    worker = named_worker(person) or owner_for(Role.SOCIAL_WORKER, person, on)
    step = open_step(LATE, person=person, record=item, on=on)
    days = max(working_days_between(item.visited_on, on, values_day), 0)
    made = LateEquipment.objects.create(
        item=item, working_days_from_visit=days, worker=worker, manager=step.owner, on=on
    )
    body = (
        f"{item.label} ({item.reference}) has not arrived and no shop was chosen. It was due by"
        f" {format_date(item.due_on)}. It is {days} working days after the visit. It is with {worker.name} and"
        f" {step.owner.name}."
    )
    for user in {worker.pk: worker, step.owner.pk: step.owner}.values():
        ordering.tell_staff(user, f"equipment:{item.pk}:late:{user.pk}", "Equipment is late", body, person, on)
    tell(f"{item.label} is late. {worker.name} and {step.owner.name} were told.", person=person, about=about(item))
    return made
