"""A Care Act assessment: a list of short pages, each saved at once, a last look, and the result with its reasons.

Values: policy/national
Next:   selfdirect/pages/staff/assessment_parts.py
Tests:  tests/pages/staff/test_assessments.py
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import assessments as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.parts import Answer, Section, Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage
from selfdirect.pages.staff import assessment_parts as parts
from selfdirect.pages.staff import assessment_questions as asked
from selfdirect.pages.staff import assessment_risks as risks
from selfdirect.pages.staff.offers import offers_of, supplied_anyway
from selfdirect.pages.staff.screening import questions
from selfdirect.pages.staff.work import address
from selfdirect.records.assessments import Assessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import (
    FROM_IMPAIRMENT,
    LEVELS,
    OUTCOMES,
    SECTION_117,
    WELLBEING,
    check_answers,
)


def find_assessment(person: Person, assessment_id: int) -> Assessment:
    """The assessment of this person, else no such page."""
    found = Assessment.objects.select_related("referral", "assessor", "finished_by")
    return get_object_or_404(found, pk=assessment_id, person=person)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the assessment")
def assessment(request: HttpRequest, assessment_id: int, person: Person) -> HttpResponse:
    """The list of what to fill in; once it is finished, what was found and why."""
    found = find_assessment(person, assessment_id)
    if found.finished_on:
        return render(request, "staff/assessments/result.html", _result(request, person, found))
    values = policy().on(request.on)
    known = [(question, found.referral.screening.get(code, "")) for code, question in questions(values)]
    more = {
        "person": person,
        "assessment": found,
        "groups": _groups(found, request.user.may(Permission.ASSESS, request.on)),
        "known": [(question, answer) for question, answer in known if answer],
    }
    return render(request, "staff/assessments/tasks.html", more)


def _result(request: HttpRequest, person: Person, found: Assessment) -> dict[str, Any]:
    at = {"person_id": person.pk, "assessment_id": found.pk}
    return {
        "person": person,
        "assessment": found,
        "needs": [(label, LEVELS[found.needs[code]]) for code, label in OUTCOMES.items() if code in found.needs],
        "sections": _sections(found, change=False),
        "risks": list(found.risks.order_by("pk")),
        "offers": offers_of(found, policy().on(request.on)),
        "supplied_anyway": supplied_anyway(found, policy().on(request.on)),
        "next_href": _next_href(request, person, found, at),
    }


def _next_href(request: HttpRequest, person: Person, found: Assessment, at: dict[str, int]) -> tuple[str, str]:
    """What comes next, in words, and where: the financial assessment, unless all after-care is free."""
    if not found.is_eligible:
        return ("", "")
    open_codes = set(person.steps.open().values_list("code", flat=True))
    if "financial_assessment" in open_codes:
        return ("Go on to the financial assessment", address("staff_finances", person_id=person.pk))
    if "indicative_budget" in open_codes and request.user.may(Permission.ALLOCATE, request.on):
        return ("Work out the indicative budget", address("staff_indicative_work_out", **at))
    return ("", "")


def _task(found: Assessment, name: str, page: str, *, done: bool, may: bool, hint: str = "", **more: Any) -> Task:
    href = reverse(page, kwargs={"person_id": found.person_id, "assessment_id": found.pk, **more}) if may else ""
    return Task(name, state="done" if done else "not_started", href=href, hint=hint)


def _groups(found: Assessment, may: bool) -> list[TaskGroup]:
    answers = found.answers
    words = [
        _task(found, part.title, "staff_assessment_part", done=bool(getattr(found, code)), may=may, part=code)
        for code, part in parts.PARTS.items()
    ]
    outcomes = [_outcome_task(found, outcome, label, may) for outcome, label in OUTCOMES.items()]
    tests = [
        _task(found, asked.DECIDING[key].name, "staff_assessment_test", done=key in answers, may=may, test=key)
        for key in (FROM_IMPAIRMENT, WELLBEING)
    ]
    after_care = [
        _task(
            found,
            asked.DECIDING[SECTION_117].name,
            "staff_assessment_test",
            done=SECTION_117 in answers,
            may=may,
            test=SECTION_117,
        )
    ]
    return [
        TaskGroup("The visit and what matters", words[:2]),
        TaskGroup("What they can do: ten outcomes", outcomes),
        TaskGroup("Why, and what it does to their life", tests),
        TaskGroup("Carers and safety", [*words[2:], _risks_task(found, may)]),
        TaskGroup("Free after-care", after_care),
        TaskGroup("Finish", [_finish_task(found, may)]),
    ]


def _outcome_task(found: Assessment, outcome: str, label: str, may: bool) -> Task:
    wrong = {problem.field.rpartition("_")[0] for problem in check_answers(found.answers)}
    is_answered = f"{outcome}_able" in found.answers
    is_missing = is_answered and any(field.startswith(outcome) for field in wrong)
    able = found.answers.get(f"{outcome}_able")
    level = LEVELS.get(str(found.answers.get(f"{outcome}_level", "")), "")
    hint = "Can do this" if able == "able" else level
    task = _task(found, label, "staff_assessment_outcome", done=is_answered, may=may, hint=hint, outcome=outcome)
    return Task(label, state="missing", href=task.href, hint=hint) if is_missing else task


def _risks_task(found: Assessment, may: bool) -> Task:
    at = {"person_id": found.person_id, "assessment_id": found.pk}
    href = reverse("staff_assessment_risks", kwargs=at) if may else ""
    if not found.safety:
        return Task("Risks, with both views", state="cannot_start", hint="Write about keeping safe first")
    if found.safety.get("has_risks") == "no":
        return Task("Risks, with both views", state="done", href=href, hint="No risks were raised")
    count = found.risks.count()
    state = "done" if count else "missing"
    return Task("Risks, with both views", state=state, href=href, hint=f"{count} written down" if count else "")


def _finish_task(found: Assessment, may: bool) -> Task:
    missing = len(check_answers(found.answers)) + sum(not getattr(found, part) for part in parts.PARTS)
    href = reverse("staff_assessment_check", args=[found.person_id, found.pk]) if may else ""
    if missing:
        return Task("Check the answers and finish", state="cannot_start", hint="Answer everything above first")
    return Task("Check the answers and finish", state="not_started", href=href)


def _sections(found: Assessment, change: bool) -> list[Section]:
    at = {"person_id": found.person_id, "assessment_id": found.pk}

    def to(page: str, **more: Any) -> str:
        return reverse(page, kwargs={**at, **more}) if change else ""

    sections = [
        Section(part.title, _part_answers(found, code, to("staff_assessment_part", part=code)))
        for code, part in parts.PARTS.items()
    ]
    outcomes = [
        Answer(label, asked.outcome_words(found.answers, code), to("staff_assessment_outcome", outcome=code))
        for code, label in OUTCOMES.items()
    ]
    tests = [
        Answer(test.name, asked.deciding_words(found.answers, key), to("staff_assessment_test", test=key))
        for key, test in asked.DECIDING.items()
    ]
    raised = [
        Answer(
            risk.risk,
            f"The person thinks: {risk.persons_view or 'none yet'}\nThe worker: {risk.workers_view or 'none yet'}",
            to("staff_assessment_risks"),
        )
        for risk in found.risks.order_by("pk")
    ]
    found_risks = [Section("Risks, with both views", raised)] if raised else []
    return [
        *sections[:2],
        Section("Ten outcomes", outcomes),
        Section("Why, effect on life, and free after-care", tests),
        *sections[2:],
        *found_risks,
    ]


def _part_answers(found: Assessment, code: str, change: str) -> Iterable[Answer]:
    form = parts.PARTS[code].form(initial=parts.from_kept(parts.PARTS[code].form, getattr(found, code)))
    return parts.kept_answers(form, change)


class Check(CheckPage):
    """Look everything over, then finish: eligibility follows from the answers by the national rules."""

    needs = Permission.ASSESS
    read = "Opened the assessment to finish it"
    title = "Check the answers"
    lead = (
        "When you finish, the answers cannot change any more. Whether the needs are eligible follows from them by the "
        "national rules, and we write to the person with the result and the reasons."
    )
    button = "Finish the assessment and tell the person"

    def load(self) -> None:
        self.assessment = find_assessment(self.person, self.kwargs["assessment_id"])
        self.caption = f"Assessment: {self.person.name}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or the result when it is finished already."""
        done = self.assessment.finished_on
        return HttpResponseRedirect(self.back()) if done else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Finish it, once: a second click leads to the result."""
        done = self.assessment.finished_on
        return HttpResponseRedirect(self.back()) if done else super().post(request, *args, **kwargs)

    def record(self) -> Assessment:
        return self.assessment

    def sections(self) -> list[Section]:
        return _sections(self.assessment, change=True)

    def back(self) -> str:
        return reverse("staff_assessment", args=[self.person.pk, self.assessment.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.finish(assessment=self.assessment, seen_version=self.seen_version or 0, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/assessments/<int:assessment_id>/"
urlpatterns = [
    path(_AT, assessment, name="staff_assessment"),
    path(f"{_AT}part/<slug:part>/", parts.Part.as_view(), name="staff_assessment_part"),
    path(f"{_AT}outcome/<slug:outcome>/", asked.Outcome.as_view(), name="staff_assessment_outcome"),
    path(f"{_AT}test/<slug:test>/", asked.Deciding.as_view(), name="staff_assessment_test"),
    path(f"{_AT}risks/", risks.risks, name="staff_assessment_risks"),
    path(f"{_AT}risks/add/", risks.AddRisk.as_view(), name="staff_assessment_risk_add"),
    path(f"{_AT}risks/<int:risk_id>/", risks.ChangeRisk.as_view(), name="staff_assessment_risk"),
    path(f"{_AT}check/", Check.as_view(), name="staff_assessment_check"),
]
