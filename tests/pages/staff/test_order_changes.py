"""A worker changes support for the person on one call; a manager decides on what no longer fits."""

from datetime import date
from typing import Any

import pytest

from selfdirect.records.orders import Order, OrderRequest, TimeSwap
from tests.actions.ordered import Ordered, fresh, managed
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of, typed

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    it_is(monkeypatch, ON)
    return managed()


def change(life: Ordered, **more: Any) -> dict[str, Any]:
    other = {"provider": str(life.providers[4].pk), "outcomes": ["hygiene"], **day("starts_on", date(2026, 8, 3))}
    return typed(life, **(other | more))


def test_somebody_else_is_asked_on_one_call(life: Ordered) -> None:
    order, client = life.going_on(), browser_of(life.worker)
    at = f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    lead = text(client.get(f"{at}change/"))
    assert "no day is without support" in lead and "The first day for a change is 28 July 2026" in lead
    soon = send(client, f"{at}change/", **change(life, **day("starts_on", date(2026, 7, 20))))
    assert said(soon)[0].startswith("Example Home Care must be told 14 days before")
    assert send(client, f"{at}change/", **change(life)).status_code == 302
    new = Order.objects.exclude(pk=order.pk).get()
    assert new.replaces == order and "Example Care and Support, from 3 August 2026" in text(client.get(at))


@pytest.mark.requirement("R-BRK-08")
def test_a_manager_decides_on_what_no_longer_fits(life: Ordered) -> None:
    order, client = life.going_on(), browser_of(life.worker)
    at = f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    assert send(client, f"{at}change/", **change(life, outcomes=["community"]))["Location"] == at
    asked = OrderRequest.objects.get()
    assert "A change waits for a decision" in text(client.get(at))
    decide = f"/staff/people/{life.person.pk}/order-requests/{asked.pk}/"
    assert client.get(decide).status_code == 403
    manager = browser_of(life.here.manager)
    shown = text(manager.get(decide))
    assert "not agreed for" in shown and "5 hours at £16.00" in shown and "Example Care and Support" in shown
    assert said(send(manager, decide, is_agreed="yes", reasons=""))[0].startswith("Give your reasons")
    assert send(manager, decide, is_agreed="yes", reasons="It helps as much.").status_code == 302
    assert OrderRequest.objects.get().made and "It helps as much." in text(client.get(at))
    assert manager.get(decide).status_code == 404


def test_times_and_swaps_on_one_call(life: Ordered) -> None:
    order, client = life.going_on(), browser_of(life.worker)
    at = f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    times = {"visit_times": "At 10", "preferred_worker": "Joan", **day("from_on", date(2026, 7, 20))}
    assert send(client, f"{at}times/", **times).status_code == 302
    now = fresh(order).arrangement
    assert now and now.visit_times == "At 10"
    assert "1 hour is worth £16.00" in text(client.get(f"{at}swap/"))
    wanted = {"given": "1.5", "what": "The gym", "cost": "30", "seller": "unusual", "seller_name": "Town gym"}
    wanted |= {"weeks": "4", **day("starts_on", date(2026, 8, 3))}
    assert said(send(client, f"{at}swap/", **wanted)) == [
        "1.5 is worth £24.00, and this costs £30.00. Swap 1.88 or more"
    ]
    assert send(client, f"{at}swap/", **{**wanted, "cost": ""}).status_code == 302
    assert TimeSwap.objects.get().pence_weekly == 2400
    assert "£24.00 a week for The gym" in text(client.get(at))
