"""Offering a personal budget to somebody eligible: what the council's policy asks a worker to look at, and the answer.

Values: policy/councils
Next:   selfdirect/actions/eligibility.py
Tests:  tests/pages/staff/test_eligibility.py
"""

from typing import Any

from django.http import Http404
from django.urls import path, reverse

from selfdirect.actions import eligibility as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.assessments import find_assessment
from selfdirect.pages.staff.offers import offers_of, placement_warnings
from selfdirect.records.eligibility import OfferOutcome
from selfdirect.rules.access import Permission
from selfdirect.rules.eligibility import COHORTS, DEFAULT_TO_BUDGET, IN_CRISIS
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.values import text_cell


class OfferForm(Form):
    """What came of offering a personal budget."""

    cohorts = Checkboxes("Is the person in a group we look for?", needed=False)
    outcome = Radios("What came of it?", empty="Choose what came of offering a personal budget")
    reason = LongText(
        "Why?",
        needed=False,
        hint="Needed unless they want one or are thinking about it. Write it so that the person understands it.",
        most=1000,
        rows=3,
    )
    ask_again_on = Day(
        "When will you ask again?", needed=False, hint="Needed when the offer is put off because of a crisis"
    )


class OfferWithoutGroups(OfferForm):
    """The same in a council that looks for no groups."""

    cohorts = None  # type: ignore[assignment]


class Offer(QuestionPage):
    """Record that a personal budget was offered, or why it was not."""

    needs = Permission.ASSESS
    read = "Opened the offer of a personal budget"
    form = OfferForm
    title = "Offer a personal budget"
    button = "Save what came of it"
    template = "staff/eligibility/offer.html"

    def load(self) -> None:
        self.assessment = find_assessment(self.person, self.kwargs["assessment_id"])
        if not self.assessment.is_eligible:
            raise Http404
        self.caption = self.person.name
        if not self._groups():
            self.form = OfferWithoutGroups  # type: ignore[misc]

    def _groups(self) -> list[tuple[str, str]]:
        rows = table_or_none(policy().on(self.on), COHORTS)
        return [(text_cell(row, "code"), text_cell(row, "label")) for row in rows]

    def choices(self) -> dict[str, Any]:
        in_crisis = policy().on(self.on).yes(IN_CRISIS)
        outcomes = [one for one in OfferOutcome.choices if not (in_crisis and one[0] == OfferOutcome.DEFERRED)]
        groups = self._groups()
        return {"outcome": outcomes} | ({"cohorts": groups} if groups else {})

    def context(self) -> dict[str, Any]:
        values = policy().on(self.on)
        return {
            "offers": offers_of(self.assessment, values),
            "everybody": values.yes(DEFAULT_TO_BUDGET),
            "warnings": placement_warnings(self.assessment, values),
        }

    def back(self) -> str:
        return reverse("staff_assessment", args=[self.person.pk, self.assessment.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_offer(
            assessment=self.assessment,
            outcome=answers["outcome"],
            reason=answers["reason"],
            ask_again_on=answers["ask_again_on"],
            cohorts=answers.get("cohorts", ()),
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/assessments/<int:assessment_id>/offer/", Offer.as_view(), name="staff_budget_offer")
]
