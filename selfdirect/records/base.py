"""The few shapes many nouns share: when a row was written, and a version that tells two writers apart.

Next:   selfdirect/records/people.py
Tests:  tests/records/test_base.py
"""

from django.db import models
from django.db.models.functions import Now


class Written(models.Model):
    """A row that keeps when it was written down, stamped by the database."""

    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Referenced(Written):
    """A row a person can name on the telephone: a letter, a hyphen and at least six digits."""

    PREFIX = ""

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """For example `R-000123` (R-REF-18)."""
        return f"{self.PREFIX}-{self.pk:06d}"


class Versioned(models.Model):
    """A row two people may have open at once. An action saves it only against the version that was read."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


def one_of(field: str, words: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A constraint that keeps a text column to a closed list, spelt as words in the database."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": [word.value for word in words]}), name=name)


def together(name: str, *fields: str) -> models.CheckConstraint:
    """A constraint that ties paired facts: all of them are known, or none is."""
    known = models.Q(**{f"{field}__isnull": False for field in fields})
    unknown = models.Q(**{f"{field}__isnull": True for field in fields})
    return models.CheckConstraint(condition=known | unknown, name=name)
