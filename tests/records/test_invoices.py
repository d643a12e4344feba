"""Where an invoice stands is worked out from its rows; what was said of it never changes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from selfdirect.records.invoices import Invoice, InvoiceAnswer, InvoiceState
from tests.actions.invoiced import Invoiced, invoiced, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


def test_answers_stay_and_a_number_comes_once(life: Invoiced) -> None:
    made = life.invoice(life.going_on())
    with pytest.raises(DatabaseError), transaction.atomic():
        InvoiceAnswer.objects.update(reason="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=made.pk).update(pence=0)
    row = Invoice.objects.get(pk=made.pk)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_many_invoices_take_no_more_queries(life: Invoiced) -> None:
    order = life.going_on()
    life.invoice(order)

    def read() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert {one.state for one in Invoice.objects.with_rows()} <= {InvoiceState.ACCEPTED, InvoiceState.LOOKED_AT}
        return len(asked)

    few = read()
    for _ in range(4):
        life.invoice(order)
    assert read() == few


def test_one_that_the_person_pays_alone_is_not_owed_by_us(life: Invoiced) -> None:
    made = now(life.invoice(life.going_on()))
    assert made.paid_on is None and made.state == InvoiceState.ACCEPTED and made.reference.startswith("IN-")
