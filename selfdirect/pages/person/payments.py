"""Payments to me or to whoever holds my money: made, on their way, and expected, each with its date and its working.

Values: policy/councils
Next:   selfdirect/rules/payments.py
Tests:  tests/pages/person/test_payments.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions.support.expecting import expected_of
from selfdirect.ledger.funds import Funder
from selfdirect.pages.listing import keyset
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.direct_payments import PAID_STRAIGHT
from selfdirect.records.payments import LineState, PaymentLine, PaymentSchedule
from selfdirect.records.people import Person

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
    theirs = PaymentSchedule.objects.filter(person=person, until_on__gte=on).select_related("payee__provider")
    schedules = list(theirs.order_by("pk"))
    names = {schedule.payee_id: account_words(schedule.payee) for schedule in schedules}
    found = [
        Expected(day, pence, names[pair[1]], "NHS money. " if pair[2] == Funder.NHS.value else "")
        for pair, days in expected_of(schedules, on, MOST_EXPECTED).items()
        for day, pence in days
    ]
    return sorted(found, key=lambda one: one.on)[:MOST_EXPECTED]


def account_words(payee: Any) -> str:
    """Which account, so that the person knows it and nobody else learns it."""
    if payee.provider is not None:
        return str(payee.provider.name)
    if payee.kind == PAID_STRAIGHT:
        return f"{payee.account_name}, straight away"
    kind = "prepaid card" if payee.kind == "prepaid_card" else "account"
    return payee.where.removeprefix("the ").replace("account", kind)


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
