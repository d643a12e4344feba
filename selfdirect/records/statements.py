"""Monthly statements of a budget, kept as they were told: made once for a budget and a month, never changed.

A correction that comes later is in the next one, as a change since the last.

Why:    docs/decisions/statements-are-kept-as-told.md
Next:   selfdirect/actions/statements.py
Tests:  tests/records/test_statements.py
"""

from typing import TYPE_CHECKING

from django.db import models

from selfdirect.records.base import Referenced

if TYPE_CHECKING:
    from selfdirect.records.budgets import Budget


class StatementQuerySet(models.QuerySet["Statement"]):
    """Questions asked of statements."""

    def before(self, month: object, budgets: "models.QuerySet[Budget] | list[int]") -> "StatementQuerySet":
        """The last statement of each of these budgets before a month."""
        found = self.filter(budget__in=budgets, month__lt=month)
        return found.order_by("budget_id", "-month").distinct("budget_id")


class Statement(Referenced):
    """One month of one budget. It covers the days since the last one, by what was known at `known_at`.

    `working` are the rows that end in what is left; `figures` is all that was told, ready to be shown.
    """

    PREFIX = "T"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="statements")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="statements", db_index=False)
    month = models.DateField()
    covers_from = models.DateField()
    covers_until = models.DateField()
    opening_pence = models.BigIntegerField()
    changed_pence = models.BigIntegerField()
    came_in_pence = models.BigIntegerField()
    came_back_pence = models.BigIntegerField()
    paid_out_pence = models.BigIntegerField()
    left_pence = models.BigIntegerField()
    promised_pence = models.BigIntegerField()
    emergency_pence = models.BigIntegerField()
    left_by_owner = models.JSONField()
    figures = models.JSONField()
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    known_at = models.DateTimeField()
    made_on = models.DateField()
    letter = models.OneToOneField("records.Letter", models.PROTECT, related_name="statement")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "month"], name="one_statement_of_a_month"),
            models.CheckConstraint(
                condition=models.Q(
                    left_pence=models.F("opening_pence")
                    + models.F("changed_pence")
                    + models.F("came_in_pence")
                    + models.F("came_back_pence")
                    - models.F("paid_out_pence")
                ),
                name="statement_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(promised_pence__gte=0, emergency_pence__gte=0)
                & models.Q(left_pence__gte=models.F("promised_pence") + models.F("emergency_pence")),
                name="statement_parts_within_what_is_left",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    month__day=1, covers_until__gte=models.F("month"), covers_until__lt=models.F("made_on")
                )
                & models.Q(covers_from__lte=models.F("covers_until")),
                name="statement_of_a_whole_month",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="statements_by_person"),
            models.Index(fields=["month", "-id"], name="statements_by_month"),
        ]
