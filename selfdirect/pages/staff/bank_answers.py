"""The bank's answer to a run that was sent: everything was paid, or some payments came back, each with its reason.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/pages/staff/test_bank_answers.py
"""

import re
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from selfdirect.actions import payment_runs as actions
from selfdirect.actions.action import Refused
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.payment_runs import find_run
from selfdirect.pages.staff.run_figures import figures_of
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MOST_LISTED = 40
"""A run with more payments than this is answered by their numbers, as the bank's own report names them."""

_WHOLE = Radios(
    "Did every payment arrive?",
    choices=[("all", "Yes, all of them"), ("some", "No, the bank sent some back")],
    empty="Select whether every payment arrived",
)


def _listed(lines: list[PaymentLine]) -> type[Form]:
    """A form that names every payment of a short run."""
    answer = Radios(_WHOLE.label, choices=_WHOLE.choices, empty=_WHOLE.empty, reveal={"some": ["back"]})
    back = Checkboxes(
        "Which came back?",
        choices=[(line.pk, _words(line)) for line in lines],
        reveal={str(line.pk): [f"why_{line.pk}"] for line in lines},
        empty="Select the payments that came back",
    )
    why = {f"why_{line.pk}": Text("The bank’s reason", empty="Enter the bank’s reason", most=200) for line in lines}
    return type("ListedForm", (Form,), {"answer": answer, "back": back, **why})


def _words(line: PaymentLine) -> str:
    return f"{line.person.name}, {format_pounds(line.pence)}, {line.payee.where}"


class NumbersForm(Form):
    """A form for a long run: one payment a line, its number and the bank's reason."""

    answer = Radios(_WHOLE.label, choices=_WHOLE.choices, empty=_WHOLE.empty, reveal={"some": ["numbers"]})
    numbers = LongText(
        "Which came back?",
        empty="Enter the payments that came back",
        hint="One on each line: the payment’s number, then the bank’s reason. For example: N-000012-345 account closed",
        rows=8,
    )


def read_numbers(words: str, run: PaymentRun) -> dict[int, str]:
    """Payments and reasons from lines of `number reason`. Raises ValueError with what is wrong."""
    found: dict[int, str] = {}
    for line in words.splitlines():
        if not line.strip():
            continue
        matched = re.fullmatch(rf"\s*(?:{run.reference}-)?(\d{{1,15}})[\s,;:]+(.*\S)\s*", line)
        if not matched:
            raise ValueError(f"Enter a payment’s number and then a reason: {line.strip()[:60]}")
        found[int(matched[1])] = matched[2]
    return found


class Confirm(QuestionPage):
    """Write the bank's answer down. The run is then closed."""

    needs = Permission.CONFIRM_RUNS
    title = "The bank’s answer"
    button = "Save the bank’s answer"
    template = "staff/payments/confirm.html"

    def load(self) -> None:
        self.run = find_run(self.kwargs["run_id"])
        self.caption = f"Payment run {self.run.reference}"
        people = Prefetch("person", queryset=Person.objects.with_details())
        sent = self.run.lines.filter(state=LineState.SENT).select_related("payee").prefetch_related(people)
        lines = list(sent.order_by("pk")[: MOST_LISTED + 1])
        self.is_short = len(lines) <= MOST_LISTED
        self.form = _listed(lines) if self.is_short else NumbersForm  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form for a run that was sent."""
        if self.run.state != RunState.SENT:
            return HttpResponseRedirect(self.back())
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"run": self.run, "figures": figures_of(self.run)}

    def back(self) -> str:
        return reverse("staff_run", args=[self.run.pk])

    def save(self, answers: dict[str, Any]) -> str:
        returned: dict[int, str] = {}
        if answers["answer"] == "some" and self.is_short:
            returned = {int(pk): answers[f"why_{pk}"] for pk in answers["back"]}
        elif answers["answer"] == "some":
            try:
                returned = read_numbers(answers["numbers"], self.run)
            except ValueError as wrong:
                raise Refused([Problem("numbers", str(wrong))]) from wrong
        try:
            actions.confirm_run(run=self.run, returned=returned, on=self.on, by=self.by)
        except Refused as refused:
            raise Refused([self._placed(problem) for problem in refused.problems]) from refused
        return f"{self.back()}?done=confirmed"

    def _placed(self, problem: Problem) -> Problem:
        """A problem at the field it is about."""
        pk = problem.field.removeprefix("returned_")
        if not problem.field.startswith("returned_"):
            return problem
        field = f"why_{pk}" if self.is_short else "numbers"
        return Problem(field, problem.message if self.is_short else f"{self.run.reference}-{pk}: {problem.message}")


urlpatterns = [path("payments/<int:run_id>/confirm/", Confirm.as_view(), name="staff_run_confirm")]
