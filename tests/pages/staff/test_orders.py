"""A worker orders the plan's lines, writes down answers and starts, sees what is late; an auditor reads."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from selfdirect.jobs import due
from selfdirect.records.access import User
from selfdirect.records.orders import Order, OrderState
from tests.actions.first_half import town
from tests.actions.ordered import ON, STARTS_ON, Ordered, fresh, managed
from tests.actions.story import support
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import EMOJI, day, said, send, text

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Client:
    """A browser signed in as this user, second step and all."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor_is_set_up"] = user.pk
    session.save()
    return client


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    it_is(monkeypatch, ON)
    return managed()


def typed(life: Ordered, **more: Any) -> dict[str, Any]:
    """An order as the form sends it."""
    words: dict[str, Any] = {
        "seller": "provider",
        "provider": str(life.providers[0].pk),
        "what": "Help to wash and dress",
        "quantity": "5",
        "unit_price_pence": "16.00",
        "notice_days": "14",
        **day("starts_on", STARTS_ON),
    }
    return words | more


@pytest.mark.requirement("R-BRK-12")
def test_the_whole_plan_is_ordered_with_one_button(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, ON)
    here = town()
    life = managed(support(provider=here.cast.providers[0]), support(what="Swimming"), here=here)
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/budgets/{life.budget.pk}/"
    assert f"{at}orders/" in client.get(at).content.decode()
    shown = text(client.get(f"{at}orders/"))
    assert "In the plan, not ordered yet" in shown and "Not named yet" in shown
    check = text(client.get(f"{at}orders/all/"))
    assert "Example Home Care, £80.00 a week" in check and "The plan does not say who" in check
    assert send(client, f"{at}orders/all/").status_code == 302
    shown = text(client.get(f"{at}orders/?made=yes"))
    assert "ready to start" in shown and "Waiting for an answer" in shown and Order.objects.count() == 1
    assert said(send(client, f"{at}orders/all/"))[0].startswith("Every part of the plan that names who")


def test_a_line_is_ordered_answered_started_and_ended(life: Ordered, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser_of(life.worker)
    make = f"/staff/people/{life.person.pk}/lines/{life.line.pk}/order/"
    assert 'value="Help to wash and dress"' in client.get(make).content.decode(), "nothing is typed twice"
    wrong = send(client, make, **typed(life, quantity="6", what=f"Help {EMOJI}"))
    assert (
        said(wrong)[0].startswith("This comes to £96.00 a week. The budget holds £80.00") and wrong.status_code == 422
    )
    assert EMOJI in wrong.content.decode(), "what was typed is still there"
    assert said(send(client, make, **typed(life, provider="")))[0] == "Select a provider"
    answer = send(client, make, **typed(life, visit_times="Monday at 8", preferred_worker="Joan"))
    order = Order.objects.get()
    at = f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    assert answer.status_code == 302 and answer["Location"] == at
    shown = text(client.get(at))
    assert "Waiting for an answer" in shown and "Monday at 8" in shown and "Joan" in shown
    told = {"is_yes": "yes", "told_by": "Bea", **day("first_on", STARTS_ON)}
    assert said(send(client, f"{at}answer/", **{**told, "told_by": ""}))[0] == "Enter who told you"
    assert send(client, f"{at}answer/", **told).status_code == 302
    it_is(monkeypatch, STARTS_ON)
    assert send(client, f"{at}started/", **day("started_on", STARTS_ON)).status_code == 302
    assert "Going on" in text(client.get(at)) and "15 working days after the plan was agreed" in text(client.get(at))
    end = {"reason": "Moves away", **day("last_on", STARTS_ON + timedelta(days=3))}
    assert "The notice is 14 days" in said(send(client, f"{at}end/", **end))[0]
    end |= day("last_on", date(2026, 7, 31))
    assert send(client, f"{at}end/", **end).status_code == 302
    assert fresh(order).last_on == date(2026, 7, 31) and "Moves away" in text(client.get(at))


def test_one_not_begun_is_taken_back(life: Ordered) -> None:
    order, client = life.made(), browser_of(life.worker)
    at = f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    assert "Take it back" in text(client.get(at))
    assert send(client, f"{at}end/", reason="").status_code == 422
    assert send(client, f"{at}end/", reason="A mistake").status_code == 302
    assert "Taken back before it started" in text(client.get(at))


@pytest.mark.requirement("R-BRK-03")
def test_what_is_late_is_one_list_with_its_days(life: Ordered, monkeypatch: pytest.MonkeyPatch) -> None:
    order = life.made()
    client = browser_of(life.here.manager)
    assert "No service is late" in text(client.get("/staff/orders/late/"))
    on = order.due_on + timedelta(days=1)
    due.raise_late_starts(on)
    it_is(monkeypatch, on)
    shown = text(client.get("/staff/orders/late/"))
    assert "Amara Foxglove Help to wash and dress Example Home Care 6 July 2026 7 July 2026 16" in shown
    assert "Deal with a service that is late to start" in text(client.get("/staff/"))
    assert fresh(order).state_on(on) == OrderState.LATE
    assert "16 working days after the plan" in text(client.get(f"/staff/people/{life.person.pk}/orders/{order.pk}/"))


def test_an_auditor_reads_and_changes_nothing(life: Ordered) -> None:
    order = life.made()
    client = browser_of(User.objects.get(name="Edwin Marks"))
    at = f"/staff/people/{life.person.pk}/"
    for path in (f"{at}orders/{order.pk}/", f"{at}budgets/{life.budget.pk}/orders/", "/staff/orders/late/"):
        page = client.get(path)
        assert page.status_code == 200 and f"orders/{order.pk}/times/" not in page.content.decode()
        assert "Order everything" not in text(page), "nothing is offered that may not be done"
    for path in ("answer", "started", "end", "change", "times", "swap"):
        assert client.get(f"{at}orders/{order.pk}/{path}/").status_code == 403
    assert client.get(f"{at}lines/{life.line.pk}/order/").status_code == 403


def test_the_order_of_somebody_else_is_no_such_page(life: Ordered) -> None:
    order, client = life.made(), browser_of(life.worker)
    assert client.get(f"/staff/people/{life.person.pk}/orders/{order.pk + 1}/").status_code == 404
    assert client.get(f"/staff/people/{life.person.pk + 1}/orders/{order.pk}/").status_code == 404


def test_the_list_asks_no_more_of_the_database_with_more_orders(
    life: Ordered, django_assert_max_num_queries: Any
) -> None:
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/budgets/{life.budget.pk}/orders/"
    for _ in range(4):
        life.answered(life.made(), is_yes=False)
    client.get(at)
    with django_assert_max_num_queries(18):
        assert client.get(at).status_code == 200
