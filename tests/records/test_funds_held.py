"""A fund belongs to whoever holds its lines on the day, and support takes from it only while it is held."""

from datetime import date, timedelta

import pytest

from selfdirect.records.funds_held import budgets_held, days_held, funds_for, holds_line, used_from
from selfdirect.records.orders import Order, TimeSwap
from selfdirect.rules.funds_held import Used
from tests.actions.fund_holders import CHANGE_ON, NEW_ON, Resident, resident
from tests.actions.ordered import STARTS_ON, fresh
from tests.actions.story import support
from tests.actions.test_funds_held import switched

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Resident:
    return resident(support(), support(what="Swimming"))


def test_a_fund_is_the_lines_that_an_organisation_holds_on_a_day(life: Resident) -> None:
    budget, lines = budgets_held(life.landlord.pk, CHANGE_ON)[0]
    assert budget == life.budget and [line.plan_line.what for line in lines] == ["Help to wash and dress", "Swimming"]
    assert budgets_held(life.providers[0].pk, CHANGE_ON) == []
    assert holds_line(life.landlord.pk, life.line, CHANGE_ON) and not holds_line(None, life.line, CHANGE_ON)
    (of_budget, holder, parts) = funds_for(life.person, CHANGE_ON)[0]
    assert (of_budget, holder, len(parts)) == (life.budget, life.landlord, 2)
    assert budgets_held(life.landlord.pk, life.budget.ends_on + timedelta(days=1)) == []


def test_after_a_switch_only_the_days_before_it_count(life: Resident) -> None:
    order = life.going_on()
    switched(life)
    held = days_held(life.budget.lines.select_related("budget"), life.landlord.pk)
    assert held[life.line.pk] == [(life.budget.starts_on, NEW_ON - timedelta(days=1))]
    assert funds_for(life.person, NEW_ON) == []
    used = used_from([fresh(order)], [], held)
    assert used == [Used(order.what, 8_000, 0, STARTS_ON, NEW_ON - timedelta(days=1))]
    assert used[0].by(date(2026, 12, 1)) == 8_000 * 4, "four weeks, to the day of the switch"


def test_time_that_was_swapped_is_given_back_and_what_was_bought_is_used(life: Resident) -> None:
    order = life.going_on()
    made = life.for_them(order)
    bought = fresh(made.bought)
    life.answered(bought, on=CHANGE_ON)
    life.started(bought, NEW_ON)
    held = days_held(life.budget.lines.select_related("budget"), life.landlord.pk)
    used = used_from(
        Order.objects.with_rows().order_by("pk"),
        TimeSwap.objects.select_related("bought__answer", "bought__start"),
        held,
    )
    by_name = {one.what: one.pence_weekly for one in used}
    assert by_name == {order.what: 8_000, "Less time, for Help with shopping": -1_600, "Help with shopping": 1_600}
    assert sum(one.by(date(2026, 8, 31)) for one in used) == 8_000 * 8 + 8_000 // 7, "no dearer than before"


def test_what_has_not_started_takes_nothing(life: Resident) -> None:
    order = life.made()
    held = days_held(life.budget.lines.select_related("budget"), life.landlord.pk)
    assert used_from([order], [], held) == []
