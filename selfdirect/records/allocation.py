"""What an allocation is worked out from, the rough amount before planning, and the amount to plan with after it.

Next:   selfdirect/actions/allocation.py
Tests:  tests/records/test_allocation.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, one_of, together


class AllocationBasis(Versioned):
    """What the council's way of allocating asks for besides the ten outcomes: answers, units, costed services, help.

    A draft that may be changed until an indicative budget is worked out from it, which keeps a copy of all of it.
    `answers` are a questionnaire's, by question; `units` and `services` are how many a week, in hundredths, by code.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="allocation_bases")
    assessment = models.OneToOneField("records.Assessment", models.PROTECT, related_name="allocation_basis")
    answers = models.JSONField(default=dict, blank=True)
    units = models.JSONField(default=dict, blank=True)
    services = models.JSONField(default=dict, blank=True)
    carer_hundredths_of_hours_weekly = models.PositiveIntegerField(null=True, blank=True)
    present_package_pence_weekly = models.BigIntegerField(null=True, blank=True)
    ceiling_exception_reason = models.TextField(blank=True)
    matches_assessment = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present_package_pence_weekly=None) | models.Q(present_package_pence_weekly__gte=0),
                name="present_package_not_negative",
            ),
        ]


class IndicativeBudget(Referenced):
    """An indicative budget: a rough guide worked out from the finished assessment, with every row of the working.

    A later one of the same assessment `replaces` the one before: after it was sent back, or when help from an unpaid
    carer changes from a date (R-RAS-07). `confirmed_by_role` is empty where nobody else has to confirm it.
    One that `passes_ceiling` does so by an exception, for the `reason` given.
    """

    PREFIX = "I"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="indicative_budgets")
    assessment = models.ForeignKey("records.Assessment", models.PROTECT, related_name="indicative_budgets")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    confirmed_by_role = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    passes_ceiling = models.BooleanField(default=False)
    on = models.DateField()
    method = models.CharField(max_length=40)
    points = models.PositiveIntegerField(null=True)
    pence_weekly = models.BigIntegerField()
    inputs = models.JSONField()
    working = models.JSONField()
    values_used = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pence_weekly__gte=0), name="indicative_not_negative"),
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(replaces=None), name="one_first_indicative_budget"
            ),
        ]


class Confirmation(models.TextChoices):
    """What came of looking at an indicative budget (R-RAS-12)."""

    CONFIRMED = "confirmed", "Confirmed"
    RETURNED = "returned", "Sent back"


class IndicativeConfirmation(Written):
    """Somebody who did not work it out confirmed an indicative budget, or sent it back with reasons. Never changed."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="indicative_confirmations")
    indicative_budget = models.OneToOneField(IndicativeBudget, models.PROTECT, related_name="confirmation")
    worked_out_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Confirmation.choices)
    reasons = models.TextField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            one_of("outcome", Confirmation, "confirmation_outcome"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="confirmation_has_reasons"),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("worked_out_by")), name="nobody_confirms_their_own_allocation"
            ),
        ]


class PlanningAmount(Referenced, Versioned):
    """The worksheet of the conversation: what is taken off the indicative budget and what is left to plan with."""

    PREFIX = "W"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="planning_amounts")
    indicative_budget = models.OneToOneField(IndicativeBudget, models.PROTECT, related_name="planning_amount")
    contribution_pence_weekly = models.BigIntegerField(null=True)
    universal_services = models.JSONField(default=list, blank=True)
    block_services = models.JSONField(default=list, blank=True)
    pence_weekly = models.BigIntegerField(null=True)
    inputs = models.JSONField(default=dict, blank=True)
    working = models.JSONField(default=list, blank=True)
    policy_fingerprint = models.CharField(max_length=64, blank=True)
    who_was_there = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    discussed_on = models.DateField(null=True, blank=True)
    discussed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [together("planning_discussed", "discussed_on", "discussed_by")]
