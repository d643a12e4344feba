"""What people pay the council towards budgets that it pays out whole: bills, and what came in or was given back.

Rows are only added. A bill below nothing gives back what an earlier one asked for; a payment that was written down by
mistake is undone by one that names it.

Why:    docs/decisions/whose-money.md
Next:   selfdirect/actions/contributions.py
Tests:  tests/records/test_contributions.py
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from selfdirect.records.base import Referenced, Written, one_of
from selfdirect.records.budgets import Budget
from selfdirect.rules.budgets import GROSS
from selfdirect.rules.contributions import ContributionAccount

Accounts = dict[int, ContributionAccount]


class ContributionRun(Referenced):
    """One time that everything due up to the end of a day was billed."""

    PREFIX = "CR"

    until_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class ContributionBill(Referenced):
    """What one person is asked to pay for some days, less what was asked before for the same days."""

    PREFIX = "CB"

    run = models.ForeignKey(ContributionRun, models.PROTECT, related_name="bills")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="contribution_bills")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="contribution_bills")
    from_on = models.DateField()
    until_on = models.DateField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")), name="contribution_bill_has_days"
            ),
            models.CheckConstraint(condition=~models.Q(pence=0), name="contribution_bill_asks_something"),
            models.UniqueConstraint(fields=["run", "budget"], name="one_contribution_bill_a_run"),
        ]


class Direction(models.TextChoices):
    """Which way money went."""

    PAID = "paid", "Paid by the person"
    GIVEN_BACK = "given_back", "Given back to the person"


class ContributionPayment(Written):
    """Money between the person and the council's account. `moved_on` is the bank's day; `undoes` is a mistake."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="contribution_payments")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="contribution_payments")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    pence = models.BigIntegerField()
    moved_on = models.DateField()
    bank_reference = models.CharField(max_length=60, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("direction", Direction, "contribution_payment_direction"),
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="contribution_payment_amount"),
            models.CheckConstraint(
                condition=models.Q(undoes=None) | ~models.Q(reason=""), name="contribution_undone_for_a_reason"
            ),
        ]


def accounts_of(budgets: Iterable[Budget], until: date = date.max, known_at: datetime | None = None) -> Accounts:
    """What was billed and paid towards each of these budgets, by its id, in two queries.

    It is where it stood at the end of a day, by all that is known now or by what was known at a moment.
    """
    wanted = [budget.pk for budget in budgets]
    known = {"at__lte": known_at} if known_at else {}
    bills = ContributionBill.objects.filter(budget__in=wanted, run__on__lte=until, **known)
    totals = dict(bills.values_list("budget").annotate(Sum("pence")).order_by())
    paid: dict[int, int] = dict.fromkeys(wanted, 0)
    payments = ContributionPayment.objects.filter(budget__in=wanted, moved_on__lte=until, **known)
    moved = payments.values_list("budget", "direction")
    for budget_id, direction, pence in moved.annotate(Sum("pence")).order_by():
        paid[budget_id] += pence if direction == Direction.PAID else -pence
    return {pk: ContributionAccount(totals.get(pk, 0), paid[pk]) for pk in wanted}


def pay_the_council() -> models.QuerySet[Budget]:
    """Budgets that are paid out whole and agreed, so that the person pays the council."""
    return Budget.objects.filter(contribution_basis=GROSS, agreements__isnull=False).distinct().order_by("pk")


def owing() -> models.QuerySet[Budget]:
    """Budgets towards which something `billed` was not `paid`, the most first."""
    signed = Case(When(direction=Direction.PAID, then=F("pence")), default=-F("pence"))
    found = pay_the_council().annotate(
        billed=_sum_of(ContributionBill.objects.all(), F("pence")),
        paid=_sum_of(ContributionPayment.objects.all(), signed),
    )
    return found.filter(billed__gt=F("paid")).order_by(F("paid") - F("billed"), "pk")


def _sum_of(rows: models.QuerySet[Any], pence: Any) -> Any:
    """The sum over the rows of one budget; nothing where there is none."""
    summed = rows.filter(budget=OuterRef("pk")).order_by().values("budget").annotate(sum=Sum(pence)).values("sum")
    return Coalesce(Subquery(summed, output_field=models.BigIntegerField()), Value(0))
