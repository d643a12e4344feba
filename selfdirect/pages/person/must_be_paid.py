"""The person, or whoever represents them, keeps the list of who must be paid if their card or account fails.

Next:   selfdirect/pages/must_be_paid.py
Tests:  tests/pages/person/test_must_be_paid.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from selfdirect.actions import must_be_paid as actions
from selfdirect.actions.support.paying_straight import lists_of
from selfdirect.pages.must_be_paid import LEAD, AddForm, ChangeForm, listed, typed
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.budgets import Budget
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission


def find_budget(person: Person, budget_id: int) -> Budget:
    """A budget of this person, else no such page."""
    return get_object_or_404(Budget.objects.select_related("person"), pk=budget_id, person=person)


def find_item(budget: Budget, item_id: int) -> MustBePaid:
    """The last word about one of the list, else no such page."""
    found = next((item for item in lists_of([budget.pk]) if item.pk == item_id), None)
    if found is None:
        raise Http404
    return found


@my_page(read="Looked at who must be paid", money=True)
def must_be_paid(request: HttpRequest, scope: Scope, budget_id: int) -> HttpResponse:
    """The list."""
    budget = find_budget(scope.person, budget_id)
    more = {
        "budget": budget,
        "lead": LEAD,
        "listed": listed(budget, scope.on),
        "may_change": scope.may(Permission.AGREE),
    }
    return render(request, "person/must_be_paid.html", {"scope": scope, **more})


class Add(MyQuestion):
    """Somebody new."""

    permission = Permission.AGREE
    money = True
    read = "Opened who must be paid"
    title = "Put somebody on the list"
    lead = "We check the account before we pay into it."
    form = AddForm
    button = "Put them on the list"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])

    def back(self) -> str:
        return self.scope.address("person_must_be_paid", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        actions.put_on_list(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Change(Add):
    """Another amount or another day."""

    title = "Change what they must be paid"
    lead = ""
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


@my_page(read="Opened who must be paid", money=True, needs=Permission.AGREE, methods=("POST",))
def take_off(request: HttpRequest, scope: Scope, budget_id: int, item_id: int) -> HttpResponse:
    """Take somebody off the list."""
    budget = find_budget(scope.person, budget_id)
    item = find_item(budget, item_id)
    actions.take_off_list(item=item, key=f"off-{item.pk}", on=scope.on, by=scope.user)
    return redirect("person_must_be_paid", person_id=scope.person.pk, budget_id=budget.pk)


_AT = "<int:person_id>/budgets/<int:budget_id>/must-be-paid/"
urlpatterns = [
    path(_AT, must_be_paid, name="person_must_be_paid"),
    path(f"{_AT}add/", Add.as_view(), name="person_must_be_paid_add"),
    path(f"{_AT}<int:item_id>/", Change.as_view(), name="person_must_be_paid_change"),
    path(f"{_AT}<int:item_id>/off/", take_off, name="person_must_be_paid_off"),
]
