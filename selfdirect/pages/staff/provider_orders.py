"""What a provider sees: what needs an answer, what starts, what is late, whom it supports, and each order of its own.

First names only, and nothing about anybody's needs but what is asked for.

Next:   selfdirect/actions/orders.py
Tests:  tests/pages/staff/test_provider_orders.py
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import orders as actions
from selfdirect.pages.ordering import AnswerForm, EndForm, Shown, StartForm, TakeBackForm, shown, swaps_among
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.access import User
from selfdirect.records.base import Versioned
from selfdirect.records.orders import Order, OrderState
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

MOST = 200


def own_orders(user: User) -> QuerySet[Order]:
    """The orders that were sent to this user's provider, with whom they are for."""
    people = Prefetch("budget_line__budget__person", queryset=Person.objects.with_details())
    found = Order.objects.filter(provider=user.provider_id or 0).with_rows().prefetch_related(people)
    return found.order_by("starts_on", "pk")


def waiting(user: User, on: Any) -> dict[str, list[Shown]]:
    """What needs an answer, what is late, what starts soon and what goes on, for a provider's first screen."""
    rows = [shown(order, on) for order in own_orders(user).filter(ends_on__gte=on)[:MOST]]
    return {name: [row for row in rows if row.state == state] for name, state in _PARTS.items()}


_PARTS = {
    "to_answer": OrderState.ASKED,
    "are_late": OrderState.LATE,
    "to_start": OrderState.AGREED,
    "going_on": OrderState.STARTED,
}


@page(needs=Permission.SEE_OWN_ORDERS)
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order that was sent to this provider."""
    found = get_object_or_404(own_orders(request.user), pk=order_id)  # type: ignore[arg-type]
    return render(request, "staff/orders/provider.html", {"one": shown(found, request.on, swaps_among([found]))})  # type: ignore[attr-defined]


class ProviderQuestion(QuestionPage):
    """What a provider's questions about one of its own orders share."""

    needs = Permission.ANSWER_ORDERS
    later = False
    button = "Send"

    def load(self) -> None:
        self.order = get_object_or_404(own_orders(self.by), pk=self.kwargs["order_id"])
        details = self.order.budget_line.budget.person.details
        self.caption = f"{self.order.reference}: {self.order.what}, {details.likes_to_be_called or details.first_name}"

    def record(self) -> Versioned | None:
        return self.order

    def now_says(self) -> Sequence[tuple[str, Any]]:  # type: ignore[override]
        now = shown(self.order, self.on)
        return [("State", now.state.label), ("Days", now.days)]

    def back(self) -> str:
        return reverse("staff_provider_order", args=[self.order.pk])

    @property
    def about_order(self) -> dict[str, Any]:
        """What every action on this order is given."""
        seen = self.seen_version if self.seen_version is not None else self.order.version
        return {"person": None, "order": self.order, "seen_version": seen, "on": self.on, "by": self.by}


class Answer(ProviderQuestion):
    """Say yes with the first day, or no with the reason."""

    form = AnswerForm
    title = "Answer this request"

    def initial(self) -> dict[str, Any]:
        return {"first_on": self.order.starts_on}

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer(**answers, told_by="", **self.about_order)
        return self.back()


class Started(ProviderQuestion):
    """Say on which day it began."""

    form = StartForm
    title = "It has started"

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_start(started_on=answers["started_on"], **self.about_order)
        return self.back()


class Ends(ProviderQuestion):
    """Give notice that it ends, or that it cannot start after all."""

    def load(self) -> None:
        super().load()
        self.form = EndForm if self.order.begun else TakeBackForm  # type: ignore[misc]
        self.title = "Give notice" if self.order.begun else "You cannot start after all"
        self.lead = f"The notice is {self.order.notice_days} days." if self.order.begun else ""

    def save(self, answers: dict[str, Any]) -> str:
        last_on = answers.get("last_on") or self.on
        actions.end(reason=answers["reason"], last_on=last_on, **self.about_order)
        return self.back()


_ORDER = "orders/<int:order_id>/"
urlpatterns = [
    path(_ORDER, order, name="staff_provider_order"),
    path(f"{_ORDER}answer/", Answer.as_view(), name="staff_provider_order_answer"),
    path(f"{_ORDER}started/", Started.as_view(), name="staff_provider_order_started"),
    path(f"{_ORDER}end/", Ends.as_view(), name="staff_provider_order_end"),
]
