"""My plan: my own words, what will happen and what it is for, what each thing costs, and how we answer risks.

Next:   selfdirect/records/plans.py
Tests:  tests/pages/person/test_plans.py
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.support.policy import policy
from selfdirect.pages.person.month import held_words
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.holdings import holdings_on
from selfdirect.records.plans import Plan, PlanLine, Purpose
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.money import format_pounds


@dataclass(frozen=True)
class ShownLine:
    """One line of the plan in words."""

    what: str
    outcomes: list[str]
    how_much: str
    cost: str
    who: str
    held: str
    kept_back: bool
    who_may_use: str


@my_page(read="Looked at the plan")
def plan(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The latest plan, also while it is being written: what a worker sees of it, the person sees."""
    found = Plan.objects.filter(person=scope.person).select_related("written_by").order_by("-pk").first()
    lines: list[ShownLine] = []
    risks = []
    held: dict[int, BudgetLine] = {}
    if found is not None:
        outcomes = outcome_labels(scope)
        held = {line.plan_line_id: line for line in _budget_lines(found)}
        present = found.lines.filter(removed_at=None).select_related("provider").order_by("pk")
        now = holdings_on(held.values(), scope.on)
        how = {of_plan: held_words(line, now[line.pk], scope.on) for of_plan, line in held.items()}
        lines = [_shown(line, outcomes, how.get(line.pk, "")) for line in present]
        risks = list(found.risks.select_related("risk").order_by("pk"))
    may_wish = found is not None and not held and scope.may_see_money and scope.may(Permission.CHOOSE_HOLDING)
    more = {"plan": found, "lines": lines, "risks": risks, "may_wish": may_wish}
    return render(request, "person/plan.html", {"scope": scope, **more})


def outcome_labels(scope: Scope) -> dict[str, str]:
    """What each outcome is called by the policy."""
    known = {str(row["code"]): str(row["label"]) for row in policy().on(scope.on).table("assessments.outcomes")}
    return {**OUTCOMES, **known}


def _budget_lines(found: Plan) -> list[BudgetLine]:
    return list(BudgetLine.objects.filter(plan_line__plan=found).select_related("fund_holder", "plan_line"))


def _shown(line: PlanLine, outcomes: dict[str, str], held: str) -> ShownLine:
    whole, part = divmod(line.quantity_hundredths, 100)
    quantity = f"{whole}.{part:02d}".rstrip("0") if part else str(whole)
    unit = line.unit.removesuffix("s") if quantity == "1" else line.unit
    frequency = line.get_frequency_display()
    costs = [f"{format_pounds(line.pence_weekly)} a week"] if line.pence_weekly else []
    costs += [f"{format_pounds(line.pence_once)} once"] if line.pence_once else []
    return ShownLine(
        what=line.what,
        outcomes=[outcomes.get(code, code) for code in line.outcomes],
        how_much=f"{quantity} {unit} {frequency}",
        cost=" and ".join(costs),
        who=line.provider.name if line.provider else line.provider_name,
        held=held,
        kept_back=line.purpose == Purpose.CONTINGENCY,
        who_may_use=line.who_may_use,
    )


urlpatterns = [path("<int:person_id>/plan/", plan, name="person_plan")]
