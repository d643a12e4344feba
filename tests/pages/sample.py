"""A form with every kind of question, and a page for each way a page can go, for the tests of the machinery."""

from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selfdirect.actions.action import NotAllowed, Refused, Stale
from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import (
    AccountNumber,
    Email,
    Hidden,
    LongText,
    Money,
    Number,
    Phone,
    Postcode,
    SortCode,
    Text,
)
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person, open_page, page
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.records.base import Versioned
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

COLOURS = [("red", "Red"), ("blue", "Blue", "Like the sky"), ("green", "Green")]


class EverythingForm(Form):
    """Every kind of question once."""

    name = Text("Name", empty="Enter the name", most=20)
    said = LongText("What did they say?", empty="Enter what they said", most=200, hint="In their own words")
    visits = Number("Visits", empty="Enter how many visits", most=50, suffix="each week")
    hours = Number("Hours", empty="Enter the hours", places=2, needed=False)
    rent = Money("Rent", empty="Enter the rent", each="week")
    born = Day("Date of birth", empty="Enter the date of birth", past=True, autocomplete="bday")
    helped = YesNo("Does somebody help?", empty="Select yes if somebody helps", reveal={"yes": ["helper", "how_often"]})
    helper = Text("Who helps?", empty="Enter who helps")
    how_often = LongText("How often?", empty="Enter how often", needed=False)
    colour = Radios("Colour", empty="Select a colour", choices=COLOURS)
    pets = Checkboxes("Pets", empty="Select the pets", choices=[("cat", "Cat"), ("dog", "Dog")], none="No pets")
    team = Select("Team", empty="Select a team")
    email = Email("Email address", needed=False)
    phone = Phone("Phone number", needed=False)
    postcode = Postcode(needed=False)
    sort_code = SortCode(needed=False)
    account = AccountNumber(needed=False)
    source = Hidden()

    def check(self, answers: dict[str, Any]) -> list[Problem]:
        """Something about two answers together."""
        if answers["visits"] == 13:
            return [Problem("visits", "Visits must not be 13."), Problem("", "Try another day.")]
        return []


class OneForm(Form):
    """One question alone."""

    said = LongText("What would you like to change?", empty="Enter what you would like to change")


SAVED: list[dict[str, Any]] = []
"""What the sample pages were given to save."""


class Everything(QuestionPage):
    """Asks everything."""

    title = "Ask everything"
    caption = "Sample"
    form = EverythingForm

    def choices(self) -> dict[str, Any]:
        """Teams come from elsewhere."""
        return {"team": [("1", "Team one"), ("2", "Team two")]}

    def back(self) -> str:
        """To the account, as anywhere."""
        return "/account/"

    def save(self, answers: dict[str, Any]) -> str:
        """Keep what came, and how."""
        SAVED.append({**answers, "key": self.key, "seen_version": self.seen_version})
        return "/account/"


class Kept:
    """A record that stands still."""

    version = 4


class One(QuestionPage):
    """Asks one thing about a person, and does as the words say."""

    needs = Permission.SEE_ANY_RECORD
    read = "Opened the sample"
    form = OneForm

    def record(self) -> Versioned | None:
        """Two may change it at once."""
        return Kept()  # type: ignore[return-value]

    def now_says(self) -> list[tuple[str, Any]]:
        """What it says meanwhile."""
        return [("What was said", "Something else")]

    def save(self, answers: dict[str, Any]) -> str:
        """Do as the words say."""
        said = answers["said"]
        if said == "refuse":
            raise Refused([Problem("said", "Say something else."), Problem("elsewhere", "Not on a Sunday.")])
        if said == "forbid":
            raise NotAllowed("You are not able to do this.")
        if said.startswith("stale") and self.seen_version == 4:
            raise Stale("Bea Worker", None, ["The address was corrected."], 5)
        SAVED.append({"said": said, "seen_version": self.seen_version, "key": self.key})
        return reverse("sample_confirm", args=[self.person.pk])


class Confirm(CheckPage):
    """Shows answers and has one button."""

    needs = Permission.SEE_ANY_RECORD
    title = "Check your answers"

    def sections(self) -> list[Section]:
        """One section."""
        return [Section("About you", [Answer("Name", self.person.name, change="/account/"), Answer("Phone", "")])]

    def save(self, answers: dict[str, Any]) -> str:
        """Nothing to keep but the key."""
        SAVED.append({"key": self.key})
        return "/account/"


@page(needs=Permission.SEE_WORK)
def work(request: HttpRequest) -> HttpResponse:
    """A page for a permission."""
    return HttpResponse("work")


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the sample")
def somebody(request: HttpRequest, person: Any) -> HttpResponse:
    """A page about a person."""
    return render(request, "sample/somebody.html", {"person": person}) if person is None else HttpResponse(person.name)


@page()
def act(request: HttpRequest, how: str) -> HttpResponse:
    """A page without a form that meets each kind of no."""
    if how == "forbid":
        raise NotAllowed("You are not able to do this.")
    if how == "refuse":
        raise Refused("Not on a Sunday.")
    if how == "stale":
        raise Stale("Bea Worker", None, ["The address was corrected."], 5)
    if how == "broken":
        raise RuntimeError("Key (email)=(zebedee@example.com) already exists")
    if how == "full":
        raise OperationalError("could not extend file for zebedee@example.com: No space left on device")
    raise Http404


@open_page
def everyone(request: HttpRequest) -> HttpResponse:
    """A page for which nobody signs in."""
    return HttpResponse("everyone")
