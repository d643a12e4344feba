"""A fund that an organisation holds for somebody, as its holder and the person both see it: the same figures, live.

Next:   selfdirect/rules/funds_held.py
Tests:  tests/pages/test_funds_held.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.actions.support.paying import budget_account, due_back_account, payee_account
from selfdirect.ledger.funds import Funder
from selfdirect.ledger.reading import moved_by_day
from selfdirect.pages.ordering import Shown, shown, swaps_among
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Payee
from selfdirect.records.funds_held import days_held, open_orders, used_from
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order
from selfdirect.rules.funds_held import FundMonth, months_of_fund


@dataclass(frozen=True)
class Fund:
    """One fund: whose, which parts of the budget are in it, what is bought with it, and its months, newest first."""

    budget: Budget
    holder: Provider
    lines: Sequence[BudgetLine]
    orders: Sequence[Shown]
    months: Sequence[FundMonth]

    @property
    def first_name(self) -> str:
        """What the person likes to be called. A holder needs no more of the name."""
        details = self.budget.person.details
        return details.likes_to_be_called or details.first_name

    @property
    def received_pence(self) -> int:
        """What came in, less what went back, since the beginning."""
        return sum(one.received_pence for one in self.months)

    @property
    def used_pence(self) -> int:
        """What support took since the beginning."""
        return sum(one.used_pence for one in self.months)

    @property
    def left_pence(self) -> int:
        """What the holder should have now."""
        return self.received_pence - self.used_pence

    @property
    def pence_weekly(self) -> int:
        """What the parts in it come to in a week."""
        return sum(line.pence_weekly for line in self.lines)


def fund_of(budget: Budget, holder: Provider, lines: Sequence[BudgetLine], on: date) -> Fund:
    """One fund as it stands on a day, of the parts that its holder has now."""
    mine = list(budget.lines.select_related("budget", "plan_line").order_by("pk"))
    orders = list(Order.objects.filter(budget_line__in=mine).with_rows().order_by("pk"))
    swaps = swaps_among(orders)
    months = months_of_fund(_received(budget, holder), used_from(orders, swaps, days_held(mine, holder.pk)), on)
    now = [shown(one, on, swaps) for one in open_orders(lines, on)]
    return Fund(budget, holder, lines, now, months[::-1])


def _received(budget: Budget, holder: Provider) -> list[tuple[date, int]]:
    """What this organisation was paid from the budget by day, less what has to go back."""
    payees = Payee.objects.filter(provider=holder, first=None).values_list("pk", flat=True)
    pairs = [
        (budget_account(budget.pk, funder), account)
        for payee in payees
        for funder in Funder
        for account in (payee_account(payee), due_back_account(budget.pk, payee, funder))
    ]
    return moved_by_day(pairs)
