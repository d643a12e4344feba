"""What the NHS agreed to pay of a plan, and its answer about a direct payment for its part (R-PAY-11, R-PAY-12).

A row never changes: a later one stands in its place.

Next:   selfdirect/actions/joint_funding.py
Tests:  tests/records/test_joint_funding.py
"""

from django.db import models

from selfdirect.records.base import Written
from selfdirect.rules.joint_funding import ANSWERS, REFUSED


class JointFunding(Written):
    """Which NHS body pays towards one plan, who agreed to that and when. The latest of a plan counts."""

    plan = models.ForeignKey("records.Plan", models.PROTECT, related_name="joint_funding")
    nhs_body = models.CharField(max_length=160)
    agreed_by_name = models.CharField(max_length=120)
    agreed_on = models.DateField()
    evidence = models.CharField(max_length=300)
    health_direct_payment = models.CharField(max_length=20, choices=list(ANSWERS.items()))
    refused_reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(health_direct_payment__in=list(ANSWERS)), name="joint_funding_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(health_direct_payment=REFUSED) ^ models.Q(refused_reason=""),
                name="joint_refusal_has_a_reason",
            ),
            models.CheckConstraint(condition=models.Q(agreed_on__lte=models.F("on")), name="joint_agreed_by_now"),
        ]
