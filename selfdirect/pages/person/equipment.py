"""My equipment: what was prescribed, what the council pays, which shop I choose, and that it arrived.

Next:   selfdirect/pages/equipment.py
Tests:  tests/pages/person/test_equipment.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.equipment import ArriveQuestion, ChooseQuestion, equipment_of
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.rules.access import Permission


@my_page(read="Looked at the equipment", money=True)
def equipment(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was prescribed for me, and what is left to do."""
    more = {
        "scope": scope,
        "may_choose": scope.may(Permission.CONTROL_SERVICES),
        "may_say": scope.may(Permission.TELL_US),
    }
    return render(request, "person/equipment.html", {**equipment_of(scope.person, scope.on), **more})


class OfMine(MyQuestion):
    """What my questions about equipment share."""

    money = True
    read = "Opened the equipment to answer a question"

    def back(self) -> str:
        return self.scope.address("person_equipment")


class Choose(OfMine, ChooseQuestion):
    """Choose a shop, and add my own money if I want to."""

    permission = Permission.CONTROL_SERVICES


class Arrived(OfMine, ArriveQuestion):
    """Say that it arrived."""

    permission = Permission.TELL_US


_AT = "<int:person_id>/equipment/"
urlpatterns = [
    path(_AT, equipment, name="person_equipment"),
    path(f"{_AT}<int:item_id>/choose/", Choose.as_view(), name="person_equipment_choose"),
    path(f"{_AT}<int:item_id>/arrived/", Arrived.as_view(), name="person_equipment_arrived"),
]
