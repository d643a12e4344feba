"""Who acts for somebody: authority recorded on evidence, a way in to the person's pages, and ending it at once.

Next:   selfdirect/actions/authority.py
Tests:  tests/pages/staff/test_authority.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import authority as actions
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Email, LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.carers_access import MAY_LET_IN
from selfdirect.records.access import ActingFor
from selfdirect.records.authority import Authority
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.authority import CONDITIONS, EXPLAINED, ActsAs, CameAbout, Scope, WhyEnded


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at who acts for the person")
def who_acts(request: HttpRequest, person: Person) -> HttpResponse:
    """Everybody who has, had or will have authority, and who may open the person's pages."""
    found = Authority.objects.filter(person=person).select_related("end__by", "by").prefetch_related("access__user")
    authorities = list(found.order_by("-from_on", "-pk"))
    helpers = ActingFor.objects.filter(person=person, under=None).select_related("user", "by").order_by("-from_on")
    on = request.on
    more = {
        "person": person,
        "in_force": [one for one in authorities if one.counts_on(on)],
        "to_come": [one for one in authorities if one.from_on > on and one.ended is None],
        "past": [one for one in authorities if not one.counts_on(on) and (one.from_on <= on or one.ended)],
        "helpers": list(helpers),
        "on": on,
        "may_give": request.user.may(Permission.GIVE_AUTHORITY, on),
        "may_let_in": any(request.user.may(one, on) for one in MAY_LET_IN),
    }
    return render(request, "staff/people/authority.html", more)


class GiveForm(Form):
    """Who, as what, for what, from when until when, and what was seen."""

    holder_name = Text("Who acts for the person?", empty="Enter the name of whoever acts for the person", most=120)
    relationship = Text("What are they to the person?", needed=False, most=120, hint="For example: sister, solicitor")
    acts_as = Radios(
        "What is their role?",
        choices=[(one.value, one.label, EXPLAINED[one]) for one in ActsAs],
        empty="Select their role",
    )
    came_about = Radios(
        "How did this come about?",
        choices=[(one.value, one.label) for one in CameAbout],
        empty="Select how this came about",
    )
    scopes = Checkboxes(
        "What may they do?", choices=[(one.value, one.label) for one in Scope], empty="Select what they may do"
    )
    from_on = Day("From which day?", empty="Enter the first day")
    until_on = Day("Until which day?", needed=False, hint="Leave empty if there is no last day")
    evidence = LongText(
        "What did you see?",
        empty="Enter what you saw",
        hint="For example: the registered lasting power of attorney, or what the person said and when",
        most=1000,
        rows=3,
    )
    evidence_kept = Text("Where is it kept?", empty="Enter where it is kept", most=300)
    evidence_seen_on = Day("When was it seen?", past=True, empty="Enter the day it was seen")
    evidence_seen_by = Text("Who saw it?", empty="Enter who saw it", most=120)
    conditions_agreed_on = Day(
        "When did they agree to what is asked of them?", past=True, empty="Enter the day they agreed"
    )


class Give(QuestionPage):
    """Record that somebody has authority."""

    needs = Permission.GIVE_AUTHORITY
    read = "Opened a form about who acts for the person"
    title = "Record somebody’s authority"
    form = GiveForm
    button = "Record the authority"
    template = "staff/people/authority_give.html"

    def load(self) -> None:
        self.caption = self.person.name

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on, "evidence_seen_on": self.on, "evidence_seen_by": self.by.name}

    def context(self) -> dict[str, Any]:
        return {"conditions": [(one.label, CONDITIONS[one]) for one in ActsAs]}

    def back(self) -> str:
        return reverse("staff_authority", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.give(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class AboutAuthority(QuestionPage):
    """What the questions about one authority share."""

    needs = Permission.GIVE_AUTHORITY
    read = "Opened a form about who acts for the person"
    later = False

    def load(self) -> None:
        found = Authority.objects.select_related("end")
        self.authority = get_object_or_404(found, pk=self.kwargs["authority_id"], person=self.person)
        self.caption = f"{self.person.name}: {self.authority.holder_name}, {self.authority.role_words.lower()}"

    def back(self) -> str:
        return reverse("staff_authority", args=[self.person.pk])


class EndForm(Form):
    """Why it ends."""

    why = Radios(
        "Why does this end?",
        choices=[(one.value, one.label) for one in WhyEnded],
        reveal={WhyEnded.OTHER.value: ["words"]},
        empty="Select why this ends",
    )
    words = Text("Say why", empty="Enter why this ends", most=300)


class End(AboutAuthority):
    """End an authority from today."""

    form = EndForm
    title = "End this authority"
    lead = (
        "It ends now. From today they cannot sign, receive a payment or open the person’s pages. If a payment goes to "
        "them, it is held until another account is given."
    )
    button = "End it now"

    def save(self, answers: dict[str, Any]) -> str:
        actions.end(authority=self.authority, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class LetInForm(Form):
    """The address they sign in with."""

    email = Email(
        "Their email address",
        empty="Enter their email address",
        hint="They sign in with it. It must be theirs alone.",
    )


class LetIn(AboutAuthority):
    """Let whoever holds an authority open the person's pages, for what it is for and as long as it counts."""

    form = LetInForm
    title = "Let them sign in"
    lead = "They can then open the person’s pages, as far as their authority goes, until it ends."
    button = "Let them sign in"

    def save(self, answers: dict[str, Any]) -> str:
        actions.let_in(authority=self.authority, email=answers["email"], key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/authority/"
urlpatterns = [
    path(_AT, who_acts, name="staff_authority"),
    path(f"{_AT}give/", Give.as_view(), name="staff_authority_give"),
    path(f"{_AT}<int:authority_id>/end/", End.as_view(), name="staff_authority_end"),
    path(f"{_AT}<int:authority_id>/sign-in/", LetIn.as_view(), name="staff_authority_let_in"),
]
