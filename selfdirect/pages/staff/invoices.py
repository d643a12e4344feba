"""Invoices: a provider sends them and sees where each stands; who works here writes paper ones down, answers, explains.

Next:   selfdirect/pages/invoices.py
Tests:  tests/pages/staff/test_invoices.py
"""

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import invoices as actions
from selfdirect.actions.support.invoicing import doubts
from selfdirect.pages.invoices import AnswerForm, InvoiceForm, LateForm, all_shown, shown
from selfdirect.pages.listing import pages_of
from selfdirect.pages.ordering import orders_of
from selfdirect.pages.permissions import about_person, page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.orders import StaffOrder
from selfdirect.pages.staff.provider_orders import ProviderQuestion
from selfdirect.records.base import Versioned
from selfdirect.records.invoices import Invoice
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission

LATELY = timedelta(weeks=26)


def _with_people(found: Any) -> Any:
    people = Prefetch("person", queryset=Person.objects.with_details())
    return found.with_rows().prefetch_related(people)


@page(needs=Permission.SEE_OWN_ORDERS)
def own(request: HttpRequest) -> HttpResponse:
    """A provider's own: what is owed to it, where each stands and by when it is paid."""
    found = Invoice.objects.filter(provider=request.user.provider_id or 0)  # type: ignore[union-attr]
    seen = pages_of(_with_people(found).order_by("-pk"), request, size=50)
    rows = all_shown(seen.rows, request.on)  # type: ignore[attr-defined]
    return render(request, "staff/market/invoices.html", {"page": seen, "rows": rows})


@page(needs=Permission.SEE_MONEY)
def all_invoices(request: HttpRequest) -> HttpResponse:
    """Finance's: every invoice of late, those that wait first, the soonest due at the top."""
    on = request.on  # type: ignore[attr-defined]
    since = Q(received_on__gte=on - LATELY)
    found = _with_people(Invoice.objects.filter(since)).order_by("-due_on", "-pk")
    seen = pages_of(found, request, size=50)
    return render(request, "staff/payments/invoices.html", {"page": seen, "rows": all_shown(seen.rows, on)})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at an invoice")
def invoice(request: HttpRequest, invoice_id: int, person: Person) -> HttpResponse:
    """One invoice: what was ordered, who pays which part, and what is to be done."""
    found = get_object_or_404(Invoice.objects.with_rows(), pk=invoice_id, person=person)
    late = Step.objects.open().filter(person=person, code=actions.LATE, about=f"Invoice:{found.pk}")
    may = any(request.user.may(one, request.on) for one in actions.MAY_ANSWER)
    more = {
        "person": person,
        "one": shown(found, request.on),
        "doubts": doubts(found) if found.reply is None else [],
        "may_answer": may and found.reply is None,
        "late_step": late.first() if request.user.may(Permission.SET_UP_PAYMENTS, request.on) else None,
    }
    return render(request, "staff/payments/invoice.html", more)


class OwnInvoice(ProviderQuestion):
    """A provider asks to be paid for some days of an order."""

    form = InvoiceForm
    title = "Send an invoice"
    lead = "What is no more than was ordered is accepted at once."

    def back(self) -> str:
        return reverse("staff_own_invoices")

    def record(self) -> Versioned | None:
        return None

    def save(self, answers: dict[str, Any]) -> str:
        actions.send_invoice(person=None, order=self.order, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class PaperInvoice(StaffOrder):
    """An invoice that came on paper or by email, written down for a provider."""

    needs = actions.MAY_ANSWER
    form = InvoiceForm
    title = "Write down an invoice"
    button = "Save"
    later = False

    def load(self) -> None:
        self.order = get_object_or_404(orders_of(self.person), pk=self.kwargs["order_id"])
        self.caption = f"{self.person.name}: {self.order.what}, {self.order.who}"

    def record(self) -> Versioned | None:
        return None

    def save(self, answers: dict[str, Any]) -> str:
        given = {"order": self.order, "key": self.key, "on": self.on, "by": self.by}
        made = actions.send_invoice(person=self.person, **answers, **given)
        return reverse("staff_invoice", args=[self.person.pk, made.pk])


class AboutInvoice(QuestionPage):
    """What the questions about one invoice share."""

    needs = actions.MAY_ANSWER
    read = "Opened an invoice"
    later = False

    def load(self) -> None:
        found = Invoice.objects.with_rows().filter(person=self.person)
        self.invoice = get_object_or_404(found, pk=self.kwargs["invoice_id"])
        self.caption = f"{self.invoice.reference}: {self.invoice.provider.name}"

    def back(self) -> str:
        return reverse("staff_invoice", args=[self.person.pk, self.invoice.pk])


class Answer(AboutInvoice):
    """Accept it, or say why not."""

    form = AnswerForm
    title = "Answer this invoice"
    button = "Save and tell the provider"

    def load(self) -> None:
        super().load()
        if self.invoice.reply:
            raise Http404
        self.lead = " ".join(doubts(self.invoice))

    def record(self) -> Versioned | None:
        return self.invoice

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.invoice.version
        given = {"invoice": self.invoice, "seen_version": seen, "key": self.key, "on": self.on, "by": self.by}
        actions.answer_invoice(person=self.person, **answers, **given)
        return self.back()


class Explain(AboutInvoice):
    """Say why it waited, and close what was raised."""

    needs = Permission.SET_UP_PAYMENTS
    form = LateForm
    title = "An invoice that may be late"
    button = "Save"

    def save(self, answers: dict[str, Any]) -> str:
        given = {"invoice": self.invoice, "key": self.key, "on": self.on, "by": self.by}
        actions.explain_late(person=self.person, **answers, **given)
        return self.back()


_AT = "people/<int:person_id>/invoices/<int:invoice_id>/"
urlpatterns = [
    path("invoices/", own, name="staff_own_invoices"),
    path("invoices/all/", all_invoices, name="staff_invoices"),
    path("orders/<int:order_id>/invoice/", OwnInvoice.as_view(), name="staff_own_invoice"),
    path("people/<int:person_id>/orders/<int:order_id>/invoice/", PaperInvoice.as_view(), name="staff_paper_invoice"),
    path(_AT, invoice, name="staff_invoice"),
    path(f"{_AT}answer/", Answer.as_view(), name="staff_invoice_answer"),
    path(f"{_AT}explain/", Explain.as_view(), name="staff_invoice_explain"),
]
