"""Invoices in words, and the questions about them: the same for a provider, a worker, finance and the person.

Next:   selfdirect/actions/invoices.py
Tests:  tests/pages/test_invoices.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selfdirect.pages.choices import YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money, Text
from selfdirect.pages.forms import Form
from selfdirect.records.invoices import Invoice, InvoiceState
from selfdirect.rules.calendar import format_date

COLOURS = {
    InvoiceState.LOOKED_AT: "yellow",
    InvoiceState.ACCEPTED: "blue",
    InvoiceState.ON_ITS_WAY: "blue",
    InvoiceState.PAID: "green",
    InvoiceState.RETURNED: "red",
    InvoiceState.REFUSED: "red",
}


class InvoiceForm(Form):
    """For which days, how much, and the number on it."""

    their_reference = Text("Number of the invoice", empty="Enter the number of the invoice", most=60)
    first_on = Day("What is the first day it is for?", empty="Enter the first day", past=True)
    last_on = Day("What is the last day it is for?", empty="Enter the last day", past=True)
    pence = Money("How much is it?", empty="Enter how much it is", least=1)


class AnswerForm(Form):
    """Yes or no to an invoice that is not what was ordered."""

    is_accepted = YesNo("Is this invoice accepted?", empty="Select yes if the invoice is accepted")
    reason = LongText("Why?", empty="Say why", hint="The provider and the person can read this.", most=1000, rows=3)


class LateForm(Form):
    """Why an invoice waited, and what was done."""

    why = LongText(
        "Why did it wait, and what was done?", empty="Say why it waited and what was done", most=1000, rows=4
    )


@dataclass(frozen=True)
class ShownInvoice:
    """One invoice in words."""

    invoice: Invoice
    state: InvoiceState
    when: str
    is_late: bool

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return "red" if self.is_late else COLOURS[self.state]

    @property
    def label(self) -> str:
        """Its state in words, late or not."""
        return f"Late: {self.state.label.lower()}" if self.is_late else self.state.label

    @property
    def days(self) -> str:
        """The days it is for."""
        return f"{format_date(self.invoice.first_on)} to {format_date(self.invoice.last_on)}"


def shown(invoice: Invoice, on: date) -> ShownInvoice:
    """One invoice as it stands on a day, with when it is or was paid."""
    state = invoice.state
    paid_on = invoice.paid_on
    if state == InvoiceState.PAID:
        when = f"Paid on {format_date(paid_on)}" if paid_on else "The person pays all of it"
    elif state == InvoiceState.REFUSED:
        when = "Not paid"
    elif state == InvoiceState.ON_ITS_WAY and paid_on:
        when = f"Arrives on {format_date(paid_on)}"
    else:
        when = f"By {format_date(invoice.due_on)}"
    return ShownInvoice(invoice, state, when, invoice.is_late(on))


def all_shown(invoices: Iterable[Invoice], on: date) -> list[ShownInvoice]:
    """Each as it stands on a day."""
    return [shown(one, on) for one in invoices]
