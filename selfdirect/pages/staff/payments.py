"""Payments: the first screens of finance, the list of runs, returned payments, questions and first payments waiting.

Next:   selfdirect/pages/staff/payment_runs.py
Tests:  tests/pages/staff/test_payments.py
"""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.staff import bank_answers, bank_files, must_be_paid, payment_lines, payment_runs, rail_failures
from selfdirect.pages.staff.payment_runs import approver_words
from selfdirect.pages.staff.run_figures import figures_of
from selfdirect.records.must_be_paid import RailFailure
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunKind, RunState
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission

MOST = 25
CURRENT = (RunState.PREPARED, RunState.APPROVED, RunState.SENT)
QUESTIONS = {"payment_returned": "Returned by the bank", "payment_query": "Question about a payment"}


def current_run() -> PaymentRun | None:
    """The usual run that somebody has to do something with: the oldest that is not closed."""
    found = PaymentRun.objects.filter(state__in=CURRENT, kind=RunKind.USUAL)
    return found.select_related("prepared_by", "approved_by").order_by("pk").first()


def _cannot_wait(*states: RunState) -> dict[str, Any]:
    """Same-day runs in these states, and the ways of paying that fail now: what is done before anything else."""
    runs = PaymentRun.objects.filter(state__in=states, kind=RunKind.SAME_DAY).select_related("prepared_by")
    return {
        "same_day": list(runs.annotate(pence=Sum("lines__pence"), count=Count("lines")).order_by("pk")),
        "failing": list(RailFailure.objects.filter(ended_on=None).order_by("pk")),
    }


def _is_prepared() -> bool:
    return PaymentRun.objects.filter(state=RunState.PREPARED, kind=RunKind.USUAL).exists()


def _steps(*codes: str) -> QuerySet[Step]:
    people = Prefetch("person", queryset=Person.objects.with_details())
    found = Step.objects.open().filter(code__in=codes).select_related("owner").prefetch_related(people)
    return found.longest_wait_first()


def question_rows(steps: list[Step]) -> list[dict[str, Any]]:
    """Questions about payments, in words, with the payment each is about. Two queries."""
    keys = {step.pk: int(step.about.partition(":")[2] or 0) for step in steps}
    lines = PaymentLine.objects.in_bulk([keys[step.pk] for step in steps if step.about.startswith("PaymentLine:")])
    return [
        {
            "step": step,
            "kind": QUESTIONS[step.code],
            "line": (line := lines.get(keys[step.pk]) if step.about.startswith("PaymentLine:") else None),
            "why": (line.returned_reason or line.hold_reason) if line else "Paid more than was due",
            "href": reverse("staff_payment_question", args=[step.person_id, step.pk]),
        }
        for step in steps
    ]


def finance_home(request: HttpRequest) -> HttpResponse:
    """A finance officer's: the current run, what did not arrive, questions, and first payments that wait."""
    run = current_run()
    may_prepare = request.user.may(Permission.PREPARE_RUNS, request.on)
    more = {
        "run": run,
        "figures": figures_of(run) if run else None,
        "questions": question_rows(list(_steps(*QUESTIONS)[:MOST])),
        "first": list(_steps("first_payment")[:MOST]),
        "late_invoices": list(_steps("late_invoice")[:MOST]),
        "assess": list(_steps("financial_assessment").filter(owner=request.user)[:MOST]),
        "may_prepare": may_prepare and not _is_prepared(),
        **_cannot_wait(*CURRENT),
    }
    return render(request, "staff/payments/officer.html", more)


def approver_home(request: HttpRequest) -> HttpResponse:
    """A finance approver's: the run to sign, its totals, the difference explained, what is held and who prepared it."""
    waiting = PaymentRun.objects.filter(state=RunState.PREPARED, kind=RunKind.USUAL)
    run = waiting.select_related("prepared_by").first()
    people = Prefetch("person", queryset=Person.objects.with_details())
    held = run.lines.filter(state=LineState.HELD).select_related("payee").prefetch_related(people) if run else None
    more = {
        "run": run,
        "figures": figures_of(run) if run else None,
        "held": list(held.order_by("pk")[:MOST]) if held is not None else [],
        "why_not": approver_words(request.user, run, request.on) if run else "",
        **_cannot_wait(RunState.PREPARED),
        "recent": list(PaymentRun.objects.exclude(state=RunState.PREPARED).order_by("-pk")[:10]),
    }
    return render(request, "staff/payments/approver.html", more)


@page(needs=Permission.SEE_MONEY)
def payments(request: HttpRequest) -> HttpResponse:
    """Every run, newest first."""
    runs = PaymentRun.objects.select_related("prepared_by", "approved_by").order_by("-pk")
    more = {
        "page": pages_of(runs, request, size=50),
        "may_prepare": request.user.may(Permission.PREPARE_RUNS, request.on) and not _is_prepared(),
        "may_providers": request.user.may(Permission.SET_UP_PAYMENTS, request.on),
    }
    return render(request, "staff/payments/list.html", more)


urlpatterns = [
    path("payments/", payments, name="staff_payments"),
    *payment_runs.urlpatterns,
    *bank_answers.urlpatterns,
    *bank_files.urlpatterns,
    *payment_lines.urlpatterns,
    *must_be_paid.urlpatterns,
    *rail_failures.urlpatterns,
]
