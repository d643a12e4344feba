"""The question whether somebody keeps their provider when its contract ends (R-BRK-09).

Next:   selfdirect/actions/market.py
Tests:  tests/pages/test_keeping.py
"""

from typing import Any

from django.shortcuts import get_object_or_404

from selfdirect.actions import market as actions
from selfdirect.pages.choices import Radios
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.market import KeepQuestion
from selfdirect.rules.calendar import format_date

KEEPS = "keep"
GOES = "go"


class KeepForm(Form):
    """Keep them, or go to somebody else."""

    keeps = Radios("What should happen?", empty="Select what should happen")


class KeepAsked(QuestionPage):
    """Keep the provider by a direct payment, or go to somebody else."""

    form = KeepForm
    button = "Save"
    later = False

    def load(self) -> None:
        joined = KeepQuestion.objects.select_related("contract_end__provider", "contract_end__replaced_by", "budget")
        unanswered = {"person": self.person, "answer": None}
        self.asked = get_object_or_404(joined, pk=self.kwargs["asked_id"], **unanswered)
        end = self.asked.contract_end
        self.title = f"Keep {end.provider.name}?"
        self.lead = (
            f"The council’s contract with {end.provider.name} ends after {format_date(end.last_on)}. Nothing stops"
            " before then. To keep them, the money is held as a direct payment: the next page is where that is set up."
        )

    def choices(self) -> dict[str, Any]:
        end = self.asked.contract_end
        other = end.replaced_by.name if end.replaced_by else "somebody else"
        return {
            "keeps": [
                (KEEPS, f"Keep {end.provider.name} by a direct payment"),
                (GOES, f"Support comes from {other}"),
            ]
        }

    def switches(self) -> str:
        """Where the budget is switched."""
        raise NotImplementedError

    def save(self, answers: dict[str, Any]) -> str:
        keeps = answers["keeps"] == KEEPS
        actions.answer_keep(person=self.person, asked=self.asked, keeps=keeps, key=self.key, on=self.on, by=self.by)
        return self.switches() if keeps else self.back()
