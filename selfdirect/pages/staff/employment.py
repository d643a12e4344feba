"""Employing a personal assistant, for a worker: what it costs, who works for somebody, relatives, hours, the end.

Values: policy/national/employment.toml
Next:   selfdirect/pages/employing.py
Tests:  tests/pages/staff/test_employment.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import employment as actions
from selfdirect.actions import plans
from selfdirect.actions.support.policy import policy
from selfdirect.pages import employments as shared
from selfdirect.pages.choices import Checkboxes, YesNo
from selfdirect.pages.employing import CostForm, CostQuestion, asked_of
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_parts import PlanPage
from selfdirect.records.employment import FamilyRequest
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.employing_family import relations


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


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at who works for the person")
def employing(request: HttpRequest, person: Person) -> HttpResponse:
    """Who works for somebody, and what to do."""
    more = {"person": person, "may_employ": request.user.may(Permission.EMPLOY, request.on), "side": "staff"}
    return render(request, "staff/employment/employing.html", {**shared.employing_of(person, request.on), **more})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at an employment")
def employment(request: HttpRequest, employment_id: int, person: Person) -> HttpResponse:
    """One personal assistant of somebody."""
    more = {"person": person, "may_employ": request.user.may(Permission.EMPLOY, request.on), "side": "staff"}
    found = shared.employment_of(person, employment_id, request.on)
    return render(request, "staff/employment/one.html", {**found, **more})


class OfSomebody(QuestionPage):
    """What a worker's questions about employing share."""

    needs = Permission.EMPLOY
    read = "Opened a question about employing"

    def at(self, name: str, *args: object) -> str:
        return reverse(f"staff_{name}", args=[self.person.pk, *args])


class Guidance(OfSomebody, shared.GuidanceQuestion):
    """The guidance on employing a relative or friend."""

    template = "staff/employment/guidance.html"


class Employ(OfSomebody, shared.EmployQuestion):
    """Employ somebody."""


class Item(OfSomebody, shared.ItemQuestion):
    """One duty of the employer."""


class Terms(OfSomebody, shared.TermsQuestion):
    """Other hours or pay."""


class End(OfSomebody, shared.EndQuestion):
    """They stop working for the person."""


class SignIn(OfSomebody, shared.SignInQuestion):
    """Let them sign in."""


class Paper(OfSomebody, shared.PaperQuestion):
    """Enter a week from paper."""


class LookAtHours(OfSomebody, shared.SignQuestion):
    """Look at a week. Only the employer, or who acts for them, signs."""

    needs = Permission.SEE_ANY_RECORD
    template = "staff/employment/hours_sign.html"
    read = "Looked at hours of work"

    def can_sign(self) -> bool:
        return False


class DecideForm(Form):
    """Whether it is necessary."""

    is_agreed = YesNo("May they be employed?", empty="Select yes if they may be employed")
    reasons = LongText("Why?", empty="Give the reasons, in words the person will understand", most=1000, rows=4)


class Decide(QuestionPage):
    """Decide whether a relative may be employed. Never by who asked."""

    needs = Permission.DECIDE
    read = "Opened a request to employ a relative"
    form = DecideForm
    template = "staff/employment/decide.html"
    title = "May this relative be employed?"
    button = "Decide"
    later = False

    def load(self) -> None:
        found = FamilyRequest.objects.select_related("assistant", "by", "decided_by")
        self.asked = get_object_or_404(found, pk=self.kwargs["request_id"], person=self.person)
        self.caption = self.person.name

    def context(self) -> dict[str, Any]:
        named = relations(policy().on(self.on))
        return {"asked": self.asked, "relation": named.get(self.asked.relation, self.asked.relation)}

    def back(self) -> str:
        return reverse("staff_employing", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        made = {"person": self.person, "on": self.on, "by": self.by}
        actions.decide_on_relative(request=self.asked, **answers, **made)
        return self.back()


_AT = "people/<int:person_id>/"
_ALL = f"{_AT}employing/"
_ONE = f"{_ALL}<int:employment_id>/"
urlpatterns = [
    path(_ALL, employing, name="staff_employing"),
    path(f"{_ALL}cost/", Cost.as_view(), name="staff_employing_cost"),
    path(f"{_ALL}guidance/", Guidance.as_view(), name="staff_employing_guidance"),
    path(f"{_ALL}new/", Employ.as_view(), name="staff_employ"),
    path(f"{_ALL}hours/<int:sheet_id>/", LookAtHours.as_view(), name="staff_hours_sign"),
    path(f"{_ALL}relatives/<int:request_id>/", Decide.as_view(), name="staff_family_request"),
    path(_ONE, employment, name="staff_employment"),
    path(f"{_ONE}duty/<slug:kind>/", Item.as_view(), name="staff_employment_item"),
    path(f"{_ONE}terms/", Terms.as_view(), name="staff_employment_terms"),
    path(f"{_ONE}end/", End.as_view(), name="staff_employment_end"),
    path(f"{_ONE}sign-in/", SignIn.as_view(), name="staff_employment_sign_in"),
    path(f"{_ONE}week/<int:week>/", Paper.as_view(), name="staff_employment_week"),
    path(f"{_AT}plans/<int:plan_id>/lines/assistant/", AddToPlan.as_view(), name="staff_plan_assistant"),
]
