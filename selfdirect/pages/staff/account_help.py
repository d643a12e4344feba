"""An account is a burden to somebody: what can be offered, and what came of it.

Next:   selfdirect/pages/account_help.py
Tests:  tests/pages/staff/test_account_help.py
"""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import account_help as actions
from selfdirect.pages.account_help import HelpForm, chosen_from, hard_words
from selfdirect.pages.question import QuestionPage
from selfdirect.records.account_help import AccountBurden, AccountHelp
from selfdirect.records.base import Versioned
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date


class Help(QuestionPage):
    """Offer all there is, and write down what they want."""

    needs = Permission.SET_UP_PAYMENTS
    read = "Opened help with the account"
    form = HelpForm
    title = "An account is hard to keep"
    button = "Save"
    later = False

    def load(self) -> None:
        self.burden = get_object_or_404(AccountBurden, pk=self.kwargs["burden_id"], person=self.person)
        if AccountHelp.objects.filter(burden=self.burden).exists():
            raise Http404
        self.caption = f"{self.person.name}, {self.burden.reference}"
        said = "; ".join(hard_words(self.burden))
        who = f"{self.burden.said_by_name} said on {format_date(self.burden.on)}"
        self.lead = (
            f"{who}: {said}. Go through all of these with them. A switch or help is then set up on its own page."
        )

    def record(self) -> Versioned | None:
        return self.burden

    def choices(self) -> dict[str, Any]:
        return {"chosen": chosen_from(self.burden)}

    def back(self) -> str:
        return reverse("staff_budget", args=[self.person.pk, self.burden.budget_id])

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.burden.version
        given = {"burden": self.burden, "seen_version": seen, "key": self.key, "on": self.on, "by": self.by}
        actions.offer_help(person=self.person, **answers, **given)
        return self.back()


urlpatterns = [
    path("people/<int:person_id>/account-help/<int:burden_id>/", Help.as_view(), name="staff_account_help"),
]
