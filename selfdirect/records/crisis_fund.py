"""The council's fund for crises of people with high care needs: what was put in, each draw, who agreed.

The pennies are in the book. Nothing here is ever changed.

Why:    docs/decisions/the-crisis-fund.md
Next:   selfdirect/actions/crisis_fund.py
Tests:  tests/records/test_crisis_fund.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written


class CrisisFundMoney(Written):
    """Money put in to the fund; below nought when it was taken out again. In pence."""

    pence = models.BigIntegerField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(pence=0), name="crisis_fund_money_is_some"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="crisis_fund_money_has_a_reason"),
        ]


class CrisisDraw(Referenced):
    """What somebody asks of the fund for one person in one crisis. `needs_pence_weekly` is their budget of the day."""

    PREFIX = "J"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="crisis_draws")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="crisis_draws")
    what_happened = models.TextField()
    what_for = models.TextField()
    pence = models.BigIntegerField()
    needs_pence_weekly = models.BigIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="crisis_draw_is_some"),
            models.CheckConstraint(
                condition=~models.Q(what_happened="") & ~models.Q(what_for=""), name="crisis_draw_says_why"
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="crisis_draws_by_person")]


class CrisisDecision(Written):
    """Who agreed to a draw, or did not, and why."""

    draw = models.OneToOneField(CrisisDraw, models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    reasons = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reasons=""), name="crisis_decision_has_reasons")]


class CrisisSettled(Written):
    """What a draw was used for, and what of it went back to the fund. The two come to the draw."""

    draw = models.OneToOneField(CrisisDraw, models.PROTECT, related_name="settled")
    used_for = models.TextField()
    used_pence = models.BigIntegerField()
    back_pence = models.BigIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_pence__gte=0, back_pence__gte=0), name="crisis_settled_amounts"
            ),
            models.CheckConstraint(condition=~models.Q(used_for=""), name="crisis_settled_says_what_for"),
        ]
