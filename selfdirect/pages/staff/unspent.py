"""Money left over as staff work on it: the look, the talk, the answer, the decision, what came back; and the totals.

Next:   selfdirect/pages/unspent.py
Tests:  tests/pages/staff/test_unspent.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import unspent as actions
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.unspent import direct_pence_weekly, totals, waiting_parts
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.unspent import (
    AnswerForm,
    BackForm,
    ContactForm,
    DecideForm,
    LookForm,
    ReuseForm,
    helps_with,
    outcome_choices,
    shown,
)
from selfdirect.records.people import Person
from selfdirect.records.unspent import AccountLook, ReuseRequest
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.recouping import WHY_BUILT_UP, may_come_back_from
from selfdirect.rules.unspent import Account


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at money left over")
def left_over(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """All looks at the account of one budget, and every request."""
    budget = find_budget(person, budget_id)
    waiting = sum(part.pence for part in waiting_parts(budget))
    more = {"waiting_pence": waiting, **shown(budget, request.on)}  # type: ignore[attr-defined]
    return render(request, "staff/unspent/left_over.html", {"person": person, **more})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at money left over")
def one_look(request: HttpRequest, look_id: int, person: Person) -> HttpResponse:
    """Where the work on one look is done: the page of its budget."""
    look = get_object_or_404(AccountLook, pk=look_id, person=person)
    return redirect("staff_unspent", person.pk, look.budget_id)


class _OfABudget(QuestionPage):
    """What the pages about one budget share."""

    read = "Opened a form about money left over"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"

    def back(self) -> str:
        return reverse("staff_unspent", args=[self.person.pk, self.budget.pk])


class Look(_OfABudget):
    """Look at what is in the account."""

    needs = Permission.LOOK_AT_ACCOUNTS
    form = LookForm
    title = "Look at what is left in the account"
    button = "See what may be kept"

    def load(self) -> None:
        super().load()
        weekly = format_pounds(direct_pence_weekly(self.budget, self.on))
        self.lead = f"The direct payment is {weekly} a week today. What is spoken for is never counted as left over."

    def save(self, answers: dict[str, Any]) -> str:
        as_at = answers.pop("as_at")
        account = Account(net_pence_weekly=0, **answers)
        actions.look(budget=self.budget, as_at=as_at, account=account, key=self.key, on=self.on, by=self.by)
        return self.back()


class Ask(_OfABudget):
    """A worker writes down what the holder asked for."""

    needs = Permission.PLAN
    form = ReuseForm
    title = "Use money left over for something else"
    lead = "Write down what the person asked you. The clock begins to run today."
    button = "Save"

    def choices(self) -> dict[str, Any]:
        return {"outcome": outcome_choices(self.budget)}

    def save(self, answers: dict[str, Any]) -> str:
        actions.ask_to_reuse(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class _OfALook(QuestionPage):
    """What the pages about one look share."""

    read = "Opened a form about money left over"
    later = False

    def load(self) -> None:
        found = AccountLook.objects.select_related("budget__person", "contact")
        self.look = get_object_or_404(found, pk=self.kwargs["look_id"], person=self.person)
        self.caption = f"{self.person.name}, {self.look.reference}"
        self.lead = " ".join(self.look.words)

    def back(self) -> str:
        return reverse("staff_unspent", args=[self.person.pk, self.look.budget_id])


class Contacted(_OfALook):
    """Write down the talk about why money built up."""

    needs = Permission.LOOK_AT_ACCOUNTS
    form = ContactForm
    title = "Why did the money build up?"
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        actions.contacted(look=self.look, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Decide(_OfALook):
    """Decide how much comes back."""

    needs = Permission.RECOUP
    form = DecideForm
    title = "Decide what happens to money left over"
    button = "Decide"

    def load(self) -> None:
        super().load()
        contact = getattr(self.look, "contact", None)
        if contact is not None:
            first = may_come_back_from(contact.asked_on, policy().on(self.on))
            said = f"Why it built up: {contact.get_why_display()}. {contact.why_words}"
            self.lead = f"{said} Money may be asked back from {format_date(first)}."
        else:
            self.lead = "Somebody must talk with the holder first."

    def save(self, answers: dict[str, Any]) -> str:
        actions.decide(look=self.look, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class CameBack(_OfALook):
    """Write down that recouped money came."""

    needs = Permission.CONFIRM_RUNS
    form = BackForm
    title = "Money that came back"
    button = "Save"

    def load(self) -> None:
        super().load()
        waiting = sum(part.pence for part in waiting_parts(self.look.budget))
        self.lead = f"{format_pounds(waiting)} has to come back. It goes to its budget code at once."

    def save(self, answers: dict[str, Any]) -> str:
        actions.money_back(look=self.look, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Answer(QuestionPage):
    """Answer a request to use a surplus for something else."""

    needs = Permission.PLAN
    read = "Opened a request about money left over"
    form = AnswerForm
    title = "May they use the money for this?"
    button = "Send the answer"

    def load(self) -> None:
        found = ReuseRequest.objects.select_related("budget", "person")
        self.asked = get_object_or_404(found, pk=self.kwargs["request_id"], person=self.person, answer=None)
        self.caption = f"{self.person.name}, {self.asked.reference}"
        words = f"Asked on {format_date(self.asked.on)}: {self.asked.what}, {format_pounds(self.asked.pence)}."
        self.lead = f"{words} Helps with: {helps_with(self.asked)}. {self.asked.why} No new assessment is needed."

    def back(self) -> str:
        return reverse("staff_unspent", args=[self.person.pk, self.asked.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer_reuse(request=self.asked, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@page(needs=Permission.SEE_MONEY, methods=("GET", "HEAD"))
def report(request: HttpRequest) -> HttpResponse:
    """Everything that was found unspent, and what became of it, with the reasons (R-UNS-07)."""
    return render(request, "staff/unspent/report.html", {"totals": totals(), "why_words": WHY_BUILT_UP})


_AT = "people/<int:person_id>/budgets/<int:budget_id>/left-over/"
_LOOK = "people/<int:person_id>/left-over/<int:look_id>/"
urlpatterns = [
    path("left-over/", report, name="staff_unspent_report"),
    path(_AT, left_over, name="staff_unspent"),
    path(f"{_AT}look/", Look.as_view(), name="staff_unspent_look"),
    path(f"{_AT}use/", Ask.as_view(), name="staff_reuse_ask"),
    path(_LOOK, one_look, name="staff_surplus"),
    path(f"{_LOOK}talk/", Contacted.as_view(), name="staff_surplus_talk"),
    path(f"{_LOOK}decide/", Decide.as_view(), name="staff_surplus_decide"),
    path(f"{_LOOK}back/", CameBack.as_view(), name="staff_surplus_back"),
    path("people/<int:person_id>/left-over/requests/<int:request_id>/", Answer.as_view(), name="staff_reuse"),
]
