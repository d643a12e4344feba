"""The indicative budget row by row, and the worksheet of the conversation that turns it into the amount to plan with.

Values: policy/councils
Next:   selfdirect/actions/allocation.py
Tests:  tests/pages/staff/test_allocation.py
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import allocation as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.work import address
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.allocation import Deduction, planning_amount
from selfdirect.rules.allocation import PlanningAmount as Worked
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL

METHOD_WORDS = {"points_by_price": "points for each outcome, times the price of one point"}
UNIVERSAL, BLOCK = "market.universal_services", "market.block_services"


class WorkOut(CheckPage):
    """One button: work out the indicative budget from the finished assessment."""

    needs = (Permission.ALLOCATE, Permission.SEE_ANY_RECORD)
    read = "Opened the indicative budget"
    title = "Work out the indicative budget"
    lead = "The indicative budget is a rough guide to plan with. It is not what the person will get."
    button = "Work it out"
    template = "staff/allocation/work_out.html"

    def load(self) -> None:
        eligible = Assessment.objects.filter(is_eligible=True)
        self.assessment = get_object_or_404(eligible, pk=self.kwargs["assessment_id"], person=self.person)
        self.found = IndicativeBudget.objects.filter(assessment=self.assessment).first()
        self.caption = self.person.name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the button, or the budget when it is there already. Who only reads is led to the assessment."""
        if self.found:
            return HttpResponseRedirect(self.there(self.found))
        if not self.by.may(Permission.ALLOCATE, self.on):
            return HttpResponseRedirect(reverse("staff_assessment", args=[self.person.pk, self.assessment.pk]))
        return super().get(request, *args, **kwargs)

    def there(self, found: IndicativeBudget) -> str:
        """Where the indicative budget is shown."""
        return reverse("staff_indicative", args=[self.person.pk, found.pk])

    def sections(self) -> list[Section]:
        needs = [
            Answer(label, LEVELS[self.assessment.needs[code]])
            for code, label in OUTCOMES.items()
            if code in self.assessment.needs
        ]
        return [Section("What the assessment found", needs)]

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def context(self) -> dict[str, Any]:
        method = policy().on(self.on).value("allocation.method")
        return {"method": method, "method_words": METHOD_WORDS.get(str(method.amount), method.label)}

    def save(self, answers: dict[str, Any]) -> str:
        return self.there(self.found or actions.work_out(assessment=self.assessment, on=self.on, by=self.by))


def find_indicative(person: Person, indicative_id: int) -> IndicativeBudget:
    """The indicative budget of this person, else no such page."""
    found = IndicativeBudget.objects.select_related("assessment", "by")
    return get_object_or_404(found, pk=indicative_id, person=person)


def ceiling_words(values: Values, client_group: str) -> str:
    """Whether there is a most that an indicative budget may be, in words."""
    value = values.value("allocation.ceiling")
    if isinstance(value.amount, str):
        return "This council sets no ceiling on an indicative budget."
    for row in values.table("allocation.ceiling"):
        if row["client_group"] in (client_group, "all") and isinstance(row["highest_pence_weekly"], int):
            kind = "cannot be more than" if row["kind"] == "hard" else "needs a second look above"
            return f"An indicative budget here {kind} {format_pounds(row['highest_pence_weekly'])} a week."
    return "There is no ceiling for this person's main reason for support."


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the indicative budget")
def indicative(request: HttpRequest, indicative_id: int, person: Person) -> HttpResponse:
    """The indicative budget with every row of how it was worked out."""
    found = find_indicative(person, indicative_id)
    talked = PlanningAmount.objects.filter(indicative_budget=found).first()
    values = policy().on(found.on)
    more = {
        "person": person,
        "indicative": found,
        "ceiling": ceiling_words(values, found.inputs.get("client_group", "")),
        "is_doubtful": any(row["status"] in DOUBTFUL for row in found.working),
        "talked_href": reverse("staff_planning_amount", args=[person.pk, talked.pk]) if talked else "",
        "may_talk": talked is None and request.user.may(Permission.ALLOCATE, request.on),
    }
    return render(request, "staff/allocation/indicative.html", more)


class ConversationForm(Form):
    """The worksheet of the conversation."""

    universal = Checkboxes(
        "Which services that are open to everybody will they use?",
        none="None of these",
        empty="Select the services they will use, or select “None of these”",
    )
    block = Checkboxes(
        "Which services that we have already paid for will they use?",
        none="None of these",
        empty="Select the services they will use, or select “None of these”",
    )
    who_was_there = Text("Who took part in the conversation?", empty="Enter who took part in the conversation")
    notes = LongText("What was said?", needed=False, most=4000, rows=4)
    starts_on = Day("When should support start?", empty="Enter when support should start", future=True)
    accepts_may_pay = YesNo(
        "Does the person understand that they may have to pay?",
        empty="Select yes if they understand that they may have to pay",
    )


class Conversation(QuestionPage):
    """Talk through what comes off the rough budget, see what is left, and write it down."""

    needs = Permission.ALLOCATE
    read = "Opened the worksheet of the conversation"
    title = "The conversation about the budget"
    form = ConversationForm
    template = "staff/allocation/conversation.html"
    button = "Save and start the support plan"

    def load(self) -> None:
        self.indicative = find_indicative(self.person, self.kwargs["indicative_id"])
        self.caption = self.person.name
        self.values = policy().on(self.on)
        self.finances = (
            FinancialAssessment.objects.filter(person=self.person)
            .exclude(finished_on=None)
            .order_by("-from_on", "-pk")
            .first()
        )
        if self.finances and self.finances.is_free:
            fields = {name: field for name, field in ConversationForm.base_fields.items() if name != "accepts_may_pay"}
            self.form = type("FreeConversationForm", (Form,), fields)  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the worksheet, or what was written down when it is there already."""
        done = PlanningAmount.objects.filter(indicative_budget=self.indicative).first()
        if done:
            return HttpResponseRedirect(reverse("staff_planning_amount", args=[self.person.pk, done.pk]))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Work the sum out to look at, without keeping anything; or take the form as any other."""
        if "work_out" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.key, self.seen_version = request.POST.get("key", "")[:64], None
        form = self.made(request.POST)
        chosen = []
        for name in ("universal", "block"):
            try:
                chosen.append(form.question(name).clean(form.typed(name)) if form.typed(name) else [])
            except ValidationError as wrong:
                form.add_problem(Problem(name, str(wrong.messages[0])))
        if len(chosen) < 2:
            return self.show(form, 422)
        return self.show(form, preview=self.worked(*chosen))

    def worked(self, universal: list[str], block: list[str]) -> Worked | None:
        """What would be left, by the rules."""
        if self.finances is None:
            return None
        contribution = None if self.finances.pays_full_cost else (self.finances.contribution_pence_weekly or 0)
        return planning_amount(
            self.indicative.pence_weekly,
            contribution,
            section_117=self.finances.is_free,
            universal=self._taken(UNIVERSAL, universal),
            block=self._taken(BLOCK, block),
        )

    def _taken(self, key: str, codes: list[str]) -> tuple[Deduction, ...]:
        rows = {str(row["code"]): row for row in self.values.table(key)}
        return tuple(Deduction(str(rows[code]["label"]), int(rows[code]["pence_weekly"])) for code in codes)

    def choices(self) -> dict[str, Any]:
        return {"universal": self._services(UNIVERSAL), "block": self._services(BLOCK)}

    def _services(self, key: str) -> list[tuple[str, str]]:
        return [
            (str(row["code"]), f"{row['label']}: {format_pounds(int(row['pence_weekly']))} a week")
            for row in self.values.table(key)
        ]

    def context(self) -> dict[str, Any]:
        doubtful = [self.values.value(key) for key in (UNIVERSAL, BLOCK)]
        return {
            "indicative": self.indicative,
            "finances": self.finances,
            "finances_href": address("staff_finances", person_id=self.person.pk),
            "marks": sorted({value.status for value in doubtful if value.status in DOUBTFUL}),
        }

    def back(self) -> str:
        return reverse("staff_indicative", args=[self.person.pk, self.indicative.pk])

    def save(self, answers: dict[str, Any]) -> str:
        kept = actions.record_conversation(
            indicative_budget=self.indicative,
            universal=answers["universal"],
            block=answers["block"],
            who_was_there=answers["who_was_there"],
            notes=answers["notes"],
            accepts_may_pay=bool(answers.get("accepts_may_pay")),
            starts_on=answers["starts_on"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return reverse("staff_planning_amount", args=[self.person.pk, kept.pk])


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the amount to plan with")
def planning(request: HttpRequest, planning_id: int, person: Person) -> HttpResponse:
    """The worksheet as it was talked through: what came off and what is left to plan with."""
    found = PlanningAmount.objects.select_related("indicative_budget", "discussed_by").filter(person=person)
    kept = found.filter(pk=planning_id).first()
    if kept is None:
        raise Http404
    plan = kept.plans.order_by("-pk").first()
    plan_href = address("staff_plan", person_id=person.pk, plan_id=plan.pk) if plan else ""
    more = {"person": person, "planning": kept, "plan_href": plan_href}
    return render(request, "staff/allocation/planning.html", more)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}assessments/<int:assessment_id>/indicative/", WorkOut.as_view(), name="staff_indicative_work_out"),
    path(f"{_AT}indicative/<int:indicative_id>/", indicative, name="staff_indicative"),
    path(f"{_AT}indicative/<int:indicative_id>/conversation/", Conversation.as_view(), name="staff_conversation"),
    path(f"{_AT}planning/<int:planning_id>/", planning, name="staff_planning_amount"),
]
