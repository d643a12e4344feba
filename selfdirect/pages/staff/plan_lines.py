"""The costed lines of a plan: the list with what is left to plan with, and adding, changing and taking out a line.

Values: policy/councils
Next:   selfdirect/actions/plans.py
Tests:  tests/pages/staff/test_plan_lines.py
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import plans as actions
from selfdirect.actions.support.planning import joint_funding, plan_totals, present_lines
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.what_if import what_if
from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.fields import LongText, Money, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage
from selfdirect.pages.staff.plan_parts import WRITABLE, PlanPage, find_plan
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan, PlanLine
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.contingency import policy_in_words
from selfdirect.rules.money import format_pounds
from selfdirect.rules.plans import (
    CONTINGENCY,
    FREQUENCIES,
    PURPOSES,
    SUPPORT,
    Comparison,
    Totals,
    against_planning_amount,
)
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

UNITS = ("hours", "visits", "sessions", "days", "nights", "trips", "months", "items")


@dataclass(frozen=True)
class Sums:
    """What the plan comes to against what there is to plan with."""

    planning_pence_weekly: int
    totals: Totals
    compared: Comparison


def sums_of(plan: Plan) -> Sums:
    """Add the plan up."""
    planning, found = plan.planning_amount.pence_weekly or 0, plan_totals(plan)
    return Sums(planning, found, against_planning_amount(found, planning))


def kinds(values: Values) -> dict[str, str]:
    """What each kind of support is called, and each use that is barred, by code."""
    named = {str(row["category"]): str(row["label"]) for row in values.table("plans.categories")}
    return named | {str(row["use"]): str(row["label"]) for row in values.table("plans.barred_uses")}


def quantity(line: PlanLine) -> str:
    """How many, without noughts that say nothing: 3.5 hours."""
    many = (Decimal(line.quantity_hundredths) / 100).normalize()
    return f"{many:f} {line.unit.removesuffix('s') if many == 1 else line.unit}"


def nhs_percent(line: PlanLine) -> str:
    """The NHS's share in percent, without noughts that say nothing; nothing when it pays nothing."""
    return f"{(Decimal(line.nhs_basis_points) / 100).normalize():f}" if line.nhs_basis_points else ""


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the lines of the support plan")
def lines(request: HttpRequest, plan_id: int, person: Person) -> HttpResponse:
    """The lines with their cost, and what is left."""
    plan = find_plan(person, plan_id)
    may = request.user.may(Permission.PLAN, request.on) and plan.status in WRITABLE
    more = {
        "person": person,
        "plan": plan,
        "rows": rows_of(plan, policy().on(request.on)),
        "sums": sums_of(plan),
        "may_change": may,
        "outcomes_left": _outcomes_left(plan),
        "contingency_rule": policy_in_words(policy().on(request.on)),
        "joint": joint_funding(plan),
        "what_if": what_if(plan, present_lines(plan), policy().on(request.on)),
    }
    return render(request, "staff/plans/lines.html", more)


def rows_of(plan: Plan, values: Values) -> list[dict[str, Any]]:
    """The lines that stand, in words."""
    named = kinds(values)
    return [
        {
            "line": line,
            "outcomes": [OUTCOMES.get(outcome, outcome) for outcome in line.outcomes],
            "kind": named.get(line.category, line.category),
            "purpose": PURPOSES[line.purpose] if line.purpose != SUPPORT else "",
            "who": line.provider.name if line.provider else line.provider_name,
            "quantity": quantity(line),
            "frequency": line.get_frequency_display(),
            "nhs": f"The NHS pays {nhs_percent(line)}%" if line.nhs_basis_points else "",
        }
        for line in present_lines(plan)
    ]


def _outcomes_left(plan: Plan) -> list[str]:
    """Outcomes that the assessment found and no line is for yet."""
    met = {outcome for line in present_lines(plan) for outcome in line.outcomes}
    needs = plan.planning_amount.indicative_budget.assessment.needs
    return [OUTCOMES[outcome] for outcome in needs if outcome not in met]


class LineForm(Form):
    """One line of the plan."""

    what = Text("What is it?", empty="Enter what it is", hint="For example: help to wash and dress", most=200)
    outcomes = Checkboxes("Which outcomes does it help with?", needed=False)
    category = Select("What kind of support is it?", empty="Select what kind of support it is")
    is_barred = YesNo(
        "Is any of it for something a budget may not pay for?",
        empty="Select yes if any of it is for something a budget may not pay for",
        reveal={"yes": ["barred_use", "override_reason"]},
    )
    barred_use = Select("Which?", empty="Select which")
    override_reason = LongText(
        "Why should it be allowed this time?",
        empty="Enter why it should be allowed this time",
        hint="Whoever decides reads this.",
        most=1000,
        rows=3,
    )
    purpose = Radios(
        "What is the money for?",
        empty="Select what the money is for",
        choices=list(PURPOSES.items()),
        reveal={CONTINGENCY: ["who_may_use"]},
    )
    who_may_use = Text(
        "Who may use it in an emergency?",
        empty="Enter who may use it in an emergency",
        hint="For example: Amara, her sister Ruth, and her worker",
        most=300,
    )
    provider = Select(
        "Who gives it?",
        needed=False,
        nothing_chosen="Not on the list",
        hint="Choose from the list of providers, or write the name below",
    )
    provider_name = Text("Name, if they are not on the list", needed=False, most=160)
    quantity = Number("How many each time?", places=2, most=10_000, empty="Enter how many, like 3 or 3.5")
    unit = Select("Of what?", choices=[(unit, unit.capitalize()) for unit in UNITS], empty="Select what is counted")
    unit_price_pence = Money("Price of one", empty="Enter the price of one", least=1)
    frequency = Radios("How often?", choices=list(FREQUENCIES.items()), empty="Select how often")
    nhs_percent = Number(
        "How much of it does the NHS pay?",
        needed=False,
        places=2,
        most=100,
        suffix="%",
        hint="Leave empty if the NHS pays nothing. Enter 100 if it pays for all of it.",
    )

    def check(self, answers: dict[str, Any]) -> list[Problem]:
        if answers["purpose"] == SUPPORT and not answers["outcomes"]:
            return [Problem("outcomes", "Select at least one outcome that it helps with")]
        if not answers["quantity"]:
            return [Problem("quantity", "How many must be more than 0")]
        return []


class LinePage(PlanPage):
    """What adding and changing a line share."""

    form = LineForm
    template = "staff/plans/line.html"

    def choices(self) -> dict[str, Any]:
        values = policy().on(self.on)
        needs = self.plan.planning_amount.indicative_budget.assessment.needs
        barred = values.table("plans.barred_uses")
        return {
            "outcomes": [(outcome, OUTCOMES[outcome]) for outcome in (needs or OUTCOMES)],
            "category": [(row["category"], row["label"]) for row in values.table("plans.categories")],
            "barred_use": [(row["use"], row["label"]) for row in barred],
            "provider": [(one.pk, one.name) for one in Provider.objects.order_by("name")],
        }

    def context(self) -> dict[str, Any]:
        return {
            "sums": sums_of(self.plan),
            "barred": policy().on(self.on).table("plans.barred_uses"),
            "contingency_rule": policy_in_words(policy().on(self.on)),
        }

    def back(self) -> str:
        return reverse("staff_plan_lines", args=[self.person.pk, self.plan.pk])

    def later_address(self) -> str:
        return self.there()

    def line(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        is_barred = answers["is_barred"]
        provider = Provider.objects.filter(pk=int(answers["provider"] or 0)).first()
        return {
            "what": answers["what"],
            "outcomes": answers["outcomes"],
            "category": answers["barred_use"] if is_barred else answers["category"],
            "override_reason": answers["override_reason"] if is_barred else "",
            "purpose": answers["purpose"],
            "who_may_use": answers["who_may_use"],
            "provider": provider,
            "provider_name": "" if provider else answers["provider_name"],
            "quantity_hundredths": int(answers["quantity"] * 100),
            "unit": answers["unit"],
            "unit_price_pence": answers["unit_price_pence"],
            "frequency": answers["frequency"],
            "nhs_basis_points": int((answers["nhs_percent"] or 0) * 100),
        }


class AddLine(LinePage):
    """A new line."""

    title = "Add to the plan"
    button = "Add to the plan"

    def initial(self) -> dict[str, Any]:
        return {"purpose": SUPPORT}

    def save(self, answers: dict[str, Any]) -> str:
        actions.add_line(plan=self.plan, key=self.key, line=self.line(answers), on=self.on, by=self.by)
        return self.back()


class ChangeLine(LinePage):
    """A line that is there already."""

    title = "Change a line of the plan"
    button = "Save the change"

    def load(self) -> None:
        super().load()
        found = PlanLine.objects.filter(plan=self.plan, removed_at=None)
        self.kept = get_object_or_404(found.select_related("plan"), pk=self.kwargs["line_id"])

    def initial(self) -> dict[str, Any]:
        values = policy().on(self.on)
        is_barred = self.kept.category in {row["use"] for row in values.table("plans.barred_uses")}
        same = ("what", "outcomes", "purpose", "provider_name", "unit", "unit_price_pence", "frequency")
        return {name: getattr(self.kept, name) for name in (*same, "override_reason", "who_may_use")} | {
            "category": "" if is_barred else self.kept.category,
            "is_barred": is_barred,
            "barred_use": self.kept.category if is_barred else "",
            "provider": self.kept.provider_id or "",
            "quantity": f"{(Decimal(self.kept.quantity_hundredths) / 100).normalize():f}",
            "nhs_percent": nhs_percent(self.kept),
        }

    def save(self, answers: dict[str, Any]) -> str:
        actions.change_line(line=self.kept, changes=self.line(answers), on=self.on, by=self.by)
        return self.back()


class RemoveLine(CheckPage, ChangeLine):
    """Take a line out, after one more look."""

    form = Form
    title = "Take this line out of the plan"
    button = "Take it out"
    template = "check.html"
    later = False

    def initial(self) -> dict[str, Any]:
        return {}

    def choices(self) -> dict[str, Any]:
        return {}

    def context(self) -> dict[str, Any]:
        return {}

    def sections(self) -> list[Section]:
        once = self.kept.pence_once
        cost = f"{format_pounds(once)} once" if once else f"{format_pounds(self.kept.pence_weekly)} a week"
        return [Section("", [Answer("What", self.kept.what), Answer("Cost", cost)])]

    def save(self, answers: dict[str, Any]) -> str:
        actions.remove_line(line=self.kept, on=self.on, by=self.by)
        return self.back()


_AT = "people/<int:person_id>/plans/<int:plan_id>/lines/"
urlpatterns = [
    path(_AT, lines, name="staff_plan_lines"),
    path(f"{_AT}add/", AddLine.as_view(), name="staff_plan_line_add"),
    path(f"{_AT}<int:line_id>/", ChangeLine.as_view(), name="staff_plan_line_change"),
    path(f"{_AT}<int:line_id>/out/", RemoveLine.as_view(), name="staff_plan_line_remove"),
]
