"""The statement of somebody's budget in every format, to read or to print for them (R-FPB-05).

Next:   selfdirect/pages/budget_in_words.py
Tests:  tests/pages/staff/test_budget_in_words.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.budget_in_words import KINDS, TEXT, as_file, statement_of
from selfdirect.pages.permissions import about_person
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission


@about_person(needs=Permission.SEE_ANY_RECORD, read="Read the statement of the budget", methods=("GET", "HEAD"))
def in_words(request: HttpRequest, budget_id: int, kind: str, person: Person) -> HttpResponse:
    """The statement in one format; plain text is a file."""
    statement = statement_of(find_budget(person, budget_id), kind)
    if kind == TEXT:
        return as_file(statement)
    return render(request, "staff/budgets/in_words.html", {"person": person, "statement": statement, "kinds": KINDS})


urlpatterns = [
    path("people/<int:person_id>/budgets/<int:budget_id>/words/<slug:kind>/", in_words, name="staff_budget_words"),
]
