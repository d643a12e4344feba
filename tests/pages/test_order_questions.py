"""A question about an order is saved only against the version that was read, and what was typed is kept."""

from datetime import date

import pytest

from selfdirect.pages.order_questions import ChangeQuestion, OrderQuestion
from selfdirect.records.orders import Order
from tests.actions.ordered import Ordered, fresh, managed
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, hidden
from tests.pages.staff.test_orders import browser_of


def test_only_a_page_says_where_an_order_is_shown() -> None:
    with pytest.raises(NotImplementedError):
        OrderQuestion().address_of(1)
    assert issubclass(ChangeQuestion, OrderQuestion)


@pytest.mark.django_db
def test_the_second_who_changes_at_once_is_told_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    life: Ordered = managed()
    order = life.going_on()
    it_is(monkeypatch, date(2026, 7, 13))
    client = browser_of(life.worker)
    address = f"/staff/people/{life.person.pk}/orders/{order.pk}/times/"
    opened = hidden(client, address)
    client.post(address, {**opened, "visit_times": "At 9", **day("from_on", date(2026, 7, 20))})
    again = {**opened, "key": "other", "visit_times": "At 11 please", **day("from_on", date(2026, 7, 20))}
    answer = client.post(address, again)
    page = answer.content.decode()
    assert answer.status_code == 409 and "At 11 please" in page and life.worker.name in page
    kept = fresh(Order.objects.get()).arrangement
    assert kept and kept.visit_times == "At 9"
