"""Decisions: what waits for me, the papers of one plan on one screen, and agreeing, sending back or refusing it.

Values: policy/councils
Next:   selfdirect/actions/decisions.py
Tests:  tests/pages/staff/test_decisions.py
"""

from typing import Any

from django.db.models import CharField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import decisions as actions
from selfdirect.actions.action import about
from selfdirect.actions.decisions import DECIDES, LOOKS_AGAIN
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import Filter, Filters, pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.plan_lines import rows_of, sums_of
from selfdirect.pages.staff.plans import sections
from selfdirect.records.access import User
from selfdirect.records.base import Versioned
from selfdirect.records.budgets import Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.problems import Problem

MEETS, RISKS = "meets_outcomes", "answers_risks"


def with_steps() -> QuerySet[Decision]:
    """Decisions with who they are about, who asked, who has them and by when, in a fixed number of queries."""
    name = Concat(Value("Decision:"), Cast(OuterRef("pk"), CharField()))
    steps = Step.objects.filter(person=OuterRef("person"), code="decision", about=name).order_by("-pk")
    people = Prefetch("person", queryset=Person.objects.with_details())
    found = Decision.objects.select_related("proposed_by", "decided_by").prefetch_related(people)
    return found.annotate(
        due_on=Subquery(steps.values("due_on")[:1]),
        owner_id=Subquery(steps.values("owner_id")[:1]),
        owner_name=Subquery(steps.values("owner__name")[:1]),
    )


def waiting_for(user: User, on: Any) -> QuerySet[Decision]:
    """What this user may decide: their role's, not proposed by themselves. Who was asked first is due first."""
    roles = [role.value for role in user.roles_on(on)]
    found = with_steps().filter(outcome=None, decider_role__in=roles).exclude(proposed_by=user)
    return found.order_by("proposed_on", "pk")


def panel_home(request: HttpRequest) -> HttpResponse:
    """A panel member's: what is on the agenda, soonest due first, each with its papers on one screen."""
    found = waiting_for(request.user, request.on)
    mine = with_steps().filter(outcome=None, proposed_by=request.user).count()
    decided = with_steps().filter(decided_by=request.user).order_by("-decided_on", "-pk")[:5]
    more = {
        "rows": list(found[:50]),
        "count": found.count(),
        "conflicts": mine,
        "decided": list(decided),
        "roles": {role.value: role.label for role in Role},
    }
    return render(request, "staff/decisions/agenda.html", more)


@page(needs=(*DECIDES, Permission.SEE_AUDIT))
def decisions(request: HttpRequest) -> HttpResponse:
    """The list: waiting for me, for somebody else, or decided."""
    choices = [("all", "Waiting, for anybody"), ("decided", "Decided")]
    chosen = Filters(request, Filter("state", "Show", choices, everything="Waiting for my role"))
    if chosen["state"] == "decided":
        found = with_steps().exclude(outcome=None).order_by("-decided_on", "-pk")
    elif chosen["state"] == "all" or request.user.may(Permission.SEE_AUDIT, request.on):
        found = with_steps().filter(outcome=None).order_by("proposed_on", "pk")
    else:
        found = waiting_for(request.user, request.on)
    listed = pages_of(found, request, size=50)
    roles = {role.value: role.label for role in Role}
    return render(request, "staff/decisions/list.html", {"chosen": chosen, "page": listed, "roles": roles})


class DecideForm(Form):
    """The decision, its reasons, and what is confirmed when it is agreed."""

    outcome = Radios(
        "What do you decide?",
        choices=[
            ("approved", "Agree to the plan"),
            ("returned", "Send it back to be changed"),
            ("refused", "Refuse it"),
        ],
        reveal={"approved": ["confirmed"]},
        empty="Select what you decide",
    )
    confirmed = Checkboxes(
        "Confirm both",
        choices=[
            (MEETS, "The plan meets the outcomes of the assessment"),
            (RISKS, "The plan answers the risks of the assessment"),
        ],
        empty="Confirm that the plan meets the outcomes and answers the risks, or send it back",
    )
    reasons = LongText(
        "What are your reasons?",
        empty="Enter your reasons",
        hint="The person reads this. Say it as you would say it to them.",
        rows=4,
    )

    def check(self, answers: dict[str, Any]) -> list[Problem]:
        if answers["outcome"] == "approved" and len(answers["confirmed"]) < 2:
            return [Problem("confirmed", "Confirm both: that it meets the outcomes and that it answers the risks")]
        return []


class Decide(QuestionPage):
    """The papers on one screen and, for whoever may, the decision."""

    needs = (*DECIDES, Permission.SEE_ANY_RECORD)
    read = "Looked at the papers of a decision"
    title = "Decision on a support plan"
    form = DecideForm
    button = "Record the decision"
    template = "staff/decisions/decision.html"

    def load(self) -> None:
        found = Decision.objects.select_related(
            "plan__planning_amount__indicative_budget__assessment", "proposed_by", "decided_by"
        )
        self.decision = get_object_or_404(found, pk=self.kwargs["decision_id"], person=self.person)
        self.caption = f"{self.person.name}, {self.decision.reference}"

    def record(self) -> Versioned:
        return self.decision

    def why_not(self) -> str:
        """Why this user may not decide, in words; nothing when they may."""
        decision = self.decision
        if decision.outcome:
            return ""
        if decision.proposed_by_id == self.by.pk:
            return "You proposed this plan, so somebody else has to decide on it."
        if not any(self.by.may(one, self.on) for one in DECIDES) or Role(decision.decider_role) not in (
            self.by.roles_on(self.on)
        ):
            return f"This is decided by: {decision.decided_by_whom}. {decision.route_reason}"
        return ""

    def context(self) -> dict[str, Any]:
        plan, why_not = self.decision.plan, self.why_not()
        steps = Step.objects.filter(about=about(self.decision), code="decision").select_related("owner")
        planning = plan.planning_amount
        assessment = planning.indicative_budget.assessment
        return {
            "decision": self.decision,
            "plan": plan,
            "step": steps.order_by("-pk").first(),
            "rows": rows_of(plan, policy().on(self.on)),
            "sums": sums_of(plan),
            "sections": sections(plan),
            "planning": planning,
            "indicative": planning.indicative_budget,
            "assessment_href": reverse("staff_assessment", args=[self.person.pk, assessment.pk]),
            "why_not": why_not,
            "may_decide": not why_not and not self.decision.outcome,
            "next_href": self._next(),
            "again": self._again(),
        }

    def _again(self) -> Step | None:
        """The open work of looking again at a refusal."""
        if self.decision.outcome != "refused":
            return None
        found = Step.objects.open().filter(code="disagreement", about=about(self.decision))
        return found.select_related("owner").first()

    def _next(self) -> tuple[str, str]:
        """What comes after an agreed plan: the final budget, to make or to see."""
        if self.decision.outcome != "approved":
            return ("", "")
        budget = Budget.objects.filter(decision=self.decision).first()
        if budget:
            return ("See the final budget", reverse("staff_budget", args=[self.person.pk, budget.pk]))
        if self.by.may(Permission.FINALISE_BUDGETS, self.on):
            at = [self.person.pk, self.decision.pk]
            return ("Set the final budget", reverse("staff_budget_finalise", args=at))
        return ("", "")

    def back(self) -> str:
        if any(self.by.may(one, self.on) for one in DECIDES):
            return reverse("staff_decisions")
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.decide(
            decision=self.decision,
            outcome=answers["outcome"],
            reasons=answers["reasons"],
            meets_outcomes=MEETS in answers["confirmed"],
            answers_risks=RISKS in answers["confirmed"],
            seen_version=self.seen_version or 0,
            on=self.on,
            by=self.by,
        )
        return f"{reverse('staff_decision', args=[self.person.pk, self.decision.pk])}?done=yes"


class AgainForm(Form):
    """What came of looking again."""

    outcome = Radios(
        "What came of looking again?",
        choices=[
            ("stands", "The decision stands"),
            ("write_again", "The plan is written again", "It goes back to the named worker"),
        ],
        empty="Select what came of looking again",
    )
    reasons = LongText(
        "What are your reasons?", empty="Enter your reasons", hint="The person can read this.", most=4000, rows=4
    )


class LookAgain(QuestionPage):
    """Look again at a plan that was refused."""

    needs = LOOKS_AGAIN
    read = "Opened a disagreement"
    title = "Look again at a plan that was refused"
    form = AgainForm
    button = "Save"
    template = "staff/decisions/again.html"

    def load(self) -> None:
        found = Decision.objects.select_related("plan", "decided_by").filter(outcome="refused")
        self.decision = get_object_or_404(found, pk=self.kwargs["decision_id"], person=self.person)
        self.caption = f"{self.person.name}, {self.decision.reference}"

    def context(self) -> dict[str, Any]:
        return {"decision": self.decision}

    def back(self) -> str:
        return reverse("staff_decision", args=[self.person.pk, self.decision.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.look_again(decision=self.decision, **answers, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/decisions/<int:decision_id>/again/", LookAgain.as_view(), name="staff_decision_again"),
    path("decisions/", decisions, name="staff_decisions"),
    path("people/<int:person_id>/decisions/<int:decision_id>/", Decide.as_view(), name="staff_decision"),
]
