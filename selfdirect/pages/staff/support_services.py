"""Help to manage somebody's budget, for a worker: what they have, changed on one call, and what was done in return.

Next:   selfdirect/pages/helping.py
Tests:  tests/pages/staff/test_support_services.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.pages.helping import ExchangeQuestion, LevelQuestion, help_of
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the help to manage the budget")
def help_to_manage(request: HttpRequest, person: Person) -> HttpResponse:
    """What help somebody has, and the menu."""
    return render(request, "staff/people/help.html", {**help_of(person, request.on), "person": person})


class OfSomebody(QuestionPage):
    """What a worker's questions about help share."""

    needs = Permission.ARRANGE_SERVICES
    read = "Opened the help to manage the budget"

    def load(self) -> None:
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_managing", args=[self.person.pk])


class Change(OfSomebody, LevelQuestion):
    """More help, less help, or none."""


class Exchange(OfSomebody, ExchangeQuestion):
    """Write down what was done in return."""


_AT = "people/<int:person_id>/help-to-manage/"
urlpatterns = [
    path(_AT, help_to_manage, name="staff_managing"),
    path(f"{_AT}change/", Change.as_view(), name="staff_managing_change"),
    path(f"{_AT}in-return/", Exchange.as_view(), name="staff_managing_exchange"),
]
