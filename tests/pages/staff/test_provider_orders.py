"""A provider's first screen says what needs an answer, what starts and what is late; it sees its own orders alone."""

from datetime import date, timedelta

import pytest

from selfdirect.records.orders import OrderState
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed
from tests.actions.story import support
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    it_is(monkeypatch, ON)
    return managed(support(), support(what="Swimming"))


def test_a_request_is_answered_and_started_from_the_first_screen(
    life: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = life.made()
    client, at = browser_of(life.rota), f"/staff/orders/{order.pk}/"
    shown = text(client.get("/staff/"))
    assert "To answer" in shown and "Help to wash and dress Amara 5 hours a week £80.00 a week" in shown
    assert "Foxglove" not in shown
    page = text(client.get(at))
    assert "Answer this request" in page and "Foxglove" not in page and "Willow Court" not in page
    answer = send(client, f"{at}answer/", is_yes="no", reason="")
    assert said(answer) == ["Say why not, so that somebody else can be found"] and answer.status_code == 422
    assert send(client, f"{at}answer/", is_yes="yes", **day("first_on", STARTS_ON)).status_code == 302
    assert "Agreed, to start" in text(client.get("/staff/"))
    it_is(monkeypatch, order.due_on + timedelta(days=1))
    assert "Late to start" in text(client.get("/staff/"))
    assert send(client, f"{at}started/", **day("started_on", STARTS_ON)).status_code == 302
    assert fresh(order).state_on(STARTS_ON) == OrderState.STARTED
    give = {"reason": "No staff", **day("last_on", date(2026, 8, 31))}
    assert send(client, f"{at}end/", **give).status_code == 302 and fresh(order).last_on == date(2026, 8, 31)


def test_the_order_of_another_provider_is_no_such_page(life: Ordered) -> None:
    other = life.made(line=life.budget.lines.order_by("pk")[1], provider=life.providers[1])
    client = browser_of(life.rota)
    for path in ("", "answer/", "started/", "end/"):
        assert client.get(f"/staff/orders/{other.pk}/{path}").status_code == 404
    assert "Swimming" not in text(client.get("/staff/"))
    assert client.get(f"/staff/people/{life.person.pk}/orders/{other.pk}/").status_code in (403, 404)
    assert browser_of(life.worker).get(f"/staff/orders/{other.pk}/").status_code == 403


def test_what_cannot_start_after_all_is_said_before(life: Ordered) -> None:
    order, client = life.made(), browser_of(life.rota)
    life.answered(order)
    assert "cannot start after all" in text(client.get(f"/staff/orders/{order.pk}/"))
    assert send(client, f"/staff/orders/{order.pk}/end/", reason="Two of us left").status_code == 302
    assert fresh(order).never_happens
