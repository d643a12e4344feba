"""Decisions on plans: who proposed, who decided, what and why. Nobody decides their own proposal (R-DEC-16).

Next:   selfdirect/actions/decisions.py
Tests:  tests/records/test_decisions.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, together
from selfdirect.rules.access import Role

STRAIGHT_THROUGH = "Nobody: within the allocation"


def role_in_words(role: str) -> str:
    """A decider's role in words."""
    return Role(role).label if role in set(Role) else STRAIGHT_THROUGH


class DecisionOutcome(models.TextChoices):
    """What was decided (R-DEC-04)."""

    APPROVED = "approved", "Agreed"
    RETURNED = "returned", "Sent back to be changed"
    REFUSED = "refused", "Not agreed"


class Decision(Referenced, Versioned):
    """One proposal put to a named decider, and its answer."""

    PREFIX = "D"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="decisions")
    plan = models.ForeignKey("records.Plan", models.PROTECT, related_name="decisions")
    pence_weekly = models.BigIntegerField()
    pence_once = models.BigIntegerField(default=0)
    proposed_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decider_role = models.CharField(max_length=30)
    route_reason = models.TextField()
    route_working = models.JSONField(default=list, blank=True)
    policy_fingerprint = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20, choices=DecisionOutcome.choices, null=True, blank=True)
    reasons = models.TextField(blank=True)
    meets_outcomes = models.BooleanField(default=False)
    answers_risks = models.BooleanField(default=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    @property
    def decided_by_whom(self) -> str:
        """The role that decides, in words; or that the council's policy agreed it by itself (R-DEC-08)."""
        return role_in_words(self.decider_role)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=None) | models.Q(outcome__in=[word.value for word in DecisionOutcome]),
                name="decision_outcome",
            ),
            together("decision_made", "outcome", "decided_by", "decided_on"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="nobody_decides_their_own_proposal",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=None) | ~models.Q(reasons=""), name="decision_has_reasons"
            ),
            models.UniqueConstraint(fields=["plan"], condition=models.Q(outcome=None), name="one_open_decision"),
        ]
