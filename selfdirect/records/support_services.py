"""Help to manage a budget: which level from which day, how its fee is met, what was done in return (R-SUP-04 to 07).

Next:   selfdirect/actions/support_services.py
Tests:  tests/records/test_support_services.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Written
from selfdirect.records.people import Person


class SupportLevel(Written):
    """One level of help from a day on. With no code, help stops. The latest to have begun counts; none is changed."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="support_levels")
    code = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, blank=True)
    pence_monthly = models.BigIntegerField(default=0)
    paid_from = models.CharField(max_length=20, blank=True)
    budget = models.ForeignKey("records.Budget", models.PROTECT, null=True, related_name="support_levels")
    in_return = models.TextField(blank=True)
    from_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence_monthly=0) | models.Q(paid_from__in=["budget", "in_kind", "own_money"]),
                name="support_fee_is_met_somehow",
            ),
            models.CheckConstraint(
                condition=~models.Q(paid_from="budget") | models.Q(budget__isnull=False),
                name="support_fee_names_its_budget",
            ),
            models.CheckConstraint(condition=models.Q(pence_monthly__gte=0), name="support_fee_amount"),
        ]
        indexes = [models.Index(fields=["person", "-from_on"], name="support_levels_by_person")]


class SupportExchange(Written):
    """Something done in return for help, with what it counts for towards the month's fee (R-SUP-06)."""

    level = models.ForeignKey(SupportLevel, models.PROTECT, related_name="exchanges")
    what = models.TextField()
    pence = models.BigIntegerField()
    done_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence__gt=0) & ~models.Q(what="") & models.Q(done_on__lte=models.F("on")),
                name="support_exchange_is_whole",
            ),
        ]


def level_on(person: Person, on: date) -> SupportLevel | None:
    """The help somebody has on a day: the row that began last."""
    rows = SupportLevel.objects.filter(person=person, from_on__lte=on).order_by("-from_on", "-pk")
    found = rows.first()
    return found if found and found.code else None
