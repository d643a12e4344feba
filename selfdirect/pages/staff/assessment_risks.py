"""Risks raised at an assessment, each with the person's view and the worker's. They go on into the plan.

Next:   selfdirect/actions/assessments.py
Tests:  tests/pages/staff/test_assessment_risks.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from selfdirect.actions import assessments as actions
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import about_person
from selfdirect.pages.staff.assessment_parts import AssessmentPage
from selfdirect.records.assessments import AssessedRisk, Assessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission


class RiskForm(Form):
    """One risk with both views."""

    risk = LongText(
        "What is the risk?",
        empty="Enter what the risk is",
        hint="For example: falling on the stairs",
        most=1000,
        rows=2,
    )
    persons_view = LongText("What does the person think?", empty="Enter what the person thinks", most=2000, rows=3)
    workers_view = LongText("What do you think?", empty="Enter what you think", most=2000, rows=3)


FIELDS = ("risk", "persons_view", "workers_view")


def kept_risks(assessment: Assessment) -> list[dict[str, str]]:
    """The risks written down so far, as the action wants them."""
    return list(assessment.risks.order_by("pk").values(*FIELDS))


@about_person(needs=Permission.ASSESS, read="Looked at the risks of the assessment")
def risks(request: HttpRequest, assessment_id: int, person: Person) -> HttpResponse:
    """The risks written down, with a way to add, change and take out."""
    open_ones = Assessment.objects.filter(finished_on=None)
    found = get_object_or_404(open_ones, pk=assessment_id, person=person)
    listed = list(found.risks.order_by("pk"))
    if request.method == "POST":
        out = request.POST.get("risk", "")
        left = [{name: getattr(risk, name) for name in FIELDS} for risk in listed if str(risk.pk) != out]
        version = request.POST.get("seen_version", "")
        seen = int(version) if version.isdecimal() and len(version) < 10 else 0
        actions.set_risks(assessment=found, risks=left, seen_version=seen, on=request.on, by=request.user)
        return HttpResponseRedirect(request.path)
    more = {"person": person, "assessment": found, "risks": listed}
    more["back"] = reverse("staff_assessment", args=[person.pk, found.pk])
    return render(request, "staff/assessments/risks.html", more)


class RiskPage(AssessmentPage):
    """What adding and changing a risk share."""

    title = "A risk, with both views"
    lead = "If you see it differently, write both down. The plan must then answer it, or say why it is accepted."
    form = RiskForm

    def back(self) -> str:
        return self.at("staff_assessment_risks")

    def now_says(self) -> list[tuple[str, Any]]:
        return [(risk["risk"], risk["workers_view"]) for risk in kept_risks(self.assessment)]

    def set(self, found: list[dict[str, str]]) -> str:
        """Keep the risks, then show the list."""
        actions.set_risks(
            assessment=self.assessment, risks=found, seen_version=self.seen_version or 0, on=self.on, by=self.by
        )
        return self.back()


class AddRisk(RiskPage):
    """One more risk."""

    def save(self, answers: dict[str, Any]) -> str:
        kept = kept_risks(self.assessment)
        is_again = self.assessment.version - 1 == self.seen_version and self.assessment.changed_by_id == self.by.pk
        if is_again and kept and kept[-1] == answers:
            return self.back()  # sent twice
        return self.set([*kept, answers])


class ChangeRisk(RiskPage):
    """Change a risk that is written down."""

    def load(self) -> None:
        super().load()
        self.risk = AssessedRisk.objects.filter(pk=self.kwargs["risk_id"], assessment=self.assessment).first()
        if self.risk is None and self.request.method != "POST":
            raise Http404

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.risk, name) for name in FIELDS}

    def save(self, answers: dict[str, Any]) -> str:
        rows = list(self.assessment.risks.order_by("pk"))
        changed = [
            answers if row.pk == self.kwargs["risk_id"] else {name: getattr(row, name) for name in FIELDS}
            for row in rows
        ]
        is_gone = all(row.pk != self.kwargs["risk_id"] for row in rows)
        return self.set([*changed, answers] if is_gone else changed)
