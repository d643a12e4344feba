"""The manager of an extra-care home sees the funds held there and no others, and swaps time for who asked."""

import pytest

from selfdirect.records.audit import AuditEntry
from selfdirect.records.orders import TimeSwap
from tests.actions.fund_holders import CHANGE_ON, NEW_ON, Resident, resident
from tests.actions.story import FIRST_PAY_ON, paid
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Resident:
    made = resident()
    it_is(monkeypatch, CHANGE_ON)
    return made


def test_the_fund_its_months_and_a_swap_on_one_page(life: Resident) -> None:
    order = life.going_on()
    paid(life.here, FIRST_PAY_ON)
    client = browser_of(life.manager)
    assert "/staff/funds/" in client.get("/staff/").content.decode()
    listed = text(client.get("/staff/funds/"))
    assert "Amara B-" in listed and "£80.00" in listed and "Foxglove" not in listed
    at = f"/staff/funds/{life.budget.pk}/"
    page = text(client.get(at))
    assert "Fund of Amara" in page and "Should be left now" in page and "July 2026" in page
    assert "Foxglove" not in page and "Willow Court" not in page
    assert AuditEntry.objects.filter(person=life.person, by=life.manager, kind="read").count() == 1
    swap = f"{at}orders/{order.pk}/swap/"
    typed = {"given": "1", "what": "The gym", "cost": "", "seller": "unusual", "seller_name": "Town gym", "weeks": "4"}
    refused = send(client, swap, **typed, asked_by_name="", **day("starts_on", NEW_ON))
    assert refused.status_code == 422 and said(refused) == ["Enter who asked for this"]
    assert 'value="Town gym"' in refused.content.decode(), "nothing typed is lost"
    assert send(client, swap, **typed, asked_by_name="Amara", **day("starts_on", NEW_ON)).status_code == 302
    assert TimeSwap.objects.get().pence_weekly == 1600
    assert "The gym" in text(client.get(at))


def test_what_somebody_else_holds_is_no_such_page(life: Resident) -> None:
    order = life.going_on()
    at = f"/staff/funds/{life.budget.pk}/"
    other = browser_of(life.rota)
    assert "they appear here" in text(other.get("/staff/funds/"))
    for path in (at, f"{at}orders/{order.pk}/swap/"):
        assert other.get(path).status_code == 404
        assert browser_of(life.worker).get(path).status_code == 403
    assert browser_of(life.manager).get(f"{at}orders/{order.pk + 99}/swap/").status_code == 404


def test_a_provider_that_holds_no_funds_is_not_led_there(life: Resident) -> None:
    assert "/staff/funds/" not in browser_of(life.rota).get("/staff/").content.decode()
