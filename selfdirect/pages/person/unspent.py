"""The person sees what is left over and what was decided, and asks to use it for something else in the plan.

Next:   selfdirect/pages/unspent.py
Tests:  tests/pages/person/test_unspent.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import unspent as actions
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.pages.unspent import ReuseForm, outcome_choices, shown
from selfdirect.records.budgets import Budget
from selfdirect.rules.access import Permission


@my_page(read="Looked at money left over", money=True)
def left_over(request: HttpRequest, scope: Scope, budget_id: int) -> HttpResponse:
    """What is left over, what was asked and decided, and what the person asked for."""
    budget = get_object_or_404(Budget, pk=budget_id, person=scope.person)
    more = {"may_ask": scope.may(Permission.TELL_US), **shown(budget, scope.on)}
    return render(request, "person/unspent.html", {"scope": scope, **more})


class Reuse(MyQuestion):
    """Ask to use a surplus for something else."""

    permission = Permission.TELL_US
    money = True
    read = "Opened a request about money left over"
    form = ReuseForm
    title = "Use money left over for something else"
    lead = "You can ask for anything that your plan is for. There is no new assessment. Your worker answers you."
    button = "Send"

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)

    def choices(self) -> dict[str, Any]:
        return {"outcome": outcome_choices(self.budget)}

    def back(self) -> str:
        return self.scope.address("person_unspent", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        actions.ask_to_reuse(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "<int:person_id>/budgets/<int:budget_id>/left-over/"
urlpatterns = [
    path(_AT, left_over, name="person_unspent"),
    path(f"{_AT}use/", Reuse.as_view(), name="person_reuse"),
]
