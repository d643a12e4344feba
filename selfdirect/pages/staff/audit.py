"""Does it do what it says? The auditor's first screen, samples to look at closely, and everything that was done.

Next:   selfdirect/records/audit.py
Tests:  tests/pages/staff/test_audit.py
"""

import re
from typing import Any

from django.db.models import CharField, Count, F, Prefetch, QuerySet, Sum, Value
from django.db.models.functions import MD5, Cast, Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.listing import Filter, Filters, Search, keyset
from selfdirect.pages.permissions import page
from selfdirect.pages.staff.system import last_check
from selfdirect.records.audit import AuditEntry
from selfdirect.records.decisions import Decision, DecisionOutcome, role_in_words
from selfdirect.records.eligibility import take_up
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, RunState
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role

SAMPLE = 10
SEEDS = [(str(number), f"Draw {number}") for number in range(1, 10)]


def auditor_home(request: HttpRequest) -> HttpResponse:
    """An auditor's: decisions by tier, payment runs by state, open work, the nightly check, and a sample to draw."""
    tiers = Decision.objects.values("decider_role", "outcome").annotate(count=Count("pk"), sum=Sum("pence_weekly"))
    runs = PaymentRun.objects.values("state").annotate(count=Count("pk"), sum=Sum("approved_pence"))
    more = {
        "tiers": [
            {
                **row,
                "who": role_in_words(row["decider_role"]),
                "outcome": DecisionOutcome(row["outcome"]).label if row["outcome"] else "Waiting",
            }
            for row in tiers.order_by("decider_role", "outcome")
        ],
        "runs": [{"label": RunState(row["state"]).label, **row} for row in runs.order_by("state")],
        "check": last_check(),
        "open": Step.objects.open().count(),
        "overdue": Step.objects.overdue(request.on).count(),
        "proposed_by_decider": Decision.objects.filter(decided_by=F("proposed_by")).count(),
        "take_up": take_up(),
        "own_runs": PaymentRun.objects.filter(approved_by=F("prepared_by")).count(),
    }
    return render(request, "staff/audit/home.html", more)


def _by_chance(found: QuerySet[Any], seed: str) -> QuerySet[Any]:
    """The same few rows for the same draw, and others for another."""
    mixed = MD5(Concat(Cast("pk", CharField()), Value(f" of draw {seed}")))
    return found.annotate(chance=mixed).order_by("chance", "pk")[:SAMPLE]


@page(needs=Permission.SEE_AUDIT)
def samples(request: HttpRequest) -> HttpResponse:
    """A few decisions, or payments, drawn by chance. The address draws the same ones again."""
    tiers = [(role.value, role.label) for role in Role]
    chosen = Filters(
        request,
        Filter("of", "Sample of", [("payments", "Payments made")], everything="Decisions made"),
        Filter("tier", "Decided by", [tier for tier in tiers if tier[0] in ("team_manager", "panel_member")]),
        Filter("draw", "Draw", SEEDS[1:], everything=SEEDS[0][1]),
    )
    people = Prefetch("person", queryset=Person.objects.with_details())
    seed = chosen["draw"] or "1"
    if chosen["of"] == "payments":
        lines = PaymentLine.objects.filter(state__in=[LineState.SENT, LineState.CONFIRMED, LineState.RETURNED])
        wanted = lines.select_related("run", "run__prepared_by", "run__approved_by", "payee")
    else:
        made = Decision.objects.exclude(outcome=None)
        made = made.filter(decider_role=chosen["tier"]) if chosen["tier"] else made
        wanted = made.select_related("proposed_by", "decided_by")
    rows = list(_by_chance(wanted.prefetch_related(people), seed))
    return render(request, "staff/audit/samples.html", {"chosen": chosen, "sample": rows, "seed": seed})


def _found(chosen: Filters, found: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    if chosen["kind"]:
        found = found.filter(kind=chosen["kind"])
    if chosen["verb"]:
        found = found.filter(verb__startswith=f"{chosen['verb']}.")
    words = chosen["words"]
    if matched := re.fullmatch(r"[Pp]-?0*(\d{1,12})", words):
        return found.filter(person=int(matched[1]))
    if re.fullmatch(r"\w+:\d{1,15}", words):
        return found.filter(about__iexact=words)
    return found.filter(by__name__icontains=words) if words else found


@page(needs=Permission.SEE_AUDIT)
def log(request: HttpRequest) -> HttpResponse:
    """Everything that was done and every look at a record, newest first."""
    nouns = ("access", "allocation", "assessments", "audit", "book", "budgets", "charging", "contingency", "decisions")
    nouns += (
        "choosing",
        "direct_payments",
        "eligibility",
        "market",
        "messages",
        "payment_runs",
        "payments",
        "people",
        "plans",
        "referrals",
        "reviews",
        "suitability",
        "work",
    )
    chosen = Filters(
        request,
        Search("words", "Who did it, a reference (P-000012), or a record (Plan:3)"),
        Filter("kind", "Kind", [("action", "Done"), ("read", "Looked at")]),
        Filter("verb", "About", [(noun, noun.replace("_", " ").capitalize()) for noun in nouns]),
    )
    if chosen.moved:
        return chosen.moved
    entries = AuditEntry.objects.select_related("by").defer("detail")
    found = keyset(_found(chosen, entries), request, size=50)
    return render(request, "staff/audit/log.html", {"chosen": chosen, "slice": found})


urlpatterns = [
    path("audit/", log, name="staff_audit"),
    path("audit/samples/", samples, name="staff_samples"),
]
