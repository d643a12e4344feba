"""The journal for the council's finance system, a month at a time: what it comes to, and the file.

Values: policy/councils
Next:   selfdirect/actions/support/finance_journal.py
Tests:  tests/pages/staff/test_finance_journal.py
"""

from collections import defaultdict
from datetime import MINYEAR, date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.action import Refused
from selfdirect.actions.support.finance_journal import MonthlyJournal, journal_of
from selfdirect.actions.support.policy import policy
from selfdirect.ledger.between import months_moved
from selfdirect.pages.permissions import page
from selfdirect.pages.staff.people import client_groups
from selfdirect.rules.access import Permission
from selfdirect.rules.budget_owners import names
from selfdirect.rules.values import ValueRefused

MAXYEAR, MONTHS = 9998, 12  # the month after the last still has a date


@page(needs=Permission.SEE_MONEY)
def journals(request: HttpRequest) -> HttpResponse:
    """Every month in which anything moved, the newest first."""
    return render(request, "staff/book/journals.html", {"months": months_moved()[::-1]})


def _journal(year: int, month: int) -> MonthlyJournal:
    """The journal, or a 404 for what is no month. A policy without a code for something is said, never left out."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= MONTHS):
        raise Http404
    try:
        return journal_of(date(year, month, 1))
    except ValueRefused as refused:
        raise Refused(f"The journal cannot be made. {refused}") from refused


@page(needs=Permission.SEE_MONEY)
def journal(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month by code, with both sides and whether they come to what the book moved."""
    found = _journal(year, month)
    codes: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in found.lines:
        sums = codes[line.head[1:]]
        for place, number in enumerate((line.debit_pence, line.credit_pence, line.movements)):
            sums[place] += number
    called = names(policy().on(found.last_on))
    more: dict[str, Any] = {
        "journal": found,
        "codes": sorted(codes.items()),
        "called": called,
        "groups": client_groups(request),
    }
    return render(request, "staff/book/journal.html", more)


@page(needs=Permission.SEE_MONEY)
def journal_file(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The file for the finance system."""
    found = _journal(year, month)
    response = HttpResponse(found.as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return response


urlpatterns = [
    path("book/journal/", journals, name="staff_journals"),
    path("book/journal/<int:year>-<int:month>/", journal, name="staff_journal"),
    path("book/journal/<int:year>-<int:month>/file/", journal_file, name="staff_journal_file"),
]
