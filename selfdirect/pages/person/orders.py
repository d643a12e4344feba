"""Who gives my support, when, and how I change it: another provider, other times, time swapped for something else.

Next:   selfdirect/pages/order_questions.py
Tests:  tests/pages/person/test_orders.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.pages.invoices import all_shown
from selfdirect.pages.order_questions import (
    ChangeQuestion,
    EndQuestion,
    StartQuestion,
    SwapQuestion,
    TimesQuestion,
)
from selfdirect.pages.ordering import orders_of, shown, swaps_among
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.orders import Order, OrderRequest
from selfdirect.rules.access import Permission


@my_page(read="Looked at who gives the support")
def orders(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everybody who gives support now or soon, and what came before."""
    found = list(orders_of(scope.person)[:100])
    rows = [shown(order, scope.on) for order in found]
    waiting = OrderRequest.objects.filter(order__in=found, decided_by=None).order_by("pk")
    more = {
        "now": [row for row in rows if row.is_open],
        "before": [row for row in rows if not row.is_open],
        "requests": list(waiting),
    }
    return render(request, "person/orders.html", {"scope": scope, **more})


@my_page(read="Looked at one service")
def order(request: HttpRequest, scope: Scope, order_id: int) -> HttpResponse:
    """One service: who, when, what was agreed, and what can be changed."""
    found = get_object_or_404(orders_of(scope.person).select_related("replaces__provider"), pk=order_id)
    more = {
        "one": shown(found, scope.on, swaps_among([found])),
        "next": list(found.replaced_by.with_rows().order_by("-pk")[:1]),
        "requests": list(found.requests.select_related("decided_by").order_by("-pk")),
        "may_change": scope.may(Permission.CONTROL_SERVICES) and scope.may_see_money,
        "may_start": scope.may(Permission.TELL_US),
        "invoices": all_shown(found.invoices.with_rows().order_by("-pk")[:25], scope.on) if scope.may_see_money else [],
    }
    return render(request, "person/order.html", {"scope": scope, **more})


class MyOrder(MyQuestion):
    """What a person's questions about one order share."""

    permission = Permission.CONTROL_SERVICES
    money = True
    read = "Opened one service to change it"
    order: Order

    def address_of(self, order_id: int) -> str:
        """The page of an order."""
        return self.scope.address("person_order", order_id)

    def back(self) -> str:
        return self.address_of(self.order.pk)


class Change(MyOrder, ChangeQuestion):
    """Choose somebody else, or something else."""


class Times(MyOrder, TimesQuestion):
    """Set the times and the preferred worker."""


class Swap(MyOrder, SwapQuestion):
    """Swap time for something else of the same value."""


class Started(MyOrder, StartQuestion):
    """Say that it has started. A carer may, too."""

    permission = Permission.TELL_US
    money = False


class Ends(MyOrder, EndQuestion):
    """End it, or take back what has not begun."""


_AT = "<int:person_id>/support/"
_ORDER = f"{_AT}<int:order_id>/"
urlpatterns: list[Any] = [
    path(_AT, orders, name="person_orders"),
    path(_ORDER, order, name="person_order"),
    path(f"{_ORDER}change/", Change.as_view(), name="person_order_change"),
    path(f"{_ORDER}times/", Times.as_view(), name="person_order_times"),
    path(f"{_ORDER}swap/", Swap.as_view(), name="person_order_swap"),
    path(f"{_ORDER}started/", Started.as_view(), name="person_order_started"),
    path(f"{_ORDER}end/", Ends.as_view(), name="person_order_end"),
]
