"""That an account is a burden to somebody, what was offered to them, and what came of it (R-PAY-06).

Next:   selfdirect/actions/account_help.py
Tests:  tests/records/test_account_help.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written


class AccountBurden(Referenced, Versioned):
    """What is hard about an account, in codes of rules/account_help.py and in words, and who says so."""

    PREFIX = "AB"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="account_burdens")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="account_burdens")
    paid_by = models.CharField(max_length=40)
    hard = models.JSONField()
    words = models.TextField(blank=True)
    said_by_name = models.CharField(max_length=120)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class AccountHelp(Written):
    """What was offered, and which of it was taken up. All that was on offer that day is kept with it."""

    burden = models.OneToOneField(AccountBurden, models.PROTECT, related_name="help")
    offered = models.JSONField()
    chosen = models.CharField(max_length=40)
    words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="account_help_says_what_came_of_it"),
        ]
