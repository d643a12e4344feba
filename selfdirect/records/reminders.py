"""That somebody was reminded of a day on which we look with them at how it is going, and how (R-MON-16).

Next:   selfdirect/actions/reminders.py
Tests:  tests/records/test_reminders.py
"""

from django.db import models

from selfdirect.records.base import Written
from selfdirect.records.people import ContactBy


class LookReminder(Written):
    """One reminder of one day of the schedule that was handed over with an agreement. Never changed."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="look_reminders")
    agreement = models.ForeignKey("records.Agreement", models.PROTECT, related_name="look_reminders")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    due_on = models.DateField()
    how = models.CharField(max_length=20, choices=ContactBy.choices)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code", "due_on"], name="one_reminder_of_a_look"),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("on")), name="reminded_before_the_day"),
        ]
