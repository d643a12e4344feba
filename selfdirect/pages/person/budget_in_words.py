"""The statement of my budget, in the format that suits me (R-FPB-05).

Next:   selfdirect/pages/budget_in_words.py
Tests:  tests/pages/person/test_budget_in_words.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.pages.budget_in_words import KINDS, TEXT, as_file, statement_of
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.budgets import Budget


@my_page(read="Read the statement of the budget", money=True, methods=("GET", "HEAD"))
def in_words(request: HttpRequest, scope: Scope, budget_id: int, kind: str) -> HttpResponse:
    """The statement in one format; plain text is a file."""
    budget = get_object_or_404(Budget.objects.select_related("person"), pk=budget_id, person=scope.person)
    statement = statement_of(budget, kind)
    if kind == TEXT:
        return as_file(statement)
    return render(request, "person/budget_in_words.html", {"scope": scope, "statement": statement, "kinds": KINDS})


urlpatterns = [
    path("<int:person_id>/budgets/<int:budget_id>/words/<slug:kind>/", in_words, name="person_budget_words"),
]
