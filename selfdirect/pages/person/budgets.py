"""My money: every figure of the budget, each one a link to the stored rows that end in it.

What is shown here is what a worker sees, with the same marks where a figure is an example or not checked.

Why:    docs/decisions/every-pound-is-explained.md
Next:   selfdirect/pages/person/payments.py
Tests:  tests/pages/person/test_budgets.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions.support.policy import policy
from selfdirect.pages.emergencies import kept_of
from selfdirect.pages.person.month import Have, have, how_held
from selfdirect.pages.person.payments import expected, made
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.crisis_fund import CrisisDraw
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.contingency import kept_in_words


@dataclass(frozen=True)
class Figure:
    """A figure in a few words. `pence` is None when it is not one amount: then `words` says what it is."""

    label: str
    pence: int | None
    explained: str
    href: str
    words: str = ""


def waiver_now(scope: Scope) -> ChargeNotice | None:
    """That somebody decided that support may start before the person knows what they pay, while it counts."""
    found = ChargeNotice.objects.filter(person=scope.person, is_waiver=True, waived_until__gte=scope.on)
    return found.select_related("by").order_by("-pk").first()


@my_page(read="Looked at the money", money=True)
def money(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All figures known so far, how the budget is held, what was paid and what is to come."""
    budget = have(scope.person, scope.on)
    more = {
        "have": budget,
        "kept": kept_of(budget.lines) if budget else [],
        "kept_rule": kept_in_words(policy().on(scope.on)),
        "may_use": scope.may(Permission.TELL_US) and budget is not None and not budget.is_over,
        "figures": figures(scope),
        "held": how_held(budget.lines, scope.on) if budget else None,
        "made": made(scope.person)[:3],
        "expected": expected(scope.person, scope.on),
        "draws": _draws(budget) if budget else [],
        "agreement_id": budget.budget.agreement_pk if budget else None,
        "waiver": waiver_now(scope),
    }
    return render(request, "person/money.html", {"scope": scope, **more})


def _draws(budget: Have) -> list[CrisisDraw]:
    """What was asked of the fund for crises, asked of the database only where there is any."""
    asked = CrisisDraw.objects.select_related("decision").filter(budget=budget.budget)
    return list(asked) if budget.budget.fund_asked else []  # type: ignore[attr-defined]


def figures(scope: Scope) -> list[Figure]:
    """The figures that led to the budget, in the order in which they came."""
    known = _known(scope)
    found = []
    if known["rough"]:
        words = "A first idea of what your support may cost. It is not a promise."
        href = _working(scope, "rough", known["rough"])
        found.append(Figure("Rough budget", known["rough_pence"], words, href))
    if known["finances"]:
        found.append(_contribution(known, _working(scope, "contribution", known["finances"])))
    if known["planned"]:
        words = "What was left to plan with, after what you pay and services you already have."
        href = _working(scope, "planning", known["planned"])
        found.append(Figure("Amount to plan with", known["planned_pence"], words, href))
    return found


def _known(scope: Scope) -> dict[str, Any]:
    """The latest of each figure, all in one query."""
    of_person = {"person": OuterRef("pk")}
    rough = IndicativeBudget.objects.filter(**of_person).order_by("-pk")
    planned = PlanningAmount.objects.filter(**of_person).exclude(pence_weekly=None).order_by("-pk")
    finances = FinancialAssessment.objects.filter(**of_person).exclude(finished_on=None).order_by("-from_on", "-pk")
    return (
        Person.objects.filter(pk=scope.person.pk)
        .annotate(
            rough=Subquery(rough.values("pk")[:1]),
            rough_pence=Subquery(rough.values("pence_weekly")[:1]),
            planned=Subquery(planned.values("pk")[:1]),
            planned_pence=Subquery(planned.values("pence_weekly")[:1]),
            finances=Subquery(finances.values("pk")[:1]),
            free=Subquery(finances.values("is_free")[:1]),
            full_cost=Subquery(finances.values("pays_full_cost")[:1]),
            contribution_pence=Subquery(finances.values("contribution_pence_weekly")[:1]),
        )
        .values()
        .get()
    )


def _contribution(known: Mapping[str, Any], href: str) -> Figure:
    label = "The most you pay"
    if known["free"]:
        return Figure(label, None, "By law you do not pay for this care.", href, "Nothing: your care is free")
    if known["full_cost"]:
        return Figure(label, None, "This follows from your savings or your income.", href, "The full cost")
    words = "What you pay towards your support. You never pay more than it costs."
    return Figure(label, known["contribution_pence"], words, href)


def _working(scope: Scope, kind: str, pk: int) -> str:
    return scope.address("person_working", kind, pk)


@dataclass(frozen=True)
class Kind:
    """One kind of figure that has a page of working."""

    model: type[Any]
    title: str
    lead: str


KINDS: Mapping[str, Kind] = {
    "rough": Kind(
        IndicativeBudget, "How we worked out your rough budget", "This is a first idea of what support may cost."
    ),
    "contribution": Kind(
        FinancialAssessment, "How we worked out what you pay", "This is what the law and our policy say you can pay."
    ),
    "planning": Kind(
        PlanningAmount, "How we worked out the amount to plan with", "We took these off your rough budget."
    ),
    "final": Kind(Budget, "How we worked out your budget", "This is your personal budget."),
}


@my_page(read="Looked at how a figure was worked out", money=True)
def working(request: HttpRequest, scope: Scope, kind: str, record_id: int) -> HttpResponse:
    """The rows that end in a figure, as they were stored when it was worked out."""
    if kind not in KINDS:
        raise Http404
    about = KINDS[kind]
    record = get_object_or_404(about.model, pk=record_id, person=scope.person)
    if not record.working:
        raise Http404
    remarks = record.remarks if isinstance(record, FinancialAssessment) else []
    why = record.difference_reason if isinstance(record, Budget) else ""
    return _show(request, scope, about.title, about.lead, record.working, remarks=remarks, why=why)


@my_page(read="Looked at how a figure was worked out", money=True)
def month(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What is left this month, line by line."""
    budget = have(scope.person, scope.on)
    if budget is None or budget.month is None:
        raise Http404
    lead = "Each part of your plan has an amount for a week. We count the days that are left."
    return _show(request, scope, "What you have for the rest of this month", lead, budget.month.working)


def _show(request: HttpRequest, scope: Scope, title: str, lead: str, rows: Any, **more: Any) -> HttpResponse:
    words = [str(row["words"]) for row in policy().on(scope.on).table("messages.how_to_disagree")]
    context = {"scope": scope, "title": title, "lead": lead, "rows": rows, "disagree": words, **more}
    return render(request, "person/working.html", context)


urlpatterns = [
    path("<int:person_id>/money/", money, name="person_money"),
    path("<int:person_id>/money/month/", month, name="person_month"),
    path("<int:person_id>/money/<slug:kind>/<int:record_id>/", working, name="person_working"),
]
