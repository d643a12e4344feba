"""The questions about one order that workers, people and whoever acts for them are asked in the same way.

A page says whose it is and where it leads: see staff/orders.py, staff/order_changes.py and person/orders.py.

Next:   selfdirect/actions/order_changes.py
Tests:  tests/pages/test_order_questions.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from selfdirect.actions import order_changes, orders
from selfdirect.actions.action import Refused
from selfdirect.pages.ordering import (
    TERMS,
    ChangeForm,
    EndForm,
    StartForm,
    SwapForm,
    TakeBackForm,
    TimesForm,
    asked_of,
    first_asked,
    line_words,
    of_order,
    orders_of,
    providers_for,
    shown,
)
from selfdirect.pages.question import QuestionPage
from selfdirect.records.base import Versioned
from selfdirect.records.orders import Order
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import in_hundredths


class OrderQuestion(QuestionPage):
    """A question about one order of a person, saved only against the version that was read."""

    later = False
    order: Order

    def find(self) -> Order:
        """The order in the address, if it is this person's."""
        found = orders_of(self.person).select_related("budget_line__plan_line")
        return get_object_or_404(found, pk=self.kwargs["order_id"])

    def load(self) -> None:
        self.order = self.find()
        self.caption = f"{self.order.what}, {self.order.who}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, unless it is over: then there is nothing to ask."""
        now = shown(self.order, self.on)
        if not now.is_open:
            raise Refused(f"{self.order.what} is over, so it cannot be changed. It is: {now.state.label}.")
        return super().get(request, *args, **kwargs)

    def record(self) -> Versioned | None:
        return self.order

    def now_says(self) -> list[tuple[str, Any]]:
        now = shown(self.order, self.on)
        return [("State", now.state.label), ("Days", now.days)]

    def address_of(self, order_id: int) -> str:
        """The page of an order."""
        raise NotImplementedError

    @property
    def about_order(self) -> dict[str, Any]:
        """What every action on this order is given."""
        seen = self.seen_version if self.seen_version is not None else self.order.version
        return {"person": self.person, "order": self.order, "seen_version": seen, "on": self.on, "by": self.by}


class ChangeQuestion(OrderQuestion):
    """Choose somebody else, or something else (R-BRK-08)."""

    form = ChangeForm
    title = "Change who gives this"
    button = "Ask for the change"

    def load(self) -> None:
        super().load()
        self.known = of_order(self.order, self.on)
        first = format_date(self.known["starts_on"])
        self.lead = (
            f"{self.order.who} goes on until the new one starts, so no day is without support. They must be told"
            f" {self.order.notice_days} days before. The first day for a change is {first}. This part of the budget"
            f" holds {line_words(self.order.budget_line)}. If the change fits, nobody has to agree first."
        )

    def choices(self) -> dict[str, Any]:
        return {"provider": providers_for(self.on)}

    def initial(self) -> dict[str, Any]:
        return first_asked(self.known)

    def save(self, answers: dict[str, Any]) -> str:
        made = order_changes.change(wanted=asked_of(answers, self.known), key=self.key, **self.about_order)
        return self.address_of(made.pk if isinstance(made, Order) else self.order.pk)


class TimesQuestion(OrderQuestion):
    """Set the times, the worker and the terms (R-DEP-18)."""

    form = TimesForm
    title = "Times and preferred worker"
    button = "Save"

    def initial(self) -> dict[str, Any]:
        now = self.order.arrangement
        kept = {name: getattr(now, name) for name in TERMS} if now else {}
        return {**kept, "from_on": max(self.order.first_on, self.on)}

    def save(self, answers: dict[str, Any]) -> str:
        order_changes.arrange(arranged=answers, from_on=answers["from_on"], **self.about_order)
        return self.address_of(self.order.pk)


class SwapQuestion(OrderQuestion):
    """Swap time for something else of the same value (R-DEP-19)."""

    form = SwapForm
    title = "Swap time for something else"
    button = "Swap"

    def load(self) -> None:
        super().load()
        self.known = of_order(self.order, self.on)
        many = f"{in_hundredths(self.order.quantity_hundredths)} {self.order.unit}"
        self.lead = (
            f"1 {self.order.unit.removesuffix('s')} is worth {format_pounds(self.order.unit_price_pence)}. There are"
            f" {many} {self.order.get_frequency_display()}. {self.order.who} must be told first, so the first day for a"
            f" swap is {format_date(self.known['starts_on'])}. What is not needed of the time stays as time."
        )

    def choices(self) -> dict[str, Any]:
        return {"provider": providers_for(self.on)}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": self.known["starts_on"]}

    def asked(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What was asked for, as the actions take it."""
        return {
            "given_hundredths": int(answers["given"] * 100),
            "bought_pence": answers["cost"],
            "wanted": asked_of(answers, {**self.known, **dict.fromkeys(TERMS, "")}),
            "weeks": answers["weeks"],
        }

    def save(self, answers: dict[str, Any]) -> str:
        made = order_changes.swap_time(**self.asked(answers), key=self.key, **self.about_order)
        return self.address_of(made.bought_id)


class StartQuestion(OrderQuestion):
    """The day on which a service began (R-BRK-03)."""

    form = StartForm
    title = "It has started"
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        orders.record_start(started_on=answers["started_on"], **self.about_order)
        return self.address_of(self.order.pk)


class EndQuestion(OrderQuestion):
    """End an order, or take back one that has not begun."""

    button = "Save"

    def load(self) -> None:
        super().load()
        self.form = EndForm if self.order.begun else TakeBackForm  # type: ignore[misc]
        self.title = "End this" if self.order.begun else "Take this order back"
        if self.order.begun:
            days = "1 day" if self.order.notice_days == 1 else f"{self.order.notice_days} days"
            self.lead = f"{self.order.who} must be told {days} before."

    def save(self, answers: dict[str, Any]) -> str:
        last_on = answers.get("last_on") or self.on
        orders.end(reason=answers["reason"], last_on=last_on, **self.about_order)
        return self.address_of(self.order.pk)
