"""Providers of care and support, as far as a plan line and a payment need to know them.

Next:   selfdirect/records/plans.py
Tests:  tests/records/test_market.py
"""

from django.db import models

from selfdirect.records.base import Written
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
