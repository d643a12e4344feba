"""The orders of a budget for a worker: what the plan still needs, who was asked, what is late, and each order.

Values: policy/councils
Next:   selfdirect/pages/ordering.py
Tests:  tests/pages/staff/test_orders.py
"""

from statistics import median_low
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import orders as actions
from selfdirect.actions.invoices import MAY_ANSWER
from selfdirect.actions.support.ordering import from_plan, lines_to_order
from selfdirect.actions.support.policy import policy
from selfdirect.pages.forms import Form
from selfdirect.pages.invoices import all_shown
from selfdirect.pages.listing import pages_of
from selfdirect.pages.order_questions import EndQuestion, OrderQuestion, StartQuestion
from selfdirect.pages.ordering import (
    OrderForm,
    ToldForm,
    asked_of,
    first_asked,
    line_words,
    orders_of,
    providers_for,
    shown,
    swaps_among,
)
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.budgets import KEPT, BudgetLine
from selfdirect.records.orders import LateStart, Order, OrderRequest, OrderStart
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

MAY_SEE_LATE = (Permission.SEE_WORK, Permission.SEE_AUDIT)
"""Who may see every service that is late, whoever it is for."""


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the orders of a budget")
def orders(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """Every order of a budget, and the lines that nobody was asked to give yet."""
    budget = find_budget(person, budget_id)
    lines = budget.lines.exclude(KEPT).select_related("plan_line__provider").order_by("pk")
    found = list(orders_of(person).filter(budget_line__budget=budget))
    ordered = {order.budget_line_id for order in found if not order.never_happens}
    swaps = swaps_among(found)
    more = {
        "person": person,
        "budget": budget,
        "rows": [shown(order, request.on, swaps) for order in found],
        "to_order": [(line, line_words(line)) for line in lines if line.pk not in ordered],
        "requests": OrderRequest.objects.filter(order__in=found, decided_by=None).order_by("pk"),
        "may_see_late": any(request.user.may(one, request.on) for one in MAY_SEE_LATE),
    }
    return render(request, "staff/orders/list.html", {**more, "was_made": request.GET.get("made") == "yes"})


class OrderAll(CheckPage):
    """Order everything that the plan names, after one look, with nothing typed again (R-BRK-12)."""

    needs = Permission.ARRANGE_SERVICES
    read = "Opened the plan to order its services"
    form = Form
    title = "Order everything that the plan names"
    lead = "Each is asked for as the plan says. They can say yes or no. You can change an order afterwards."
    button = "Register the plan and order its services"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = self.person.name

    def sections(self) -> list[Section]:
        found = []
        for line in lines_to_order(self.budget):
            known = line.plan_line.provider.name if line.plan_line.provider else line.plan_line.provider_name
            words = f"{known}, {line_words(line)}" if known else "The plan does not say who. Order it on its own"
            found.append(Answer(line.plan_line.what, words))
        return [Section("", found)]

    def back(self) -> str:
        return reverse("staff_orders", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.make_all(person=self.person, budget=self.budget, key=self.key, on=self.on, by=self.by)
        return f"{self.back()}?made=yes"


class MakeOrder(QuestionPage):
    """Order one line of the budget."""

    needs = Permission.ARRANGE_SERVICES
    read = "Opened a line of the budget to order it"
    form = OrderForm
    title = "Order support"
    button = "Ask for this"

    def load(self) -> None:
        found = BudgetLine.objects.exclude(KEPT).select_related("plan_line__provider", "budget")
        self.line = get_object_or_404(found, pk=self.kwargs["line_id"], budget__person=self.person)
        self.known = from_plan(self.line, policy().on(self.on), self.on)
        self.caption = f"{self.person.name}: {self.line.plan_line.what}"
        self.lead = f"The budget holds {line_words(self.line)} for this."

    def choices(self) -> dict[str, Any]:
        return {"provider": providers_for(self.on)}

    def initial(self) -> dict[str, Any]:
        return first_asked(self.known)

    def back(self) -> str:
        return reverse("staff_orders", args=[self.person.pk, self.line.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.make(
            person=self.person,
            budget_line=self.line,
            asked=asked_of(answers, self.known),
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return reverse("staff_order", args=[self.person.pk, made.pk])


def find_order(person: Person, order_id: int) -> Order:
    """The order of this person, else no such page."""
    return get_object_or_404(orders_of(person).select_related("made_by", "replaces__provider"), pk=order_id)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at an order")
def order(request: HttpRequest, order_id: int, person: Person) -> HttpResponse:
    """One order: what, who, terms, everything that happened to it."""
    found = find_order(person, order_id)
    more = {
        "person": person,
        "one": shown(found, request.on, swaps_among([found])),
        "history": found.arrangements.select_related("by").order_by("-pk"),
        "ends": found.ends.select_related("by").order_by("-pk"),
        "requests": found.requests.select_related("asked_by", "decided_by").order_by("-pk"),
        "next": list(found.replaced_by.with_rows().order_by("-pk")[:1]),
        "may_decide": request.user.may(Permission.DECIDE, request.on),
        "invoices": all_shown(found.invoices.with_rows().order_by("-pk")[:50], request.on),
        "may_write_down": any(request.user.may(one, request.on) for one in MAY_ANSWER) and bool(found.provider),
    }
    return render(request, "staff/orders/order.html", more)


class StaffOrder(QuestionPage):
    """What a worker's questions about one order share."""

    needs = Permission.ARRANGE_SERVICES
    read = "Opened an order"
    order: Order

    def load(self) -> None:
        super().load()
        self.caption = f"{self.person.name}: {self.order.what}, {self.order.who}"

    def address_of(self, order_id: int) -> str:
        """The page of an order."""
        return reverse("staff_order", args=[self.person.pk, order_id])

    def back(self) -> str:
        return self.address_of(self.order.pk)


class Answered(StaffOrder, OrderQuestion):
    """What a provider said on the telephone."""

    form = ToldForm
    title = "Write down their answer"
    button = "Save their answer"

    def initial(self) -> dict[str, Any]:
        return {"first_on": self.order.starts_on}

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer(**answers, **self.about_order)
        return self.back()


class Started(StaffOrder, StartQuestion):
    """The day on which a service began."""


class Ends(StaffOrder, EndQuestion):
    """End an order, or take back one that has not begun."""


@page(needs=MAY_SEE_LATE)
def late(request: HttpRequest) -> HttpResponse:
    """Every service that was raised as late and has not started, with its days; and how long services took."""
    people = Prefetch("order__budget_line__budget__person", queryset=Person.objects.with_details())
    found = LateStart.objects.select_related("order__provider", "order__budget_line__budget", "worker", "manager")
    still = found.filter(order__start=None).exclude(order__ends__last_on__lt=request.on).distinct()
    listed = pages_of(still.prefetch_related(people).order_by("order__due_on", "pk"), request, size=50)
    taken = list(OrderStart.objects.order_by("days_from_plan").values_list("days_from_plan", flat=True))
    more = {
        "page": listed,
        "started": len(taken),
        "usual": median_low(taken) if taken else None,
        "longest": taken[-1] if taken else None,
        "were_late": LateStart.objects.exclude(order__start=None).count(),
    }
    return render(request, "staff/orders/late.html", more)


_AT = "people/<int:person_id>/"
_ORDER = f"{_AT}orders/<int:order_id>/"
urlpatterns = [
    path("orders/late/", late, name="staff_orders_late"),
    path(f"{_AT}budgets/<int:budget_id>/orders/", orders, name="staff_orders"),
    path(f"{_AT}budgets/<int:budget_id>/orders/all/", OrderAll.as_view(), name="staff_orders_all"),
    path(f"{_AT}lines/<int:line_id>/order/", MakeOrder.as_view(), name="staff_order_make"),
    path(_ORDER, order, name="staff_order"),
    path(f"{_ORDER}answer/", Answered.as_view(), name="staff_order_answer"),
    path(f"{_ORDER}started/", Started.as_view(), name="staff_order_started"),
    path(f"{_ORDER}end/", Ends.as_view(), name="staff_order_end"),
]
