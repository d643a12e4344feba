"""Pausing payments, letting them go on again, and paying by another contribution: a page each.

Values: policy/councils
Next:   selfdirect/actions/payment_changes.py
Tests:  tests/pages/staff/test_payment_changes.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import payment_changes as actions
from selfdirect.actions.support.line_amounts import weekly_on
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.payment_changes import ChangeKind, PaymentChange, contribution_on

_HINT = "For example: they are in hospital, or away for some weeks."


class PauseForm(Form):
    """When, why, and how support goes on. What stays payable is asked for each line."""

    from_on = Day("From which day are payments paused?", empty="Enter the first day of the pause")
    until_on = Day(
        "What is the last day of the pause?",
        needed=False,
        hint="Leave it empty if nobody knows yet. We look at it again.",
    )
    reason = LongText("Why are payments paused?", empty="Say why payments are paused", hint=_HINT, most=1000, rows=3)
    contact = LongText(
        "When and how did you talk about it, and with whom?",
        empty="Say when and how you talked about it with the person or whoever acts for them",
        most=1000,
        rows=3,
    )
    care_goes_on = LongText(
        "How does the support that is needed go on meanwhile?",
        empty="Say how the support that is needed goes on meanwhile",
        hint="For example: the ward gives it, or nothing is needed while they are away.",
        most=1000,
        rows=3,
    )


class ChangePage(QuestionPage):
    """What the pages of one running budget share."""

    needs = actions.MAY_CHANGE
    later = False

    def budget_of(self, budget_id: int) -> Budget:
        """The budget of this person, with its caption."""
        self.caption = self.person.name
        return find_budget(self.person, budget_id)

    def back(self) -> str:
        return reverse("staff_budget", args=[self.person.pk, self.budget.pk])


class Pause(ChangePage):
    """Pause payments, and say what stays payable."""

    read = "Opened payments to pause them"
    title = "Pause payments"
    lead = "Days that were paid for already are taken off later payments. The person gets a letter that says so."
    button = "Pause payments"

    def load(self) -> None:
        self.budget = self.budget_of(self.kwargs["budget_id"])
        self.lines = holdable_lines(self.budget)
        self.form = pause_form(self.lines)  # type: ignore[misc]

    def save(self, answers: dict[str, Any]) -> str:
        kept = {str(line.pk): int(answers.pop(f"kept_{line.pk}") or 0) for line in self.lines}
        actions.pause(budget=self.budget, kept_percent=kept, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


def pause_form(lines: Any) -> type[Form]:
    """The form, with a question for each line about what stays payable."""
    fields = {
        f"kept_{line.pk}": Number(
            f"How much of {line.plan_line.what} stays payable?",
            needed=False,
            most=100,
            suffix="%",
            hint="Leave it empty if nothing does. For example: half pay that keeps an assistant.",
        )
        for line in lines
    }
    return type("PauseLinesForm", (PauseForm,), fields)


class ResumeForm(Form):
    """From when, and what has changed."""

    from_on = Day("From which day do payments go on?", empty="Enter the day from which payments go on")
    reason = LongText("What has changed?", empty="Say what has changed", most=1000, rows=3)


class Resume(ChangePage):
    """Let paused payments go on again."""

    read = "Opened paused payments"
    title = "Let payments go on again"
    form = ResumeForm
    button = "Let payments go on"

    def load(self) -> None:
        pauses = PaymentChange.objects.filter(kind=ChangeKind.PAUSE).select_related("budget__person")
        self.paused = get_object_or_404(pauses, pk=self.kwargs["change_id"], person=self.person)
        self.budget = self.budget_of(self.paused.budget_id)

    def save(self, answers: dict[str, Any]) -> str:
        actions.resume(paused=self.paused, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class ChargeForm(Form):
    """From when, and why."""

    from_on = Day("From which day is it paid so?", empty="Enter the day from which it is paid so")
    reason = LongText(
        "Why does it change?",
        empty="Say why it changes, in words the person understands",
        hint="The person reads this in their letter.",
        most=1000,
        rows=3,
    )


class ChangeCharge(ChangePage):
    """Pay by the latest financial assessment."""

    read = "Opened what is paid by the new contribution"
    title = "Pay by the new contribution"
    form = ChargeForm
    button = "Change what is paid"
    template = "staff/payments/charge_change.html"

    def load(self) -> None:
        self.budget = self.budget_of(self.kwargs["budget_id"])
        found = FinancialAssessment.objects.filter(person=self.person).exclude(finished_on=None)
        self.finances = found.order_by("-from_on", "-pk").first()
        if self.finances is None:
            get_object_or_404(found.none())

    def initial(self) -> dict[str, Any]:
        assert self.finances is not None
        return {"from_on": max(self.finances.from_on, self.budget.starts_on)}

    def context(self) -> dict[str, Any]:
        lines = holdable_lines(self.budget)
        now = weekly_on(self.budget, lines, self.on)
        return {
            "finances": self.finances,
            "pays_now": contribution_on(self.budget, self.on),
            "rows": [(line.plan_line.what, now.pence[line.pk]) for line in lines],
        }

    def save(self, answers: dict[str, Any]) -> str:
        assert self.finances is not None
        actions.change_charge(
            budget=self.budget, finances=self.finances, **answers, key=self.key, on=self.on, by=self.by
        )
        return self.back()


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}budgets/<int:budget_id>/pause/", Pause.as_view(), name="staff_payments_pause"),
    path(f"{_AT}pauses/<int:change_id>/over/", Resume.as_view(), name="staff_payments_resume"),
    path(f"{_AT}budgets/<int:budget_id>/contribution/", ChangeCharge.as_view(), name="staff_charge_change"),
]
