"""The simulated council orders support of every kind; some of it is late, and a provider has some to answer."""

import pytest

from selfdirect.demo.orders import arrange_support
from selfdirect.demo.simulation import Council
from selfdirect.jobs import checks
from selfdirect.records.orders import Order, OrderStart
from tests.actions.ordered import managed
from tests.actions.story import AGREED_ON, signed
from tests.demo.small import ENDS_ON


def test_support_is_ordered_and_starts(council: Council) -> None:
    assert Order.objects.exists() and OrderStart.objects.exists()
    assert not [found for found in checks.run(ENDS_ON) if found.exceptions]


@pytest.mark.django_db
def test_a_budget_that_the_council_looks_after_is_ordered_once() -> None:
    life = managed()
    arrange_support(1948, AGREED_ON)
    assert not Order.objects.exists(), "nothing before the agreement is signed"
    signed(life.budget)
    arrange_support(1948, AGREED_ON)
    arrange_support(1948, AGREED_ON)
    assert Order.objects.count() == 1
