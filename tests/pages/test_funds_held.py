"""A fund in figures: what the book says was paid to its holder, what support took, what should be left."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.pages.funds_held import fund_of
from tests.actions.fund_holders import CHANGE_ON, NEW_ON, Resident, resident
from tests.actions.story import FIRST_PAY_ON, paid
from tests.actions.test_funds_held import switched

pytestmark = pytest.mark.django_db
SECOND_PAY_ON = date(2026, 7, 27)
AFTER_A_WEEK = date(2026, 7, 12)


@pytest.fixture
def life() -> Resident:
    return resident()


def of(life: Resident, on: date):  # type: ignore[no-untyped-def]
    return fund_of(life.budget, life.landlord, [life.line], on)


def test_what_came_in_less_what_was_used_is_left(life: Resident) -> None:
    life.going_on()
    paid(life.here, FIRST_PAY_ON)
    came = life.budget.payment_schedules.get().lines.get().pence
    found = of(life, AFTER_A_WEEK)
    assert (found.received_pence, found.used_pence, found.left_pence) == (came, 8_000, came - 8_000)
    assert found.pence_weekly == 8_000 and found.first_name == "Amara"
    assert [one.left_pence for one in found.months] == [came - 8_000]


def test_a_returned_payment_stays_owed_and_money_due_back_is_not_theirs(life: Resident) -> None:
    life.going_on()
    paid(life.here, FIRST_PAY_ON)
    paid(life.here, SECOND_PAY_ON, CHANGE_ON)
    came = sum(life.budget.payment_schedules.get().lines.values_list("pence", flat=True))
    switched(life)
    weeks = (NEW_ON - FIRST_PAY_ON).days // 7
    found = of(life, NEW_ON)
    assert found.used_pence == 8_000 * weeks
    assert found.received_pence == 8_000 * weeks < came, "what was paid ahead of the switch has to go back"


def test_many_orders_and_payments_take_no_more_queries(life: Resident) -> None:
    life.going_on()
    paid(life.here, FIRST_PAY_ON)
    with CaptureQueriesContext(
        connection,
    ) as few:
        of(life, CHANGE_ON)
    order = life.budget.lines.get(pk=life.line.pk).orders.get()
    life.for_them(order)
    paid(life.here, FIRST_PAY_ON + timedelta(days=28))
    with CaptureQueriesContext(connection) as many:
        of(life, date(2026, 10, 1))
    assert len(many) <= len(few) + 2 and len(few) < 14, "arrangements and ends are fetched only where there are any"
