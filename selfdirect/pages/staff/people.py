"""People: finding somebody, their record, correcting what is known of them, their worker, what happened and who looked.

Next:   selfdirect/pages/staff/record.py
Tests:  tests/pages/staff/test_people.py
"""

from types import SimpleNamespace
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from selfdirect.actions import people as actions
from selfdirect.actions import work as work_actions
from selfdirect.actions.access import let_person_sign_in
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Email, LongText, Phone, Postcode, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import keyset, pages_of
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person, find_person, page
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.record import record_of
from selfdirect.pages.staff.shown import in_words
from selfdirect.pages.staff.work import workers
from selfdirect.records.access import User, people_visible_to
from selfdirect.records.audit import AuditEntry
from selfdirect.records.people import ContactBy, Format, Person
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Permission, Role

WORDS = "staff_people_words"  # what was searched for is kept in the session: names never go in an address


@page(needs=Permission.SEE_ANY_RECORD, methods=("GET", "POST"))
def people(request: HttpRequest) -> HttpResponse:
    """Everybody a worker may see, by name; or those who match a name, a reference or a postcode."""
    if request.method == "POST":
        request.session[WORDS] = request.POST.get("words", "").replace("\x00", "").strip()[:100]
        return redirect("staff_people")
    if "all" in request.GET:
        request.session.pop(WORDS, None)
        return redirect("staff_people")
    words = request.session.get(WORDS, "")
    found = people_visible_to(request.user, request.on)
    found = found.matching(words) if words else found
    now = NamedWorker.objects.filter(until_on=None).select_related("worker")
    found = found.with_details().prefetch_related(Prefetch("named_workers", queryset=now, to_attr="present_workers"))
    listed = pages_of(found.order_by("-pk"), request, size=50)
    return render(request, "staff/people/list.html", {"page": listed, "words": words, "groups": client_groups(request)})


def client_groups(request: HttpRequest) -> dict[str, str]:
    """The main reasons for support of the council, by code."""
    return {str(row["code"]): str(row["label"]) for row in policy().on(request.on).table("profile.client_groups")}


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the record")
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """One person's record: who they are, who helps, how far they are, and the money."""
    more = {"record": record_of(person, request.user, request.on), "groups": client_groups(request)}
    return render(request, "staff/people/record.html", {"person": person, **more})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the timeline")
def timeline(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything that happened to somebody, newest first."""
    found = keyset(AuditEntry.objects.timeline_of(person), request, size=50)
    return render(request, "staff/people/timeline.html", {"person": person, "slice": found})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at who has looked")
def looked(request: HttpRequest, person: Person) -> HttpResponse:
    """Who has looked at this record, newest first."""
    found = keyset(AuditEntry.objects.readers_of(person), request, size=50)
    return render(request, "staff/people/looked.html", {"person": person, "slice": found})


class WhoForm(Form):
    """Who somebody is."""

    first_name = Text("First name", empty="Enter their first name", most=100, width=20)
    last_name = Text("Last name", empty="Enter their last name", most=100, width=20)
    likes_to_be_called = Text("What they like to be called", needed=False, most=100, width=20)
    date_of_birth = Day("Date of birth", empty="Enter their date of birth", past=True)
    client_group = Radios("Main reason for support", empty="Select the main reason for support")


class ContactForm(Form):
    """Where somebody lives and how to reach them."""

    address = LongText("Address", empty="Enter their address", hint="Without the postcode", most=300, rows=3)
    postcode = Postcode("Postcode", empty="Enter their postcode")
    phone = Phone("Phone number", needed=False)
    email = Email("Email address", needed=False)


class CommunicationForm(Form):
    """How somebody wants to be written and talked to."""

    contact_by = Radios("How should we get in touch?", choices=ContactBy.choices, empty="Select how to get in touch")
    format = Radios("What format should letters be in?", choices=Format.choices, empty="Select a format for letters")
    language = Text("Which language do they speak best?", empty="Enter a language", most=60, width=20)
    communication_needs = LongText(
        "What helps them understand and be understood?",
        hint="For example: speak slowly, a hearing loop, somebody they trust in the room",
        needed=False,
        most=1000,
        rows=3,
    )


class Correct(QuestionPage):
    """What the three pages that correct details share. The row they were read from guards against a second writer."""

    needs = Permission.CORRECT_DETAILS
    read = "Opened the details to correct them"
    caption = "Correct details"
    button = "Save"

    def load(self) -> None:
        self.caption = f"Correct details: {self.person.name}"

    def record(self) -> Any:
        """The row the details were read from: its key is the version that a second writer would be told about."""
        return SimpleNamespace(version=self.person.details.pk)

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.person.details, name) for name in self.form.base_fields}

    def now_says(self) -> list[tuple[str, Any]]:
        now = find_person(self.request, self.person.pk)
        shown = self.form(
            initial={name: getattr(now.details, name) for name in self.form.base_fields}, choices=self.choices()
        )
        return [(shown.question(name).label, in_words(shown, name, shown.initial[name])) for name in shown.fields]

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        if all(getattr(self.person.details, name) == value for name, value in answers.items()):
            return self.back()  # sent twice, or nothing changed
        actions.correct_details(
            person=self.person, details=answers, seen_details_id=self.seen_version or 0, on=self.on, by=self.by
        )
        return reverse("staff_person", args=[self.person.pk])


class CorrectWho(Correct):
    """Correct who somebody is."""

    title = "Name and date of birth"
    form = WhoForm

    def choices(self) -> dict[str, Any]:
        return {"client_group": list(client_groups(self.request).items())}


class CorrectContact(Correct):
    """Correct where somebody lives and how to reach them."""

    title = "Address and contact details"
    form = ContactForm


class CorrectCommunication(Correct):
    """Correct how somebody wants to be written and talked to."""

    title = "Communication needs"
    form = CommunicationForm


class WorkerForm(Form):
    """Who the named worker will be, and why."""

    worker = Radios("Who will be the named worker?", empty="Select who will be the named worker")
    reason = LongText(
        "Why does the worker change?",
        empty="Enter why the worker changes",
        hint="We write to the person and give this reason. A worker should change only when there is no other way.",
        most=500,
        rows=3,
    )


class ChangeWorker(QuestionPage):
    """Give somebody another named worker. They are told, with the reason."""

    needs = Permission.NAME_WORKERS
    title = "Change the named worker"
    form = WorkerForm
    button = "Change the worker and tell the person"

    def load(self) -> None:
        self.caption = self.person.name
        self.present = NamedWorker.objects.filter(person=self.person, until_on=None).select_related("worker").first()

    def choices(self) -> dict[str, Any]:
        present = str(self.present.worker_id) if self.present and self.request.method != "POST" else ""
        return {"worker": [one for one in workers(self.on, Role.SOCIAL_WORKER.value) if one[0] != present]}

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        worker = User.objects.get(pk=int(answers["worker"]))
        if self.present and self.present.worker_id == worker.pk:
            return self.back()  # sent twice
        work_actions.name_worker(person=self.person, worker=worker, reason=answers["reason"], on=self.on, by=self.by)
        return reverse("staff_person", args=[self.person.pk])


class LetSignIn(CheckPage):
    """Give somebody a sign-in of their own."""

    needs = (Permission.PLAN, Permission.NAME_WORKERS)
    read = "Opened the page to let them sign in"
    title = "Let them sign in"
    button = "Let them sign in"

    def load(self) -> None:
        self.caption = self.person.name

    def sections(self) -> list[Section]:
        change = reverse("staff_person_contact", args=[self.person.pk])
        email = self.person.details.email or "We have none"
        return [Section("How they will sign in", [Answer("Email address", email, change=change)])]

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        let_person_sign_in(person=self.person, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path("people/", people, name="staff_people"),
    path("people/<int:person_id>/", person, name="staff_person"),
    path("people/<int:person_id>/timeline/", timeline, name="staff_person_timeline"),
    path("people/<int:person_id>/looked/", looked, name="staff_person_looked"),
    path("people/<int:person_id>/details/", CorrectWho.as_view(), name="staff_person_details"),
    path("people/<int:person_id>/contact/", CorrectContact.as_view(), name="staff_person_contact"),
    path("people/<int:person_id>/communication/", CorrectCommunication.as_view(), name="staff_person_communication"),
    path("people/<int:person_id>/sign-in/", LetSignIn.as_view(), name="staff_person_sign_in"),
    path("people/<int:person_id>/worker/", ChangeWorker.as_view(), name="staff_person_worker"),
]
