"""Open work: every step has a named owner, what comes next and a date. And who somebody's named worker is.

Why:    docs/decisions/every-step-has-an-owner.md
Next:   selfdirect/actions/work.py
Tests:  tests/records/test_work.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Written, together


class StepQuerySet(models.QuerySet["Step"]):
    """Questions asked of open work."""

    def open(self) -> "StepQuerySet":
        """Steps not done yet."""
        return self.filter(done_on=None)

    def overdue(self, on: date) -> "StepQuerySet":
        """Open steps whose date has passed."""
        return self.open().filter(due_on__lt=on)

    def longest_wait_first(self) -> "StepQuerySet":
        """By due date, so that overdue comes first; then who has waited longest."""
        return self.order_by("due_on", "opened_on", "pk")


class Step(Written):
    """One step of somebody's way from referral to payment. `code` is a word of the policy's work standards.

    `about` names the record the step is done on, as `Noun:id` (for example `Assessment:12`), so that pages can link.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="steps", null=True, blank=True)
    code = models.CharField(max_length=40)
    about = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey("records.User", models.PROTECT, related_name="steps")
    opened_on = models.DateField()
    due_on = models.DateField()
    stopped_because = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            together("step_done", "done_on", "done_by"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("opened_on")), name="step_due_after_opening"
            ),
            models.UniqueConstraint(
                fields=["person", "code", "about"],
                condition=models.Q(done_on=None),
                name="one_open_step_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=models.Q(done_on=None), name="open_steps_by_owner"),
            models.Index(fields=["due_on"], condition=models.Q(done_on=None), name="open_steps_by_date"),
            models.Index(fields=["person", "opened_on"], name="steps_by_person"),
        ]


class NamedWorker(Written):
    """The one worker a person can ask for, from a date. A change needs a reason and a notice (R-REF-11)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="named_workers")
    worker = models.ForeignKey("records.User", models.PROTECT, related_name="named_for")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(until_on=None), name="one_named_worker"),
        ]
