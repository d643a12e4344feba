"""Somebody referred to an organisation that helps find and set up support, and what the organisation answered.

Next:   selfdirect/actions/brokerage.py
Tests:  tests/records/test_brokerage.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written


class BrokerageReferral(Referenced):
    """One referral. `proposed` is what the council's rule led to; another organisation has its reason."""

    PREFIX = "O"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="brokerage_referrals")
    organisation = models.CharField(max_length=60)
    proposed = models.CharField(max_length=60, blank=True)
    proposed_because = models.CharField(max_length=200, blank=True)
    other_because = models.TextField(blank=True)
    who_pays = models.CharField(max_length=10)
    what_for = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(who_pays__in=["council", "self"]), name="brokerage_who_pays"),
            models.CheckConstraint(condition=~models.Q(what_for=""), name="brokerage_says_what_for"),
            models.CheckConstraint(
                condition=models.Q(proposed="")
                | models.Q(proposed=models.F("organisation"))
                | ~models.Q(other_because=""),
                name="another_organisation_has_a_reason",
            ),
        ]


class BrokerageAnswer(Written):
    """What the organisation said, written down by whoever heard it."""

    referral = models.OneToOneField(BrokerageReferral, models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="brokerage_answer_has_words")]
