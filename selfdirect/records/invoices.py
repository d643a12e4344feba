"""What providers ask to be paid for support under managed budgets, and what became of each (R-PAY-07).

Each accepted invoice is paid under payees of its own, so that the book and the bank say of each whether it was paid.

Next:   selfdirect/actions/invoices.py
Tests:  tests/records/test_invoices.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written
from selfdirect.records.payments import LineState, PaymentLine


class InvoiceState(models.TextChoices):
    """Where an invoice stands, worked out from its rows and its payments."""

    LOOKED_AT = "looked_at", "Being looked at"
    ACCEPTED = "accepted", "Accepted, to be paid"
    ON_ITS_WAY = "on_its_way", "On its way"
    PAID = "paid", "Paid"
    RETURNED = "returned", "Sent back by the bank"
    REFUSED = "refused", "Not accepted"


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Questions asked of invoices."""

    def with_rows(self) -> "InvoiceQuerySet":
        """With everything that says where each stands, in a fixed number of queries."""
        lines = PaymentLine.objects.exclude(state=LineState.CANCELLED).select_related("run").order_by("pk")
        return self.select_related(
            "answer__by", "late", "provider", "order__budget_line__budget", "order__budget_line__plan_line"
        ).prefetch_related("parts", models.Prefetch("parts__schedule__lines", queryset=lines))

    def not_on_their_way(self) -> "InvoiceQuerySet":
        """Those that wait for an answer, or of which a part is in no run that was approved, or came back."""
        standing = (LineState.APPROVED, LineState.SENT, LineState.CONFIRMED)
        goes = PaymentLine.objects.filter(schedule=models.OuterRef("schedule"), state__in=standing)
        stuck = InvoicePart.objects.filter(~models.Exists(goes), invoice=models.OuterRef("pk"))
        return self.filter(models.Q(answer=None) | models.Exists(stuck))


class Invoice(Referenced, Versioned):
    """One invoice for some days of one order. `expected_pence` is what was ordered for these days."""

    PREFIX = "IN"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="invoices")
    order = models.ForeignKey("records.Order", models.PROTECT, related_name="invoices")
    provider = models.ForeignKey("records.Provider", models.PROTECT, related_name="invoices")
    their_reference = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()
    pence = models.BigIntegerField()
    expected_pence = models.BigIntegerField()
    received_on = models.DateField()
    due_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "their_reference"], name="an_invoice_comes_once"),
            models.CheckConstraint(
                condition=models.Q(pence__gt=0, last_on__gte=models.F("first_on")), name="invoice_amount_and_days"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="invoices_by_due_day")]

    @property
    def reply(self) -> "InvoiceAnswer | None":
        """Yes or no, once it is said."""
        return getattr(self, "answer", None)

    @property
    def raised(self) -> "LateInvoice | None":
        """That it was raised as late."""
        return getattr(self, "late", None)

    @property
    def lines(self) -> list[PaymentLine]:
        """The payments made for it, of every funder, the latest of each."""
        found = [list(part.schedule.lines.all()) for part in self.parts.all()]
        return [lines[-1] for lines in found if lines]

    @property
    def state(self) -> InvoiceState:
        """Where it stands: as far as the part that has got least far. What the person pays alone is paid, for us."""
        if self.reply is None:
            return InvoiceState.LOOKED_AT
        if not self.reply.is_accepted:
            return InvoiceState.REFUSED
        parts, lines = list(self.parts.all()), self.lines
        states = {line.state for line in lines}
        if LineState.RETURNED in states:
            return InvoiceState.RETURNED
        if len(lines) < len(parts) or states & {LineState.INCLUDED, LineState.HELD}:
            return InvoiceState.ACCEPTED
        return InvoiceState.PAID if states <= {LineState.CONFIRMED} else InvoiceState.ON_ITS_WAY

    @property
    def paid_on(self) -> date | None:
        """The day on which it arrives or arrived, once it is sent."""
        return max((line.run.pay_on for line in self.lines), default=None)

    def is_late(self, on: date) -> bool:
        """Whether its day has gone by and it is not paid."""
        return self.due_on < on and self.state not in (InvoiceState.PAID, InvoiceState.REFUSED)


class InvoiceAnswer(Written):
    """Accepted or not, with whose money pays which part. `own_pence` is what the person pays the provider."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="answer")
    is_accepted = models.BooleanField()
    reason = models.TextField()
    council_pence = models.BigIntegerField(default=0)
    nhs_pence = models.BigIntegerField(default=0)
    own_pence = models.BigIntegerField(default=0)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="invoice_answer_says_why"),
            models.CheckConstraint(
                condition=models.Q(council_pence__gte=0, nhs_pence__gte=0, own_pence__gte=0),
                name="invoice_parts_are_not_below_nothing",
            ),
        ]


class InvoicePart(Written):
    """One funder's part of an accepted invoice, and the payment set up for it."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="parts")
    schedule = models.OneToOneField("records.PaymentSchedule", models.PROTECT, related_name="+")


class LateInvoice(Written):
    """An invoice that is about to be late, or is: raised by itself to somebody, once."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="late")
    owner = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()
