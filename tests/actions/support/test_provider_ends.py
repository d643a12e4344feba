"""Only what goes on after the last day is concerned by the end of a provider."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.support.provider_ends import budgets_held_after, budgets_supported_after, orders_after
from tests.actions.ordered import managed
from tests.actions.story import story, support
from tests.actions.test_switching import MIDDLE, holder, switch


@pytest.mark.django_db
def test_orders_and_supported_budgets_that_end_before_are_left_alone() -> None:
    life = managed()
    order, last = life.going_on(), life.budget.ends_on
    before = last - timedelta(days=1)
    assert orders_after(life.providers[0], before) == [order]
    assert budgets_supported_after(life.providers[0], before) == [life.budget]
    assert not orders_after(life.providers[0], last) and not budgets_supported_after(life.providers[0], last)
    assert not orders_after(life.providers[4], before)


@pytest.mark.django_db
def test_a_budget_that_is_only_to_be_held_later_is_concerned() -> None:
    told = story(support())
    fund = holder(told.worker)
    switch(told, {"held_as": "third_party", "fund_holder": fund.pk}, from_on=date(2026, 9, 1))
    assert budgets_held_after(fund, MIDDLE) == [told.budget]
    switch(told, {"held_as": "council_managed"}, from_on=date(2026, 10, 1), on=date(2026, 7, 20))
    assert not budgets_held_after(fund, date(2026, 10, 1))
