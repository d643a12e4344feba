"""Payroll: signed hours that wait, files handed off, and what came back read in.

Next:   selfdirect/actions/payroll.py
Tests:  tests/pages/staff/test_payroll.py
"""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import payroll as actions
from selfdirect.pages.choices import Radios, Select
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.timesheets import PayrollFile, present_timesheets
from selfdirect.rules.access import Permission

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


class ReadForm(Form):
    """What payroll sent."""

    content = LongText(
        "The file that payroll sent",
        empty="Paste the file that payroll sent",
        hint="Open it as text, choose all of it, and paste it here. CSV or JSON.",
        most=500_000,
        rows=12,
    )


class Read(QuestionPage):
    """Read back what payroll worked out. A bad file changes nothing."""

    needs = HAND_OFF
    form = ReadForm
    title = "Read back what payroll worked out"
    button = "Read it"
    later = False

    def load(self) -> None:
        self.file = get_object_or_404(PayrollFile.objects.filter(results=None), pk=self.kwargs["file_id"])
        self.caption = f"{self.file.reference}, {self.file.payroll_name}"

    def back(self) -> str:
        return reverse("staff_payroll")

    def save(self, answers: dict[str, Any]) -> str:
        content = answers["content"].encode()
        actions.read_back(file=self.file, content=content, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("payroll/", home, name="staff_payroll"),
    path("payroll/make/", Make.as_view(), name="staff_payroll_make"),
    path("payroll/<int:file_id>/", fetch, name="staff_payroll_file"),
    path("payroll/<int:file_id>/read/", Read.as_view(), name="staff_payroll_read"),
]
