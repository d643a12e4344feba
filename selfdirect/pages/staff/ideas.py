"""Looking for support that nobody sells ready made, for one person; and checking ideas for the library.

Values: policy/defaults/plans.toml
Next:   selfdirect/actions/ideas.py
Tests:  tests/pages/staff/test_ideas.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import ideas as actions
from selfdirect.pages.choices import YesNo
from selfdirect.pages.fields import LongText, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.ideas import Idea, SourcingTask
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission

MAY_READ = (Permission.PLAN, actions.MAY_ALLOW)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at what we look for")
def sourcing(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything we look for, or looked for, with the time allowed and used."""
    tasks = SourcingTask.objects.filter(person=person).select_related("by", "end__by")
    more = {
        "person": person,
        "tasks": list(tasks.prefetch_related("times__by", "more__by").order_by("-pk")[:25]),
        "may_look": request.user.may(Permission.PLAN, request.on),
        "may_allow": request.user.may(actions.MAY_ALLOW, request.on),
    }
    return render(request, "staff/ideas/sourcing.html", more)


class SourcingPage(QuestionPage):
    """What the pages about what we look for share."""

    needs = Permission.PLAN
    read = "Opened what we look for"
    later = False

    def load(self) -> None:
        self.caption = self.person.name
        if "item_id" in self.kwargs:
            self.task = get_object_or_404(SourcingTask, pk=self.kwargs["item_id"], person=self.person)
            self.caption = f"{self.person.name}: {self.task.what}"

    def back(self) -> str:
        return reverse("staff_sourcing", args=[self.person.pk])


class StartForm(Form):
    """What we look for."""

    what = Text("What do you look for?", empty="Say what you look for", most=300)


class Start(SourcingPage):
    """Begin to look."""

    title = "Look for something"
    form = StartForm
    button = "Start"

    def save(self, answers: dict[str, Any]) -> str:
        actions.start_looking(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class TimeForm(Form):
    """Time used."""

    minutes = Number("How many minutes did you use?", empty="Enter how many minutes", least=1, most=1440)
    what_was_done = Text("What did you do?", empty="Say what was done", most=300)


class Time(SourcingPage):
    """Write down time used."""

    title = "Write down time"
    form = TimeForm
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        actions.use_time(task=self.task, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class MoreForm(Form):
    """More time, and why."""

    minutes = Number("How many more minutes?", empty="Enter how many minutes", least=1, most=1440)
    reason = LongText("Why is it worth it?", empty="Say why more time is worth it", most=500, rows=2)


class More(SourcingPage):
    """Allow more time."""

    needs = actions.MAY_ALLOW
    title = "Allow more time"
    form = MoreForm
    button = "Allow it"

    def save(self, answers: dict[str, Any]) -> str:
        actions.allow_more(task=self.task, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class EndForm(Form):
    """What was found and learned; and an idea for others."""

    found = YesNo("Did you find it?", empty="Select whether you found it")
    learned = LongText("What was found, and what did you learn?", empty="Say what was found and learned", most=2000)
    idea_title = Text(
        "A short name, if this is an idea for others",
        needed=False,
        most=120,
        hint="For example: a share in an allotment",
    )
    idea_words = LongText(
        "What can others do with it?",
        needed=False,
        most=2000,
        hint="Everybody can read this. Leave out names, places and anything a person could be known by.",
    )
    idea_cost = Text("What does it cost, about?", needed=False, most=200)


class End(SourcingPage):
    """Stop looking, and say what was learned."""

    title = "What did you find?"
    form = EndForm
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        actions.end_looking(task=self.task, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@page(needs=MAY_READ)
def waiting(request: HttpRequest) -> HttpResponse:
    """Ideas that wait to be checked before everybody can read them."""
    found = Idea.objects.filter(check_made=None).select_related("by").order_by("pk")
    may_check = request.user.may(actions.MAY_ALLOW, request.on)
    return render(request, "staff/ideas/waiting.html", {"ideas": list(found[:50]), "may_check": may_check})


class CheckForm(Form):
    """In, or out and why."""

    is_published = YesNo("Can everybody read this?", empty="Select whether everybody can read this")
    note = LongText("If not, why?", needed=False, most=500, rows=2)


class Check(QuestionPage):
    """Check one idea."""

    needs = actions.MAY_ALLOW
    title = "Check an idea"
    form = CheckForm
    button = "Save"
    later = False
    template = "staff/ideas/check.html"

    def load(self) -> None:
        self.idea = get_object_or_404(Idea.objects.select_related("by"), pk=self.kwargs["idea_id"])

    def context(self) -> dict[str, Any]:
        return {"idea": self.idea}

    def back(self) -> str:
        return reverse("staff_ideas_waiting")

    def save(self, answers: dict[str, Any]) -> str:
        actions.check_idea(idea=self.idea, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/sourcing/"
urlpatterns = [
    path(_AT, sourcing, name="staff_sourcing"),
    path(f"{_AT}start/", Start.as_view(), name="staff_sourcing_start"),
    path(f"{_AT}<int:item_id>/time/", Time.as_view(), name="staff_sourcing_time"),
    path(f"{_AT}<int:item_id>/more/", More.as_view(), name="staff_sourcing_more"),
    path(f"{_AT}<int:item_id>/end/", End.as_view(), name="staff_sourcing_end"),
    path("ideas/", waiting, name="staff_ideas_waiting"),
    path("ideas/<int:idea_id>/", Check.as_view(), name="staff_idea_check"),
]
