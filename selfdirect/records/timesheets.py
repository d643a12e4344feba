"""Timesheets, payroll files and the employer's reserve: hours signed, pay read back, what was put by and used.

A correction is a new timesheet that supersedes the one before; nothing is changed (R-EMP-03).

Next:   selfdirect/actions/timesheets.py
Tests:  tests/records/test_timesheets.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.records.employment import Employment
from selfdirect.rules.employer_reserve import Duty

DUTIES = [one.value for one in Duty]


class Timesheet(Referenced):
    """One week of one employment: minutes of each kind on each day, as the personal assistant logged them.

    `minutes` holds, for each kind, seven numbers from Monday to Sunday.
    """

    PREFIX = "U"

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="timesheets")
    week_on = models.DateField()
    version = models.PositiveIntegerField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    minutes = models.JSONField()
    worked_minutes = models.PositiveIntegerField()
    holiday_minutes = models.PositiveIntegerField()
    sick_minutes = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employment", "week_on", "version"], name="timesheet_versions_numbered"),
            models.CheckConstraint(condition=models.Q(week_on__iso_week_day=1), name="timesheet_week_begins_on_monday"),
        ]
        indexes = [models.Index(fields=["employment", "-week_on", "-version"], name="timesheets_by_employment")]

    @property
    def answer(self) -> "TimesheetAnswer | None":
        """What the holder, or whoever signs for them, said."""
        return getattr(self, "answered", None)

    @property
    def is_signed(self) -> bool:
        """Whether it was signed."""
        return self.answer is not None and self.answer.is_signed


class TimesheetAnswer(Written):
    """The employer's word on a timesheet: signed, or sent back with the reason. Never by who logged it."""

    timesheet = models.OneToOneField(Timesheet, models.PROTECT, related_name="answered")
    is_signed = models.BooleanField()
    reason = models.TextField(blank=True)
    signed_as = models.CharField(max_length=20)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(is_signed=True) | ~models.Q(reason=""), name="sent_back_why"),
            models.CheckConstraint(
                condition=models.Q(signed_as__in=["person", "carer", "representative"]), name="timesheet_signed_as"
            ),
        ]


class PayrollFile(Referenced):
    """A hand-off to a payroll organisation: the signed timesheets in it, byte for byte as it was made."""

    PREFIX = "Z"

    payroll_name = models.CharField(max_length=160)
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(format__in=["csv", "json"]), name="payroll_format")]


class PayrollItem(Written):
    """One signed timesheet in a hand-off. A timesheet is handed off once."""

    file = models.ForeignKey(PayrollFile, models.PROTECT, related_name="items")
    timesheet = models.OneToOneField(Timesheet, models.PROTECT, related_name="payroll")


class PayResult(Written):
    """What payroll worked out for one employment of one hand-off: gross less tax, insurance and pension is net."""

    file = models.ForeignKey(PayrollFile, models.PROTECT, related_name="results")
    employment = models.ForeignKey(Employment, models.PROTECT, related_name="pay_results")
    gross_pence = models.BigIntegerField()
    holiday_pence = models.BigIntegerField()
    tax_pence = models.BigIntegerField()
    insurance_pence = models.BigIntegerField()
    pension_pence = models.BigIntegerField()
    net_pence = models.BigIntegerField()
    employer_insurance_pence = models.BigIntegerField()
    employer_pension_pence = models.BigIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "employment"], name="one_pay_result_of_a_file"),
            models.CheckConstraint(
                condition=models.Q(
                    net_pence=models.F("gross_pence")
                    - models.F("tax_pence")
                    - models.F("insurance_pence")
                    - models.F("pension_pence")
                ),
                name="net_pay_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(holiday_pence__gte=0, holiday_pence__lte=models.F("gross_pence"), net_pence__gte=0),
                name="pay_result_amounts",
            ),
        ]


class ReserveEntry(Written):
    """Money put by in an employer's reserve for a duty, used for it, or given back; the book holds the same pennies.

    `wanted_pence` is what should have been put by or used; less is there when the money was not. `until_on` is the last
    day that what was put by covers.
    """

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="reserve")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="reserve_entries")
    kind = models.CharField(max_length=20)
    duty = models.CharField(max_length=20)
    wanted_pence = models.BigIntegerField()
    pence = models.BigIntegerField()
    until_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["put_by", "used", "given_back"]) & models.Q(duty__in=DUTIES),
                name="reserve_is_for_a_duty",
            ),
            models.CheckConstraint(
                condition=models.Q(pence__gte=0, pence__lte=models.F("wanted_pence")), name="reserve_amounts"
            ),
        ]
        indexes = [models.Index(fields=["budget", "kind"], name="reserve_by_budget")]


def present_timesheets() -> models.QuerySet[Timesheet]:
    """Timesheets that no correction has superseded."""
    return Timesheet.objects.filter(superseded_by=None).select_related("answered", "employment__assistant")
