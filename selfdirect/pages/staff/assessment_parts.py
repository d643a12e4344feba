"""The parts of an assessment that are words: the visit, what matters, carers, keeping safe. One page each.

Next:   selfdirect/pages/staff/assessments.py
Tests:  tests/pages/staff/test_assessment_parts.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from selfdirect.actions import assessments as actions
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.shown import in_words
from selfdirect.records.assessments import Assessment
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem


class VisitForm(Form):
    """Where and when they met, who was there, and how the assessment is done."""

    visited_on = Day("When did you meet?", empty="Enter the date you met", past=True)
    place = Radios(
        "Where did you meet?",
        choices=[("home", "At their home"), ("elsewhere", "Somewhere else"), ("phone", "By phone or video")],
        reveal={"elsewhere": ["place_reason"], "phone": ["phone_reason"]},
        empty="Select where you met",
    )
    place_reason = Text("Where, and why not at home?", empty="Enter where, and why not at home")
    phone_reason = Text("Why by phone or video?", empty="Enter why it was by phone or video")
    who_was_there = Text("Who was there?", empty="Enter who was there", hint="For example: Mary and her sister Ann")
    how_done = Radios(
        "Who fills in this assessment?",
        choices=[
            ("self", "The person, alone"),
            ("supported", "The person, with help"),
            ("worker", "You, from what they say"),
            ("mixed", "Some of each"),
        ],
        empty="Select who fills in this assessment",
    )
    needs_advocate = YesNo(
        "Do they need an advocate: somebody to help them say what they want?",
        reveal={"yes": ["advocate"]},
        empty="Select yes if they need an advocate",
    )
    advocate = Text("Who is the advocate, or what have you done to find one?", empty="Enter who the advocate is")


class AboutMeForm(Form):
    """What matters to the person, in their own words, strengths first."""

    strengths = LongText(
        "What are they good at, and what do they enjoy?", empty="Enter what they are good at and enjoy", rows=4
    )
    what_matters = LongText("What matters most to them?", empty="Enter what matters most to them", rows=4)
    wants = LongText("What do they want to be different?", empty="Enter what they want to be different", rows=4)
    people_around = LongText(
        "Who and what helps already?",
        hint="Family, friends, neighbours, clubs, faith, equipment",
        needed=False,
        rows=3,
    )


class CarersForm(Form):
    """Whether somebody unpaid helps, and whether they were offered their own assessment (asked every time)."""

    has_carer = YesNo(
        "Does anybody help them who is not paid?",
        hint="For example a partner, a daughter, a friend or a neighbour",
        reveal={"yes": ["carer_name", "carer_relation", "willing_to", "offered_own_assessment", "offered_on"]},
        empty="Select yes if anybody unpaid helps them",
    )
    carer_name = Text("Name of the carer", empty="Enter the name of the carer", most=120)
    carer_relation = Text("How do they know each other?", empty="Enter how they know each other", most=100)
    willing_to = LongText(
        "What does the carer do, and are they able and willing to go on?", empty="Enter what the carer does", rows=4
    )
    offered_own_assessment = Radios(
        "Did you offer the carer their own assessment?",
        choices=[
            ("yes", "Yes, and they want one"),
            ("thinking", "Yes, and they will think about it"),
            ("declined", "Yes, and they do not want one"),
            ("not_yet", "Not yet"),
        ],
        empty="Select whether you offered the carer an assessment",
    )
    offered_on = Day("When did you offer it?", needed=False, past=True)

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        was_offered = answers["has_carer"] and answers["offered_own_assessment"] != "not_yet"
        return (
            (Problem("offered_on", "Enter the date you offered it"),)
            if was_offered and not answers["offered_on"]
            else ()
        )


class SafetyForm(Form):
    """Keeping safe, risks to others, and what happens if something goes wrong."""

    keeping_safe = LongText(
        "What helps them keep safe, and what worries them?", empty="Enter what helps them keep safe", rows=4
    )
    risks_to_others = LongText(
        "Is there any risk to other people?", empty="Enter any risk to other people, or that there is none", rows=3
    )
    if_it_goes_wrong = LongText(
        "What should happen if usual help is not there?",
        empty="Enter what should happen if usual help is not there",
        hint="For example if a carer is ill, or a worker does not come",
        rows=3,
    )
    has_risks = YesNo(
        "Is there any risk that the support plan must answer?",
        hint="If yes, you write down each risk next, with both views.",
        empty="Select yes if there is a risk the plan must answer",
    )


@dataclass(frozen=True)
class PartPage:
    """One part: its title, its form, and the part after it."""

    title: str
    form: type[Form]
    lead: str = ""


PARTS: dict[str, PartPage] = {
    "visit": PartPage("The visit", VisitForm),
    "about_me": PartPage("What matters to them", AboutMeForm, "Use their own words. Start from what they can do."),
    "carers": PartPage("Carers", CarersForm, "We ask this in every assessment."),
    "safety": PartPage("Keeping safe", SafetyForm),
}


def as_kept(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the record keeps them: dates and yes or no as words, what was not asked left out."""
    return {name: _kept(value) for name, value in answers.items() if value not in (None, "")}


def _kept(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value


def from_kept(form: type[Form], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What the record keeps, as the form's fields want it."""
    return {name: _read(field, kept[name]) for name, field in form.base_fields.items() if name in kept}


def _read(field: Any, value: Any) -> Any:
    if isinstance(field, YesNo):
        return value in (True, "yes")
    return date.fromisoformat(value) if isinstance(field, Day) else value


def kept_answers(form: Form, change: str = "") -> list[Answer]:
    """What the record keeps, as questions and answers; what was not asked is left out."""
    return [
        Answer(form.question(name).label.rstrip("?"), in_words(form, name, form.initial[name]), change)
        for name in form.fields
        if name in form.initial
    ]


class AssessmentPage(QuestionPage):
    """What every page of an open assessment shares."""

    needs = Permission.ASSESS
    read = "Opened the assessment to write in it"
    button = "Save and continue"

    def load(self) -> None:
        """A finished assessment opens no more; but what was being typed when it was finished is shown, not lost."""
        self.assessment = get_object_or_404(Assessment, pk=self.kwargs["assessment_id"], person=self.person)
        if self.assessment.finished_on and self.request.method != "POST":
            raise Http404("This assessment is finished.")
        self.caption = f"Assessment: {self.person.name}"

    def record(self) -> Assessment:
        return self.assessment

    def at(self, page: str, **more: Any) -> str:
        """The address of another page of this assessment."""
        return reverse(page, kwargs={"person_id": self.person.pk, "assessment_id": self.assessment.pk, **more})

    def back(self) -> str:
        return self.at("staff_assessment")


class Part(AssessmentPage):
    """One part in words."""

    def load(self) -> None:
        super().load()
        self.code = self.kwargs["part"]
        if self.code not in PARTS:
            raise Http404
        part = PARTS[self.code]
        self.title, self.lead, self.form = part.title, part.lead, part.form  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        return from_kept(self.form, getattr(self.assessment, self.code))

    def now_says(self) -> list[tuple[str, Any]]:
        shown = self.form(initial=self.initial())
        return [(answer.question, answer.answer) for answer in kept_answers(shown)]

    def save(self, answers: dict[str, Any]) -> str:
        has_risks = self.code == "safety" and answers["has_risks"]
        there = self.at("staff_assessment_risks") if has_risks else self.back()
        if as_kept(answers) == getattr(self.assessment, self.code):
            return there  # sent twice, or nothing changed
        actions.save_part(
            assessment=self.assessment,
            part=self.code,
            words=as_kept(answers),
            seen_version=self.seen_version or 0,
            on=self.on,
            by=self.by,
        )
        return there
