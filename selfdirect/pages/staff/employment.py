"""Employing a personal assistant, for a worker: what it costs, as lines of the plan with every pound explained.

Values: policy/national/employment.toml
Next:   selfdirect/pages/employing.py
Tests:  tests/pages/staff/test_employment.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from selfdirect.actions import plans
from selfdirect.pages.choices import Checkboxes
from selfdirect.pages.employing import CostForm, CostQuestion, asked_of
from selfdirect.pages.fields import Text
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_parts import PlanPage
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES


class Cost(CostQuestion):
    """What it costs to employ somebody for this person."""

    needs = Permission.SEE_ANY_RECORD
    read = "Worked out what it costs to employ somebody"
    template = "staff/employment/cost.html"

    def load(self) -> None:
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])


class PlanCostForm(CostForm):
    """The same, with what it is for."""

    what = Text("What do they help with?", empty="Enter what they help with", most=200)
    outcomes = Checkboxes("Which outcomes does it help with?", empty="Select at least one outcome")
    provider_name = Text("Their name, if known", needed=False, most=160)

    field_order = ("what", "outcomes", "provider_name")


class AddToPlan(PlanPage, CostQuestion):
    """Work it out, look at it, and put it in the plan: hours, payroll and what is put by, as lines of their own."""

    form = PlanCostForm
    template = "staff/employment/cost.html"
    title = "A personal assistant in the plan"
    button = "Work it out"
    later = False

    def choices(self) -> dict[str, Any]:
        needs = self.plan.planning_amount.indicative_budget.assessment.needs
        return {"outcomes": [(outcome, OUTCOMES[outcome]) for outcome in (needs or OUTCOMES)]}

    def context(self) -> dict[str, Any]:
        return {"to_plan": True}

    def back(self) -> str:
        return reverse("staff_plan_lines", args=[self.person.pk, self.plan.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "add" in request.POST:
            return QuestionPage.post(self, request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def save(self, answers: dict[str, Any]) -> str:
        named = {name: answers[name] for name in ("what", "outcomes", "provider_name")}
        made = {"key": self.key, "on": self.on, "by": self.by}
        plans.add_assistant(plan=self.plan, asked=asked_of(answers, self), **named, **made)
        return self.back()


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}employing/cost/", Cost.as_view(), name="staff_employment_cost"),
    path(f"{_AT}plans/<int:plan_id>/lines/assistant/", AddToPlan.as_view(), name="staff_plan_assistant"),
]
