"""The register of personal assistants: found by task, place, language and hours; cover, training, places, the report.

Next:   selfdirect/actions/assistants.py
Tests:  tests/pages/staff/test_assistants.py
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import assistants as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Email, LongText, Number, Phone, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import Filter, Filters
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.assistants import (
    Assistant,
    RegisterEntry,
    RegisterSearch,
    Vacancy,
    present_entries,
)
from selfdirect.records.employment import Employment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.assistants import COVERS, TRAINING, AreaRow, Offer, Stay, Wanted, area_row, fits

SEE, KEEP = Permission.SEE_ASSISTANTS, Permission.KEEP_REGISTER
MOST = 200


def labels(on: date, table: str) -> dict[str, str]:
    """The words of the codes of one table of the policy."""
    return {str(row["code"]): str(row["label"]) for row in policy().on(on).table(f"employment.{table}")}


@page(needs=SEE)
def register(request: HttpRequest) -> HttpResponse:
    """Everybody in the register who fits what is chosen."""
    on: date = request.on  # type: ignore[attr-defined]
    entries = list(present_entries())
    spoken = sorted({one for entry in entries for one in entry.languages}, key=str.casefold)
    chosen = Filters(
        request,
        Filter("area", "Where", list(labels(on, "areas").items()), "Everywhere"),
        Filter("task", "Help with", list(labels(on, "tasks").items()), "Anything"),
        Filter("language", "Language", [(one, one) for one in spoken], "Any"),
        Filter("hours", "At least", [(str(one), f"{one} hours a week") for one in (2, 5, 10, 20, 30)], "Any hours"),
        Filter("cover", "Stands in", [("planned", "For holidays"), ("emergency", "In an emergency")], "Everybody"),
    )
    wanted = Wanted(
        tuple(filter(None, [chosen["area"]])),
        tuple(filter(None, [chosen["task"]])),
        tuple(filter(None, [chosen["language"]])),
        int(chosen["hours"] or 0) * 100,
        chosen["cover"],
    )
    rows = [entry for entry in entries if fits(Offer.of(entry), wanted)][:MOST]
    more = {"rows": rows, "chosen": chosen, "areas": labels(on, "areas"), "tasks": labels(on, "tasks")}
    may = request.user.may(KEEP, on)  # type: ignore[union-attr]
    return render(request, "staff/assistants/register.html", {**more, "covers": COVERS, "may_keep": may})


@page(needs=SEE)
def assistant(request: HttpRequest, assistant_id: int) -> HttpResponse:
    """One personal assistant: what they offer, and training."""
    on: date = request.on  # type: ignore[attr-defined]
    found = get_object_or_404(Assistant, pk=assistant_id)
    more = {
        "one": found,
        "entry": RegisterEntry.objects.filter(assistant=found).order_by("-pk").first(),
        "training": list(found.training.order_by("-pk")[:MOST]),
        "courses": labels(on, "courses"),
        "areas": labels(on, "areas"),
        "tasks": labels(on, "tasks"),
        "covers": COVERS,
        "states": TRAINING,
        "may_keep": request.user.may(KEEP, on),  # type: ignore[union-attr]
    }
    return render(request, "staff/assistants/assistant.html", more)


class AddForm(Form):
    """Who it is."""

    name = Text("Their name", empty="Enter their name", most=120)
    date_of_birth = Day("Their date of birth", empty="Enter their date of birth", past=True)
    email = Email("Email address", needed=False)
    phone = Phone("Phone number", needed=False)


class Add(QuestionPage):
    """Write somebody down, and go on to what they offer."""

    needs = KEEP
    form = AddForm
    title = "Somebody new for the register"
    later = False

    def back(self) -> str:
        return reverse("staff_assistants")

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.add(**answers, key=self.key, on=self.on, by=self.by)
        return reverse("staff_assistant_entry", args=[made.pk])


class OfAssistant(QuestionPage):
    """A question about one personal assistant."""

    needs = KEEP
    button = "Save"
    later = False

    def load(self) -> None:
        self.one = get_object_or_404(Assistant, pk=self.kwargs["assistant_id"])
        self.caption = self.one.name

    def back(self) -> str:
        return reverse("staff_assistant", args=[self.one.pk])


class EntryForm(Form):
    """What somebody offers."""

    agreed_to_be_found = YesNo("Did they agree to be in the register?", empty="Select yes if they agreed")
    is_listed = YesNo("Should they be found now?", empty="Select yes if they should be found now")
    areas = Checkboxes("Where do they work?", needed=False)
    tasks = Checkboxes("What do they help with?", needed=False)
    languages = Text("Which languages do they speak?", empty="Enter at least one language", hint="English, Polish")
    hours = Number("How many hours a week?", places=2, most=84, empty="Enter the hours a week")
    when_words = Text("When?", needed=False, most=300, hint="For example: mornings, not Fridays")
    covers = Radios("Do they stand in for others?", choices=list(COVERS.items()), empty="Select if they stand in")


class Entry(OfAssistant):
    """What somebody offers, from today."""

    form = EntryForm
    title = "What they offer"

    def choices(self) -> dict[str, Any]:
        return {"areas": list(labels(self.on, "areas").items()), "tasks": list(labels(self.on, "tasks").items())}

    def initial(self) -> dict[str, Any]:
        now = RegisterEntry.objects.filter(assistant=self.one).order_by("-pk").first()
        if now is None:
            return {"covers": "no"}
        same = ("agreed_to_be_found", "is_listed", "areas", "tasks", "when_words", "covers")
        kept = {name: getattr(now, name) for name in same}
        return {**kept, "languages": ", ".join(now.languages), "hours": f"{now.hours_hundredths / 100:g}"}

    def save(self, answers: dict[str, Any]) -> str:
        answers["languages"] = [one.strip() for one in answers["languages"].split(",") if one.strip()]
        hours = int(answers.pop("hours") * 100)
        made = {"hours_hundredths": hours, "key": self.key, "on": self.on, "by": self.by}
        actions.enter(assistant=self.one, **answers, **made)
        return self.back()


class TrainForm(Form):
    """A course, and what came of it."""

    course = Select("Which training?", empty="Select the training")
    state = Radios(
        "What came of it?",
        choices=list(TRAINING.items()),
        reveal={"taken": ["done_on"]},
        empty="Select what came of it",
    )
    done_on = Day("When was it finished?", empty="Enter the day it was finished", past=True)


class Train(OfAssistant):
    """Offer training, or write down what came of it."""

    form = TrainForm
    title = "Training"

    def choices(self) -> dict[str, Any]:
        return {"course": list(labels(self.on, "courses").items())}

    def save(self, answers: dict[str, Any]) -> str:
        actions.train(assistant=self.one, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@about_person(needs=SEE, read="Looked at the search for a personal assistant")
def vacancies(request: HttpRequest, person: Person) -> HttpResponse:
    """What is looked for, with who fits now."""
    offers = {entry.assistant_id: (entry, Offer.of(entry)) for entry in present_entries()}
    rows = []
    for one in Vacancy.objects.filter(person=person).select_related("end__assistant").order_by("-pk")[:50]:
        wanted = Wanted((one.area,), tuple(one.tasks), tuple(one.languages), one.hours_hundredths)
        found = [] if hasattr(one, "end") else [entry for entry, offer in offers.values() if fits(offer, wanted)]
        rows.append({"one": one, "found": found, "searches": list(one.searches.order_by("-pk")[:20])})
    may = request.user.may(Permission.EMPLOY, request.on)
    more = {"areas": labels(request.on, "areas"), "tasks": labels(request.on, "tasks"), "may_look": may}
    return render(request, "staff/assistants/vacancies.html", {"person": person, "rows": rows, **more})


class WantForm(Form):
    """What is looked for."""

    area = Select("Where is the work?", empty="Select the area")
    tasks = Checkboxes("What is the help for?", empty="Select at least one thing they help with")
    languages = Text("Which languages?", needed=False, hint="Leave it empty if it does not matter")
    hours = Number("How many hours a week?", places=2, most=84, empty="Enter the hours a week")


class Want(QuestionPage):
    """Start to look for somebody. The register is searched at once."""

    needs = Permission.EMPLOY
    read = "Opened the search for a personal assistant"
    form = WantForm
    title = "Look for a personal assistant"
    button = "Look in the register"
    later = False

    def load(self) -> None:
        self.caption = self.person.name

    def choices(self) -> dict[str, Any]:
        return {"area": list(labels(self.on, "areas").items()), "tasks": list(labels(self.on, "tasks").items())}

    def back(self) -> str:
        return reverse("staff_vacancies", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        answers["languages"] = [one.strip() for one in answers["languages"].split(",") if one.strip()]
        hours = int(answers.pop("hours") * 100)
        made = {"person": self.person, "hours_hundredths": hours, "key": self.key, "on": self.on, "by": self.by}
        actions.want(**answers, **made)
        return self.back()


class AgainForm(Form):
    """Look again, or stop."""

    what = Radios(
        "What now?",
        choices=[("again", "Look in the register again"), ("stop", "Stop looking")],
        reveal={"stop": ["assistant", "reason"]},
        empty="Select what to do now",
    )
    assistant = Select("Who was found?", needed=False, nothing_chosen="Nobody from the register")
    reason = LongText("If nobody was found: why stop?", needed=False, most=500, rows=2)


class Again(QuestionPage):
    """Look again in the register, or stop looking."""

    needs = Permission.EMPLOY
    read = "Opened the search for a personal assistant"
    form = AgainForm
    title = "Go on looking, or stop"
    button = "Save"
    later = False

    def load(self) -> None:
        found = Vacancy.objects.filter(end=None)
        self.vacancy = get_object_or_404(found, pk=self.kwargs["vacancy_id"], person=self.person)
        self.caption = self.person.name

    def choices(self) -> dict[str, Any]:
        return {"assistant": [(entry.assistant_id, entry.assistant.name) for entry in present_entries()]}

    def back(self) -> str:
        return reverse("staff_vacancies", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        made = {"vacancy": self.vacancy, "key": self.key, "on": self.on, "by": self.by}
        if answers["what"] == "again":
            actions.search(**made)
        else:
            found = Assistant.objects.filter(pk=int(answers["assistant"] or 0)).first()
            actions.stop_looking(assistant=found, reason=answers["reason"], **made)
        return self.back()


def report_rows(on: date) -> list[AreaRow]:
    """Places to fill, searches that found nobody, and who stayed, by area; three questions to the database."""
    opened: dict[str, list[date]] = defaultdict(list)
    for area, day in Vacancy.objects.filter(end=None, on__lte=on).values_list("area", "on"):
        opened[area].append(day)
    found: dict[str, list[int]] = defaultdict(list)
    for area, number in RegisterSearch.objects.filter(on__lte=on).values_list("vacancy__area", "found"):
        found[area].append(number)
    rows = Employment.objects.filter(is_occasional=False, starts_on__lte=on)
    stays = [Stay(*row) for row in rows.values_list("area", "starts_on", "end__last_on")]
    return [
        area_row(
            code := str(row["code"]),
            str(row["label"]),
            bool(row["is_rural"]),
            opened=opened[code],
            found=found[code],
            stays=stays,
            on=on,
        )
        for row in policy().on(on).table("employment.areas")
    ]


@page(needs=SEE)
def report(request: HttpRequest) -> HttpResponse:
    """Where places wait, searches fail and people leave; rural areas are marked."""
    rows = report_rows(request.on)  # type: ignore[attr-defined]
    return render(request, "staff/assistants/report.html", {"rows": rows})


_ONE = "assistants/<int:assistant_id>/"
_FOR = "people/<int:person_id>/looking/"
urlpatterns = [
    path("assistants/", register, name="staff_assistants"),
    path("assistants/add/", Add.as_view(), name="staff_assistant_add"),
    path("assistants/report/", report, name="staff_assistants_report"),
    path(_ONE, assistant, name="staff_assistant"),
    path(f"{_ONE}entry/", Entry.as_view(), name="staff_assistant_entry"),
    path(f"{_ONE}training/", Train.as_view(), name="staff_assistant_training"),
    path(_FOR, vacancies, name="staff_vacancies"),
    path(f"{_FOR}new/", Want.as_view(), name="staff_vacancy_new"),
    path(f"{_FOR}<int:vacancy_id>/", Again.as_view(), name="staff_vacancy"),
]
