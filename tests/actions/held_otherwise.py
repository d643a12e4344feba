"""The way a budget is held changes, as a switch writes it, in short words for tests.

Next:   selfdirect/records/holdings.py
"""

from selfdirect.records.budgets import Budget
from selfdirect.records.holdings import LineHolding


def held_by_the_council(budget: Budget) -> None:
    """From the budget's first day the council holds every line."""
    LineHolding.objects.bulk_create(
        LineHolding(line=line, from_on=budget.starts_on, held_as="council_managed") for line in budget.lines.all()
    )
