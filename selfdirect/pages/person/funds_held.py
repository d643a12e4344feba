"""A part of my budget that an organisation holds for me: what they received, what support took, what they still have.

Next:   selfdirect/pages/funds_held.py
Tests:  tests/pages/person/test_funds_held.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.funds_held import fund_of
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.funds_held import funds_for


@my_page(read="Looked at what others hold for them", money=True)
def funds(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Each organisation that holds a part of the budget now."""
    found = [fund_of(budget, holder, lines, scope.on) for budget, holder, lines in funds_for(scope.person, scope.on)]
    return render(request, "person/funds.html", {"scope": scope, "funds": found})


urlpatterns = [path("<int:person_id>/money/held-for-you/", funds, name="person_funds")]
