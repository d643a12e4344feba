"""A change of points or prices that is proposed, what the model said of it, and who has signed it (R-RAS-13, R-RAS-14).

The change itself comes into force in the council's policy files; what is kept here is how it was agreed.

Next:   selfdirect/actions/allocation_changes.py
Tests:  tests/records/test_allocation_changes.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written


class AllocationChange(Referenced):
    """One proposal, never changed. `values` are the new amounts by key, in the rules' units; `model` what it came to.

    `must_sign` holds code, label and role of everybody whose signature the policy asked for on the day.
    """

    PREFIX = "M"

    values = models.JSONField()
    before = models.JSONField()
    model = models.JSONField()
    must_sign = models.JSONField()
    reason = models.TextField()
    starts_on = models.DateField()
    policy_fingerprint = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="allocation_change_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(starts_on__gt=models.F("on")), name="allocation_change_starts_later"
            ),
        ]

    @property
    def is_signed(self) -> bool:
        """Whether everybody who must sign has done so."""
        return {row["code"] for row in self.must_sign} <= {each.code for each in self.signatures.all()}


class AllocationSignature(Written):
    """One signature under a change: one for each code, and nobody signs twice or signs their own. Never changed."""

    change = models.ForeignKey(AllocationChange, models.PROTECT, related_name="signatures")
    code = models.CharField(max_length=40)
    proposed_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "code"], name="one_signature_for_each_code"),
            models.UniqueConstraint(fields=["change", "by"], name="nobody_signs_a_change_twice"),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("proposed_by")), name="nobody_signs_their_own_change"
            ),
        ]
