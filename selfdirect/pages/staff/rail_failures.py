"""A way of paying has failed: report it, pay whoever must be paid another way, say that it works again; and the drills.

Next:   selfdirect/actions/same_day_runs.py
Tests:  tests/pages/staff/test_rail_failures.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import same_day_runs as actions
from selfdirect.actions.support.holds import returned_lines
from selfdirect.actions.support.paying_straight import payable, unpayable, without_a_list
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.must_be_paid import Rail, RailDrill, RailFailure
from selfdirect.records.payments import PaymentRun, RunKind, RunState
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date

MOST = 50


@page(needs=Permission.SEE_MONEY)
def failures(request: HttpRequest) -> HttpResponse:
    """Every failure and every drill, newest first."""
    more = {
        "failures": list(RailFailure.objects.select_related("by").order_by("-pk")[:MOST]),
        "drills": list(RailDrill.objects.order_by("-pk")[:10]),
        "may_report": request.user.may(Permission.PREPARE_RUNS, request.on),
    }
    return render(request, "staff/payments/failures.html", more)


class ReportForm(Form):
    """What has failed."""

    rail = Radios(
        "What has failed?",
        empty="Select what has failed",
        choices=[
            (Rail.PREPAID_CARD.value, Rail.PREPAID_CARD.label, "Nothing is loaded onto a card until this ends."),
            (Rail.BANK.value, Rail.BANK.label, "What is sent from now on goes by the file for the same day."),
        ],
        reveal={Rail.BANK.value: ["runs"]},
    )
    runs = Checkboxes(
        "Which of these did the bank say it has not carried out?",
        empty="Select the runs, or that it carried out all of them",
        none="None of these: they were paid, or the bank has not said",
        hint="Ask the bank first. What you select is paid again today.",
    )
    what_happened = LongText("What has happened?", empty="Say what has happened", most=500, rows=3)


class Report(QuestionPage):
    """Say that a way of paying has failed."""

    needs = Permission.PREPARE_RUNS
    title = "A way of paying has failed"
    form = ReportForm
    button = "Report it"
    later = False

    def choices(self) -> dict[str, Any]:
        sent = PaymentRun.objects.filter(state=RunState.SENT, kind=RunKind.USUAL).order_by("pk")
        return {"runs": [(str(run.pk), f"{run.reference}, to arrive on {format_date(run.pay_on)}") for run in sent]}

    def back(self) -> str:
        return reverse("staff_rail_failures")

    def save(self, answers: dict[str, Any]) -> str:
        runs = [int(pk) for pk in answers.pop("runs", None) or ()]
        made = actions.report_rail_failure(**answers, runs=runs, key=self.key, on=self.on, by=self.by)
        return reverse("staff_rail_failure", args=[made.pk])


def _of_cards(found: RailFailure, on: Any) -> dict[str, Any]:
    pays = payable(found, on, on)
    return {
        "pays": pays[:MOST],
        "pays_count": len(pays),
        "pays_pence": sum(one.due.item.pence for one in pays),
        "cannot": unpayable(found, on, on)[:MOST],
        "without": without_a_list(on)[:MOST],
    }


def _of_the_bank() -> dict[str, Any]:
    lines = list(returned_lines())
    return {"pays_count": len(lines), "pays_pence": sum(line.pence for line in lines), "pays": []}


@page(needs=Permission.SEE_MONEY)
def failure(request: HttpRequest, failure_id: int) -> HttpResponse:
    """One failure: who is to be paid another way today, who cannot be, and the runs that paid."""
    found = get_object_or_404(RailFailure.objects.select_related("by", "ended_by"), pk=failure_id)
    today: dict[str, Any] = {}
    if found.ended_on is None:
        today = _of_the_bank() if found.rail == Rail.BANK else _of_cards(found, request.on)
    more = {
        "failure": found,
        "runs": list(found.runs.select_related("prepared_by").order_by("-pk")),
        "may_act": found.ended_on is None and request.user.may(Permission.PREPARE_RUNS, request.on),
        **today,
    }
    return render(request, "staff/payments/failure.html", more)


class PayForm(Form):
    """Up to which day."""

    until_on = Day(
        "Pay what is due up to which day?",
        empty="Enter the last day",
        hint="Today, or a later day when it may last.",
        future=True,
    )


class Pay(QuestionPage):
    """Prepare the payments that cannot wait."""

    needs = Permission.PREPARE_RUNS
    title = "Pay another way"
    lead = "We prepare one run of payments that arrive the same day. Somebody else approves it."
    form = PayForm
    button = "Prepare the payments"
    later = False

    def load(self) -> None:
        self.failure = get_object_or_404(RailFailure, pk=self.kwargs["failure_id"], ended_on=None)
        self.caption = self.failure.get_rail_display()

    def initial(self) -> dict[str, Any]:
        return {"until_on": self.on}

    def back(self) -> str:
        return reverse("staff_rail_failure", args=[self.failure.pk])

    def save(self, answers: dict[str, Any]) -> str:
        run = actions.pay_another_way(failure=self.failure, **answers, key=self.key, on=self.on, by=self.by)
        return reverse("staff_run", args=[run.pk])


@page(needs=Permission.PREPARE_RUNS, methods=("POST",))
def end(request: HttpRequest, failure_id: int) -> HttpResponse:
    """Say that it works again."""
    found = get_object_or_404(RailFailure, pk=failure_id)
    actions.end_rail_failure(failure=found, key=f"end-{found.pk}", on=request.on, by=request.user)
    return redirect("staff_rail_failure", failure_id=found.pk)


urlpatterns = [
    path("payments/failures/", failures, name="staff_rail_failures"),
    path("payments/failures/report/", Report.as_view(), name="staff_rail_failure_report"),
    path("payments/failures/<int:failure_id>/", failure, name="staff_rail_failure"),
    path("payments/failures/<int:failure_id>/pay/", Pay.as_view(), name="staff_rail_failure_pay"),
    path("payments/failures/<int:failure_id>/end/", end, name="staff_rail_failure_end"),
]
