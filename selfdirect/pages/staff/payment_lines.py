"""One payment: its working, holding it back, letting it go, and what the bank returned. And the schedule behind it.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/pages/staff/test_payment_lines.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import payment_runs as actions
from selfdirect.actions import payments
from selfdirect.actions.action import about
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.payments import LineState, PaymentLine, PaymentSchedule, RunState
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission

MAY_HOLD = (Permission.PREPARE_RUNS, Permission.APPROVE_RUNS)


def find_line(person: Person, line_id: int) -> PaymentLine:
    """The payment of this person, else no such page."""
    found = PaymentLine.objects.select_related(
        "run", "payee", "schedule__budget", "held_by", "again_for__run", "must_be_paid"
    )
    return get_object_or_404(found, pk=line_id, person=person)


def _may(user: Any, on: Any, *needs: Permission) -> bool:
    return any(user.may(one, on) for one in needs)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at a payment")
def line(request: HttpRequest, line_id: int, person: Person) -> HttpResponse:
    """One payment with its working, and what can be done with it."""
    found = find_line(person, line_id)
    user, on = request.user, request.on
    is_open = found.run.state == RunState.PREPARED
    names = [about(found), *([about(found.again_for)] if found.again_for else [])]
    questions = Step.objects.open().filter(code__in=payments.QUESTIONS, about__in=names).select_related("owner")
    more = {
        "person": person,
        "line": found,
        "questions": list(questions.order_by("pk")),
        "may_answer": user.may(Permission.SET_UP_PAYMENTS, on),
        "may_hold": is_open and found.state == LineState.INCLUDED and _may(user, on, *MAY_HOLD),
        "may_release": is_open and found.state == LineState.HELD and _may(user, on, *MAY_HOLD),
        "may_return": found.state == LineState.CONFIRMED and _may(user, on, Permission.CONFIRM_RUNS),
        "may_change": _may(user, on, Permission.AGREE, Permission.SET_UP_PAYMENTS),
        "may_see_run": _may(user, on, Permission.SEE_MONEY),
        "later": list(found.sent_again.select_related("run").order_by("pk")),
    }
    return render(request, "staff/payments/line.html", more)


class LinePage(QuestionPage):
    """What the questions about one payment share."""

    read = "Opened a payment"
    later = False
    template = "staff/payments/line_question.html"

    def load(self) -> None:
        self.line = find_line(self.person, self.kwargs["line_id"])
        self.caption = f"{self.person.name}, {self.line.run.reference}"

    def context(self) -> dict[str, Any]:
        return {"line": self.line}

    def back(self) -> str:
        return reverse("staff_payment_line", args=[self.person.pk, self.line.pk])


class HoldForm(Form):
    """Why a payment is held back."""

    reason = LongText(
        "Why is this payment held back?",
        empty="Say why this payment is held back",
        hint="Somebody will find out and put it right. The person can read this.",
        most=500,
        rows=3,
    )


class Hold(LinePage):
    """Keep one payment back."""

    needs = MAY_HOLD
    title = "Hold this payment back"
    form = HoldForm
    button = "Hold it back"

    def save(self, answers: dict[str, Any]) -> str:
        actions.hold_line(line=self.line, reason=answers["reason"], on=self.on, by=self.by)
        return self.back()


@about_person(needs=MAY_HOLD, methods=("POST",))
def release(request: HttpRequest, line_id: int, person: Person) -> HttpResponse:
    """Put a payment that was held back into the run again."""
    found = find_line(person, line_id)
    actions.release_line(line=found, on=request.on, by=request.user)
    return redirect("staff_payment_line", person_id=person.pk, line_id=found.pk)


class ReturnForm(Form):
    """What the bank said."""

    reason = LongText("What is the bank’s reason?", empty="Enter the bank’s reason", most=200, rows=2)


class Return(LinePage):
    """A payment that was confirmed and came back later."""

    needs = Permission.CONFIRM_RUNS
    title = "The bank sent this payment back"
    form = ReturnForm
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        actions.return_line(line=self.line, reason=answers["reason"], on=self.on, by=self.by)
        return self.back()


class AnswerForm(Form):
    """What was found out."""

    answer = LongText(
        "What did you find, and what was done?",
        empty="Say what you found, and what was done",
        hint="What was held back because of this is paid in the next run. The person can read this.",
        most=1000,
        rows=4,
    )


class Question(QuestionPage):
    """Answer a question about a payment."""

    needs = (Permission.SET_UP_PAYMENTS, Permission.SEE_WORK)
    read = "Opened a question about a payment"
    title = "A question about a payment"
    form = AnswerForm
    button = "Save the answer"
    template = "staff/payments/question.html"

    def load(self) -> None:
        found = Step.objects.filter(code__in=payments.QUESTIONS).select_related("owner", "done_by")
        self.step = get_object_or_404(found, pk=self.kwargs["step_id"], person=self.person)
        self.caption = self.person.name

    def context(self) -> dict[str, Any]:
        noun, _, key = self.step.about.partition(":")
        at = [self.person.pk, int(key or 0)]
        found: PaymentLine | None = None
        if noun == "PaymentLine":
            lines = PaymentLine.objects.select_related("payee", "run", "schedule")
            found = lines.filter(pk=at[1], person=self.person).first()
        page = "staff_payment_line" if found else "staff_payment_schedule"
        return {
            "step": self.step,
            "line": found,
            "href": reverse(page, args=at),
            "may_change": _may(self.by, self.on, Permission.AGREE, Permission.SET_UP_PAYMENTS),
            "may_answer": self.step.owner_id == self.by.pk or self.by.may(Permission.SET_UP_PAYMENTS, self.on),
        }

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        payments.answer_query(step=self.step, answer=answers["answer"], on=self.on, by=self.by)
        return self.back()


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at payments")
def schedule(request: HttpRequest, schedule_id: int, person: Person) -> HttpResponse:
    """What one payee is paid from one budget, and every payment so far."""
    found = get_object_or_404(
        PaymentSchedule.objects.select_related("payee", "budget", "agreement"), pk=schedule_id, person=person
    )
    now = found.payee.later_details.order_by("-pk").first() or found.payee
    questions = Step.objects.open().filter(code="payment_query", about=about(found)).select_related("owner")
    more = {
        "person": person,
        "schedule": found,
        "payee": now,
        "lines": list(found.lines.select_related("run", "payee").order_by("-pk")[:100]),
        "questions": list(questions),
        "may_answer": request.user.may(Permission.SET_UP_PAYMENTS, request.on),
        "may_change": _may(request.user, request.on, Permission.AGREE, Permission.SET_UP_PAYMENTS),
    }
    return render(request, "staff/payments/schedule.html", more)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}payments/<int:line_id>/", line, name="staff_payment_line"),
    path(f"{_AT}payments/<int:line_id>/hold/", Hold.as_view(), name="staff_payment_hold"),
    path(f"{_AT}payments/<int:line_id>/release/", release, name="staff_payment_release"),
    path(f"{_AT}payments/<int:line_id>/returned/", Return.as_view(), name="staff_payment_return"),
    path(f"{_AT}payment-questions/<int:step_id>/", Question.as_view(), name="staff_payment_question"),
    path(f"{_AT}schedules/<int:schedule_id>/", schedule, name="staff_payment_schedule"),
]
