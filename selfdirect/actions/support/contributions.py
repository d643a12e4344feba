"""What people who pay the council are asked for: since when, what is due up to a day, and what a run of bills holds.

Why:    docs/decisions/whose-money.md
Next:   selfdirect/rules/contributions.py
Tests:  tests/actions/support/test_contributions.py
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Min, Q, QuerySet, Sum

from selfdirect.actions.support.schedules import first_paid_on
from selfdirect.outside.contribution_bills import BillRow, as_csv
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.contributions import ContributionBill, ContributionRun
from selfdirect.records.payment_changes import line_changes_of
from selfdirect.rules.budgets import GROSS
from selfdirect.rules.contributions import OwnPart, due_pence
from selfdirect.rules.line_changes import LineChange, paid_stretches
from selfdirect.rules.money import share


def pay_the_council() -> QuerySet[Budget]:
    """Budgets that are paid out whole and agreed, so that the person pays the council."""
    return Budget.objects.filter(contribution_basis=GROSS, agreements__isnull=False).distinct().order_by("pk")


def to_look_at(until_on: date) -> list[Budget]:
    """Those for which something may be due up to a day that was not billed: a day, or a change written since."""
    found = pay_the_council().filter(starts_on__lte=until_on)
    last = ContributionRun.objects.order_by("pk").last()
    if last is not None:
        since = Q(ends_on__gte=last.until_on) | Q(payment_changes__on__gte=last.on) | Q(contribution_bills=None)
        found = found.filter(since)
    return list(found.select_related("person"))


def begins(budgets: Sequence[Budget]) -> dict[int, date]:
    """The first day that each budget is billed for: that of its first bill, else the first that it pays for."""
    billed = ContributionBill.objects.filter(budget__in=budgets).values_list("budget").annotate(Min("from_on"))
    known = dict(billed.order_by())
    return {budget.pk: known.get(budget.pk) or first_paid_on(budget) for budget in budgets}


def due_through(budgets: Sequence[Budget], until_on: date) -> dict[int, tuple[date, int]]:
    """Since when each budget is billed for, and what all days from then to this one come to, in pence."""
    first = begins(budgets)
    lines = list(BudgetLine.objects.filter(budget__in=budgets).order_by("pk"))
    changes = line_changes_of(lines)
    of_budget: dict[int, list[BudgetLine]] = {budget.pk: [] for budget in budgets}
    for line in lines:
        of_budget[line.budget_id].append(line)
    return {
        budget.pk: (first[budget.pk], _due(of_budget[budget.pk], changes, first[budget.pk], budget, until_on))
        for budget in budgets
    }


def _due(
    lines: Iterable[BudgetLine], changes: dict[int, list[LineChange]], first_on: date, budget: Budget, until_on: date
) -> int:
    last_on = min(until_on, budget.ends_on)
    if last_on < first_on:
        return 0
    return due_pence(part for line in lines for part in _own_parts(line, changes[line.pk], first_on, last_on))


def _own_parts(line: BudgetLine, changes: list[LineChange], first_on: date, last_on: date) -> Iterator[OwnPart]:
    """What nobody else pays of a line: less while it is paused, as what is paid for it is."""
    for paid in paid_stretches(changes, line.net_pence_weekly, first_on, last_on):
        own = line.pence_weekly - line.nhs_pence_weekly - paid.net_pence_weekly
        yield OwnPart(paid.from_on, paid.until_on, share(own, paid.kept_basis_points))


def billed_before(budgets: Sequence[Budget]) -> dict[int, int]:
    """What was billed for each budget so far, in pence."""
    found = ContributionBill.objects.filter(budget__in=budgets).values_list("budget").annotate(Sum("pence"))
    return dict(found.order_by())


def list_of_bills(run: ContributionRun) -> bytes:
    """The bills of a run for whatever system sends them out."""
    bills = run.bills.select_related("budget").order_by("pk")
    return as_csv(
        BillRow(bill.reference, bill.budget.reference, bill.person_id, bill.from_on, bill.until_on, bill.pence)
        for bill in bills
    )
