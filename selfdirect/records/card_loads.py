"""Payments that a card company puts on cards itself: one for a line of a run, asked for on its day under its key.

Why:    docs/decisions/a-card-is-lost.md
Next:   selfdirect/actions/card_loads.py
Tests:  tests/records/test_card_loads.py
"""

from django.db import models

from selfdirect.records.base import Written, one_of, together


class LoadState(models.TextChoices):
    """Where a payment stands that the card company makes."""

    WAITING = "waiting", "Waiting for the card company"
    DONE = "done", "On the card"
    FAILED = "failed", "The card company could not do it"


class CardLoad(Written):
    """One line of a run that goes on a card. `account` is what the company calls the account behind the card."""

    line = models.OneToOneField("records.PaymentLine", models.PROTECT, related_name="card_load")
    key = models.CharField(max_length=100, unique=True)
    account = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=LoadState.choices, default=LoadState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)
    company_reference = models.CharField(max_length=100, null=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("state", LoadState, "card_load_state"),
            together("card_load_done", "company_reference", "done_on"),
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False) | ~models.Q(state="done"),
                name="card_load_done_on_a_day",
            ),
            models.CheckConstraint(condition=~models.Q(account=""), name="card_load_names_an_account"),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="card_loads_waiting")]
