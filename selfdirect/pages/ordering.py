"""Orders as pages show them, and the questions about them that workers, people and providers share.

Next:   selfdirect/actions/orders.py
Tests:  tests/pages/test_ordering.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order, OrderKind, OrderState, Seller, TimeSwap
from selfdirect.records.people import Person
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import first_change_on, in_hundredths

COLOURS = {
    OrderState.ASKED: "yellow",
    OrderState.REFUSED: "red",
    OrderState.AGREED: "blue",
    OrderState.LATE: "red",
    OrderState.STARTED: "green",
    OrderState.ENDED: "grey",
}


@dataclass(frozen=True)
class Shown:
    """One order in words."""

    order: Order
    state: OrderState
    quantity: str
    cost: str
    days: str
    swaps: tuple[TimeSwap, ...] = ()

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.state]

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done with it."""
        return self.state not in (OrderState.REFUSED, OrderState.ENDED)

    @property
    def can_change(self) -> bool:
        """Whether somebody else can be chosen, or time be swapped."""
        return self.is_open and self.order.kind == OrderKind.REGULAR and self.order.reply is not None

    @property
    def can_start(self) -> bool:
        """Whether its start can be written down."""
        return self.is_open and self.order.reply is not None and self.order.begun is None


def shown(order: Order, on: date, swaps: Iterable[TimeSwap] = ()) -> Shown:
    """One order as it stands on a day."""
    own = tuple(one for one in swaps if one.time_of_id == order.pk and not one.bought.never_happens)
    return Shown(order, order.state_on(on), quantity(order), cost(order), days(order, on), own)


def quantity(order: Order) -> str:
    """How many, without noughts that say nothing: 3.5 hours."""
    many = in_hundredths(order.quantity_hundredths)
    unit = order.unit.removesuffix("s") if many == "1" else order.unit
    each = "" if order.kind == OrderKind.ONE_OFF else f" {order.get_frequency_display()}"
    return f"{many} {unit}{each}"


def cost(order: Order) -> str:
    """What it costs, each week or once."""
    return (
        f"{format_pounds(order.pence_once)} once" if order.pence_once else f"{format_pounds(order.pence_weekly)} a week"
    )


def days(order: Order, on: date) -> str:
    """From which day, to which."""
    state = order.state_on(on)
    if state == OrderState.REFUSED:
        return "Does not start"
    if order.never_happens:
        return "Taken back before it started"
    first, last = format_date(order.first_on), format_date(order.last_on)
    if state == OrderState.STARTED:
        return f"Since {first}, to {last}"
    if state == OrderState.LATE:
        return f"Was to start by {format_date(order.due_on)}"
    return f"{first} to {last}" if state == OrderState.ENDED else f"Starts on {first}"


def orders_of(person: Person) -> QuerySet[Order]:
    """Every order of a person, the newest first."""
    return Order.objects.filter(budget_line__budget__person=person).with_rows().order_by("-pk")


def swaps_among(orders: Iterable[Order]) -> list[TimeSwap]:
    """The swaps of these orders' time, with what was bought."""
    found = TimeSwap.objects.filter(time_of__in=[one.pk for one in orders]).select_related("bought__answer")
    return list(found.prefetch_related("bought__ends").order_by("pk"))


def providers_for(on: date) -> list[tuple[int, str, str]]:
    """Providers who can be chosen on a day: those who have closed are not on the list."""
    found = Provider.objects.filter(gives_care=True).exclude(closing__last_on__lt=on).order_by("name")
    return [(one.pk, one.name, one.what_they_do) for one in found]


class OrderForm(Form):
    """Who gives a line of the budget, how much, from when, and on what terms."""

    seller = Radios(
        "Who gives it?",
        choices=list(Seller.choices),
        empty="Select who gives it",
        reveal={
            Seller.PROVIDER: ["provider"],
            Seller.ASSISTANT: ["seller_name", "seller_contact"],
            Seller.UNUSUAL: ["seller_name", "seller_contact"],
        },
    )
    provider = Select("Which provider?", empty="Select a provider")
    seller_name = Text("Their name", empty="Enter their name", most=160)
    seller_contact = Text("How to reach them", needed=False, most=200, hint="A phone number or an address")
    what = Text("What is ordered?", empty="Enter what is ordered", most=200)
    quantity = Number("How many each time?", places=2, most=10_000, empty="Enter how many, like 3 or 3.5")
    unit_price_pence = Money("Price of one", empty="Enter the price of one", least=1)
    starts_on = Day("From which day?", empty="Enter the day it starts")
    notice_days = Number("Days of notice before it ends", most=90, empty="Enter the days of notice, like 14")
    visit_times = LongText(
        "Times of visits", needed=False, most=1000, rows=3, hint="For example: Monday to Friday at 8"
    )
    preferred_worker = Text("Preferred worker", needed=False, most=160)
    tasks = LongText("What they do each time", needed=False, most=2000, rows=3)
    terms = LongText("What else was agreed", needed=False, most=2000, rows=3)


class ChangeForm(OrderForm):
    """Somebody else, or something else, for what an order gives."""

    outcomes = Checkboxes("What does it help with?", empty="Select what it helps with", choices=list(OUTCOMES.items()))


class AnswerForm(Form):
    """Yes with the first day, or no with the reason."""

    is_yes = YesNo(
        "Can you give this?",
        empty="Select yes if you can give this",
        reveal={"yes": ["first_on"], "no": ["reason"]},
    )
    first_on = Day("What is the first day?", empty="Enter the first day")
    reason = LongText("Why not?", empty="Say why not, so that somebody else can be found", most=1000, rows=3)


class ToldForm(AnswerForm):
    """The same, told to a worker on the telephone."""

    is_yes = YesNo(
        "Did they say yes?",
        empty="Select yes if they said yes",
        reveal={"yes": ["first_on"], "no": ["reason"]},
    )
    told_by = Text("Who told you?", empty="Enter who told you", most=120)


class StartForm(Form):
    """The day on which a service began."""

    started_on = Day("On which day did it start?", empty="Enter the day it started", past=True)


class EndForm(Form):
    """The last day of what is going on, and why."""

    last_on = Day("What is the last day?", empty="Enter the last day")
    reason = LongText("Why does it end?", empty="Say why it ends", most=1000, rows=3)


class TakeBackForm(Form):
    """Why an order that has not begun is taken back."""

    reason = LongText("Why is it taken back?", empty="Say why it is taken back", most=1000, rows=3)


class TimesForm(Form):
    """When somebody comes, and who."""

    visit_times = LongText(
        "Times of visits", needed=False, most=1000, rows=3, hint="For example: Monday to Friday at 8"
    )
    preferred_worker = Text("Preferred worker", needed=False, most=160)
    tasks = LongText("What they do each time", needed=False, most=2000, rows=3)
    terms = LongText("What else was agreed", needed=False, most=2000, rows=3)
    from_on = Day("From which day?", empty="Enter the day it changes from")


class SwapForm(Form):
    """Time given up each week, and what it is used for instead."""

    given = Number("How much time each week?", places=2, most=168, empty="Enter how much time, like 1 or 1.5")
    what = Text("What do you want instead?", empty="Enter what you want instead", most=200)
    cost = Money("What does it cost a week?", needed=False, least=1, hint="Leave empty if it is worth just the time")
    seller = Radios(
        "Who gives it?",
        choices=[(Seller.PROVIDER, "A provider on the list"), (Seller.UNUSUAL, "Somebody else")],
        empty="Select who gives it",
        reveal={Seller.PROVIDER: ["provider"], Seller.UNUSUAL: ["seller_name", "seller_contact"]},
    )
    provider = Select("Which provider?", empty="Select a provider")
    seller_name = Text("Their name", empty="Enter their name", most=160)
    seller_contact = Text("How to reach them", needed=False, most=200, hint="A phone number or an address")
    starts_on = Day("From which day?", empty="Enter the day it starts")
    weeks = Number("For how many weeks?", least=1, most=52, empty="Enter for how many weeks, like 4")


TERMS = ("visit_times", "preferred_worker", "tasks", "terms")


def first_asked(known: Mapping[str, Any]) -> dict[str, Any]:
    """What a form of an order starts with: what is known already."""
    same = ("seller", "seller_name", "seller_contact", "what", "unit_price_pence", "starts_on", "notice_days", *TERMS)
    given = {name: known[name] for name in same if name in known}
    return given | {
        "provider": known["provider"].pk if known["provider"] else "",
        "quantity": in_hundredths(known["quantity_hundredths"]),
        "outcomes": known["outcomes"],
    }


def asked_of(answers: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the actions take it, with what is not asked kept as it was."""
    provider = Provider.objects.filter(pk=int(answers["provider"] or 0)).first()
    typed = {name: answers[name] for name in answers if name not in ("provider", "quantity", "given", "cost", "weeks")}
    if "quantity" in answers:
        typed["quantity_hundredths"] = int(answers["quantity"] * 100)
    return {**known, **typed, "provider": provider}


def of_order(order: Order, on: date) -> dict[str, Any]:
    """What an order says now, as the start of a change to it."""
    names = ("seller", "provider", "seller_name", "seller_contact", "what", "outcomes", "quantity_hundredths", "unit")
    now = order.arrangement
    known = {name: getattr(order, name) for name in (*names, "unit_price_pence", "frequency", "notice_days")}
    known |= {name: getattr(now, name) if now else "" for name in TERMS}
    return known | {"starts_on": max(first_change_on(on, order.notice_days), order.first_on)}


def line_words(line: BudgetLine) -> str:
    """What a line of the budget holds."""
    once = [f"{format_pounds(line.pence_once)} once"] if line.pence_once else []
    weekly = [f"{format_pounds(line.pence_weekly)} a week"] if line.pence_weekly else []
    return " and ".join([*weekly, *once])
