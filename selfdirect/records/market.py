"""Providers of care and support, as far as a plan line, an order and a payment need to know them.

Next:   selfdirect/records/plans.py
Tests:  tests/records/test_market.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.rules.choosing import HOLDER_KINDS


class Provider(Written):
    """An organisation that gives care, or holds a budget for somebody (an individual service fund, R-DEP-17)."""

    name = models.CharField(max_length=160, unique=True)
    what_they_do = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    sort_code = models.CharField(max_length=6, blank=True)
    account_number = models.CharField(max_length=8, blank=True)
    may_hold_funds = models.BooleanField(default=False)
    gives_care = models.BooleanField(default=True)
    has_contract = models.BooleanField(default=False)
    holder_kind = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holder_kind__in=["", *HOLDER_KINDS]), name="provider_holder_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(holder_kind="") | models.Q(may_hold_funds=True), name="provider_kind_of_a_holder"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_closed(self, on: date) -> bool:
        """Whether it gives no support any more on a day."""
        return ProviderClosing.objects.filter(provider=self, last_on__lt=on).exists()


class ProviderClosing(Written):
    """A provider stops for good after a day. What was ordered and paid before stays as it was."""

    provider = models.OneToOneField(Provider, models.PROTECT, related_name="closing")
    last_on = models.DateField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="provider_closes_for_a_reason"),
        ]


class ContractEnd(Written):
    """The council's contract with a provider ends after a day; perhaps another has it from then on (R-BRK-09)."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="contract_ends")
    last_on = models.DateField()
    replaced_by = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="contract_ends_for_a_reason"),
            models.CheckConstraint(
                condition=models.Q(replaced_by=None) | ~models.Q(replaced_by=models.F("provider")),
                name="contract_goes_to_somebody_else",
            ),
        ]


class KeepQuestion(Referenced):
    """Somebody is asked whether they keep their provider by a direct payment when its contract ends."""

    PREFIX = "K"

    contract_end = models.ForeignKey(ContractEnd, models.PROTECT, related_name="questions")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="keep_questions")
    budget = models.ForeignKey("records.Budget", models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract_end", "budget"], name="keeping_is_asked_once"),
        ]

    @property
    def reply(self) -> "KeepAnswer | None":
        """The answer, once there is one."""
        return getattr(self, "answer", None)


class KeepAnswer(Written):
    """What they said: keep the provider by a direct payment, or go to another."""

    question = models.OneToOneField(KeepQuestion, models.PROTECT, related_name="answer")
    keeps = models.BooleanField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
