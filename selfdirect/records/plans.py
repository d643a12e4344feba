"""Support plans: what will happen, costed line by line, each line tied to an outcome (R-SPL-08).

Next:   selfdirect/actions/plans.py
Tests:  tests/records/test_plans.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, one_of, together


class Status(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "Being written"
    PROPOSED = "proposed", "Waiting for a decision"
    RETURNED = "returned", "Sent back to be changed"
    APPROVED = "approved", "Agreed"
    REFUSED = "refused", "Not agreed"


class Frequency(models.TextChoices):
    """How often a line is paid for."""

    WEEKLY = "weekly", "a week"
    FOUR_WEEKLY = "four_weekly", "every four weeks"
    MONTHLY = "monthly", "a month"
    ANNUAL = "annual", "a year"
    ONE_OFF = "one_off", "once"


class Purpose(models.TextChoices):
    """What part of the budget a line is (R-FPB-02)."""

    SUPPORT = "support", "Support"
    CONTINGENCY = "contingency", "Money kept for emergencies"
    SUPPORT_COST = "support_cost", "Help to manage the budget"


class Plan(Referenced, Versioned):
    """One version of somebody's support plan."""

    PREFIX = "S"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="plans")
    planning_amount = models.ForeignKey("records.PlanningAmount", models.PROTECT, related_name="plans")
    written_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    started_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    my_words = models.TextField(blank=True)
    who_helped = models.TextField(blank=True)
    carer_will_do = models.TextField(blank=True)
    emergency_plan = models.TextField(blank=True)
    carer_emergency = models.TextField(blank=True)
    assistant_cover = models.TextField(blank=True)
    is_cover_hard_to_find = models.BooleanField(null=True)
    choice_made = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    review_how = models.TextField(blank=True)
    exception_reason = models.TextField(blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("status", Status, "plan_status"),
            together("plan_proposed", "proposed_on", "proposed_by"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status__in=["draft", "proposed", "returned"]),
                name="one_open_plan",
            ),
        ]


class PlanLine(Written):
    """One costed line. `quantity_hundredths` is hours or visits times one hundred, so that half hours are exact.

    What the NHS pays of it is its share in basis points, and the same in pence, worked out when it was written.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    what = models.CharField(max_length=200)
    outcomes = models.JSONField()
    category = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.SUPPORT)
    provider = models.ForeignKey("records.Provider", models.PROTECT, null=True, blank=True, related_name="plan_lines")
    provider_name = models.CharField(max_length=160, blank=True)
    quantity_hundredths = models.PositiveIntegerField(default=100)
    unit = models.CharField(max_length=30, default="hours")
    unit_price_pence = models.BigIntegerField()
    frequency = models.CharField(max_length=20, choices=Frequency.choices)
    pence_weekly = models.BigIntegerField()
    pence_once = models.BigIntegerField(default=0)
    is_chargeable = models.BooleanField(default=True)
    override_reason = models.TextField(blank=True)
    who_may_use = models.CharField(max_length=300, blank=True)
    nhs_basis_points = models.PositiveIntegerField(default=0)
    nhs_pence_weekly = models.BigIntegerField(default=0)
    nhs_pence_once = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("frequency", Frequency, "line_frequency"),
            one_of("purpose", Purpose, "line_purpose"),
            models.CheckConstraint(
                condition=models.Q(unit_price_pence__gt=0, pence_weekly__gte=0, pence_once__gte=0),
                name="line_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    nhs_basis_points__lte=10_000,
                    nhs_pence_weekly__gte=0,
                    nhs_pence_weekly__lte=models.F("pence_weekly"),
                    nhs_pence_once__gte=0,
                    nhs_pence_once__lte=models.F("pence_once"),
                ),
                name="line_nhs_share",
            ),
        ]

    @property
    def council_pence_weekly(self) -> int:
        """What the NHS does not pay in a week."""
        return self.pence_weekly - self.nhs_pence_weekly


class PlanRisk(Written):
    """How the plan answers a risk raised at assessment: addressed, or accepted with a reason (R-ASM-14)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="risks")
    risk = models.ForeignKey("records.AssessedRisk", models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=20)
    what_we_will_do = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=["addressed", "accepted"]), name="risk_answer"),
            models.UniqueConstraint(fields=["plan", "risk"], name="each_risk_answered_once"),
        ]
