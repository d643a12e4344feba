"""What was done and who looked: an append-only table. The timeline of a person is a reading of it.

The database refuses changes and deletions (see the migration). Drafts of half-filled forms and the demonstration's
moved date live here too, because they are about how the program is used, not about a person's care.

Next:   selfdirect/actions/audit.py
Tests:  tests/records/test_audit.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Written
from selfdirect.records.people import Person


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Questions asked of the record of what was done."""

    def timeline_of(self, person: Person) -> "AuditQuerySet":
        """Everything that happened to somebody, newest first. Reads are not events."""
        return self.filter(person=person, kind="action").select_related("by").order_by("-pk")

    def readers_of(self, person: Person) -> "AuditQuerySet":
        """Who looked at somebody's record, newest first (R-DIG-04)."""
        return self.filter(person=person, kind="read").select_related("by").order_by("-pk")


class AuditEntry(Written):
    """One thing done, or one look at a person's record. `said` is a plain sentence a person can read."""

    kind = models.CharField(max_length=10)
    verb = models.CharField(max_length=80)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    roles = models.CharField(max_length=200)
    on = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    about = models.CharField(max_length=60, blank=True)
    said = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)
    policy_fingerprint = models.CharField(max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=["action", "read"]), name="audit_kind")]
        indexes = [
            models.Index(fields=["person", "kind", "-id"], name="audit_by_person"),
            models.Index(fields=["about", "-id"], name="audit_by_about"),
        ]


class Draft(Written):
    """What somebody had typed in a form that is not yet sent, exactly as typed, so that nothing is lost."""

    user = models.ForeignKey("records.User", models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=200)
    typed = models.JSONField()
    seen_version = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_draft_of_a_form")]


class DemoDate(models.Model):
    """The date the demonstration believes it is. One row, and only in demonstration mode."""

    today = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_demo_date")]

    @classmethod
    def read(cls) -> date | None:
        """The moved date, or None when it was never set."""
        row = cls.objects.filter(pk=1).first()
        return row.today if row else None


class Asked(Written):
    """A request carried out once. The same key asked again gives the first answer: a double click is one act."""

    key = models.CharField(max_length=100, unique=True)
    verb = models.CharField(max_length=80)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    result_model = models.CharField(max_length=60, blank=True)
    result_id = models.BigIntegerField(null=True)
