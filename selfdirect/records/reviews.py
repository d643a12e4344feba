"""Reviews of somebody's budget: how it is going, what changes, and when we look again.

Next:   selfdirect/actions/reviews.py
Tests:  tests/records/test_reviews.py
"""

from django.db import models

from selfdirect.records.base import Referenced

FIRST, YEARLY = "first_review", "yearly_review"
REVIEWS = {FIRST: "First review", YEARLY: "Yearly review"}
"""The kinds of review, by the word of the policy's work standards."""


class Review(Referenced):
    """One review that was held. Never changed: what is said later is another review."""

    PREFIX = "V"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="reviews")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="reviews")
    code = models.CharField(max_length=40)
    held_on = models.DateField()
    how_it_goes = models.TextField()
    what_changes = models.TextField(blank=True)
    next_on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(code__in=list(REVIEWS)), name="review_code"),
            models.CheckConstraint(condition=~models.Q(how_it_goes=""), name="review_says_how_it_goes"),
            models.CheckConstraint(condition=models.Q(next_on__gt=models.F("held_on")), name="next_review_is_later"),
        ]
        indexes = [models.Index(fields=["person", "-held_on"], name="reviews_by_person")]
