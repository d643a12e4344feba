"""Schedules of what is paid to whom, runs that pay it, their lines and files. The pennies themselves are in the book.

Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/actions/payments.py
Tests:  tests/records/test_payments.py
"""

from django.db import models

from selfdirect.ledger.funds import Funder
from selfdirect.records.base import Referenced, Versioned, Written, one_of, together


class PaymentSchedule(Referenced):
    """What one payee is paid from one budget, a week, from a date, out of one funder's money.

    A change opens another row, which counts from its day on over whatever was written before it; one of nothing ends
    the payments; `switch` or `change` says what opened it. `payee` is the payee's first details; a payment goes to the
    latest.
    """

    PREFIX = "C"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="payment_schedules")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="payment_schedules")
    agreement = models.ForeignKey("records.Agreement", models.PROTECT, related_name="payment_schedules")
    payee = models.ForeignKey("records.Payee", models.PROTECT, related_name="payment_schedules")
    pence_weekly = models.BigIntegerField()
    pence_once = models.BigIntegerField(default=0)
    frequency = models.CharField(max_length=20)
    in_advance = models.BooleanField(default=True)
    calendar_from = models.DateField(null=True)
    from_on = models.DateField()
    until_on = models.DateField()
    funder = models.CharField(max_length=10, default=Funder.COUNCIL.value)
    switch = models.ForeignKey("records.HoldingSwitch", models.PROTECT, null=True, related_name="schedules")
    change = models.ForeignKey("records.PaymentChange", models.PROTECT, null=True, related_name="schedules")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until_on__gte=models.F("from_on")), name="schedule_dates"),
            models.CheckConstraint(
                condition=models.Q(pence_weekly__gte=0, pence_once__gte=0)
                & (
                    models.Q(pence_weekly__gt=0)
                    | models.Q(pence_once__gt=0)
                    | models.Q(switch__isnull=False)
                    | models.Q(change__isnull=False)
                ),
                name="schedule_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(funder__in=[funder.value for funder in Funder]), name="schedule_funder"
            ),
            models.UniqueConstraint(
                fields=["budget", "payee", "funder", "from_on", "switch", "change"],
                nulls_distinct=False,
                name="one_schedule_from_a_day",
            ),
        ]
        indexes = [models.Index(fields=["from_on"], name="schedules_by_start")]


class RunState(models.TextChoices):
    """Where a run stands."""

    PREPARED = "prepared", "Prepared, waiting for approval"
    APPROVED = "approved", "Approved, not sent"
    SENT = "sent", "Sent to the bank"
    CLOSED = "closed", "Confirmed by the bank"
    CANCELLED = "cancelled", "Cancelled"


class RunKind(models.TextChoices):
    """What a run is for."""

    USUAL = "usual", "What is due to everybody"
    SAME_DAY = "same_day", "Payments that cannot wait"


class PaymentRun(Referenced, Versioned):
    """One run. Only one usual run may be prepared at a time, so two drafts can never both claim the same due.

    A same-day run pays whoever must be paid when a card or a way of paying failed; it says why.
    """

    PREFIX = "N"

    pay_on = models.DateField()
    kind = models.CharField(max_length=20, choices=RunKind.choices, default=RunKind.USUAL)
    because = models.TextField(blank=True)
    failure = models.ForeignKey("records.RailFailure", models.PROTECT, null=True, related_name="runs")
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.PREPARED)
    key = models.CharField(max_length=64, unique=True)
    prepared_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    approved_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    approved_pence = models.BigIntegerField(null=True)
    approved_lines = models.PositiveIntegerField(null=True)
    sent_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    cancelled_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("state", RunState, "run_state"),
            together("run_approved", "approved_by", "approved_on", "approved_pence", "approved_lines"),
            together("run_sent", "sent_by", "sent_on"),
            together("run_closed", "closed_by", "closed_on"),
            together("run_cancelled", "cancelled_by", "cancelled_on"),
            models.CheckConstraint(
                condition=models.Q(state__in=["prepared", "cancelled"]) | models.Q(approved_on__isnull=False),
                name="only_an_approved_run_goes_on",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(cancelled_reason=""),
                name="a_cancelled_run_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("prepared_by")),
                name="nobody_approves_their_own_run",
            ),
            one_of("kind", RunKind, "run_kind"),
            models.CheckConstraint(
                condition=models.Q(kind="usual") | ~models.Q(because=""), name="a_same_day_run_says_why"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="prepared", kind="usual"), name="one_prepared_run"
            ),
        ]


class LineState(models.TextChoices):
    """Where one line of a run stands."""

    INCLUDED = "included", "In the run"
    HELD = "held", "Held back"
    APPROVED = "approved", "Approved"
    SENT = "sent", "Sent to the bank"
    CONFIRMED = "confirmed", "Paid"
    RETURNED = "returned", "Returned by the bank"
    CANCELLED = "cancelled", "Cancelled"


class PaymentLine(Written):
    """One payment in one run, with its working. Account details are kept as they were when the line was made.

    `again_for` is the returned line this one sends again: it moves no budget money a second time. `must_be_paid` is
    whom this one pays straight away instead of the schedule's payee, on the day `covers_until`: the book counts it as
    paid to the schedule's payee, whose later payments are less by it. `state` is in no
    index: so a whole run's lines change state without touching one. What indexes ask of it are columns of their own.
    Every index with a schedule in it begins with it: just after thousands of lines the database knows too
    little of them to choose between two.
    """

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="lines")
    schedule = models.ForeignKey(PaymentSchedule, models.PROTECT, related_name="lines", db_index=False)
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="payment_lines")
    payee = models.ForeignKey("records.Payee", models.PROTECT, related_name="lines")
    pence = models.BigIntegerField()
    covers_from = models.DateField()
    covers_until = models.DateField()
    working = models.JSONField()
    state = models.CharField(max_length=20, choices=LineState.choices, default=LineState.INCLUDED)
    hold_reason = models.TextField(blank=True)
    held_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    held_on = models.DateField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    returned_on = models.DateField(null=True, blank=True)
    again_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sent_again", db_index=False
    )
    must_be_paid = models.ForeignKey(
        "records.MustBePaid", models.PROTECT, null=True, blank=True, related_name="payment_lines", db_index=False
    )
    stands = models.GeneratedField(
        expression=models.ExpressionWrapper(~models.Q(state__in=["held", "cancelled"]), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    is_stopped = models.GeneratedField(
        expression=models.ExpressionWrapper(models.Q(state__in=["held", "returned"]), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            one_of("state", LineState, "payment_line_state"),
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="payment_line_positive"),
            models.CheckConstraint(
                condition=~models.Q(state="held") | ~models.Q(hold_reason=""), name="a_hold_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="returned") | ~models.Q(returned_reason=""),
                name="a_return_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["schedule", "run"],
                condition=models.Q(again_for=None, must_be_paid=None),
                name="each_schedule_once_in_a_run",
            ),
            models.UniqueConstraint(
                fields=["must_be_paid", "covers_until"],
                condition=models.Q(must_be_paid__isnull=False, again_for=None, stands=True),
                name="each_day_paid_straight_away_once",
            ),
            models.UniqueConstraint(
                fields=["again_for"],
                condition=models.Q(again_for__isnull=False, stands=True),
                name="a_return_is_sent_again_once",
            ),
        ]
        indexes = [
            models.Index(fields=["schedule", "-id"], name="payment_lines_by_schedule"),
            models.Index(fields=["schedule"], condition=models.Q(is_stopped=True), name="payment_lines_to_look_at"),
            models.Index(
                fields=["again_for"], condition=models.Q(again_for__isnull=False), name="payment_lines_sent_again"
            ),
            models.Index(
                fields=["must_be_paid"], condition=models.Q(must_be_paid__isnull=False), name="payment_lines_straight"
            ),
        ]


class PaymentFile(Written):
    """A file made for the bank, once. It is fetched again, never made again."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="files")
    format = models.CharField(max_length=30)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    total_pence = models.BigIntegerField()
    line_count = models.PositiveIntegerField()
    made_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "format"], name="one_file_of_a_format")]

    @property
    def name(self) -> str:
        """What the file is called when it is fetched, for example `N-000001.txt`."""
        ending = {"bacs_standard_18": "txt", "cheque_list": "csv"}.get(self.format, "xml")
        return f"{self.run.reference}.{ending}"
