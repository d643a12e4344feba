"""My statements: one for each month, this month so far, and each one to print.

Next:   selfdirect/pages/statements.py
Tests:  tests/pages/person/test_statements.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.pages.listing import keyset
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.pages.statements import kept_context, live_address, live_context, pdf_of
from selfdirect.records.budgets import Budget
from selfdirect.records.statements import Statement

_PAGES = {"kept": "person_statement", "live": "person_statement_live", "then": "person_statement_then"}


@my_page(read="Looked at the statements", money=True)
def statements(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every statement, newest first."""
    found = Statement.objects.filter(person=scope.person).defer("figures", "working")
    more = {
        "slice": keyset(found, request, size=24),
        "live": live_address(scope.person, scope.on, _address(scope)) if "before" not in request.GET else "",
    }
    return render(request, "person/statements.html", {"scope": scope, **more})


@my_page(read="Looked at a statement", money=True)
def statement(request: HttpRequest, scope: Scope, statement_id: int) -> HttpResponse:
    """One statement, as it was told."""
    found = Statement.objects.select_related("budget").defer("working")
    kept = get_object_or_404(found, pk=statement_id, person=scope.person)
    return render(request, "person/statement.html", {"scope": scope, **kept_context(kept, _address(scope))})


@my_page(read="Fetched a statement to print", money=True, methods=("GET", "HEAD"))
def statement_pdf(request: HttpRequest, scope: Scope, statement_id: int) -> HttpResponse:
    """One statement as a tagged PDF."""
    kept = get_object_or_404(Statement.objects.select_related("letter"), pk=statement_id, person=scope.person)
    return pdf_of(kept, scope.on, scope.user)


@my_page(read="Looked at the money of a month", money=True)
def live(request: HttpRequest, scope: Scope, budget_id: int, year: int, month: int, then: bool = False) -> HttpResponse:
    """A month as it stands."""
    budget = get_object_or_404(Budget, pk=budget_id, person=scope.person)
    more = live_context(budget, year, month, scope.on, _address(scope), then=then)
    return render(request, "person/statement.html", {"scope": scope, **more})


def _address(scope: Scope) -> Any:
    return lambda page, *args: scope.address(_PAGES[page], *args)


_AT = "<int:person_id>/statements/"
_MONTH = f"{_AT}<int:budget_id>/<int:year>/<int:month>/"
urlpatterns = [
    path(_AT, statements, name="person_statements"),
    path(f"{_AT}<int:statement_id>/", statement, name="person_statement"),
    path(f"{_AT}<int:statement_id>/pdf/", statement_pdf, name="person_statement_pdf"),
    path(_MONTH, live, name="person_statement_live"),
    path(f"{_MONTH}then/", live, {"then": True}, name="person_statement_then"),
]
