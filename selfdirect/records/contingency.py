"""Money kept for emergencies put to use: when it began, why, who began it, and when it ended (R-CTG-03).

Next:   selfdirect/actions/contingency.py
Tests:  tests/records/test_contingency.py
"""

from django.db import models

from selfdirect.records.base import Written


class ContingencyStart(Written):
    """One time a line kept for emergencies began to be used. Never changed."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="contingency_starts")
    budget_line = models.ForeignKey("records.BudgetLine", models.PROTECT, related_name="contingency_starts")
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="contingency_starts_for_a_reason"),
        ]
        indexes = [models.Index(fields=["person", "-on"], name="contingency_by_person")]


class ContingencyEnd(Written):
    """The end of one use. Never changed: another emergency is another start."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="contingency_ends")
    start = models.OneToOneField(ContingencyStart, models.PROTECT, related_name="end")
    what_happened = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(what_happened=""), name="contingency_end_says_what_happened"),
        ]
