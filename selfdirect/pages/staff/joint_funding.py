"""What the NHS agreed to pay of a plan, its answer about a direct payment, and what was paid of its money in a month.

Values: policy/councils
Next:   selfdirect/actions/joint_funding.py
Tests:  tests/pages/staff/test_joint_funding.py
"""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.actions import joint_funding as actions
from selfdirect.actions.support.planning import joint_funding, plan_totals
from selfdirect.actions.support.policy import policy
from selfdirect.ledger.funds import Funder
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_parts import find_plan
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.payments import LineState, PaymentLine
from selfdirect.records.people import Person
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


def _paid() -> Any:
    """What reached payees of the NHS's money. What came back from them is the NHS's next payment, made smaller."""
    return PaymentLine.objects.filter(schedule__funder=Funder.NHS.value, state=LineState.CONFIRMED)


@page(needs=Permission.SEE_MONEY)
def months(request: HttpRequest) -> HttpResponse:
    """What was paid of the NHS's money, month by month: what the council has to bill."""
    sums = _paid().annotate(month=TruncMonth("run__pay_on")).values("month").annotate(pence=Sum("pence"))
    people = sums.annotate(people=Count("person", distinct=True))
    return render(request, "staff/joint_funding/months.html", {"months": list(people.order_by("-month"))})


@page(needs=Permission.SEE_MONEY)
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month's payments of the NHS's money, each with the body that agreed to it."""
    if not (1 <= month <= 12 and 2000 <= year <= 9999):
        raise Http404
    agreed = JointFunding.objects.filter(plan=OuterRef("schedule__budget__plan")).order_by("-pk")
    people = Prefetch("person", queryset=Person.objects.with_details())
    found = _paid().filter(run__pay_on__year=year, run__pay_on__month=month).order_by("run__pay_on", "pk")
    found = found.annotate(nhs_body=Subquery(agreed.values("nhs_body")[:1]))
    more = {
        "month": date(year, month, 1),
        "total": found.aggregate(pence=Sum("pence"))["pence"] or 0,
        "page": pages_of(
            found.select_related("run", "schedule__budget").defer("working").prefetch_related(people), request, size=50
        ),
    }
    return render(request, "staff/joint_funding/month.html", more)


urlpatterns = [
    path("joint-funding/", months, name="staff_nhs_months"),
    path("joint-funding/<int:year>/<int:month>/", month, name="staff_nhs_month"),
    path("people/<int:person_id>/plans/<int:plan_id>/nhs/", JointFundingPage.as_view(), name="staff_joint_funding"),
]
