"""Final personal budgets: the three figures of section 26, the parts, and how each line is held (R-FPB-01, R-FPB-02).

The money itself is in the book (selfdirect/ledger) under the budget's reference; this file keeps what was decided.

Next:   selfdirect/actions/budgets.py
Tests:  tests/records/test_budgets.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written
from selfdirect.records.plans import Purpose
from selfdirect.rules.employment import EMPLOYER_DUTIES
from selfdirect.rules.holdings import Holding

KEPT = models.Q(purpose=Purpose.CONTINGENCY) | models.Q(plan_line__category=EMPLOYER_DUTIES)
"""Lines nobody holds: money for emergencies and for an employer's duties stays with the council until it is needed."""


class Budget(Referenced, Versioned):
    """One personal budget for one period. Amounts are pence, a week or for the whole period as each name says.

    Gross is three parts: what the NHS pays, what the person contributes, and the council's net.
    """

    PREFIX = "B"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="budgets")
    plan = models.OneToOneField("records.Plan", models.PROTECT, related_name="budget")
    decision = models.OneToOneField("records.Decision", models.PROTECT, related_name="budget")
    starts_on = models.DateField()
    ends_on = models.DateField()
    gross_pence_weekly = models.BigIntegerField()
    contribution_pence_weekly = models.BigIntegerField()
    net_pence_weekly = models.BigIntegerField()
    one_off_pence = models.BigIntegerField(default=0)
    contingency_pence_weekly = models.BigIntegerField(default=0)
    support_cost_pence_weekly = models.BigIntegerField(default=0)
    indicative_pence_weekly = models.BigIntegerField()
    difference_reason = models.TextField(blank=True)
    working = models.JSONField()
    policy_fingerprint = models.CharField(max_length=64)
    finalised_on = models.DateField()
    finalised_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    contribution_basis = models.CharField(max_length=10, default="net")
    allotted_pence = models.BigIntegerField(default=0)
    reserved_pence = models.BigIntegerField(default=0)
    nhs_pence_weekly = models.BigIntegerField(default=0)
    nhs_one_off_pence = models.BigIntegerField(default=0)
    nhs_allotted_pence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="budget_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    net_pence_weekly=models.F("gross_pence_weekly")
                    - models.F("nhs_pence_weekly")
                    - models.F("contribution_pence_weekly")
                ),
                name="net_is_what_nobody_else_pays",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    gross_pence_weekly__gte=0,
                    contribution_pence_weekly__gte=0,
                    net_pence_weekly__gte=0,
                    nhs_pence_weekly__gte=0,
                    nhs_one_off_pence__gte=0,
                    nhs_one_off_pence__lte=models.F("one_off_pence"),
                ),
                name="budget_amounts",
            ),
            models.CheckConstraint(condition=models.Q(contribution_basis__in=["net", "gross"]), name="budget_basis"),
        ]

    @property
    def is_joint(self) -> bool:
        """Whether the NHS pays for any of it."""
        return bool(self.nhs_pence_weekly or self.nhs_one_off_pence)


class BudgetLine(Written):
    """One line of the budget, from one line of the plan, with its own holder (R-DEP-02).

    How it is held here is what was chosen first; records/holdings.py says how it is held on any day.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    plan_line = models.OneToOneField("records.PlanLine", models.PROTECT, related_name="budget_line")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    pence_weekly = models.BigIntegerField()
    pence_once = models.BigIntegerField(default=0)
    net_pence_weekly = models.BigIntegerField()
    committed_pence = models.BigIntegerField(default=0)
    nhs_pence_weekly = models.BigIntegerField(default=0)
    nhs_pence_once = models.BigIntegerField(default=0)
    nhs_committed_pence = models.BigIntegerField(default=0)
    held_as = models.CharField(max_length=40, blank=True)
    paid_by = models.CharField(max_length=40, blank=True)
    fund_holder = models.ForeignKey("records.Provider", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence_weekly__gte=0, pence_once__gte=0, net_pence_weekly__gte=0),
                name="budget_line_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(net_pence_weekly__lte=models.F("pence_weekly") - models.F("nhs_pence_weekly")),
                name="line_net_not_above_gross",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    nhs_pence_weekly__gte=0, nhs_pence_once__gte=0, nhs_pence_once__lte=models.F("pence_once")
                ),
                name="budget_line_nhs_share",
            ),
        ]

    @property
    def is_kept(self) -> bool:
        """Whether the council keeps the money of this line until it is needed."""
        return self.purpose == Purpose.CONTINGENCY or self.is_for_duties

    @property
    def is_for_duties(self) -> bool:
        """Whether it is put by in the employer's reserve."""
        return self.plan_line.category == EMPLOYER_DUTIES

    @property
    def chosen(self) -> Holding:
        """The way that was chosen first."""
        return Holding(self.held_as, self.paid_by, self.fund_holder_id)

    @property
    def is_joint(self) -> bool:
        """Whether the NHS pays for any of it."""
        return bool(self.nhs_pence_weekly or self.nhs_pence_once)
