"""In the simulation providers invoice what the council manages, and what is too high is answered by somebody else."""

from datetime import timedelta

import pytest

from selfdirect.demo import invoices as demo
from selfdirect.records.invoices import Invoice
from selfdirect.records.work import Step
from tests.actions.invoiced import Invoiced, invoiced, now
from tests.actions.ordered import STARTS_ON

pytestmark = pytest.mark.django_db
NEVER = 1_000_000_000
ON = STARTS_ON + timedelta(weeks=demo.WEEKS, days=1)


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


def test_some_weeks_are_invoiced_once_and_then_the_next(life: Invoiced) -> None:
    life.going_on()
    demo.send_some(1, ON)
    demo.send_some(1, ON)
    first = Invoice.objects.get()
    assert (first.first_on, first.last_on) == (STARTS_ON, STARTS_ON + timedelta(weeks=demo.WEEKS, days=-1))
    demo.send_some(1, ON + timedelta(weeks=demo.WEEKS))
    assert Invoice.objects.latest("pk").first_on == first.last_on + timedelta(days=1)


def test_what_is_too_high_is_answered(life: Invoiced, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "TOO_MUCH_ONE_IN", 1)
    monkeypatch.setattr(demo, "FORGOTTEN_ONE_IN", NEVER)
    life.going_on()
    demo.send_some(1, ON)
    made = Invoice.objects.get()
    assert made.pence == made.expected_pence + 1_600
    demo.answer_some(life.finance, ON + timedelta(days=14))
    assert now(made).reply and not Step.objects.open().filter(code="invoice_check").exists()


def test_what_is_forgotten_is_answered_when_it_is_due(life: Invoiced, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "TOO_MUCH_ONE_IN", 1)
    monkeypatch.setattr(demo, "FORGOTTEN_ONE_IN", 1)
    life.going_on()
    demo.send_some(1, ON)
    made = Invoice.objects.get()
    demo.answer_some(life.finance, ON + timedelta(days=14))
    assert not now(made).reply
    demo.answer_some(life.finance, made.due_on)
    assert now(made).reply
