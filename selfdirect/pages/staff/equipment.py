"""Equipment by prescription, for a worker: what was prescribed and where it is; prescribe; choose on one call.

Next:   selfdirect/pages/equipment.py
Tests:  tests/pages/staff/test_equipment.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import equipment as actions
from selfdirect.actions.support.ordering import free_once
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.equipment import ArriveQuestion, ChooseQuestion, equipment_of
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.budgets import KEPT, BudgetLine
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.equipment import catalogue
from selfdirect.rules.money import format_pounds


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the equipment")
def equipment(request: HttpRequest, person: Person) -> HttpResponse:
    """What was prescribed for somebody."""
    return render(request, "staff/people/equipment.html", {**equipment_of(person, request.on), "person": person})


class OfSomebody(QuestionPage):
    """What a worker's questions about equipment share."""

    read = "Opened the equipment"

    def back(self) -> str:
        return reverse("staff_equipment", args=[self.person.pk])


class PrescribeForm(Form):
    """Which items, from which line of the budget, after which visit."""

    codes = Checkboxes("Which items?", empty="Select at least one item")
    why = LongText("What is it needed for?", empty="Say what it is needed for", most=1000, rows=3)
    visited_on = Day("On which day was the visit?", empty="Enter the day of the visit", past=True)
    budget_line = Radios("Which part of the budget pays for it?", empty="Select a part of the budget")


class Prescribe(OfSomebody):
    """Prescribe equipment after a visit."""

    needs = Permission.ASSESS
    form = PrescribeForm
    title = "Prescribe equipment"
    lead = "The time until it arrives is counted from the day of the visit."
    button = "Prescribe"

    def load(self) -> None:
        self.caption = self.person.name
        running = {"budget__person": self.person, "budget__starts_on__lte": self.on, "budget__ends_on__gte": self.on}
        found = BudgetLine.objects.filter(**running, pence_once__gt=0).exclude(KEPT)
        self.lines = list(found.select_related("plan_line", "budget").order_by("pk"))
        if not self.lines:
            self.lead = (
                "No part of a budget that runs today is for something bought once, so nothing can be prescribed yet. "
                "Put the equipment in the support plan first, as bought once."
            )

    def choices(self) -> dict[str, Any]:
        items = catalogue(policy().on(self.on))
        return {
            "codes": [(one.code, one.label, f"We pay {format_pounds(one.pence)}") for one in items],
            "budget_line": [
                (line.pk, line.plan_line.what, f"{format_pounds(free_once(line))} left") for line in self.lines
            ],
        }

    def save(self, answers: dict[str, Any]) -> str:
        line = get_object_or_404(BudgetLine, pk=answers.pop("budget_line"), budget__person=self.person)
        actions.prescribe(person=self.person, budget_line=line, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Choose(OfSomebody, ChooseQuestion):
    """Choose a shop for somebody who says on the telephone which."""

    needs = Permission.ARRANGE_SERVICES

    def load(self) -> None:
        super().load()
        self.caption = self.person.name


class Arrived(OfSomebody, ArriveQuestion):
    """Write down that it arrived."""

    needs = Permission.ARRANGE_SERVICES

    def load(self) -> None:
        super().load()
        self.caption = self.person.name


_AT = "people/<int:person_id>/equipment/"
urlpatterns = [
    path(_AT, equipment, name="staff_equipment"),
    path(f"{_AT}prescribe/", Prescribe.as_view(), name="staff_equipment_prescribe"),
    path(f"{_AT}<int:item_id>/choose/", Choose.as_view(), name="staff_equipment_choose"),
    path(f"{_AT}<int:item_id>/arrived/", Arrived.as_view(), name="staff_equipment_arrived"),
]
