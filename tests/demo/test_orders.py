"""The simulated council orders support of every kind; asked again on the same day, it orders nothing twice."""

from selfdirect.demo.orders import arrange_support
from selfdirect.demo.simulation import Council
from selfdirect.jobs import checks
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.orders import Order, OrderStart
from tests.demo.small import ENDS_ON


def test_support_is_ordered_and_starts(council: Council) -> None:
    assert Order.objects.exists() and OrderStart.objects.exists()
    looked_after = BudgetLine.objects.filter(held_as__in=["council_managed", "third_party"])
    assert set(Order.objects.values_list("budget_line", flat=True)) <= set(looked_after.values_list("pk", flat=True))
    assert not [found for found in checks.run(ENDS_ON) if found.exceptions]


def test_the_same_day_again_orders_nothing_twice(council: Council) -> None:
    arrange_support(council.seed, ENDS_ON)
    orders = Order.objects.count()
    arrange_support(council.seed, ENDS_ON)
    assert Order.objects.count() == orders
