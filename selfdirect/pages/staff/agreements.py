"""The agreement: its terms as they read today, the monitoring schedule, and signing it on screen or on paper.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/staff/test_agreements.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import direct_payments as actions
from selfdirect.actions import payments
from selfdirect.actions.support.agreeing import SIGNED_AS, SIGNED_HOW
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines, missing_payees, pays_something, told_of_charge
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import methods, options


class SignForm(Form):
    """Who signs, how and when."""

    signed_by_name = Text("Who signs?", empty="Enter the name of whoever signs", most=120)
    signed_as = Radios("They sign as", choices=list(SIGNED_AS.items()), empty="Select who signs")
    signed_how = Radios("How is it signed?", choices=list(SIGNED_HOW.items()), empty="Select how it is signed")
    signed_on = Day("When was it signed?", past=True, empty="Enter when it was signed")
    agreed = Checkboxes(
        "They have read the agreement, or had it read to them, and agree to it",
        choices=[("yes", "Yes, they agree")],
        empty="Confirm that they agree, or come back when they do",
    )


class Sign(QuestionPage):
    """The agreement with its terms, and its signature."""

    needs = (Permission.AGREE, Permission.SEE_ANY_RECORD)
    read = "Opened the agreement"
    title = "The agreement"
    form = SignForm
    button = "Record the signature"
    template = "staff/direct_payments/agreement.html"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"
        self.signed = self.budget.agreements.select_related("by").order_by("-pk").first()

    def initial(self) -> dict[str, Any]:
        choice = self.budget.holding_choices.order_by("-pk").first()
        name = choice.chosen_by_name if choice else self.person.name
        return {"signed_by_name": name, "signed_on": self.on}

    def context(self) -> dict[str, Any]:
        values = policy().on(self.on)
        told = told_of_charge(self.budget)
        choice = self.budget.holding_choices.order_by("-pk").first()
        counts = FinancialAssessment.objects.filter(person=self.person).exclude(finished_on=None)
        finances = counts.order_by("-from_on", "-pk").first()
        pays = bool(choice) and pays_something(self.budget)
        return {
            "budget": self.budget,
            "agreement": self.signed,
            "choice": choice,
            "lines": holdable_lines(self.budget),
            "labels": {one.key: one.label for one in (*options(values), *methods(values))},
            "terms": self.signed.terms if self.signed else values.table("direct_payments.agreement_terms"),
            "schedule": self.signed.monitoring_schedule if self.signed else values.table("monitoring.schedule"),
            "told_missing": told.is_missing,
            "told_href": reverse("staff_finance_told", args=[self.person.pk, finances.pk]) if finances else "",
            "missing": missing_payees(self.budget) if pays else [],
            "pays": pays,
            "is_set_up": self.budget.payment_schedules.exists(),
            "may_sign": self.by.may(Permission.AGREE, self.on),
            "may_set_up": self.by.may(Permission.SET_UP_PAYMENTS, self.on),
        }

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        given = {name: answers[name] for name in ("signed_by_name", "signed_as", "signed_how", "signed_on")}
        actions.sign_agreement(budget=self.budget, **given, key=self.key, on=self.on, by=self.by)
        return reverse("staff_agreement", args=[self.person.pk, self.budget.pk])


class SetUp(CheckPage):
    """Make the payment schedules of a signed budget, once every account is known."""

    needs = (Permission.SET_UP_PAYMENTS, Permission.SEE_ANY_RECORD)
    read = "Opened the payments to set them up"
    title = "Set up the payments"
    button = "Set up the payments"
    template = "staff/direct_payments/set_up.html"

    def load(self) -> None:
        found = Agreement.objects.select_related("budget")
        self.agreement = get_object_or_404(found, pk=self.kwargs["agreement_id"], person=self.person)
        self.budget = self.agreement.budget
        self.caption = f"{self.person.name}, {self.budget.reference}"

    def sections(self) -> list[Section]:
        values = policy().on(self.on)
        labels = {one.key: one.label for one in (*options(values), *methods(values))}
        rows = [
            Answer(
                line.plan_line.what,
                ": ".join(
                    part
                    for part in (
                        labels.get(line.held_as, "Not chosen yet"),
                        labels.get(line.paid_by, "") or (line.fund_holder.name if line.fund_holder else ""),
                    )
                    if part
                ),
            )
            for line in holdable_lines(self.budget)
        ]
        signed = Answer("Agreement", f"Signed by {self.agreement.signed_by_name}")
        return [Section("", [signed, *rows])]

    def context(self) -> dict[str, Any]:
        return {
            "budget": self.budget,
            "schedules": list(self.budget.payment_schedules.select_related("payee").order_by("pk")),
            "missing": missing_payees(self.budget),
            "told_missing": told_of_charge(self.budget).is_missing,
            "may_set_up": self.by.may(Permission.SET_UP_PAYMENTS, self.on),
        }

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        payments.set_up_schedules(budget=self.budget, on=self.on, by=self.by)
        return reverse("staff_payment_set_up", args=[self.person.pk, self.agreement.pk])


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the agreement")
def on_paper(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """The agreement as one page to print and sign."""
    budget = find_budget(person, budget_id)
    values = policy().on(request.on)
    signed = budget.agreements.order_by("-pk").first()
    more = {
        "person": person,
        "budget": budget,
        "agreement": signed,
        "lines": holdable_lines(budget),
        "labels": {one.key: one.label for one in (*options(values), *methods(values))},
        "terms": signed.terms if signed else values.table("direct_payments.agreement_terms"),
        "schedule": signed.monitoring_schedule if signed else values.table("monitoring.schedule"),
    }
    return render(request, "staff/direct_payments/on_paper.html", more)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}budgets/<int:budget_id>/agreement/", Sign.as_view(), name="staff_agreement"),
    path(f"{_AT}budgets/<int:budget_id>/agreement/paper/", on_paper, name="staff_agreement_paper"),
    path(f"{_AT}agreements/<int:agreement_id>/payments/", SetUp.as_view(), name="staff_payment_set_up"),
]
