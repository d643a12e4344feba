"""Help to manage my budget: what there is and what it costs, what I have, and more or less of it from a day.

Next:   selfdirect/pages/helping.py
Tests:  tests/pages/person/test_support_services.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.helping import ExchangeQuestion, LevelQuestion, help_of
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.rules.access import Permission


@my_page(read="Looked at the help to manage the budget", money=True)
def help_to_manage(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What help I have, and the menu."""
    more = {"scope": scope, "may_change": scope.may(Permission.CONTROL_SERVICES)}
    return render(request, "person/help_to_manage.html", {**help_of(scope.person, scope.on), **more})


class OfMine(MyQuestion):
    """What my questions about help share."""

    permission = Permission.CONTROL_SERVICES
    money = True
    read = "Opened the help to manage the budget"

    def back(self) -> str:
        return self.scope.address("person_managing")


class Change(OfMine, LevelQuestion):
    """More help, less help, or none."""


class Exchange(OfMine, ExchangeQuestion):
    """Write down what was done in return."""


_AT = "<int:person_id>/help-to-manage/"
urlpatterns = [
    path(_AT, help_to_manage, name="person_managing"),
    path(f"{_AT}change/", Change.as_view(), name="person_managing_change"),
    path(f"{_AT}in-return/", Exchange.as_view(), name="person_managing_exchange"),
]
