"""A worker keeps the list of who must be paid from a budget, and asks for an interim payment.

Next:   selfdirect/pages/must_be_paid.py
Tests:  tests/pages/staff/test_must_be_paid.py
"""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from selfdirect.actions import must_be_paid as actions
from selfdirect.actions import same_day_runs
from selfdirect.actions.support.paying_straight import due_between, lists_of, may_not_be_paid, placed
from selfdirect.pages.choices import Checkboxes
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.must_be_paid import LEAD, AddForm, ChangeForm, listed, typed
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.budgets import Budget
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.payments import PaymentLine
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

AHEAD = timedelta(weeks=4)
"""How far ahead an interim payment may reach: no further than a usual payment."""


def find_item(budget: Budget, item_id: int) -> MustBePaid:
    """The last word about one of the list, else no such page."""
    found = next((item for item in lists_of([budget.pk]) if item.pk == item_id), None)
    if found is None:
        raise Http404
    return found


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at who must be paid")
def must_be_paid(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """The list, what may be done with it, and what was paid straight away."""
    budget = find_budget(person, budget_id)
    straight = PaymentLine.objects.filter(schedule__budget=budget).exclude(must_be_paid=None)
    more = {
        "person": person,
        "budget": budget,
        "lead": LEAD,
        "listed": listed(budget, request.on),
        "lines": list(straight.select_related("run", "payee").order_by("-pk")[:25]),
        "may_change": any(request.user.may(one, request.on) for one in actions.MAY_LIST),
        "may_ask": any(request.user.may(one, request.on) for one in same_day_runs.MAY_ASK),
    }
    return render(request, "staff/payments/must_be_paid.html", more)


class ListPage(QuestionPage):
    """What the pages about one budget's list share."""

    needs = actions.MAY_LIST
    read = "Opened who must be paid"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"

    def back(self) -> str:
        return reverse("staff_must_be_paid", args=[self.person.pk, self.budget.pk])


class Add(ListPage):
    """Somebody new."""

    title = "Put somebody on the list"
    lead = LEAD
    form = AddForm
    button = "Put them on the list"

    def save(self, answers: dict[str, Any]) -> str:
        actions.put_on_list(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Change(ListPage):
    """Another amount or another day."""

    title = "Change what they must be paid"
    form = ChangeForm
    button = "Save"

    def load(self) -> None:
        super().load()
        self.item = find_item(self.budget, self.kwargs["item_id"])

    def initial(self) -> dict[str, Any]:
        return typed(self.item)

    def save(self, answers: dict[str, Any]) -> str:
        actions.change_item(item=self.item, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@about_person(needs=actions.MAY_LIST, methods=("POST",))
def take_off(request: HttpRequest, budget_id: int, item_id: int, person: Person) -> HttpResponse:
    """Take somebody off the list."""
    budget = find_budget(person, budget_id)
    item = find_item(budget, item_id)
    actions.take_off_list(item=item, key=f"off-{item.pk}", on=request.on, by=request.user)
    return redirect("staff_must_be_paid", person_id=person.pk, budget_id=budget.pk)


class InterimForm(Form):
    """Whom to pay now, and why it cannot wait."""

    codes = Checkboxes("Who is paid now?", empty="Select who is paid now")
    because = LongText(
        "Why can it not wait?",
        empty="Say why this cannot wait",
        hint="For example: their card is lost. The person can read this.",
        most=500,
        rows=3,
    )


class Interim(ListPage):
    """An interim payment: straight to whoever must be paid, today."""

    needs = same_day_runs.MAY_ASK
    title = "Make an interim payment"
    lead = "Somebody else approves it, and it is paid today. It comes off what the person is paid next."
    form = InterimForm
    button = "Ask for it to be approved"
    template = "staff/payments/interim.html"

    def load(self) -> None:
        super().load()
        wanted = due_between(lists_of([self.budget.pk]), self.budget.starts_on, self.on + AHEAD)
        self.wanted = [one for one in wanted if one.on >= self.on - AHEAD]
        self.refused = may_not_be_paid(placed(self.wanted, self.on), self.on)

    def choices(self) -> dict[str, Any]:
        return {
            "codes": [
                (
                    one.code,
                    f"{one.item.what}: {format_pounds(one.item.pence)}",
                    f"Due on {format_date(one.on)}. {self.refused.get(one.code, '')}".strip(),
                )
                for one in self.wanted
            ]
        }

    def context(self) -> dict[str, Any]:
        return {"wanted": self.wanted, "budget": self.budget}

    def save(self, answers: dict[str, Any]) -> str:
        until = self.on + AHEAD
        run = same_day_runs.pay_straight(
            budget=self.budget, **answers, until_on=until, key=self.key, on=self.on, by=self.by
        )
        return f"{self.back()}?asked={run.reference}"


_AT = "people/<int:person_id>/budgets/<int:budget_id>/must-be-paid/"
urlpatterns = [
    path(_AT, must_be_paid, name="staff_must_be_paid"),
    path(f"{_AT}add/", Add.as_view(), name="staff_must_be_paid_add"),
    path(f"{_AT}<int:item_id>/", Change.as_view(), name="staff_must_be_paid_change"),
    path(f"{_AT}<int:item_id>/off/", take_off, name="staff_must_be_paid_off"),
    path(f"{_AT}interim/", Interim.as_view(), name="staff_interim_payment"),
]
