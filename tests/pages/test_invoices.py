"""An invoice in words says when it is paid, and that it is late when it is."""

from datetime import timedelta

import pytest

from selfdirect.pages.invoices import all_shown, shown
from selfdirect.records.invoices import Invoice
from tests.actions.invoiced import INVOICED_ON, Invoiced, invoiced, now
from tests.actions.story import paid
from tests.actions.test_invoices import PAY_ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


def test_when_it_is_paid_in_each_state(life: Invoiced) -> None:
    order = life.going_on()
    made = life.invoice(order)
    one = shown(now(made), INVOICED_ON)
    assert (one.label, one.when, one.days) == (
        "Accepted, to be paid",
        "By 2 September 2026",
        "6 July 2026 to 2 August 2026",
    )
    late = shown(now(made), made.due_on + timedelta(days=1))
    assert late.is_late and late.label == "Late: accepted, to be paid" and late.colour == "red"
    paid(life.here, PAY_ON, INVOICED_ON)
    assert shown(now(made), PAY_ON).when == "Paid on 10 August 2026"
    twice = life.invoice(order)
    life.answered_invoice(twice, False)
    assert shown(now(twice), PAY_ON).when == "Not paid"
    assert len(all_shown(Invoice.objects.with_rows(), PAY_ON)) == 2
