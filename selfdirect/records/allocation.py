"""The rough amount before planning, and the amount to plan with after the conversation.

Next:   selfdirect/actions/allocation.py
Tests:  tests/records/test_allocation.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, together


class IndicativeBudget(Referenced):
    """An indicative budget: a rough guide worked out from the finished assessment, with every row of the working."""

    PREFIX = "I"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="indicative_budgets")
    assessment = models.OneToOneField("records.Assessment", models.PROTECT, related_name="indicative_budget")
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
