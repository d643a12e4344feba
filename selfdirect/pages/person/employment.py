"""Employing somebody, on my own pages: what it costs, who works for me, the checklist, hours to sign, and the end.

Next:   selfdirect/pages/employments.py
Tests:  tests/pages/person/test_employment.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages import employments as shared
from selfdirect.pages.employing import CostQuestion
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.rules.access import Permission


@my_page(read="Looked at who works for the person", money=True)
def employing(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Who works for me, and what to do."""
    more = {"scope": scope, "may_employ": scope.may(Permission.EMPLOY), "side": "person"}
    return render(request, "person/employing.html", {**shared.employing_of(scope.person, scope.on), **more})


@my_page(read="Looked at an employment", money=True)
def employment(request: HttpRequest, employment_id: int, scope: Scope) -> HttpResponse:
    """One personal assistant of mine."""
    more = {"scope": scope, "may_employ": scope.may(Permission.EMPLOY), "side": "person"}
    found = shared.employment_of(scope.person, employment_id, scope.on)
    return render(request, "person/employment.html", {**found, **more})


class Cost(MyQuestion, CostQuestion):
    """What it costs to employ somebody."""

    read = "Worked out what it costs to employ somebody"
    template = "person/employing_cost.html"
    title = "What it costs to employ somebody"
    later = False

    def back(self) -> str:
        return self.scope.address("person_record")


class OfMine(MyQuestion):
    """What my questions about employing share."""

    permission = Permission.EMPLOY
    money = True
    read = "Opened a question about employing"

    def at(self, name: str, *args: object) -> str:
        return self.scope.address(f"person_{name}", *args)


class Guidance(OfMine, shared.GuidanceQuestion):
    """The guidance on employing a relative or friend."""

    template = "person/employing_guidance.html"

    def back(self) -> str:
        return self.at("employing")

    def context(self) -> dict[str, Any]:
        return {**shared.GuidanceQuestion.context(self), "scope": self.scope}


class Employ(OfMine, shared.EmployQuestion):
    """Employ somebody."""

    def back(self) -> str:
        return self.at("employing")


class Of(OfMine):
    """A question about one employment goes back to it."""

    def back(self) -> str:
        return self.at("employment", self.kwargs["employment_id"])


class Item(Of, shared.ItemQuestion):
    """One duty of mine as an employer."""


class Terms(Of, shared.TermsQuestion):
    """Other hours or pay."""


class End(Of, shared.EndQuestion):
    """They stop working for me."""


class SignIn(Of, shared.SignInQuestion):
    """Let them sign in."""


class Paper(Of, shared.PaperQuestion):
    """Enter a week from paper."""


class Sign(OfMine, shared.SignQuestion):
    """Sign a week, or send it back."""

    permission = Permission.SIGN_TIMESHEETS
    template = "person/hours_sign.html"
    read = "Looked at hours of work"

    def back(self) -> str:
        return self.at("employing")

    def context(self) -> dict[str, Any]:
        return {**shared.SignQuestion.context(self), "scope": self.scope}


_AT = "<int:person_id>/employing/"
_ONE = f"{_AT}<int:employment_id>/"
urlpatterns = [
    path(_AT, employing, name="person_employing"),
    path(f"{_AT}cost/", Cost.as_view(), name="person_employing_cost"),
    path(f"{_AT}guidance/", Guidance.as_view(), name="person_employing_guidance"),
    path(f"{_AT}new/", Employ.as_view(), name="person_employ"),
    path(f"{_AT}hours/<int:sheet_id>/", Sign.as_view(), name="person_hours_sign"),
    path(_ONE, employment, name="person_employment"),
    path(f"{_ONE}duty/<slug:kind>/", Item.as_view(), name="person_employment_item"),
    path(f"{_ONE}terms/", Terms.as_view(), name="person_employment_terms"),
    path(f"{_ONE}end/", End.as_view(), name="person_employment_end"),
    path(f"{_ONE}sign-in/", SignIn.as_view(), name="person_employment_sign_in"),
    path(f"{_ONE}week/<int:week>/", Paper.as_view(), name="person_employment_week"),
]
