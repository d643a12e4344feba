"""Statements as staff read them: one person's, and for finance and audit every month added up.

Next:   selfdirect/pages/statements.py
Tests:  tests/pages/staff/test_statements.py
"""

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.pages.listing import keyset, pages_of
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.statements import kept_context, live_address, live_context, pdf_of
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.records.statements import Statement
from selfdirect.rules.access import Permission

_PAGES = {"kept": "staff_statement", "live": "staff_statement_live", "then": "staff_statement_then"}
_SUMS = ("opening", "changed", "came_in", "came_back", "paid_out", "left")


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the list of statements")
def statements(request: HttpRequest, person: Person) -> HttpResponse:
    """Every statement of one person, newest first."""
    found = Statement.objects.filter(person=person).select_related("budget").defer("figures", "working")
    more = {
        "page": pages_of(found.order_by("-month", "-pk"), request, size=24),
        "live": live_address(person, request.on, _address(person)),
    }
    return render(request, "staff/statements/list.html", {"person": person, **more})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at a statement")
def statement(request: HttpRequest, statement_id: int, person: Person) -> HttpResponse:
    """One statement, as the person was told it."""
    found = Statement.objects.select_related("budget").defer("working")
    kept = get_object_or_404(found, pk=statement_id, person=person)
    more = kept_context(kept, _address(person))
    return render(request, "staff/statements/statement.html", {"person": person, **more})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Opened a statement to print it", methods=("GET", "HEAD"))
def statement_pdf(request: HttpRequest, statement_id: int, person: Person) -> HttpResponse:
    """One statement as a tagged PDF."""
    kept = get_object_or_404(Statement.objects.select_related("letter"), pk=statement_id, person=person)
    return pdf_of(kept, request.on, request.user)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the money of a month")
def live(
    request: HttpRequest, budget_id: int, year: int, month: int, person: Person, then: bool = False
) -> HttpResponse:
    """A month of one budget as it stands."""
    budget = get_object_or_404(Budget, pk=budget_id, person=person)
    more = live_context(budget, year, month, request.on, _address(person), then=then)
    return render(request, "staff/statements/statement.html", {"person": person, **more})


@page(needs=Permission.SEE_MONEY)
def months(request: HttpRequest) -> HttpResponse:
    """All statements of each month, added up."""
    sums = {name: Sum(f"{name}_pence") for name in _SUMS}
    found = Statement.objects.order_by("-month").values("month").annotate(count=Count("pk"), **sums)
    return render(request, "staff/statements/months.html", {"months": list(found)})


@page(needs=Permission.SEE_MONEY)
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The statements of one month."""
    if not (1 <= month <= 12 and 2000 <= year <= 9999):
        raise Http404
    people = Prefetch("person", queryset=Person.objects.with_details())
    found = Statement.objects.filter(month=date(year, month, 1)).select_related("budget").prefetch_related(people)
    more = {"month": date(year, month, 1), "slice": keyset(found.defer("figures", "working"), request, size=50)}
    return render(request, "staff/statements/month.html", more)


def _address(person: Person) -> Any:
    return lambda page, *args: reverse(_PAGES[page], args=[person.pk, *args])


_AT = "people/<int:person_id>/statements/"
_MONTH = f"{_AT}<int:budget_id>/<int:year>/<int:month>/"
urlpatterns = [
    path("statements/", months, name="staff_statement_months"),
    path("statements/<int:year>/<int:month>/", month, name="staff_statement_month"),
    path(_AT, statements, name="staff_statements"),
    path(f"{_AT}<int:statement_id>/", statement, name="staff_statement"),
    path(f"{_AT}<int:statement_id>/pdf/", statement_pdf, name="staff_statement_pdf"),
    path(_MONTH, live, name="staff_statement_live"),
    path(f"{_MONTH}then/", live, {"then": True}, name="staff_statement_then"),
]
