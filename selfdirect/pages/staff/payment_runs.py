"""A payment run on screen: prepare, look, approve, cancel, send, fetch the files, and the bank's answer.

Values: policy/councils
Next:   selfdirect/actions/payment_runs.py
Tests:  tests/pages/staff/test_payment_runs.py
"""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import payment_runs as actions
from selfdirect.actions.support.cheques import cheques_wait
from selfdirect.actions.support.policy import in_working_days, policy
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import Filter, Filters, pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.owned_money import owners_of_run
from selfdirect.pages.staff.run_figures import KINDS, figures_of, kind_of, last_paid, lines_of, loads_of
from selfdirect.records.base import Versioned
from selfdirect.records.payments import LineState, PaymentFile, PaymentRun, RunState
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import NO_LIMIT

FILE_TYPES = {"bacs_standard_18": "text/plain; charset=us-ascii", "pain_001_001_09": "application/xml; charset=utf-8"}
FILE_TYPES["cheque_list"] = "text/csv; charset=utf-8"
FILE_TYPES["pain_001_same_day"] = FILE_TYPES["pain_001_001_09"]
FILE_NAMES = {
    "bacs_standard_18": "Bacs Standard 18",
    "pain_001_001_09": "ISO 20022 pain.001.001.09",
    "cheque_list": "List of cheques to print and post",
    "pain_001_same_day": "ISO 20022 pain.001.001.09, to arrive the same day",
}
_NAMES = ("prepared_by", "approved_by", "sent_by", "closed_by", "cancelled_by", "changed_by")


def find_run(run_id: int) -> PaymentRun:
    """The run, with everybody who had a hand in it."""
    return get_object_or_404(PaymentRun.objects.select_related(*_NAMES), pk=run_id)


def files_of(run: PaymentRun) -> list[PaymentFile]:
    """The files of a run, without what is in them."""
    return list(run.files.defer("content").select_related("run").order_by("format"))


@page(needs=Permission.SEE_MONEY)
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """The run: totals, why it differs from the last, and its lines with their filters."""
    found = find_run(run_id)
    chosen = Filters(
        request,
        Filter("state", "State", [(state.value, state.label) for state in LineState]),
        Filter("kind", "Kind of payment", list(KINDS.items())),
    )
    people = Prefetch("person", queryset=Person.objects.with_details())
    lines = (
        lines_of(found, chosen["state"], chosen["kind"]).select_related("payee", "schedule").prefetch_related(people)
    )
    listed = pages_of(lines, request, size=50)
    more = {
        "run": found,
        "chosen": chosen,
        "page": listed,
        "rows_of": [(line, kind_of(line)) for line in listed.rows],
        "last_paid": last_paid(listed.rows),
        "figures": figures_of(found),
        "card_loads": loads_of(found),
        "owners": owners_of_run(found, policy().on(request.on)),
        "files": [(FILE_NAMES[file.format], file) for file in files_of(found)],
        "kinds": KINDS,
        "steps": _what_may_be_done(found, request.user, request.on),
        "limit_words": approver_words(request.user, found, request.on),
        "done": request.GET.get("done", ""),
    }
    return render(request, "staff/payments/run.html", more)


def _what_may_be_done(found: PaymentRun, user: Any, on: Any) -> list[tuple[str, str]]:
    """The next steps this user may take with the run: words and where. The first is the main one."""
    at = [found.pk]
    steps: list[tuple[str, str, RunState, tuple[Permission, ...]]] = [
        ("Look it over and approve it", "staff_run_approve", RunState.PREPARED, (Permission.APPROVE_RUNS,)),
        (
            "Cancel this run",
            "staff_run_cancel",
            RunState.PREPARED,
            (Permission.PREPARE_RUNS, Permission.APPROVE_RUNS),
        ),
        ("Authorise the cheques", "staff_run_cheques", RunState.APPROVED, (Permission.AUTHORISE_CHEQUES,)),
        ("Make the files for the bank", "staff_run_send", RunState.APPROVED, (Permission.SEND_RUNS,)),
        ("Read the bank’s answer from a file", "staff_bank_answers", RunState.SENT, (Permission.CONFIRM_RUNS,)),
        ("Write down the bank’s answer", "staff_run_confirm", RunState.SENT, (Permission.CONFIRM_RUNS,)),
        ("Read the bank’s answer from a file", "staff_bank_answers", RunState.CLOSED, (Permission.CONFIRM_RUNS,)),
    ]
    return [
        (words, reverse(name, args=at))
        for words, name, state, needs in steps
        if found.state == state
        and any(user.may(one, on) for one in needs)
        and not (name == "staff_run_approve" and found.prepared_by_id == user.pk)
        and not (name == "staff_run_cheques" and not cheques_wait(found))
    ]


def approver_words(user: Any, found: PaymentRun, on: Any) -> str:
    """Why this user may not approve this run, in words; nothing when they may or need not."""
    if found.state != RunState.PREPARED:
        return ""
    if found.prepared_by_id == user.pk:
        return "You prepared this run, so somebody else has to approve it."
    if not user.may(Permission.APPROVE_RUNS, on):
        return ""
    roles = {role.value for role in user.roles_on(on)}
    limits = [row["up_to_pence"] for row in policy().on(on).table("payments.approver_limits") if row["role"] in roles]
    if not limits:
        return "The policy gives your role no limit for payment runs, so you cannot approve one."
    total = figures_of(found).to_pay.pence
    most = [int(limit) for limit in limits if limit != NO_LIMIT]
    if len(most) == len(limits) and total > max(most):
        return f"You may approve runs of up to {format_pounds(max(most))}. This one is {format_pounds(total)}."
    return ""


class PrepareForm(Form):
    """The day money should arrive."""

    pay_on = Day("Which day should the money arrive?", empty="Enter the day the money should arrive", future=True)


class Prepare(QuestionPage):
    """Work out what everybody should have by a day."""

    needs = Permission.PREPARE_RUNS
    title = "Prepare a payment run"
    lead = "We work out what everybody should have by that day, less what was approved before. Nothing is paid yet."
    form = PrepareForm
    button = "Prepare the run"
    later = False

    def initial(self) -> dict[str, Any]:
        days = policy().on(self.on).whole("payments.bank_working_days")
        return {"pay_on": in_working_days(self.on, days)}

    def back(self) -> str:
        return reverse("staff_payments")

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.prepare_run(pay_on=answers["pay_on"], key=self.key, on=self.on, by=self.by)
        return reverse("staff_run", args=[made.pk])


class RunPage(CheckPage):
    """What the pages with one button about a run share."""

    template = "staff/payments/act.html"

    def load(self) -> None:
        self.run = find_run(self.kwargs["run_id"])
        self.caption = f"Payment run {self.run.reference}"
        self.figures = figures_of(self.run)

    def record(self) -> Versioned | None:
        return self.run

    def context(self) -> dict[str, Any]:
        return {"run": self.run, "figures": self.figures}

    def back(self) -> str:
        return reverse("staff_run", args=[self.run.pk])


class Approve(RunPage):
    """Sign a run that somebody else prepared."""

    needs = Permission.APPROVE_RUNS
    title = "Approve this payment run?"
    button = "Approve the run"
    template = "staff/payments/approve.html"

    def context(self) -> dict[str, Any]:
        people = Prefetch("person", queryset=Person.objects.with_details())
        held = self.run.lines.filter(state=LineState.HELD).select_related("payee", "held_by").prefetch_related(people)
        why_not = approver_words(self.by, self.run, self.on)
        if not why_not and self.run.state != RunState.PREPARED:
            why_not = f"This run cannot be approved. It is: {RunState(self.run.state).label}."
        return {**super().context(), "held": list(held.order_by("pk")[:50]), "why_not": why_not}

    def save(self, answers: dict[str, Any]) -> str:
        key = f"approve-{self.key}"
        actions.approve_run(run=self.run, seen_version=self.seen_version or 0, key=key, on=self.on, by=self.by)
        return f"{self.back()}?done=approved"


class Cancelled(Form):
    """Why a run is given up."""

    reason = LongText(
        "Why is this run cancelled?",
        empty="Say why this run is cancelled",
        most=500,
        rows=3,
        hint="Everything stays due.",
    )


class Cancel(RunPage):
    """Give a run up before it is approved."""

    needs = (Permission.PREPARE_RUNS, Permission.APPROVE_RUNS)
    title = "Cancel this payment run"
    form = Cancelled
    button = "Cancel the run"

    def save(self, answers: dict[str, Any]) -> str:
        actions.cancel_run(run=self.run, reason=answers["reason"], on=self.on, by=self.by)
        return reverse("staff_payments")


class Send(RunPage):
    """Make the files for the bank."""

    needs = Permission.SEND_RUNS
    title = "Make the files for the bank"
    lead = "The files are made once. You can fetch them as often as you need."
    button = "Make the files"

    def save(self, answers: dict[str, Any]) -> str:
        actions.send_run(run=self.run, on=self.on, by=self.by)
        return f"{self.back()}?done=sent"


@page(needs=Permission.SEND_RUNS, methods=("GET", "HEAD"))
def file(request: HttpRequest, run_id: int, format: str) -> HttpResponse:
    """One file of a run, as it was made."""
    found = get_object_or_404(PaymentFile.objects.select_related("run"), run=run_id, format=format)
    if found.format not in FILE_TYPES:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=FILE_TYPES[found.format])
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["X-Content-SHA256"] = found.sha256
    return answer


urlpatterns = [
    path("payments/prepare/", Prepare.as_view(), name="staff_run_prepare"),
    path("payments/<int:run_id>/", run, name="staff_run"),
    path("payments/<int:run_id>/approve/", Approve.as_view(), name="staff_run_approve"),
    path("payments/<int:run_id>/cancel/", Cancel.as_view(), name="staff_run_cancel"),
    path("payments/<int:run_id>/send/", Send.as_view(), name="staff_run_send"),
    path("payments/<int:run_id>/files/<slug:format>/", file, name="staff_run_file"),
]
