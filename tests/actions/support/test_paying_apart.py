"""One payment to a payee that is kept apart: the account of now, and untouched by what is paid week by week."""

from datetime import timedelta

import pytest

from selfdirect.actions.support.paying_apart import apart_payee, pay_once, source_of
from selfdirect.records.direct_payments import CRISIS
from tests.actions.paying_people import Office, new_account
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, paid, story, support
from tests.actions.test_switching import MANAGED, switch

pytestmark = pytest.mark.django_db


def test_it_has_the_account_of_now_and_is_one_payee_in_the_book() -> None:
    told = story(support())
    source = source_of(told.budget, FIRST_PAY_ON)
    assert source == told.payee
    first = apart_payee(source, CRISIS, FIRST_PAY_ON, told.worker)
    assert first == apart_payee(source, CRISIS, FIRST_PAY_ON, told.worker), "nothing has changed"
    finance = told.town.cast.finance[0]
    new_account(Office(finance, finance, finance, finance, told.worker, told.worker, finance), told.schedule)
    assert apart_payee(source, CRISIS, FIRST_PAY_ON, told.worker) == first, "the book knows it by its first details"
    assert first.later_details.get().account_number == "87654321"


def test_it_is_paid_once_whatever_is_switched() -> None:
    told = story(support())
    paid(told.town, FIRST_PAY_ON)
    payee = apart_payee(told.payee, CRISIS, FIRST_PAY_ON, told.worker)
    first = pay_once(told.budget, payee, 0 + 500, FIRST_PAY_ON, told.worker)
    second = pay_once(told.budget, payee, 700, FIRST_PAY_ON, told.worker)
    assert second.from_on == first.from_on + timedelta(days=1), "each is a row of its own"
    switch(told, MANAGED, FIRST_PAY_ON)
    assert source_of(told.budget, NEXT_PAY_ON) is None
    assert list(payee.payment_schedules.order_by("pk").values_list("pence_once", flat=True)) == [500, 700]
