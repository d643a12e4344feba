"""When somebody disagrees that a direct payment does not suit: written down for them, and looked at again.

Values: policy/councils
Next:   selfdirect/actions/suitability.py
Tests:  tests/pages/staff/test_suitability.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import suitability as actions
from selfdirect.actions.decisions import LOOKS_AGAIN
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.records.choosing import ChallengeOutcome, SuitabilityChallenge
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import ANSWERS, FACTORS


class ChallengeForm(Form):
    """Why the person disagrees."""

    why = LongText("Why do they disagree?", empty="Enter why they disagree", hint="In their own words.", rows=4)


class Challenge(QuestionPage):
    """Write down that the person disagrees, when they say so by phone, on paper or in a visit."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened a disagreement"
    title = "The person disagrees that a direct payment does not suit"
    lead = "Somebody who did not give this answer looks at it again, and writes to the person."
    form = ChallengeForm
    button = "Ask for it to be looked at again"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        refused = SuitabilityRecord.objects.filter(budget=self.budget, is_suitable=False, challenge=None)
        self.refused = get_object_or_404(refused, pk=self.kwargs["record_id"])
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.challenge(suitability=self.refused, why=answers["why"], key=self.key, on=self.on, by=self.by)
        return self.back()


class AgainForm(Form):
    """What came of looking again."""

    outcome = Radios(
        "What came of looking again?",
        choices=[
            (ChallengeOutcome.STANDS.value, ChallengeOutcome.STANDS.label),
            (ChallengeOutcome.SUITS.value, ChallengeOutcome.SUITS.label, "With support that makes it possible"),
        ],
        reveal={ChallengeOutcome.SUITS.value: ["support"]},
        empty="Select what came of looking again",
    )
    support = LongText("What support makes it possible?", empty="Enter what support makes it possible", rows=2)
    reasons = LongText(
        "What are your reasons?", empty="Enter your reasons", hint="The person reads this in a letter.", rows=4
    )


class Again(QuestionPage):
    """Look again at a direct payment that was refused."""

    needs = LOOKS_AGAIN
    read = "Opened a disagreement"
    title = "Look again at a direct payment that was refused"
    form = AgainForm
    button = "Save and write to the person"
    template = "staff/choosing/again.html"

    def load(self) -> None:
        found = SuitabilityChallenge.objects.select_related("suitability__by", "by")
        self.challenge = get_object_or_404(found, pk=self.kwargs["challenge_id"], person=self.person)
        self.caption = self.person.name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form until it is answered."""
        if hasattr(self.challenge, "answer"):
            return HttpResponseRedirect(self.back())
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        refused = self.challenge.suitability
        factors = [
            (question, ANSWERS.get(given["met"], ""), given["note"])
            for code, question in FACTORS.items()
            if (given := refused.factors.get(code))
        ]
        return {"challenge": self.challenge, "refused": refused, "factors": factors}

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.challenge.suitability.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer_challenge(challenge=self.challenge, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path(
        "people/<int:person_id>/budgets/<int:budget_id>/holding/disagree/<int:record_id>/",
        Challenge.as_view(),
        name="staff_suitability_challenge",
    ),
    path("people/<int:person_id>/suitability/<int:challenge_id>/", Again.as_view(), name="staff_suitability_again"),
]
