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
from selfdirect.actions.support.allocating import (
    allocated_on,
    confirming_role,
    is_settled,
    present_indicative,
    was_sent_back,
)
from selfdirect.actions.support.finances import comes_off_now
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff.allocation_basis import find_basis, is_ready, sections_of, there, worked_out_already
from selfdirect.pages.staff.allocation_changes import CarerHelp, Confirm, find_indicative
from selfdirect.pages.staff.work import address
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.allocation import Deduction, planning_amount
from selfdirect.rules.allocation import PlanningAmount as Worked
from selfdirect.rules.allocation_asks import exception_above
from selfdirect.rules.allocation_formulas import (
    CARER_ADJUSTMENT,
    EXCEPTION,
    HARD,
    NO_ADJUSTMENT,
    POINTS_BY_PRICE,
    PROFESSIONAL_COSTING,
    STANDARD_UNITS,
    ceiling_for,
    ceilings,
    method_for,
)
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.determination_formulas import deducted
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL

METHOD_WORDS = {
    POINTS_BY_PRICE: "points for what is needed, and what points are worth",
    STANDARD_UNITS: "units of support, times the price of each",
    PROFESSIONAL_COSTING: "support costed by a professional, service by service",
}
UNIVERSAL, BLOCK = "market.universal_services", "market.block_services"


class WorkOut(CheckPage):
    """One button: work out the indicative budget from the finished assessment and whatever else the policy asks for."""

    needs = (Permission.ALLOCATE, Permission.SEE_ANY_RECORD)
    read = "Opened the indicative budget"
    title = "Work out the indicative budget"
    lead = "The indicative budget is a rough guide to plan with. It is not what the person will get."
    button = "Work it out"
    template = "staff/allocation/work_out.html"

    def load(self) -> None:
        eligible = Assessment.objects.filter(is_eligible=True)
        self.assessment = get_object_or_404(eligible, pk=self.kwargs["assessment_id"], person=self.person)
        self.found = worked_out_already(self.assessment)
        self.values = policy().on(self.on)
        self.caption = self.person.name
        self.form = self._form()  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the button, or the budget when it is there already. Who only reads is led to the assessment."""
        if self.found:
            return HttpResponseRedirect(there(self.found))
        if not self.by.may(Permission.ALLOCATE, self.on):
            return HttpResponseRedirect(reverse("staff_assessment", args=[self.person.pk, self.assessment.pk]))
        if not is_ready(self.assessment, self.values):
            return HttpResponseRedirect(reverse("staff_allocation_basis", args=[self.person.pk, self.assessment.pk]))
        return super().get(request, *args, **kwargs)

    def record(self) -> AllocationBasis | None:
        return find_basis(self.assessment) if self._form().base_fields else None

    def _form(self) -> type[Form]:
        """What is asked last: that scoring matches the need, where somebody confirms it; a reason to pass a ceiling."""
        group = self.assessment.person.details.client_group
        fields = {}
        if confirming_role(0, group, self.values):
            fields["matches_assessment"] = MATCHES
        above = exception_above(self.values, group)
        if above is not None:
            fields["ceiling_exception_reason"] = exception_field(above)
        return type("WorkOutForm", (Form,), fields)

    def sections(self) -> list[Section]:
        needs = [
            Answer(label, LEVELS[self.assessment.needs[code]])
            for code, label in OUTCOMES.items()
            if code in self.assessment.needs
        ]
        more = sections_of(self.assessment, self.values, change=True)
        return [Section("What the assessment found", needs), *more]

    def back(self) -> str:
        if sections_of(self.assessment, self.values, change=False):
            return reverse("staff_allocation_basis", args=[self.person.pk, self.assessment.pk])
        return reverse("staff_person", args=[self.person.pk])

    def context(self) -> dict[str, Any]:
        value = self.values.value("allocation.method")
        method = method_for(self.values, self.assessment.person.details.client_group)
        return {"method": value, "method_words": METHOD_WORDS.get(method, value.label)}

    def save(self, answers: dict[str, Any]) -> str:
        if self.found:
            return there(self.found)
        changes: dict[str, Any] = {}
        if "matches_assessment" in answers:
            changes["matches_assessment"] = bool(answers["matches_assessment"])
        if "ceiling_exception_reason" in answers:
            changes["ceiling_exception_reason"] = answers["ceiling_exception_reason"]
        if changes:
            actions.save_basis(
                assessment=self.assessment,
                changes=changes,
                seen_version=self.seen_version or 0,
                on=self.on,
                by=self.by,
            )
        return there(actions.work_out(assessment=self.assessment, on=self.on, by=self.by))


MATCHES = Checkboxes(
    "Confirm what is scored",
    choices=[("yes", "What is scored matches the need that was assessed")],
    empty="Confirm that what is scored matches the need that was assessed",
)


def exception_field(highest_pence_weekly: int) -> LongText:
    """Why the budget may be above the ceiling: needed only when it is."""
    return LongText(
        "Why should the budget be above the highest amount, if it is?",
        hint=f"The highest is {format_pounds(highest_pence_weekly)} a week. Leave empty if the budget is not above it.",
        needed=False,
        rows=3,
    )


def ceiling_words(values: Values, client_group: str) -> str:
    """Whether there is a most that an indicative budget may be, in words."""
    if not ceilings(values):
        return "This council sets no ceiling on an indicative budget."
    ceiling = ceiling_for(values, client_group)
    if ceiling is None:
        return "There is no ceiling for this person's main reason for support."
    kinds = {HARD: "cannot be more than", EXCEPTION: "needs an exception to be more than"}
    kind = kinds.get(str(ceiling["kind"]), "needs a second look above")
    return f"An indicative budget here {kind} {format_pounds(int(str(ceiling['highest_pence_weekly'])))} a week."


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the indicative budget")
def indicative(request: HttpRequest, indicative_id: int, person: Person) -> HttpResponse:
    """The indicative budget with every row of how it was worked out."""
    found = find_indicative(person, indicative_id)
    talked = PlanningAmount.objects.filter(indicative_budget=found).first()
    values = policy().on(allocated_on(found))
    standing = present_indicative(found.assessment)
    may_allocate = request.user.may(Permission.ALLOCATE, request.on) and standing == found
    more = {
        "person": person,
        "indicative": found,
        "ceiling": ceiling_words(values, found.inputs.get("client_group", "")),
        "is_doubtful": any(row["status"] in DOUBTFUL for row in found.working),
        "talked_href": reverse("staff_planning_amount", args=[person.pk, talked.pk]) if talked else "",
        "may_talk": talked is None and is_settled(found) and may_allocate,
        "confirmation": getattr(found, "confirmation", None),
        "confirm_href": confirm_address(request, found),
        "waits_for": Role(found.confirmed_by_role).label if found.confirmed_by_role else "",
        "again_href": again_address(found) if may_allocate and was_sent_back(found) else "",
        "carer_href": carer_address(found, values) if may_allocate and is_settled(found) else "",
        "replaced_by": None if standing == found else standing,
    }
    return render(request, "staff/allocation/indicative.html", more)


def confirm_address(request: HttpRequest, found: IndicativeBudget) -> str:
    """Where this user confirms it, if they may and nobody has."""
    waits = found.confirmed_by_role and not getattr(found, "confirmation", None) and found.by_id != request.user.pk
    if not waits or not request.user.may(Permission.CONFIRM_ALLOCATIONS, request.on):
        return ""
    holds = Role(found.confirmed_by_role) in request.user.roles_on(request.on)
    return reverse("staff_indicative_confirm", args=[found.person_id, found.pk]) if holds else ""


def again_address(found: IndicativeBudget) -> str:
    """Where one that was sent back is worked out again."""
    return reverse("staff_allocation_basis", args=[found.person_id, found.assessment_id])


def carer_address(found: IndicativeBudget, values: Values) -> str:
    """Where a change in an unpaid carer's help is written down, where this council's money follows it (R-RAS-07)."""
    if values.choice(CARER_ADJUSTMENT) == NO_ADJUSTMENT:
        return ""
    return reverse("staff_indicative_carer", args=[found.person_id, found.pk])


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
        self.deducted = deducted(self.values)
        left_out = {kind for kind in ("universal", "block") if kind not in self.deducted}
        if self.finances and self.finances.is_free:
            left_out.add("accepts_may_pay")
        fields = {name: field for name, field in ConversationForm.base_fields.items() if name not in left_out}
        self.form = type("ConversationForm", (Form,), fields)  # type: ignore[misc]

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
            if name not in form.fields:
                chosen.append([])
                continue
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
            comes_off_now=comes_off_now(self.values),
            universal=self._taken(UNIVERSAL, universal),
            block=self._taken(BLOCK, block),
        )

    def _taken(self, key: str, codes: list[str]) -> tuple[Deduction, ...]:
        rows = {str(row["code"]): row for row in self.values.table(key)}
        return tuple(Deduction(str(rows[code]["label"]), int(rows[code]["pence_weekly"])) for code in codes)

    def choices(self) -> dict[str, Any]:
        found = {"universal": UNIVERSAL, "block": BLOCK}
        return {name: self._services(key) for name, key in found.items() if name in self.deducted}

    def _services(self, key: str) -> list[tuple[str, str]]:
        return [
            (str(row["code"]), f"{row['label']}: {format_pounds(int(row['pence_weekly']))} a week")
            for row in self.values.table(key)
        ]

    def context(self) -> dict[str, Any]:
        keys = {"universal": UNIVERSAL, "block": BLOCK}
        doubtful = [self.values.value(key) for name, key in keys.items() if name in self.deducted]
        return {
            "indicative": self.indicative,
            "finances": self.finances,
            "finances_href": address("staff_finances", person_id=self.person.pk),
            "comes_off_now": comes_off_now(self.values),
            "marks": sorted({value.status for value in doubtful if value.status in DOUBTFUL}),
        }

    def back(self) -> str:
        return reverse("staff_indicative", args=[self.person.pk, self.indicative.pk])

    def save(self, answers: dict[str, Any]) -> str:
        kept = actions.record_conversation(
            indicative_budget=self.indicative,
            universal=answers.get("universal", []),
            block=answers.get("block", []),
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
    path(f"{_AT}indicative/<int:indicative_id>/confirm/", Confirm.as_view(), name="staff_indicative_confirm"),
    path(f"{_AT}indicative/<int:indicative_id>/carer/", CarerHelp.as_view(), name="staff_indicative_carer"),
    path(f"{_AT}indicative/<int:indicative_id>/conversation/", Conversation.as_view(), name="staff_conversation"),
    path(f"{_AT}planning/<int:planning_id>/", planning, name="staff_planning_amount"),
]
