"""What people who pay the council are asked for: since when, what is due up to a day, and what a run of bills holds.

Why:    docs/decisions/whose-money.md
Next:   selfdirect/rules/contributions.py
Tests:  tests/actions/support/test_contributions.py
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Min, Q

from selfdirect.actions.support.schedules import first_days_paid
from selfdirect.outside.contribution_bills import BillRow, as_csv
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.contributions import ContributionBill, ContributionRun, pay_the_council
from selfdirect.records.payment_changes import line_changes_of
from selfdirect.rules.contributions import due_pence, own_parts
from selfdirect.rules.line_changes import LineChange

Changes = Mapping[int, Sequence[LineChange]]


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
    return first_days_paid([budget for budget in budgets if budget.pk not in known]) | known


def due_through(budgets: Sequence[Budget], until_on: date) -> dict[int, tuple[date, int]]:
    """Since when each budget is billed for, and what all days from then to this one come to, in pence."""
    first = begins(budgets)
    lines = list(BudgetLine.objects.filter(budget__in=budgets).order_by("pk"))
    changes = line_changes_of(lines)
    of_budget: dict[int, list[BudgetLine]] = {budget.pk: [] for budget in budgets}
    for line in lines:
        of_budget[line.budget_id].append(line)
    return {
        budget.pk: (
            first[budget.pk],
            _due(of_budget[budget.pk], changes, first[budget.pk], min(until_on, budget.ends_on)),
        )
        for budget in budgets
    }


def _due(lines: Iterable[BudgetLine], changes: Changes, first_on: date, last_on: date) -> int:
    if last_on < first_on:
        return 0
    return due_pence(
        part
        for line in lines
        for part in own_parts(
            line.pence_weekly - line.nhs_pence_weekly, line.net_pence_weekly, changes[line.pk], first_on, last_on
        )
    )


def list_of_bills(run: ContributionRun) -> bytes:
    """The bills of a run for whatever system sends them out."""
    bills = run.bills.select_related("budget").order_by("pk")
    return as_csv(
        BillRow(bill.reference, bill.budget.reference, bill.person_id, bill.from_on, bill.until_on, bill.pence)
        for bill in bills
    )
