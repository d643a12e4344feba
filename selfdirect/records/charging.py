"""What a person pays: dated financial assessments with their working, and when the person was told.

Next:   selfdirect/actions/charging.py
Tests:  tests/records/test_charging.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, together


class FinancialAssessment(Referenced, Versioned):
    """What was said of somebody's money and what follows from it. A later one supersedes; none is overwritten.

    `finances` is the typed input as saved by the form, `working` the rows the person sees, `values_used` the policy's.
    """

    PREFIX = "F"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="financial_assessments")
    from_on = models.DateField()
    finances = models.JSONField(default=dict, blank=True)
    is_free = models.BooleanField(default=False)
    free_because = models.CharField(max_length=40, blank=True)
    contribution_pence_weekly = models.BigIntegerField(null=True)
    pays_full_cost = models.BooleanField(default=False)
    working = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    values_used = models.JSONField(default=dict, blank=True)
    policy_fingerprint = models.CharField(max_length=64, blank=True)
    started_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    finished_on = models.DateField(null=True, blank=True)
    finished_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            together("finances_finished", "finished_on", "finished_by"),
            models.CheckConstraint(
                condition=models.Q(finished_on=None)
                | models.Q(contribution_pence_weekly__isnull=False)
                | models.Q(pays_full_cost=True),
                name="finished_finances_have_an_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(contribution_pence_weekly=None) | models.Q(contribution_pence_weekly__gte=0),
                name="contribution_not_negative",
            ),
            models.UniqueConstraint(fields=["person"], condition=models.Q(finished_on=None), name="one_open_finances"),
        ]


class ChargeNotice(Written):
    """That the person was told what they would pay; or a waiver: somebody decided not to wait with the start.

    A waiver has a last day, by which the person must have been told. Whoever decided it is `by`.
    """

    financial_assessment = models.ForeignKey(FinancialAssessment, models.PROTECT, related_name="notices")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="charge_notices")
    told_on = models.DateField()
    how = models.CharField(max_length=40)
    is_waiver = models.BooleanField(default=False)
    waiver_reason = models.TextField(blank=True)
    waived_until = models.DateField(null=True)
    accepts_may_pay = models.BooleanField(default=False)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_waiver=False, waived_until=None)
                | (models.Q(is_waiver=True, waived_until__gte=models.F("told_on")) & ~models.Q(waiver_reason="")),
                name="waiver_says_why_and_until_when",
            ),
        ]
