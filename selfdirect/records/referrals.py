"""Referrals: how somebody first reached us, what they told us, and where that led (R-REF-01 to R-REF-04, R-REF-18).

Next:   selfdirect/actions/referrals.py
Tests:  tests/records/test_referrals.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, one_of, together


class Path(models.TextChoices):
    """Where a referral goes on entry (R-REF-02)."""

    ASSESSMENT = "assessment", "Full Care Act assessment"
    REVIEW = "review", "Review of needs"


class Outcome(models.TextChoices):
    """What came of the screening."""

    ASSESS = "assess", "Go on to an assessment"
    PREVENT = "prevent", "Help that may be enough for now"
    ADVISE = "advise", "Information and advice"


class Referral(Referenced, Versioned):
    """One request for help. Screening answers are kept for the assessment to start from (R-REF-03)."""

    PREFIX = "R"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    received_on = models.DateField()
    referrer_name = models.CharField(max_length=120, blank=True)
    what_was_said = models.TextField()
    has_consented = models.BooleanField()
    has_existing_package = models.BooleanField(default=False)
    path = models.CharField(max_length=20, choices=Path.choices)
    organisation = models.CharField(max_length=20)
    team = models.ForeignKey("records.Team", models.PROTECT, related_name="referrals")
    taken_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    screening = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, null=True, blank=True)
    outcome_reason = models.TextField(blank=True)
    screened_on = models.DateField(null=True, blank=True)
    screened_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("path", Path, "referral_path"),
            together("referral_screened", "screened_on", "screened_by", "outcome"),
        ]
