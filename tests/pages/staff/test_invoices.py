"""A provider sends an invoice and sees where it stands; what is not as ordered is answered; finance sees what waits."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import invoices as actions
from selfdirect.actions.support.timer import timer
from selfdirect.records.invoices import Invoice, InvoiceState
from selfdirect.records.work import Step
from tests.actions.invoiced import FOUR_WEEKS, INVOICED_ON, Invoiced, invoiced, now
from tests.actions.ordered import STARTS_ON
from tests.actions.story import paid
from tests.actions.test_invoices import PAY_ON
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db
DAYS = {**day("first_on", STARTS_ON), **day("last_on", date(2026, 8, 2))}


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Invoiced:
    made = invoiced()
    it_is(monkeypatch, INVOICED_ON)
    return made


@pytest.mark.requirement("R-PAY-07")
def test_a_provider_sends_an_invoice_and_sees_when_it_is_paid(life: Invoiced) -> None:
    order = life.going_on()
    client = browser_of(life.rota)
    assert "/staff/invoices/" in client.get("/staff/").content.decode()
    at = f"/staff/orders/{order.pk}/invoice/"
    assert at in client.get(f"/staff/orders/{order.pk}/").content.decode()
    wrong = send(client, at, their_reference="F-7", pence="", **DAYS)
    assert said(wrong) == ["Enter how much it is"] and 'value="F-7"' in wrong.content.decode()
    assert send(client, at, their_reference="F-7", pence="320.00", **DAYS).status_code == 302
    listed = text(client.get("/staff/invoices/"))
    assert "Amara F-7" in listed and "By 2 September 2026" in listed and "Foxglove" not in listed
    again = send(client, at, their_reference="F-7", pence="320.00", **DAYS)
    assert said(again) == ["An invoice with this number came already"]
    paid(life.here, PAY_ON, INVOICED_ON)
    assert "Paid on 10 August 2026" in text(client.get("/staff/invoices/"))
    other = browser_of(life.here.cast.providers[-1].users.get())
    assert "F-7" not in text(other.get("/staff/invoices/")) and other.get(at).status_code == 404


@pytest.mark.requirement("R-PAY-07")
def test_a_worker_writes_down_a_paper_invoice_and_somebody_else_answers_it(life: Invoiced) -> None:
    order = life.going_on()
    client, at = browser_of(life.worker), f"/staff/people/{life.person.pk}/orders/{order.pk}/"
    assert "Write down an invoice" in text(client.get(at))
    assert send(client, f"{at}invoice/", their_reference="P-1", pence="336.00", **DAYS).status_code == 302
    made = Invoice.objects.get()
    page = f"/staff/people/{life.person.pk}/invoices/{made.pk}/"
    assert page in browser_of(life.worker).get("/staff/").content.decode(), "work about it leads to it"
    assert "£16.00 more than was ordered" in text(client.get(page))
    answer = {"is_accepted": "yes", "reason": "One visit more was agreed."}
    assert send(client, f"{page}answer/", **answer).status_code == 403, "not by who wrote it down"
    finance = browser_of(life.finance)
    assert said(send(finance, f"{page}answer/", is_accepted="yes", reason="")) == ["Say why"]
    assert send(finance, f"{page}answer/", **answer).status_code == 302
    shown = text(finance.get(page))
    assert "Accepted by" in shown and "The council pays" in shown and now(made).state == InvoiceState.ACCEPTED
    assert finance.get(f"{page}answer/").status_code == 404
    assert "P-1" in text(finance.get("/staff/invoices/all/")) and "P-1" in text(client.get(at))


def test_finance_sees_what_may_be_late_on_the_first_screen_and_says_why(
    life: Invoiced, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = life.invoice(life.going_on(), pence=FOUR_WEEKS)
    day_before = made.due_on - timedelta(days=1)
    actions.raise_late(invoice=made, on=day_before, by=timer())
    it_is(monkeypatch, day_before)
    owner = Step.objects.open().get(code=actions.LATE).owner
    client, page = browser_of(owner), f"/staff/people/{life.person.pk}/invoices/{made.pk}/"
    first = client.get("/staff/")
    assert "Invoices that may be late" in text(first) and page in first.content.decode()
    assert "Raised as late" in text(client.get(page))
    assert send(client, f"{page}explain/", why="It is in the next run.").status_code == 302
    assert "Invoices that may be late" not in text(client.get("/staff/"))


def test_who_may_not_see_money_sees_no_list(life: Invoiced) -> None:
    assert browser_of(life.rota).get("/staff/invoices/all/").status_code == 403
    assert browser_of(life.worker).get("/staff/invoices/").status_code == 403
