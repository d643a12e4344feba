"""A worker refers somebody to an organisation that helps find support, and writes down what it answers.

Values: policy/defaults/support.toml
Next:   selfdirect/actions/brokerage.py
Tests:  tests/pages/staff/test_brokerage.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import brokerage as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.brokerage import BrokerageReferral
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.brokerage import WHO_PAYS, organisations, proposed
from selfdirect.rules.calendar import age_on


def _proposals(person: Person, on: Any) -> list[tuple[str, str, str]]:
    """Who pays, the organisation that the rule leads to then, and why; in words."""
    values = policy().on(on)
    known = organisations(values)
    age = age_on(person.details.date_of_birth, on)
    found = [(words, proposed(age, person.details.client_group, code, values)) for code, words in WHO_PAYS.items()]
    return [(words, known.get(one.organisation, one.organisation), one.why) for words, one in found if one]


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at who helps to find support")
def brokerage(request: HttpRequest, person: Person) -> HttpResponse:
    """Every referral, newest first, and what the rule says."""
    more = {
        "person": person,
        "referrals": list(
            BrokerageReferral.objects.filter(person=person).select_related("answer", "by").order_by("-pk")
        ),
        "known": organisations(policy().on(request.on)),
        "proposals": _proposals(person, request.on),
        "may_refer": request.user.may(Permission.PLAN, request.on),
    }
    return render(request, "staff/brokerage/home.html", more)


class ReferForm(Form):
    """To whom, for what, and the person's yes."""

    who_pays = Radios(
        "Who pays for the support?", empty="Select who pays for the support", choices=list(WHO_PAYS.items())
    )
    organisation = Radios("Which organisation helps?", empty="Select which organisation helps")
    other_because = LongText("If it is another one than the council’s rule says, why?", needed=False, most=500, rows=2)
    what_for = LongText("What do they want help with?", empty="Say what they want help with", most=1000, rows=3)
    consents = YesNo("Does the person agree that you pass this on?", empty="Select whether the person agrees")


class Refer(QuestionPage):
    """Refer somebody."""

    needs = Permission.PLAN
    read = "Opened a referral to somebody who helps to find support"
    title = "Ask an organisation to help find support"
    form = ReferForm
    button = "Ask them"
    later = False
    template = "staff/brokerage/refer.html"

    def load(self) -> None:
        self.caption = self.person.name
        self.known = organisations(policy().on(self.on))
        if not self.known:
            raise Http404

    def choices(self) -> dict[str, Any]:
        return {"organisation": list(self.known.items())}

    def context(self) -> dict[str, Any]:
        return {"proposals": _proposals(self.person, self.on)}

    def back(self) -> str:
        return reverse("staff_brokerage", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.refer(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class AnswerForm(Form):
    """What they said."""

    accepted = YesNo("Do they help?", empty="Select whether they help")
    words = LongText("What did they say?", empty="Say what they said", most=1000, rows=3)


class Answer(QuestionPage):
    """Write down what the organisation answered."""

    needs = Permission.PLAN
    read = "Opened a referral to somebody who helps to find support"
    title = "What did they answer?"
    form = AnswerForm
    button = "Save"
    later = False

    def load(self) -> None:
        self.referral = get_object_or_404(BrokerageReferral, pk=self.kwargs["asked_id"], person=self.person)
        known = organisations(policy().on(self.on))
        self.caption = f"{self.person.name}, {known.get(self.referral.organisation, self.referral.organisation)}"

    def back(self) -> str:
        return reverse("staff_brokerage", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer(referral=self.referral, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/brokerage/"
urlpatterns = [
    path(_AT, brokerage, name="staff_brokerage"),
    path(f"{_AT}ask/", Refer.as_view(), name="staff_brokerage_refer"),
    path(f"{_AT}<int:asked_id>/", Answer.as_view(), name="staff_brokerage_answer"),
]
