"""Letting a carer see the person's pages, with the person's consent, and ending it in one step.

Next:   selfdirect/actions/access.py
Tests:  tests/pages/staff/test_carers_access.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import access as actions
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Email, LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.records.access import ActingFor
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date

MAY_LET_IN = (Permission.PLAN, Permission.NAME_WORKERS)
MONEY = {"no": "Everything but money", "yes": "Everything, with money"}


class LetCarerInForm(Form):
    """Who, what they may see, for how long, and how the person agreed."""

    name = Text("Who helps the person?", empty="Enter the name of whoever helps the person", most=120)
    relationship = Text("What are they to the person?", needed=False, most=120, hint="For example: daughter, neighbour")
    email = Email(
        "Their email address",
        empty="Enter their email address",
        hint="They sign in with it. It must be theirs alone.",
    )
    may_see_money = Radios("What may they see?", choices=list(MONEY.items()), empty="Select what they may see")
    from_on = Day("From which day?", empty="Enter the first day")
    until_on = Day("Until which day?", needed=False, hint="Leave empty if there is no last day")
    consent = LongText(
        "How did the person agree to this?",
        empty="Say how the person agreed to this",
        hint="For example: she said so when we met, and signed the form in her file. The person can read this.",
        most=1000,
        rows=3,
    )
    consent_on = Day("When did they agree?", past=True, empty="Enter the day they agreed")


class LetCarerIn(QuestionPage):
    """Let a carer see the person's pages."""

    needs = MAY_LET_IN
    read = "Opened a form about who may see the person’s pages"
    title = "Let a carer see the person’s pages"
    lead = (
        "They can read the person’s pages and tell us things. They sign nothing and choose nothing: for that, record "
        "an authority. The person sees who has access, and can end it at any time."
    )
    form = LetCarerInForm
    button = "Let them in"
    later = False

    def load(self) -> None:
        self.caption = self.person.name

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on, "consent_on": self.on}

    def back(self) -> str:
        return reverse("staff_authority", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        sees = answers.pop("may_see_money") == "yes"
        actions.let_carer_in(person=self.person, may_see_money=sees, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class Stop(CheckPage):
    """End somebody's access from today."""

    needs = MAY_LET_IN
    read = "Opened a page to end somebody’s access"
    title = "End this access"
    lead = "It ends now. From today they cannot open the person’s pages."
    button = "End it now"

    def load(self) -> None:
        found = ActingFor.objects.select_related("user").filter(person=self.person, under=None)
        self.acting = get_object_or_404(found.exclude(until_on__lt=self.on), pk=self.kwargs["acting_id"])
        self.caption = self.person.name

    def sections(self) -> list[Section]:
        one = self.acting
        until = f" to {format_date(one.until_on)}" if one.until_on else ""
        rows = [
            Answer("Who", one.user.name),
            Answer("May see", MONEY["yes" if one.may_see_money else "no"]),
            Answer("Counts", f"From {format_date(one.from_on)}{until}"),
            Answer("Because", one.authority),
        ]
        return [Section("", rows)]

    def back(self) -> str:
        return reverse("staff_authority", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.stop_acting_for(acting=self.acting, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/authority/"
urlpatterns = [
    path(f"{_AT}carer/", LetCarerIn.as_view(), name="staff_carer_let_in"),
    path(f"{_AT}access/<int:acting_id>/end/", Stop.as_view(), name="staff_access_stop"),
]
