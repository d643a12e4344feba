"""Care Act assessments: ten outcomes, how each is met now, risks, and the section 117 check.

Next:   selfdirect/actions/assessments.py
Tests:  tests/records/test_assessments.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, together


class Assessment(Referenced, Versioned):
    """One assessment. A draft may be changed section by section; a finished one never changes again.

    `answers` holds what selfdirect/rules/assessments.py asks, under its keys. `needs` is what followed when it was
    finished: outcome to level of support.
    """

    PREFIX = "A"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="assessments")
    referral = models.ForeignKey("records.Referral", models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey("records.User", models.PROTECT, related_name="assessments")
    started_on = models.DateField()
    visit = models.JSONField(default=dict, blank=True)
    about_me = models.JSONField(default=dict, blank=True)
    carers = models.JSONField(default=dict, blank=True)
    safety = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    section_117 = models.BooleanField(null=True)
    section_117_reason = models.TextField(blank=True)
    is_eligible = models.BooleanField(null=True)
    eligibility_reasons = models.JSONField(default=list, blank=True)
    needs = models.JSONField(default=dict, blank=True)
    working = models.JSONField(default=list, blank=True)
    policy_fingerprint = models.CharField(max_length=64, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    finished_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            together("assessment_finished", "finished_on", "finished_by", "is_eligible"),
            models.CheckConstraint(
                condition=models.Q(finished_on=None) | models.Q(section_117__isnull=False),
                name="section_117_asked_before_finishing",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(finished_on=None), name="one_open_assessment"
            ),
        ]


class AssessedRisk(Written):
    """A risk raised at assessment. It is carried into the plan and must be answered there (R-ASM-14)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="risks")
    risk = models.TextField()
    persons_view = models.TextField(blank=True)
    workers_view = models.TextField(blank=True)
