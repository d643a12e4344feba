"""Referrals: who it is about, what was said, how to reach them, a last look, and off it goes; then the screening.

Values: policy/councils
Next:   selfdirect/actions/referrals.py
Tests:  tests/pages/staff/test_referrals.py
"""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import drafts
from selfdirect.actions import referrals as actions
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import CheckPage
from selfdirect.pages.resume import as_typed_data
from selfdirect.pages.staff.people import CommunicationForm, ContactForm, WhoForm
from selfdirect.pages.staff.shown import answers_of
from selfdirect.pages.staff.unsent import REFERRAL, UnsentPage, unsent_referrals
from selfdirect.records.access import people_visible_to
from selfdirect.records.audit import Asked
from selfdirect.records.people import Person
from selfdirect.records.referrals import Referral
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date

NEW = "new"
MOST_MATCHES = 10


class FindForm(Form):
    """What to look somebody up by."""

    find_words = Text("Name, reference or postcode", empty="Enter a name, a reference or a postcode", most=100)
    find_born = Day("Date of birth, if you know it", needed=False, past=True)


class MatchForm(Form):
    """Whether it is one of the people found."""

    match = Radios("Is it one of these people?", empty="Select a person, or that it is somebody new")


class RequestForm(Form):
    """Who asked, how and when."""

    source = Radios("Who asked for help?", empty="Select who asked for help")
    referrer_name = Text("Name of whoever asked, if not the person", needed=False, most=120)
    channel = Radios("How did the request reach us?", empty="Select how the request reached us")
    received_on = Day("When did we receive it?", empty="Enter the date we received it", past=True)


class SaidForm(Form):
    """What was said, and that the person knows."""

    what_was_said = LongText(
        "What did they tell us?",
        empty="Enter what they told us",
        hint="Use their own words if you can.",
        most=5000,
        rows=8,
    )
    has_existing_package = YesNo(
        "Do they have care or support from us now?", empty="Select yes if they have care or support from us now"
    )
    has_consented = YesNo(
        "Does the person know about this request and agree to it?",
        empty="Select yes if the person knows and agrees",
    )


PAGES: dict[str, type[Form]] = {
    "find": FindForm,
    "matches": MatchForm,
    "who": WhoForm,
    "request": RequestForm,
    "said": SaidForm,
    "contact": ContactForm,
    "communication": CommunicationForm,
}
ABOUT_SOMEBODY_NEW = ("who", "contact", "communication")


class ReferralPage(UnsentPage):
    """What the pages of a new referral share."""

    needs = Permission.RECEIVE_REFERRALS
    caption = "New referral"
    slug = ""
    next_slug = ""

    def unsent_name(self) -> str:
        return f"{REFERRAL}{self.kwargs['draft']}"

    def at(self, slug: str) -> str:
        """The address of another page of this referral."""
        return reverse(f"staff_referral_{slug}", kwargs={"draft": self.kwargs["draft"]})

    def choices(self) -> dict[str, Any]:
        return self.choices_for(self.form)

    def choices_for(self, form: type[Form]) -> dict[str, Any]:
        """The council's own words for what can be chosen."""
        values = policy().on(self.on)
        tables = {
            "client_group": "profile.client_groups",
            "source": "referrals.sources",
            "channel": "referrals.channels",
        }
        found: dict[str, Any] = {
            name: [(row["code"], row["label"]) for row in values.table(key)]
            for name, key in tables.items()
            if name in form.base_fields
        }
        if "match" in form.base_fields:
            found["match"] = [
                *((str(one.pk), one.name, _known_by(one)) for one in self.matches()),
                (NEW, "Somebody new"),
            ]
        return found

    def matches(self) -> list[Person]:
        """People we know already who may be the one asked about."""
        if not hasattr(self, "_matches"):
            self._matches = self._look_up()
        return self._matches

    def _look_up(self) -> list[Person]:
        visible = people_visible_to(self.by, self.on)
        chosen = (self.kept.get("match") or [""])[0]
        looked_for = FindForm(as_typed_data(self.kept), today=self.on)
        found: list[Person] = []
        if looked_for.is_good():
            words, born = looked_for.cleaned_data["find_words"], looked_for.cleaned_data["find_born"]
            same = visible.matching(words)
            if born and same.filter(all_details__date_of_birth=born, all_details__superseded_at=None).exists():
                same = same.filter(all_details__date_of_birth=born, all_details__superseded_at=None)
            found = list(same.with_details().order_by("-pk")[:MOST_MATCHES])
        if chosen.isdecimal() and not any(one.pk == int(chosen) for one in found):
            found += list(visible.with_details().filter(pk=int(chosen)))
        return found

    def chosen_person(self) -> Person | None:
        """The person it is about, when we know them already."""
        chosen = (self.kept.get("match") or [""])[0]
        return next((one for one in self.matches() if str(one.pk) == chosen), None)

    def back(self) -> str:
        return reverse("staff_referral_start")

    def later_address(self) -> str:
        return reverse("staff_home")

    def next_address(self, answers: dict[str, Any]) -> str:
        return self.at("check" if "check" in self.request.GET else self.next_slug)


def _known_by(person: Person) -> str:
    known = [person.reference, f"born {format_date(person.details.date_of_birth)}", person.details.postcode]
    return ", ".join(one for one in known if one)


class Find(ReferralPage):
    """Look the person up first, so that nobody has two records."""

    title = "Who is it about?"
    lead = "Look them up first. If we know them, we do not ask again for what we already have."
    slug, next_slug = "find", "matches"
    form = FindForm
    button = "Look for them"

    def next_address(self, answers: dict[str, Any]) -> str:
        return self.at("matches" if self.matches() else "who")


class Matches(ReferralPage):
    """Choose one of the people found, or somebody new."""

    slug = "matches"
    form = MatchForm

    def back(self) -> str:
        return self.at("find")

    def next_address(self, answers: dict[str, Any]) -> str:
        return self.at("who" if answers["match"] == NEW else "request")


class Who(ReferralPage):
    """Who somebody new is."""

    title = "About the person"
    slug, next_slug = "who", "request"
    form = WhoForm

    def back(self) -> str:
        return self.at("find")


class Request(ReferralPage):
    """Who asked, how and when."""

    title = "About the request"
    slug, next_slug = "request", "said"
    form = RequestForm

    def initial(self) -> dict[str, Any]:
        return {"received_on": self.on}

    def back(self) -> str:
        return self.at("matches" if self.chosen_person() else "who")


class Said(ReferralPage):
    """What was said, and that the person knows."""

    title = "What they told us"
    slug = "said"
    form = SaidForm

    def back(self) -> str:
        return self.at("request")

    def next_address(self, answers: dict[str, Any]) -> str:
        return self.at("check" if self.chosen_person() or "check" in self.request.GET else "contact")


class Contact(ReferralPage):
    """Where somebody new lives and how to reach them."""

    title = "How to reach them"
    slug, next_slug = "contact", "communication"
    form = ContactForm

    def back(self) -> str:
        return self.at("said")


class Communication(ReferralPage):
    """How somebody new wants to be written and talked to."""

    title = "Communication needs"
    slug, next_slug = "communication", "check"
    form = CommunicationForm

    def initial(self) -> dict[str, Any]:
        return {"contact_by": "letter", "format": "standard", "language": "English"}

    def back(self) -> str:
        return self.at("contact")


class Check(ReferralPage, CheckPage):
    """Look everything over, then send it."""

    title = "Check your answers"
    lead = "When you send this, we write to the person, give them a worker and start the clock."
    button = "Accept and send"
    later = True
    template = "check.html"
    form = Form

    def load(self) -> None:
        super().load()
        chosen = self.chosen_person()
        self.pages = [
            slug for slug in PAGES if slug in {"request", "said"} or (not chosen and slug in ABOUT_SOMEBODY_NEW)
        ]
        self.forms = {slug: self._read(PAGES[slug]) for slug in self.pages}

    def _read(self, form: type[Form]) -> Form:
        return form(as_typed_data(self.kept), choices=self.choices_for(form), today=self.on)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or go to the first page that is not answered yet."""
        if not self.kept:
            return HttpResponseRedirect(self.at("find"))
        unanswered = next((slug for slug in self.pages if not self.forms[slug].is_good()), None)
        if unanswered:
            return HttpResponseRedirect(self.at(unanswered))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it, once: a second click leads to the same referral."""
        asked = Asked.objects.filter(key=str(self.kwargs["draft"]), by=self.by, verb="referrals.receive").first()
        if asked and not self.kept:
            return HttpResponseRedirect(self._received(Referral.objects.get(pk=asked.result_id)))
        return super().post(request, *args, **kwargs)

    def _received(self, referral: Referral) -> str:
        return reverse("staff_referral_received", args=[referral.person_id, referral.pk])

    def sections(self) -> list[Section]:
        titles = {"who": "About the person", "request": "About the request", "said": "What they told us"}
        titles |= {"contact": "How to reach them", "communication": "Communication needs"}
        found = []
        chosen = self.chosen_person()
        if chosen:
            found.append(
                Section("About the person", [Answer("Person", f"{chosen.name}, {chosen.reference}", self.at("find"))])
            )
        for slug in self.pages:
            found.append(Section(titles[slug], answers_of(self.forms[slug], f"{self.at(slug)}?check")))
        return found

    def back(self) -> str:
        return self.at("said" if self.chosen_person() else "communication")

    def save(self, answers: dict[str, Any]) -> str:
        if not all(form.is_good() for form in self.forms.values()):
            raise Refused("Some answers are missing. Go back and answer them first.")
        person = self.chosen_person()
        given = {slug: form.cleaned_data for slug, form in self.forms.items()}
        details = (
            None if person else {name: value for slug in ABOUT_SOMEBODY_NEW for name, value in given[slug].items()}
        )
        referral = actions.receive(
            key=str(self.kwargs["draft"]),
            person=person,
            details=details,
            **given["request"],
            **given["said"],
            is_fictional=settings.DEMO,
            on=self.on,
            by=self.by,
        )
        return self._received(referral)


@page(needs=Permission.RECEIVE_REFERRALS, methods=("GET", "HEAD", "POST"))
def start(request: HttpRequest) -> HttpResponse:
    """What is needed to take a referral, and those begun but not sent."""
    if request.method == "POST":
        unsent = request.POST.get("draft", "")[:60]
        drafts.forget(user=request.user, form=f"{REFERRAL}{unsent}", by=request.user, on=request.on)
        return HttpResponseRedirect(reverse("staff_referral_start"))
    more = {"unsent": unsent_referrals(request.user), "find": reverse("staff_referral_find", args=[uuid.uuid4()])}
    return render(request, "staff/referrals/start.html", more)


class Known(CheckPage):
    """Begin a referral for somebody whose record is open."""

    needs = Permission.RECEIVE_REFERRALS
    read = "Began a referral"
    title = "New referral for this person"
    lead = "We already have their details, so you only need to say what is asked for and how it reached us."
    button = "Continue"

    def load(self) -> None:
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        draft = str(uuid.uuid4())
        kept = {"match": [str(self.person.pk)]}
        drafts.keep(user=self.by, form=f"{REFERRAL}{draft}", typed=kept, seen_version=None, by=self.by, on=self.on)
        return reverse("staff_referral_request", kwargs={"draft": draft})


@about_person(needs=Permission.RECEIVE_REFERRALS, read="Looked at a referral just taken")
def received(request: HttpRequest, referral_id: int, person: Person) -> HttpResponse:
    """The referral is taken: its reference, who has it and by when something happens."""
    referral = get_object_or_404(Referral.objects.select_related("team"), pk=referral_id, person=person)
    steps = person.steps.open().filter(code="referral_screening").select_related("owner").order_by("pk")
    more = {"person": person, "referral": referral, "step": steps.first()}
    return render(request, "staff/referrals/received.html", more)


urlpatterns = [
    path("referrals/start/", start, name="staff_referral_start"),
    path("referrals/new/<uuid:draft>/find/", Find.as_view(), name="staff_referral_find"),
    path("referrals/new/<uuid:draft>/matches/", Matches.as_view(), name="staff_referral_matches"),
    path("referrals/new/<uuid:draft>/who/", Who.as_view(), name="staff_referral_who"),
    path("referrals/new/<uuid:draft>/request/", Request.as_view(), name="staff_referral_request"),
    path("referrals/new/<uuid:draft>/said/", Said.as_view(), name="staff_referral_said"),
    path("referrals/new/<uuid:draft>/contact/", Contact.as_view(), name="staff_referral_contact"),
    path("referrals/new/<uuid:draft>/communication/", Communication.as_view(), name="staff_referral_communication"),
    path("referrals/new/<uuid:draft>/check/", Check.as_view(), name="staff_referral_check"),
    path("people/<int:person_id>/referrals/new/", Known.as_view(), name="staff_referral_known"),
    path("people/<int:person_id>/referrals/<int:referral_id>/received/", received, name="staff_referral_received"),
]
