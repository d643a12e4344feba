"""Changes of what is paid for a budget while it runs: a pause, its end, and another contribution (R-PAY-10).

Rows are only added; the last word about a day counts. How that adds up is in rules/line_changes.py.

Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/actions/payment_changes.py
Tests:  tests/records/test_payment_changes.py
"""

from collections.abc import Iterable
from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written, one_of
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.rules import line_changes as rules
from selfdirect.rules.money import ALL_OF_IT


class ChangeKind(models.TextChoices):
    """What changes."""

    PAUSE = "pause", "Payments are paused"
    RESUME = "resume", "Payments go on again"
    CHARGE = "charge", "What the person pays has changed"


class PaymentChange(Referenced):
    """One change of what is paid for a budget, from a day. `until_on` is a pause's last day; None while it lasts."""

    PREFIX = "H"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="payment_changes")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="payment_changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.TextField()
    contact = models.TextField(blank=True)
    care_goes_on = models.TextField(blank=True)
    ends = models.OneToOneField("self", models.PROTECT, null=True, related_name="ended_by")
    finances = models.ForeignKey("records.FinancialAssessment", models.PROTECT, null=True, related_name="+")
    contribution_pence_weekly = models.BigIntegerField(null=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("kind", ChangeKind, "payment_change_kind"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="pause_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="payment_change_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(kind="pause") | (~models.Q(contact="") & ~models.Q(care_goes_on="")),
                name="pause_after_contact_and_with_care",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="resume") ^ models.Q(ends=None), name="only_an_end_names_a_pause"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="charge") ^ models.Q(finances=None), name="only_a_charge_names_its_assessment"
            ),
            models.CheckConstraint(
                condition=(models.Q(finances=None) & models.Q(contribution_pence_weekly=None))
                | models.Q(finances__isnull=False, contribution_pence_weekly__gte=0),
                name="a_charge_says_what_they_pay",
            ),
        ]

    @property
    def entry_key(self) -> str:
        """What its movements in the book are known by."""
        return f"change:{self.reference}"

    @property
    def is_for_a_while(self) -> bool:
        """Whether what was paid ahead waits for later payments: they were told that the next ones are smaller."""
        return True


class LineChange(Written):
    """What a change says of one line: its net weekly amount, or the share of it that is still paid."""

    change = models.ForeignKey(PaymentChange, models.PROTECT, related_name="lines")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="changes")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    net_pence_weekly = models.BigIntegerField(null=True)
    kept_basis_points = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(net_pence_weekly=None) ^ models.Q(kept_basis_points=None),
                name="line_change_says_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(net_pence_weekly=None) | models.Q(net_pence_weekly__gte=0),
                name="line_change_amount",
            ),
            models.CheckConstraint(
                condition=models.Q(kept_basis_points=None) | models.Q(kept_basis_points__lte=ALL_OF_IT),
                name="line_change_share",
            ),
        ]

    @property
    def change_of_it(self) -> rules.LineChange:
        """The same for the rules."""
        return rules.LineChange(self.from_on, self.until_on, self.net_pence_weekly, self.kept_basis_points)


def contribution_on(budget: Budget, day: date) -> int:
    """What the person pays a week on a day: as the budget was set, or as it was changed since."""
    found = PaymentChange.objects.filter(budget=budget, kind=ChangeKind.CHARGE, from_on__lte=day).order_by("-pk")
    latest = found.values_list("contribution_pence_weekly", flat=True).first()
    return budget.contribution_pence_weekly if latest is None else latest


def pause_on(budget: Budget, day: date) -> PaymentChange | None:
    """The pause that a day is in; None when payments go on."""
    found = PaymentChange.objects.filter(budget=budget, kind=ChangeKind.PAUSE, from_on__lte=day)
    found = found.exclude(until_on__lt=day).exclude(ended_by__from_on__lte=day)
    return found.order_by("-pk").first()


def line_changes_of(lines: Iterable[BudgetLine]) -> dict[int, list[rules.LineChange]]:
    """Every change of each line, in the order written, in one query."""
    found: dict[int, list[rules.LineChange]] = {line.pk: [] for line in lines}
    for row in LineChange.objects.filter(line__in=list(found)).order_by("pk"):
        found[row.line_id].append(row.change_of_it)
    return found
