"""My details: what you know of me, and putting it right.

Next:   selfdirect/actions/people.py
Tests:  tests/pages/person/test_people.py
"""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions import people as actions
from selfdirect.actions.support.plain_words import plain_words
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Email, LongText, Phone, Postcode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import find_person
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.audit import AuditEntry
from selfdirect.records.people import ContactBy, Format
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date


class NameForm(Form):
    """Who I am."""

    first_name = Text("First name", empty="Enter your first name", most=100, width=20, autocomplete="given-name")
    last_name = Text("Last name", empty="Enter your last name", most=100, width=20, autocomplete="family-name")
    likes_to_be_called = Text("What do you like to be called?", needed=False, most=100, width=20)
    date_of_birth = Day("Date of birth", empty="Enter your date of birth", past=True)


class ContactForm(Form):
    """Where I live and how to reach me."""

    address = LongText("Address", empty="Enter your address", hint="Without the postcode", most=300, rows=3)
    postcode = Postcode("Postcode", empty="Enter your postcode")
    phone = Phone("Phone number", needed=False)
    email = Email("Email address", needed=False)


class CommunicationForm(Form):
    """How I want to be written and talked to."""

    contact_by = Radios(
        "How should we get in touch with you?", choices=ContactBy.choices, empty="Select how to get in touch with you"
    )
    format = Radios("How should we write letters to you?", choices=Format.choices, empty="Select how to write to you")
    language = Text("Which language do you speak best?", empty="Enter a language", most=60, width=20)
    communication_needs = LongText(
        "What helps us understand each other?",
        hint="For example: speak slowly, a hearing loop, somebody you trust in the room",
        needed=False,
        most=1000,
        rows=3,
    )


@my_page(read="Looked at the details")
def details(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the council knows of the person, with a way to put each part right."""
    return render(request, "person/details.html", {"scope": scope, "sections": _sections(scope)})


def _sections(scope: Scope) -> list[tuple[Section, str]]:
    """What is known, in three parts, each with where to put it right; nowhere for somebody who may not."""
    known = scope.person.details
    groups = {str(row["code"]): str(row["label"]) for row in policy().on(scope.on).table("profile.client_groups")}
    about = [
        Answer("Name", f"{known.first_name} {known.last_name}"),
        Answer("You like to be called", known.likes_to_be_called),
        Answer("Date of birth", format_date(known.date_of_birth)),
        Answer("Main reason for support", groups.get(known.client_group, known.client_group)),
    ]
    contact = [
        Answer("Address", f"{known.address}\n{known.postcode}".strip()),
        Answer("Phone number", known.phone),
        Answer("Email address", known.email),
    ]
    talking = [
        Answer("How we get in touch", str(ContactBy(known.contact_by).label)),
        Answer("Letters", str(Format(known.format).label)),
        Answer("Language", known.language),
        Answer("What helps", known.communication_needs),
    ]
    parts = [
        ("About you", about, "person_name"),
        ("How to reach you", contact, "person_contact"),
        ("How to write and talk to you", talking, "person_communication"),
    ]
    may = scope.may(Permission.CORRECT_DETAILS)
    return [(Section(title, rows), scope.address(page) if may else "") for title, rows, page in parts]


@my_page(read="Downloaded the record")
def download(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the council holds of the person, in one file to keep: for the person alone."""
    if not scope.is_own:
        raise PermissionDenied
    person = scope.person
    shown = ("on", *NameForm.base_fields, *ContactForm.base_fields, *CommunicationForm.base_fields)
    found = {
        "reference": person.reference,
        "made_on": scope.on,
        "details": list(person.all_details.order_by("-pk").values(*shown)),
        "what_happened": list(AuditEntry.objects.timeline_of(person).values("on", "said", "by__name")),
        "who_looked": list(AuditEntry.objects.readers_of(person).values("at", "said", "by__name")),
        "messages": list(person.notes.order_by("-pk").values("on", "words", "by__name")),
        "letters": [
            {"on": letter.on, "subject": letter.subject, "words": plain_words(letter.html)}
            for letter in person.letters.order_by("-pk").only("on", "subject", "html")
        ],
    }
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{person.reference}.json"'
    return answer


class Correct(MyQuestion):
    """What the three pages share. The row the details were read from guards against a second writer."""

    permission = Permission.CORRECT_DETAILS
    read = "Opened the details to correct them"
    caption = "Your details"
    button = "Save"

    def record(self) -> Any:
        """The key of the row that was read is the version that a second writer would be told about."""
        return SimpleNamespace(version=self.person.details.pk)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.person.details, name) for name in self.form.base_fields}

    def now_says(self) -> list[tuple[str, Any]]:
        now = find_person(self.request, self.person.pk).details
        shown = self.form(initial={name: getattr(now, name) for name in self.form.base_fields})
        return [(shown.question(name).label, str(shown.initial[name] or "Nothing")) for name in shown.fields]

    def back(self) -> str:
        return self.scope.address("person_details")

    def save(self, answers: dict[str, Any]) -> str:
        actions.correct_details(
            person=self.person, details=answers, seen_details_id=self.seen_version or 0, on=self.on, by=self.by
        )
        return self.back()


class CorrectName(Correct):
    """Put right who I am."""

    title = "Your name and date of birth"
    form = NameForm


class CorrectContact(Correct):
    """Put right where I live and how to reach me."""

    title = "How to reach you"
    form = ContactForm


class CorrectCommunication(Correct):
    """Put right how to write and talk to me."""

    title = "How to write and talk to you"
    form = CommunicationForm


urlpatterns = [
    path("<int:person_id>/details/", details, name="person_details"),
    path("<int:person_id>/details/download/", download, name="person_download"),
    path("<int:person_id>/details/name/", CorrectName.as_view(), name="person_name"),
    path("<int:person_id>/details/contact/", CorrectContact.as_view(), name="person_contact"),
    path("<int:person_id>/details/talking/", CorrectCommunication.as_view(), name="person_communication"),
]
