"""The parts of a support plan that are words and dates, one page each, and how the plan answers each risk.

Next:   selfdirect/pages/staff/plans.py
Tests:  tests/pages/staff/test_plan_parts.py
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import plans as actions
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.assessments import AssessedRisk
from selfdirect.records.base import Versioned
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan, PlanRisk, Status
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date

WRITABLE = (Status.DRAFT, Status.RETURNED)


def find_plan(person: Person, plan_id: int) -> Plan:
    """The plan of this person, else no such page."""
    found = Plan.objects.select_related("planning_amount__indicative_budget__assessment", "written_by", "proposed_by")
    return get_object_or_404(found, pk=plan_id, person=person)


class WordsForm(Form):
    """What the person wants."""

    my_words = LongText(
        "What does the person want, in their own words?",
        empty="Enter what the person wants, in their own words",
        hint="Begin with what they are good at and what matters to them.",
        rows=8,
    )


class HelpedForm(Form):
    """Who took part."""

    who_helped = LongText(
        "Who helped to write the plan?",
        empty="Enter who helped to write the plan",
        hint="For example: family, a friend, an advocate, or nobody else.",
        most=500,
        rows=3,
    )


class CarerForm(Form):
    """What somebody does unpaid."""

    carer_will_do = LongText(
        "What will a carer do, if they are willing and able?",
        empty="Enter what a carer will do, or that there is no carer",
        hint="Only what they said they want to do. If there is no carer, say so.",
    )


class EmergencyForm(Form):
    """What happens when something goes wrong."""

    emergency_plan = LongText(
        "What happens if something goes wrong?",
        empty="Enter what happens if something goes wrong",
        hint="For example: a personal assistant is ill, or a carer cannot come. Say who to ring first.",
    )
    carer_emergency = LongText(
        "What happens if the carer is ill, stops, or it is too much for them? Whom to ring?",
        needed=False,
        hint="Leave it empty if there is no carer.",
    )
    assistant_cover = LongText(
        "Who steps in when a personal assistant is on holiday or ill?",
        needed=False,
        hint="Leave it empty if nobody is employed.",
    )
    is_cover_hard_to_find = YesNo("Is cover hard to find, because of few hours or where they live?", needed=False)


class ChoiceForm(Form):
    """What the person chose."""

    choice_made = LongText(
        "What did the person choose?",
        empty="Enter what the person chose",
        hint="Who supports them, when and how. Say what they did not want as well.",
    )


class ReviewForm(Form):
    """When the plan starts and when it is looked at again."""

    starts_on = Day("When does support start?", empty="Enter when support starts")
    review_on = Day("When will we look at the plan together?", empty="Enter the date of the first review")
    review_how = LongText(
        "How will the review be held?",
        empty="Enter how the review will be held",
        hint="For example: a visit at home with their sister there.",
        most=1000,
        rows=3,
    )


class ExceptionForm(Form):
    """Why more is needed."""

    exception_reason = LongText(
        "Why is more needed than there is to plan with?",
        empty="Enter why more is needed",
        hint="Whoever decides reads this. Say what would happen without it.",
    )


@dataclass(frozen=True)
class Part:
    """One page of the plan: its title, its form and what the list of tasks calls it."""

    name: str
    form: type[Form]
    title: str = ""


PARTS: dict[str, Part] = {
    "words": Part("What matters to the person", WordsForm),
    "helped": Part("Who helped", HelpedForm),
    "carer": Part("What a carer will do", CarerForm),
    "emergencies": Part("If something goes wrong", EmergencyForm),
    "choice": Part("What the person chose", ChoiceForm),
    "review": Part("Start and first review", ReviewForm, "Start and first review"),
    "more": Part("Why more is needed", ExceptionForm),
}


class PlanPage(QuestionPage):
    """What the pages of one plan share. A plan that waits for a decision is shown, not changed."""

    needs = Permission.PLAN
    read = "Opened the support plan to write it"

    def load(self) -> None:
        self.plan = find_plan(self.person, self.kwargs["plan_id"])
        self.caption = f"Support plan: {self.person.name}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page while the plan is being written."""
        if self.plan.status not in WRITABLE:
            return HttpResponseRedirect(self.there())
        return super().get(request, *args, **kwargs)

    def there(self) -> str:
        """The plan's own page."""
        return reverse("staff_plan", args=[self.person.pk, self.plan.pk])

    def back(self) -> str:
        return self.there()


class PartPage(PlanPage):
    """One part in words or dates."""

    button = "Save and continue"

    def load(self) -> None:
        super().load()
        part = PARTS.get(self.kwargs["part"])
        if part is None:
            raise Http404
        self.form, self.title = part.form, part.title  # type: ignore[misc]

    def record(self) -> Versioned:
        return self.plan

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.plan, name) for name in self.form.base_fields}

    def now_says(self) -> list[tuple[str, Any]]:
        fields = self.form.base_fields
        now = [(str(field.label), getattr(self.plan, name)) for name, field in fields.items()]
        return [(label, format_date(value) if hasattr(value, "year") else value) for label, value in now]

    def save(self, answers: dict[str, Any]) -> str:
        actions.save_part(plan=self.plan, changes=answers, seen_version=self.seen_version or 0, on=self.on, by=self.by)
        return self.there()


class RiskForm(Form):
    """How the plan answers a risk."""

    answer = Radios(
        "How does the plan answer this risk?",
        choices=[
            ("addressed", "The plan deals with it"),
            ("accepted", "The person takes this risk", "It was talked about, and the person wants to live with it"),
        ],
        empty="Select how the plan answers this risk",
    )
    what_we_will_do = LongText(
        "What will be done, or why is the risk accepted?",
        empty="Say what will be done, or why the risk is accepted",
        most=2000,
        rows=4,
    )


class RiskPage(PlanPage):
    """One risk that was raised at assessment."""

    form = RiskForm
    title = "A risk from the assessment"
    button = "Save and continue"
    template = "staff/plans/risk.html"

    def load(self) -> None:
        super().load()
        raised = self.plan.planning_amount.indicative_budget.assessment_id
        self.risk = get_object_or_404(AssessedRisk, pk=self.kwargs["risk_id"], assessment=raised)
        self.kept = PlanRisk.objects.filter(plan=self.plan, risk=self.risk).first()

    def initial(self) -> dict[str, Any]:
        return {"answer": self.kept.answer, "what_we_will_do": self.kept.what_we_will_do} if self.kept else {}

    def context(self) -> dict[str, Any]:
        return {"risk": self.risk}

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer_risk(plan=self.plan, risk=self.risk, **answers, on=self.on, by=self.by)
        return self.there()


_AT = "people/<int:person_id>/plans/<int:plan_id>/"
urlpatterns = [
    path(f"{_AT}risks/<int:risk_id>/", RiskPage.as_view(), name="staff_plan_risk"),
    path(f"{_AT}<slug:part>/", PartPage.as_view(), name="staff_plan_part"),
]
