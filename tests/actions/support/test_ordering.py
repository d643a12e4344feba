"""What a line of the plan says becomes what is asked; who is on whose side is checked; a seller is told by email."""

from datetime import date

import pytest

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support import ordering
from selfdirect.actions.support.policy import policy
from selfdirect.records.messages import Message
from selfdirect.records.orders import Seller
from tests.actions.ordered import ON, STARTS_ON, Ordered, managed
from tests.actions.story import support

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Ordered:
    return managed(support(provider_name="The town pool", unit="sessions"))


def test_a_line_of_the_plan_says_all_that_is_asked(life: Ordered) -> None:
    asked = ordering.from_plan(life.line, policy().on(ON), ON)
    assert (asked["seller"], asked["seller_name"], asked["unit"]) == (Seller.UNUSUAL, "The town pool", "sessions")
    assert (asked["starts_on"], asked["notice_days"]) == (STARTS_ON, 14)
    assert ordering.from_plan(life.line, policy().on(ON), date(2026, 9, 1))["starts_on"] == date(2026, 9, 1)
    assert ordering.cost(asked) == (8000, 0)
    assert ordering.cost({**asked, "frequency": "one_off"}) == (0, 8000)
    assert ordering.problems_with(asked, life.line, ON) == []


def test_what_a_line_holds_goes_down_by_what_was_bought_once(life: Ordered) -> None:
    assert ordering.holds(life.line, "weekly") == (8000, "a week")
    assert ordering.holds(life.line, "one_off") == (0, "once")


def test_an_order_belongs_to_its_person_and_its_provider(life: Ordered) -> None:
    order = life.made()
    ordering.check_whose(order, life.person, life.worker)
    ordering.check_whose(order, None, life.rota)
    with pytest.raises(NotAllowed):
        ordering.check_whose(order, None, life.worker)
    other = type(life.person)(pk=life.person.pk + 1000)
    with pytest.raises(Refused, match="for somebody else"):
        ordering.check_whose(order, other, life.worker)


def test_somebody_with_no_address_is_told_by_the_worker(life: Ordered) -> None:
    life.made(seller=Seller.UNUSUAL, provider=None, seller_name="The town pool")
    assert not Message.objects.filter(key__startswith="order:").exists()


def test_a_service_is_in_time_within_the_policys_days_of_the_plan_or_on_its_agreed_day(life: Ordered) -> None:
    order = life.made(starts_on=date(2026, 8, 10))
    assert order.due_on == date(2026, 8, 10)
