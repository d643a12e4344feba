"""The final budget: a last look before it is set, and the budget with its three figures, its lines and its book.

Values: policy/councils
Next:   selfdirect/actions/budgets.py
Tests:  tests/pages/staff/test_budgets.py
"""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import budgets as actions
from selfdirect.actions.payment_changes import MAY_CHANGE
from selfdirect.actions.support.final_figures import free_because, worked_out
from selfdirect.actions.support.planning import joint_funding, present_lines
from selfdirect.actions.support.policy import policy
from selfdirect.ledger.whole import whole_position
from selfdirect.pages.emergencies import kept_of
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.budgets import Budget
from selfdirect.records.crisis_fund import CrisisDraw
from selfdirect.records.decisions import Decision, DecisionOutcome
from selfdirect.records.payment_changes import PaymentChange
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.contingency import policy_in_words
from selfdirect.rules.crisis_fund import why_not_asked
from selfdirect.rules.direct_payments import methods, options


class DifferenceForm(Form):
    """Why the final budget is not the rough one."""

    difference_reason = LongText(
        "Why does the final budget differ from the rough guide?",
        empty="Say why the final budget differs from the rough guide",
        hint="The person reads this in their letter.",
        most=2000,
        rows=4,
    )


class Finalise(QuestionPage):
    """Look the figures over, say why they differ from the rough guide, and set the budget."""

    needs = (Permission.FINALISE_BUDGETS, Permission.SEE_ANY_RECORD)
    read = "Opened the final budget to set it"
    title = "Set the final budget"
    form = DifferenceForm
    button = "Set the budget and write to the person"
    template = "staff/budgets/finalise.html"

    def load(self) -> None:
        self.caption = self.person.name
        found = Decision.objects.select_related("plan__planning_amount__indicative_budget__assessment", "decided_by")
        agreed = found.filter(outcome=DecisionOutcome.APPROVED)
        self.decision = get_object_or_404(agreed, pk=self.kwargs["decision_id"], person=self.person)
        self.made_already = Budget.objects.filter(plan=self.decision.plan_id).first()
        self.lines = present_lines(self.decision.plan)
        self.found = worked_out(self.decision, self.lines, policy().on(self.on))
        if not self.found.final.difference_from_indicative_pence_weekly:
            self.form = Form  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the figures, or the budget when it is set already."""
        if self.made_already:
            return HttpResponseRedirect(reverse("staff_budget", args=[self.person.pk, self.made_already.pk]))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        final = self.found.final
        return {
            "final": final,
            "decision": self.decision,
            "indicative": self.decision.plan.planning_amount.indicative_budget,
            "lines": list(zip(self.lines, self.found.nets, self.found.free_because, strict=True)),
            "off_lines": sum(self.found.nets) < sum(line.council_pence_weekly for line in self.lines),
            "difference": final.difference_from_indicative_pence_weekly,
            "may_set": self.by.may(Permission.FINALISE_BUDGETS, self.on),
        }

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.finalise(
            decision=self.decision,
            difference_reason=answers.get("difference_reason", ""),
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return f"{reverse('staff_budget', args=[self.person.pk, made.pk])}?made=yes"


def find_budget(person: Person, budget_id: int) -> Budget:
    """The budget of this person, else no such page."""
    found = Budget.objects.select_related("plan__planning_amount__indicative_budget", "decision__decided_by")
    return get_object_or_404(found.select_related("finalised_by"), pk=budget_id, person=person)


def _is_over(on: date) -> Any:
    """Whether a pause has ended, by itself or because somebody ended it."""
    ended = Exists(PaymentChange.objects.filter(ends=OuterRef("pk")))
    return ExpressionWrapper(ended | Q(until_on__isnull=False, until_on__lt=on), BooleanField())


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the personal budget")
def budget(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """The three figures, the parts, the lines, where the money is now, and how it was worked out."""
    found = find_budget(person, budget_id)
    values = policy().on(request.on)
    lines = list(found.lines.select_related("plan_line", "fund_holder").order_by("pk"))
    more = {
        "person": person,
        "budget": found,
        "lines": lines,
        "free": {line.pk: free_because(line.plan_line, values) for line in lines},
        "off_lines": any(line.net_pence_weekly < line.pence_weekly - line.nhs_pence_weekly for line in lines),
        "held": {one.key: one.label for one in options(values)} | {one.key: one.label for one in methods(values)},
        "difference": found.gross_pence_weekly - found.nhs_pence_weekly - found.indicative_pence_weekly,
        "kept": kept_of(lines),
        "joint": joint_funding(found.plan) if found.is_joint else None,
        "may_use": request.user.may(Permission.PLAN, request.on),
        "contingency_rule": policy_in_words(values),
        "position": whole_position(found.reference).total,
        "schedules": list(found.payment_schedules.select_related("payee").order_by("pk")),
        "payment_changes": list(found.payment_changes.annotate(is_over=_is_over(request.on)).order_by("pk")),
        "draws": list(CrisisDraw.objects.filter(budget=found).order_by("-pk")),
        "may_ask_fund": request.user.may(Permission.PLAN, request.on)
        and not why_not_asked(found.gross_pence_weekly, policy().on(request.on)),
        "may_change_payments": any(request.user.may(one, request.on) for one in MAY_CHANGE)
        and found.agreements.exists(),
        "agreement": found.agreements.order_by("-pk").first(),
        "was_made": request.GET.get("made") == "yes",
    }
    return render(request, "staff/budgets/budget.html", more)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}decisions/<int:decision_id>/budget/", Finalise.as_view(), name="staff_budget_finalise"),
    path(f"{_AT}budgets/<int:budget_id>/", budget, name="staff_budget"),
]
