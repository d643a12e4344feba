"""Whether a personal budget was offered to somebody eligible, and what they said (R-ELG-10).

Next:   selfdirect/actions/eligibility.py
Tests:  tests/records/test_eligibility.py
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from selfdirect.records.assessments import Assessment
from selfdirect.records.base import Written, one_of
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person


class OfferOutcome(models.TextChoices):
    """What came of offering a personal budget."""

    ACCEPTED = "accepted", "Offered, and they want one"
    THINKING = "thinking", "Offered, and they are thinking about it"
    DECLINED = "declined", "Offered, and they do not want one"
    DEFERRED = "deferred", "Not offered yet, because they are in crisis"
    NOT_OFFERED = "not_offered", "Not offered, for another reason"


class BudgetOffer(Written):
    """One time a personal budget was offered, or why it was not. Never changed: a later one stands in its place.

    `cohorts` are codes of the groups the council looks for that the person is in (R-ELG-11).
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="budget_offers")
    assessment = models.ForeignKey("records.Assessment", models.PROTECT, related_name="budget_offers")
    outcome = models.CharField(max_length=20, choices=OfferOutcome.choices)
    reason = models.TextField(blank=True)
    cohorts = models.JSONField(default=list, blank=True)
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


@dataclass(frozen=True)
class TakeUp:
    """How many of those whose needs are eligible have, or want, a personal budget (R-ELG-10)."""

    eligible: int
    taken_up: int
    declined: int

    @property
    def waiting(self) -> int:
        """Neither yet."""
        return self.eligible - self.taken_up - self.declined

    @property
    def percent(self) -> int | None:
        """The share that has or wants one, in whole percent, an exact half up; None of nobody."""
        return (200 * self.taken_up + self.eligible) // (2 * self.eligible) if self.eligible else None


def take_up() -> TakeUp:
    """Count people by what came of the offer last, or by the budget they have. One question to the database."""
    own = {"person": OuterRef("pk")}
    last = BudgetOffer.objects.filter(**own).order_by("-on", "-pk").values("outcome")[:1]
    found = Person.objects.filter(Exists(Assessment.objects.filter(**own, is_eligible=True))).annotate(
        last=Subquery(last), has_one=Exists(Budget.objects.filter(**own))
    )
    declined = models.Q(last__in=[OfferOutcome.DECLINED, OfferOutcome.NOT_OFFERED])
    undecided = models.Q(last=None) | models.Q(last__in=[OfferOutcome.THINKING, OfferOutcome.DEFERRED])
    taken_up = models.Q(last=OfferOutcome.ACCEPTED) | (models.Q(has_one=True) & undecided)
    counted = found.aggregate(
        eligible=models.Count("pk"),
        taken_up=models.Count("pk", filter=taken_up),
        declined=models.Count("pk", filter=declined),
    )
    return TakeUp(**counted)
