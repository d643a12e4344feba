"""What the NHS agreed to pay of a plan, and its answer about a direct payment for its part.

Values: policy/councils
Next:   selfdirect/actions/joint_funding.py
Tests:  tests/pages/staff/test_joint_funding.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from selfdirect.actions import joint_funding as actions
from selfdirect.actions.support.planning import joint_funding, plan_totals
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_parts import find_plan
from selfdirect.records.plans import Status
from selfdirect.rules.access import Permission
from selfdirect.rules.joint_funding import AGREED, ANSWERS, REFUSED, may_ask


class JointFundingForm(Form):
    """Who agreed to what."""

    nhs_body = Text(
        "Which NHS body pays?",
        empty="Enter which NHS body pays",
        hint="For example: the integrated care board",
        most=160,
    )
    agreed_by_name = Text("Who agreed to it for the NHS?", empty="Enter who agreed to it for the NHS", most=120)
    agreed_on = Day("When did they agree?", empty="Enter when they agreed")
    evidence = Text(
        "Where can that be seen?",
        empty="Enter where the agreement can be seen",
        hint="For example: their letter, or the note of the panel",
        most=300,
    )
    health_direct_payment = Radios(
        "Did the NHS agree to a direct payment for its part?",
        empty="Select what the NHS said about a direct payment for its part",
        reveal={REFUSED: ["refused_reason"]},
    )
    refused_reason = LongText(
        "Which reason did the NHS give?",
        empty="Enter the reason the NHS gave for saying no",
        hint="The person can read this. A direct payment from the council is not touched by it.",
        most=2000,
        rows=4,
    )


class JointFundingPage(QuestionPage):
    """One page, while the plan is written and as long as its budget runs."""

    needs = Permission.PLAN
    read = "Opened what the NHS pays of the plan"
    title = "What the NHS pays"
    form = JointFundingForm
    button = "Save"
    template = "staff/plans/joint_funding.html"

    def load(self) -> None:
        self.plan = find_plan(self.person, self.kwargs["plan_id"])
        self.caption = f"Support plan: {self.person.name}"
        self.kept = joint_funding(self.plan)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; a plan that was not agreed is shown as it stands."""
        if self.plan.status == Status.REFUSED:
            return HttpResponseRedirect(reverse("staff_plan", args=[self.person.pk, self.plan.pk]))
        return super().get(request, *args, **kwargs)

    def choices(self) -> dict[str, Any]:
        answers = dict(ANSWERS)
        if not may_ask(policy().on(self.on)):
            del answers[AGREED]
        return {"health_direct_payment": list(answers.items())}

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.kept, name) for name in self.form.base_fields} if self.kept else {}

    def context(self) -> dict[str, Any]:
        return {"totals": plan_totals(self.plan), "earlier": list(self.plan.joint_funding.order_by("-pk")[1:])}

    def back(self) -> str:
        budget = getattr(self.plan, "budget", None)
        if budget is not None:
            return reverse("staff_budget", args=[self.person.pk, budget.pk])
        return reverse("staff_plan_lines", args=[self.person.pk, self.plan.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.record(plan=self.plan, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/plans/<int:plan_id>/nhs/", JointFundingPage.as_view(), name="staff_joint_funding"),
]
