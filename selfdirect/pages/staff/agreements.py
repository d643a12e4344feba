"""The agreement: its terms as they read today, the monitoring schedule, and signing it on screen or on paper.

Values: policy/councils
Next:   selfdirect/actions/agreements.py
Tests:  tests/pages/staff/test_agreements.py
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import agreements as actions
from selfdirect.actions import payments
from selfdirect.actions.action import about
from selfdirect.actions.support.agreement_words import wording
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines, missing_payees, pays_something
from selfdirect.actions.support.signing import PERSON, SIGNED_HOW
from selfdirect.actions.support.signing_again import who_signs
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.pages.agreement_shown import agreement_pdf, shown, shown_now
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.authority import Authority
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.authority import Scope
from selfdirect.rules.direct_payments import methods, options


class SignForm(Form):
    """Who signs, how and when."""

    signed_as = Radios("Who signs?", empty="Select who signs")
    signed_by_name = Text("Their full name", empty="Enter the name of whoever signs", most=120)
    signed_how = Radios("How is it signed?", choices=list(SIGNED_HOW.items()), empty="Select how it is signed")
    signed_on = Day("When was it signed?", past=True, empty="Enter when it was signed")
    agreed = Checkboxes(
        "They have read the agreement, or had it read to them, and agree to it",
        choices=[("yes", "Yes, they agree")],
        empty="Confirm that they agree, or come back when they do",
    )


class Sign(QuestionPage):
    """The agreement with its terms, what changed since last time, and its signature."""

    needs = (Permission.AGREE, Permission.SEE_ANY_RECORD)
    read = "Opened the agreement"
    title = "The agreement"
    form = SignForm
    button = "Record the signature"
    template = "staff/direct_payments/agreement.html"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"
        self.now = wording(self.budget, self.on)
        self.signed = self.now.stands
        signers = Authority.objects.filter(person=self.person).in_force(self.on).that_may(Scope.SIGN)
        self.signers = list(signers.select_related("end").order_by("pk"))

    def record(self) -> Any:
        """The version that stands, so that two people do not sign past each other."""
        return self.signed

    def choices(self) -> dict[str, Any]:
        others = [(str(one.pk), f"{one.holder_name}, {one.role_words.lower()}") for one in self.signers]
        return {"signed_as": [(PERSON, self.person.name), *others]}

    def initial(self) -> dict[str, Any]:
        choice = self.budget.holding_choices.order_by("-pk").first()
        name = choice.chosen_by_name if choice else self.person.name
        return {"signed_by_name": name, "signed_on": self.on}

    def context(self) -> dict[str, Any]:
        choice = self.budget.holding_choices.order_by("-pk").first()
        pays = bool(choice) and pays_something(self.budget)
        return {
            "budget": self.budget,
            "agreement": self.signed,
            "now": self.now,
            "is_to_sign": bool(choice) and self.now.is_to_sign,
            "asked_by": self._asked_by(),
            "choice": choice,
            "says": shown_now(self.now) if self.signed is None or self.now.is_to_sign else shown(self.signed),
            "told_missing": told_of_charge(self.budget, self.on).is_missing,
            "told_href": self._told_href(),
            "missing": missing_payees(self.budget) if pays else [],
            "pays": pays,
            "is_set_up": self.budget.payment_schedules.exists(),
            "may_sign": self.by.may(Permission.AGREE, self.on),
            "may_ask": self.by.may(Permission.PLAN, self.on),
            "may_set_up": self.by.may(Permission.SET_UP_PAYMENTS, self.on),
        }

    def _asked_by(self) -> date | None:
        """By when it should be signed, while a new signature is asked for."""
        if self.now.asked is None:
            return None
        step = Step.objects.open().filter(person=self.person, code="agreement", about=about(self.budget)).first()
        return step.due_on if step else None

    def _told_href(self) -> str:
        counts = FinancialAssessment.objects.filter(person=self.person).exclude(finished_on=None)
        finances = counts.order_by("-from_on", "-pk").first()
        return reverse("staff_finance_told", args=[self.person.pk, finances.pk]) if finances else ""

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        given = {name: answers[name] for name in ("signed_by_name", "signed_how", "signed_on")}
        authority = next((one for one in self.signers if str(one.pk) == answers["signed_as"]), None)
        actions.sign_agreement(
            budget=self.budget,
            authority=authority,
            **given,
            seen_version=self.seen_version or 0,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return reverse("staff_agreement", args=[self.person.pk, self.budget.pk])


class AskForm(Form):
    """Why it has to be signed again."""

    reason = LongText(
        "Why does it have to be signed again?",
        empty="Write why it has to be signed again",
        hint="The person reads this. For example: your daughter signs for you from now on.",
        most=500,
        rows=3,
    )


class Ask(QuestionPage):
    """Ask for a new signature on an agreement that is signed."""

    needs = Permission.PLAN
    read = "Opened the agreement to ask for a new signature"
    title = "Ask for a new signature"
    form = AskForm
    button = "Ask for a new signature"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"
        self.lead = (
            f"{who_signs(self.budget, self.on)} We write to the person, and send an email to whoever else may sign. "
            "What was signed counts until then, and payments go on."
        )

    def back(self) -> str:
        return reverse("staff_agreement", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.ask_to_sign_again(budget=self.budget, reason=answers["reason"], key=self.key, on=self.on, by=self.by)
        return self.back()


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
            "told_missing": told_of_charge(self.budget, self.on).is_missing,
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
    now = wording(budget, request.on)
    is_signed = not now.is_to_sign
    more = {
        "person": person,
        "budget": budget,
        "agreement": now.stands if is_signed else None,
        "says": shown(now.stands) if now.stands and is_signed else shown_now(now),
        "changes": [] if is_signed else now.changes,
    }
    return render(request, "staff/direct_payments/on_paper.html", more)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the agreements")
def versions(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """Every version of the agreement about a budget, the newest first, with what changed in each."""
    budget = find_budget(person, budget_id)
    found = budget.agreements.select_related("by", "authority").order_by("-version")
    more = {"person": person, "budget": budget, "versions": list(found)}
    return render(request, "staff/direct_payments/versions.html", more)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the agreement")
def version(request: HttpRequest, agreement_id: int, person: Person) -> HttpResponse:
    """One version as it was signed."""
    found = Agreement.objects.select_related("by", "authority", "budget", "superseded_by")
    agreement = get_object_or_404(found, pk=agreement_id, person=person)
    more = {"person": person, "budget": agreement.budget, "agreement": agreement, "says": shown(agreement)}
    return render(request, "staff/direct_payments/version.html", more)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Opened the agreement to print it", methods=("GET", "HEAD"))
def version_pdf(request: HttpRequest, agreement_id: int, person: Person) -> HttpResponse:
    """One version as it was signed, as a PDF."""
    agreement = get_object_or_404(Agreement.objects.select_related("budget"), pk=agreement_id, person=person)
    return agreement_pdf(request, agreement)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}budgets/<int:budget_id>/agreement/", Sign.as_view(), name="staff_agreement"),
    path(f"{_AT}budgets/<int:budget_id>/agreement/ask/", Ask.as_view(), name="staff_agreement_ask"),
    path(f"{_AT}budgets/<int:budget_id>/agreement/paper/", on_paper, name="staff_agreement_paper"),
    path(f"{_AT}budgets/<int:budget_id>/agreement/versions/", versions, name="staff_agreement_versions"),
    path(f"{_AT}agreements/<int:agreement_id>/", version, name="staff_agreement_version"),
    path(f"{_AT}agreements/<int:agreement_id>/pdf/", version_pdf, name="staff_agreement_pdf"),
    path(f"{_AT}agreements/<int:agreement_id>/payments/", SetUp.as_view(), name="staff_payment_set_up"),
]
