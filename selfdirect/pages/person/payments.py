"""Payments to me or to whoever holds my money: made, on their way, and expected, each with its date and its working.

Values: policy/councils
Next:   selfdirect/rules/payments.py
Tests:  tests/pages/person/test_payments.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions.support.paying import Pair, approved_for, rule_schedule
from selfdirect.ledger.funds import Funder
from selfdirect.pages.listing import keyset
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.direct_payments import PAID_STRAIGHT
from selfdirect.records.payments import LineState, PaymentLine, PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.rules.payments import Schedule, entitled_to_date, next_pay_on

MOST_EXPECTED = 3
NOT_SHOWN = (LineState.INCLUDED, LineState.CANCELLED)
IN_WORDS = {
    LineState.HELD: "Waiting while we check something",
    LineState.APPROVED: "On its way",
    LineState.SENT: "On its way",
    LineState.CONFIRMED: "Paid",
    LineState.RETURNED: "Did not arrive",
}


@dataclass(frozen=True)
class Expected:
    """One payment to come: the day it is due, how much, to whom, and whose money when it is not the council's."""

    on: date
    pence: int
    to: str
    whose: str = ""


def made(person: Person) -> QuerySet[PaymentLine]:
    """Payments made, on their way or held back, newest first. One that waits for approval is not promised yet."""
    lines = PaymentLine.objects.filter(person=person).exclude(state__in=NOT_SHOWN)
    return lines.select_related("run", "payee__provider", "schedule").order_by("-pk")


def expected(person: Person, on: date) -> list[Expected]:
    """The next few payments of every schedule, soonest first: what should have been paid by then, less what was."""
    by_pair: dict[Pair, list[dict[str, Any]]] = {}
    names: dict[int, str] = {}
    schedules = PaymentSchedule.objects.filter(person=person, until_on__gte=on).select_related("payee__provider")
    for schedule in schedules.order_by("pk"):
        row = {name: getattr(schedule, name) for name in _FIELDS}
        by_pair.setdefault((schedule.budget_id, schedule.payee_id, schedule.funder), []).append(row)
        names[schedule.payee_id] = account_words(schedule.payee)
    approved = approved_for(by_pair) if by_pair else {}
    found = [
        Expected(day, pence, names[pair[1]], "NHS money. " if pair[2] == Funder.NHS.value else "")
        for pair, rows in by_pair.items()
        for day, pence in _days(rule_schedule(rows), approved[pair], on)
    ]
    return sorted(found, key=lambda one: one.on)[:MOST_EXPECTED]


_FIELDS = (
    "pence_weekly",
    "pence_once",
    "frequency",
    "in_advance",
    "calendar_from",
    "from_on",
    "until_on",
)


def _days(schedule: Schedule, approved_pence: int, on: date) -> Sequence[tuple[date, int]]:
    found = []
    day: date | None = on
    covered = approved_pence
    while day is not None and len(found) < MOST_EXPECTED:
        pence = entitled_to_date(schedule, day).pence
        if pence > covered:
            found.append((day, pence - covered))
            covered = pence
        day = next_pay_on(schedule, day)
    return found


def account_words(payee: Any) -> str:
    """Which account, so that the person knows it and nobody else learns it."""
    if payee.provider is not None:
        return str(payee.provider.name)
    if payee.kind == PAID_STRAIGHT:
        return f"{payee.account_name}, straight away"
    kind = "prepaid card" if payee.kind == "prepaid_card" else "account"
    return f"{kind} that ends in {payee.account_number[-4:]}"


@my_page(read="Looked at the payments", money=True)
def payments(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every payment, newest first."""
    found = keyset(made(scope.person), request, size=25)
    more = {"slice": found, "words": IN_WORDS, "account_words": account_words}
    if "before" not in request.GET:
        more["expected"] = expected(scope.person, scope.on)
    return render(request, "person/payments.html", {"scope": scope, **more})


@my_page(read="Looked at a payment", money=True)
def payment(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """One payment: where it went, what it was for, and how it was worked out."""
    line = get_object_or_404(made(scope.person), pk=line_id)
    more = {"line": line, "state": IN_WORDS[LineState(line.state)], "to": account_words(line.payee)}
    return render(request, "person/payment.html", {"scope": scope, **more})


urlpatterns = [
    path("<int:person_id>/payments/", payments, name="person_payments"),
    path("<int:person_id>/payments/<int:line_id>/", payment, name="person_payment"),
]
