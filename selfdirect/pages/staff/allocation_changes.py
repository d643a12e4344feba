"""An indicative budget looked at by somebody else, and one that changes because an unpaid carer's help does.

Next:   selfdirect/actions/allocation.py
Tests:  tests/pages/staff/test_allocation_changes.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from selfdirect.actions import allocation as actions
from selfdirect.actions.support.allocating import basis_from_kept, present_indicative
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.allocation_basis import MOST_EACH_WEEK, there
from selfdirect.records.allocation import IndicativeBudget
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role


def find_indicative(person: Person, indicative_id: int) -> IndicativeBudget:
    """The indicative budget of this person, else no such page."""
    found = IndicativeBudget.objects.select_related("assessment", "by", "confirmation__by")
    return get_object_or_404(found, pk=indicative_id, person=person)


class ConfirmForm(Form):
    """Whether the amount fits the assessment, and why."""

    outcome = Radios(
        "What do you do?",
        choices=[
            ("confirmed", "Confirm it: it can be talked through with the person"),
            ("returned", "Send it back to be worked out again"),
        ],
        empty="Select whether you confirm it or send it back",
    )
    reasons = LongText(
        "What are your reasons?",
        empty="Enter your reasons",
        hint="The worker and the person can read this.",
        rows=4,
    )


class Confirm(QuestionPage):
    """Look at the working beside the assessment, then confirm it or send it back (R-RAS-12)."""

    needs = (Permission.CONFIRM_ALLOCATIONS, Permission.SEE_ANY_RECORD)
    read = "Opened the indicative budget to confirm it"
    title = "Confirm the indicative budget"
    form = ConfirmForm
    button = "Save"
    template = "staff/allocation/confirm.html"

    def load(self) -> None:
        self.indicative = find_indicative(self.person, self.kwargs["indicative_id"])
        self.caption = f"{self.person.name}, {self.indicative.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may confirm it, and the budget to everybody else."""
        if getattr(self.indicative, "confirmation", None) or self.why_not():
            return HttpResponseRedirect(there(self.indicative))
        return super().get(request, *args, **kwargs)

    def why_not(self) -> str:
        """Why this user may not confirm it; nothing when they may."""
        role = self.indicative.confirmed_by_role
        if not role:
            return "Nobody has to confirm it."
        if self.indicative.by_id == self.by.pk:
            return "Somebody else has to confirm it."
        if not self.by.may(Permission.CONFIRM_ALLOCATIONS, self.on) or Role(role) not in self.by.roles_on(self.on):
            return f"It is confirmed by: {Role(role).label}."
        return ""

    def context(self) -> dict[str, Any]:
        at = [self.person.pk, self.indicative.assessment_id]
        return {"indicative": self.indicative, "assessment_href": reverse("staff_assessment", args=at)}

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.confirm(indicative_budget=self.indicative, **answers, on=self.on, by=self.by)
        return there(self.indicative)


class CarerHelpForm(Form):
    """How much help there is now, and why it changed."""

    hours = Number(
        "How many hours a week can the carer help now?",
        most=MOST_EACH_WEEK,
        places=2,
        suffix="hours a week",
        empty="Enter how many hours a week the carer can help now, or 0",
    )
    reason = LongText(
        "What changed?",
        empty="Enter what changed",
        hint="The person can read this. For example: the carer is ill.",
        rows=3,
    )


class CarerHelp(QuestionPage):
    """The carer can help more or less than before: the money changes from today, and nothing is assessed again."""

    needs = Permission.ALLOCATE
    read = "Opened a change in an unpaid carer's help"
    title = "An unpaid carer's help has changed"
    form = CarerHelpForm
    button = "Change the budget from today"
    template = "staff/allocation/carer.html"

    def load(self) -> None:
        self.indicative = find_indicative(self.person, self.kwargs["indicative_id"])
        self.caption = f"{self.person.name}, {self.indicative.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or the budget that stands now."""
        standing = present_indicative(self.indicative.assessment)
        if standing is not None and standing != self.indicative:
            return HttpResponseRedirect(there(standing))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        hours = basis_from_kept(self.indicative.inputs).carer_hours
        return {"indicative": self.indicative, "hours_now": f"{hours / 100:g}"}

    def back(self) -> str:
        return there(self.indicative)

    def save(self, answers: dict[str, Any]) -> str:
        kept = actions.change_carer_help(
            indicative_budget=self.indicative,
            hundredths_of_hours_weekly=int(answers["hours"] * 100),
            reason=answers["reason"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return there(kept)
