"""Whether a personal budget was offered to somebody eligible, and what they said (R-ELG-10).

Next:   selfdirect/actions/eligibility.py
Tests:  tests/records/test_eligibility.py
"""

from django.db import models

from selfdirect.records.base import Written, one_of


class OfferOutcome(models.TextChoices):
    """What came of offering a personal budget."""

    ACCEPTED = "accepted", "Offered, and they want one"
    THINKING = "thinking", "Offered, and they are thinking about it"
    DECLINED = "declined", "Offered, and they do not want one"
    DEFERRED = "deferred", "Not offered yet, because they are in crisis"
    NOT_OFFERED = "not_offered", "Not offered, for another reason"


class BudgetOffer(Written):
    """One time a personal budget was offered, or why it was not. Never changed: a later one stands in its place."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="budget_offers")
    assessment = models.ForeignKey("records.Assessment", models.PROTECT, related_name="budget_offers")
    outcome = models.CharField(max_length=20, choices=OfferOutcome.choices)
    reason = models.TextField(blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("outcome", OfferOutcome, "offer_outcome"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["accepted", "thinking"]) | ~models.Q(reason=""),
                name="no_offer_or_refusal_without_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="deferred") | models.Q(ask_again_on__isnull=False),
                name="a_deferred_offer_is_asked_again",
            ),
        ]
        indexes = [models.Index(fields=["person", "-on"], name="offers_by_person")]
