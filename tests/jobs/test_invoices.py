"""What is due soon and not on its way is raised once; what is paid, refused or on its way is left."""

from datetime import timedelta

import pytest

from selfdirect.jobs.invoices import raise_late
from selfdirect.records.invoices import LateInvoice
from tests.actions.invoiced import INVOICED_ON, Invoiced, invoiced
from tests.actions.story import paid
from tests.actions.test_invoices import PAY_ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


@pytest.mark.requirement("R-PAY-07")
def test_what_is_not_on_its_way_a_week_before_is_raised_once(life: Invoiced) -> None:
    order = life.going_on()
    made = life.invoice(order)
    refused = life.invoice(order)
    life.answered_invoice(refused, False)
    assert raise_late(made.due_on - timedelta(days=8)) == 0
    assert raise_late(made.due_on - timedelta(days=7)) == 1
    assert raise_late(made.due_on) == 0 and LateInvoice.objects.get().invoice == made


def test_what_is_paid_is_left(life: Invoiced) -> None:
    made = life.invoice(life.going_on())
    paid(life.here, PAY_ON, INVOICED_ON)
    assert raise_late(made.due_on) == 0
