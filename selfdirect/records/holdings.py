"""How each line of a budget is held, from day to day: the first choice, every switch since, and who may ask for one.

Rows are only added. A row holds from its day on, over whatever was written before it; rules/holdings.py reads them.

Next:   selfdirect/actions/switching.py
Tests:  tests/records/test_holdings.py
"""

from collections.abc import Iterable
from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.rules.holdings import Change, Holding, holding_on


class AdvanceInstruction(Written):
    """What a person asks for in advance, for days when they are unwell: which way, and who may say that it is time.

    A later row for the same budget supersedes an earlier one; one without a way ends it (R-DEP-10).
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="advance_instructions")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="advance_instructions")
    when_words = models.TextField()
    held_as = models.CharField(max_length=40, blank=True)
    paid_by = models.CharField(max_length=40, blank=True)
    fund_holder = models.ForeignKey("records.Provider", models.PROTECT, null=True, related_name="+")
    named_users = models.JSONField(default=list)
    named_words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    @property
    def holding(self) -> Holding:
        """The way that is wished for."""
        return Holding(self.held_as, self.paid_by, self.fund_holder_id)


class HoldingSwitch(Referenced):
    """One switch of one or more lines of a budget to other ways of holding it, for good or until a day (R-DEP-08)."""

    PREFIX = "W"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="holding_switches")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="holding_switches")
    from_on = models.DateField()
    return_on = models.DateField(null=True)
    asked_by_name = models.CharField(max_length=120)
    own_reason = models.TextField()
    conflict_note = models.TextField(blank=True)
    instruction = models.ForeignKey(AdvanceInstruction, models.PROTECT, null=True, related_name="switches")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(return_on=None) | models.Q(return_on__gt=models.F("from_on")),
                name="switch_returns_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(own_reason="") & ~models.Q(asked_by_name=""), name="switch_says_who_and_why"
            ),
        ]

    @property
    def entry_key(self) -> str:
        """What its movements in the book are known by."""
        return f"switch:{self.reference}"

    @property
    def is_for_a_while(self) -> bool:
        """Whether what was paid ahead waits for its holder's return."""
        return self.return_on is not None


class LineHolding(Written):
    """From this day on, this line is held this way. `switch` is None for the way that was agreed first."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    held_as = models.CharField(max_length=40)
    paid_by = models.CharField(max_length=40, blank=True)
    fund_holder = models.ForeignKey("records.Provider", models.PROTECT, null=True, related_name="+")
    switch = models.ForeignKey(HoldingSwitch, models.PROTECT, null=True, related_name="line_holdings")

    class Meta:
        indexes = [models.Index(fields=["line", "id"], name="line_holdings_in_order")]

    @property
    def change(self) -> Change:
        """The same for the rules."""
        return Change(self.from_on, Holding(self.held_as, self.paid_by, self.fund_holder_id))


def changes_of(lines: Iterable[BudgetLine]) -> dict[int, list[Change]]:
    """Every change of each line, in the order written, in one query. A line not agreed yet has none."""
    found: dict[int, list[Change]] = {line.pk: [] for line in lines}
    for row in LineHolding.objects.filter(line__in=list(found)).order_by("pk"):
        found[row.line_id].append(row.change)
    return found


def holdings_on(lines: Iterable[BudgetLine], day: date) -> dict[int, Holding]:
    """How each line is held on a day, by its id, in one query.

    What is not agreed yet is as it was chosen; before the budget starts, as it will be.
    """
    lines = list(lines)
    found = {line.pk: line.chosen for line in lines}
    for pk, changes in changes_of(lines).items():
        if changes:
            found[pk] = holding_on(changes, max(day, changes[0].from_on))
    return found


def instruction_for(budget: Budget) -> AdvanceInstruction | None:
    """What counts now of what the person asked for in advance; None when nothing was asked, or it was taken back."""
    latest = AdvanceInstruction.objects.filter(budget=budget).select_related("fund_holder").order_by("-pk").first()
    return latest if latest is not None and latest.held_as else None
