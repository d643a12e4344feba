"""Payroll: signed hours that wait, files handed off, and what came back read in.

Next:   selfdirect/actions/payroll.py
Tests:  tests/pages/staff/test_payroll.py
"""

from hashlib import sha256
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import payroll as actions
from selfdirect.actions.action import Refused
from selfdirect.pages.choices import Radios, Select
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.uploads import sent_file
from selfdirect.records.timesheets import PayrollFile, present_timesheets
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

HAND_OFF = Permission.HAND_OFF_PAYROLL
MOST = 200
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def _waiting() -> list[tuple[str, int]]:
    """How many signed weeks wait for each payroll organisation."""
    sheets = present_timesheets().filter(answered__is_signed=True, payroll=None, employment__payroll_by="organisation")
    counts = sheets.order_by().values_list("employment__payroll_name").annotate(count=Count("pk"))
    return sorted(counts)


@page(needs=HAND_OFF)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, and every hand-off."""
    files = PayrollFile.objects.defer("content").annotate(read=Count("results")).select_related("by").order_by("-pk")
    return render(request, "staff/payroll/home.html", {"waiting": _waiting(), "files": list(files[:MOST])})


@page(needs=HAND_OFF)
def fetch(request: HttpRequest, file_id: int) -> HttpResponse:
    """A hand-off, byte for byte as it was made."""
    found = get_object_or_404(PayrollFile, pk=file_id)
    response = HttpResponse(bytes(found.content), content_type=TYPES[found.format])
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.{found.format}"'
    return response


class MakeForm(Form):
    """For whom, and in what form."""

    payroll_name = Select("For which payroll organisation?", empty="Select the payroll organisation")
    format = Radios(
        "What kind of file?",
        choices=[("csv", "CSV", "Opens in a spreadsheet"), ("json", "JSON", "For a program")],
        empty="Select the kind of file",
    )


class Make(QuestionPage):
    """Hand off what waits."""

    needs = HAND_OFF
    form = MakeForm
    title = "Hand signed hours to payroll"
    button = "Make the file"
    later = False

    def choices(self) -> dict[str, Any]:
        return {"payroll_name": [(name, f"{name}: {count} weeks") for name, count in _waiting()]}

    def back(self) -> str:
        return reverse("staff_payroll")

    def save(self, answers: dict[str, Any]) -> str:
        actions.make_file(**answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@page(needs=HAND_OFF)
def read(request: HttpRequest, file_id: int) -> HttpResponse:
    """Choose the file with what payroll worked out, and have it read. A bad file changes nothing."""
    handed_off = get_object_or_404(PayrollFile.objects.filter(results=None).defer("content"), pk=file_id)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            content = sent_file(request, "content", "the file with payroll’s answer")
            given = {"key": f"payroll-{file_id}-{sha256(content).hexdigest()[:32]}", "by": request.user}
            actions.read_back(file=handed_off, content=content, on=request.on, **given)
        except Refused as refused:
            problems = list(refused.problems)
        else:
            return redirect("staff_payroll")
    more = {"file": handed_off, "problems": problems, "has_problems": bool(problems)}
    return render(request, "staff/payroll/read.html", more, status=422 if problems else 200)


urlpatterns = [
    path("payroll/", home, name="staff_payroll"),
    path("payroll/make/", Make.as_view(), name="staff_payroll_make"),
    path("payroll/<int:file_id>/", fetch, name="staff_payroll_file"),
    path("payroll/<int:file_id>/read/", read, name="staff_payroll_read"),
]
