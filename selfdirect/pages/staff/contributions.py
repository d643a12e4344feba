"""Contributions that people pay the council, where it pays budgets out whole: bills, what came in, who owes what.

Next:   selfdirect/actions/contributions.py
Tests:  tests/pages/staff/test_contributions.py
"""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Prefetch, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import contributions as actions
from selfdirect.actions.support.contributions import list_of_bills
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.contributions import (
    ContributionPayment,
    ContributionRun,
    Direction,
    accounts_of,
    owing,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

RUNS = 24


@page(needs=Permission.SEE_MONEY)
def contributions(request: HttpRequest) -> HttpResponse:
    """When people were billed, and who has not paid all of it."""
    runs = ContributionRun.objects.select_related("by").annotate(many=Count("bills"), pence=Sum("bills__pence"))
    people = Prefetch("person", queryset=Person.objects.with_details())
    more = {
        "runs": list(runs.order_by("-pk")[:RUNS]),
        "page": pages_of(owing().prefetch_related(people), request, size=50),
        "may_bill": request.user.may(Permission.PREPARE_RUNS, request.on),  # type: ignore[union-attr,attr-defined]
    }
    return render(request, "staff/contributions/home.html", more)


@page(needs=Permission.SEE_MONEY)
def bills_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """The bills of one run as a file for the council's billing system."""
    run = get_object_or_404(ContributionRun, pk=run_id)
    response = HttpResponse(list_of_bills(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contributions-{run.reference}.csv"'
    return response


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at what they pay the council")
def account(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """All bills and payments of one budget, and where it stands."""
    budget = find_budget(person, budget_id)
    more = {
        "person": person,
        "budget": budget,
        "account": accounts_of([budget])[budget.pk],
        "bills": list(budget.contribution_bills.order_by("-pk")),
        "payments": list(budget.contribution_payments.select_related("undone_by", "by").order_by("-pk")),
        "may_record": request.user.may(Permission.CONFIRM_RUNS, request.on),  # type: ignore[union-attr,attr-defined]
    }
    return render(request, "staff/contributions/account.html", more)


class BillForm(Form):
    """The last day that is billed."""

    until_on = Day(
        "What is the last day to bill?",
        empty="Enter the last day to bill",
        hint="Everybody is billed for all days up to then that were not billed before.",
        past=True,
    )


class Bill(QuestionPage):
    """Bill everybody up to a day."""

    needs = Permission.PREPARE_RUNS
    title = "Bill contributions"
    form = BillForm
    button = "Bill them"
    later = False

    def initial(self) -> dict[str, Any]:
        """The last day of last month."""
        return {"until_on": self.on.replace(day=1) - timedelta(days=1)}

    def back(self) -> str:
        return reverse("staff_contributions")

    def save(self, answers: dict[str, Any]) -> str:
        actions.bill_contributions(**answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class PaymentForm(Form):
    """What came in or went back, and when."""

    direction = Radios(
        "Which way did the money go?", empty="Select which way the money went", choices=Direction.choices
    )
    pence = Money("How much was it?", empty="Enter how much it was")
    moved_on = Day("On which day did the bank move it?", empty="Enter the day", past=True)
    bank_reference = Text(
        "What does the bank call it?", needed=False, most=60, hint="You may leave this empty. It is the bank’s text."
    )


class Payment(QuestionPage):
    """Write down what the person paid, or what was given back."""

    needs = Permission.CONFIRM_RUNS
    read = "Opened a form about what they pay the council"
    title = "Write down a payment"
    form = PaymentForm
    button = "Save"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"
        stands = accounts_of([self.budget])[self.budget.pk]
        self.lead = f"Still to be paid: {format_pounds(stands.owed_pence)}."
        if stands.overpaid_pence:
            self.lead = f"Paid too much, and theirs: {format_pounds(stands.overpaid_pence)}."

    def back(self) -> str:
        return reverse("staff_contribution", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        given = {"person": self.person, "budget": self.budget, "key": self.key, "on": self.on, "by": self.by}
        actions.record_payment(**given, **answers)
        return self.back()


class UndoForm(Form):
    """Why it does not count."""

    reason = LongText("What was wrong with it?", empty="Say what was wrong with it", most=500, rows=3)


class Undo(QuestionPage):
    """Undo a payment that was written down by mistake."""

    needs = Permission.CONFIRM_RUNS
    read = "Opened a form about what they pay the council"
    title = "This payment was a mistake"
    form = UndoForm
    button = "Undo it"
    later = False

    def load(self) -> None:
        found = ContributionPayment.objects.select_related("budget")
        self.payment = get_object_or_404(found, pk=self.kwargs["payment_id"], person=self.person)
        self.caption = self.person.name
        done = f"{self.payment.get_direction_display()}: {format_pounds(self.payment.pence)}"
        self.lead = f"{done} on {format_date(self.payment.moved_on)}. It stays on the page, and no longer counts."

    def back(self) -> str:
        return reverse("staff_contribution", args=[self.person.pk, self.payment.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        given = {"person": self.person, "payment": self.payment, "key": self.key, "on": self.on, "by": self.by}
        actions.undo_payment(**given, **answers)
        return self.back()


_BUDGET = "people/<int:person_id>/budgets/<int:budget_id>/pays-us/"
urlpatterns = [
    path("contributions/", contributions, name="staff_contributions"),
    path("contributions/bill/", Bill.as_view(), name="staff_contributions_bill"),
    path("contributions/<int:run_id>/file/", bills_file, name="staff_contributions_file"),
    path(_BUDGET, account, name="staff_contribution"),
    path(f"{_BUDGET}payment/", Payment.as_view(), name="staff_contribution_payment"),
    path("people/<int:person_id>/contribution/<int:payment_id>/undo/", Undo.as_view(), name="staff_contribution_undo"),
]
