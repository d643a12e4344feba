"""Closing the book in a real browser; axe looks at each page."""

from datetime import timedelta

import pytest
from django.db import transaction

from selfdirect.actions import demo
from selfdirect.actions.support.timer import timer
from selfdirect.ledger import chart
from selfdirect.ledger.posting import record_assertion
from tests.actions.first_half import ON, town
from tests.journeys.conftest import Visit
from tests.ledger.book import allot

pytestmark = pytest.mark.journey
LAST = ON.replace(day=1) - timedelta(days=1)


@pytest.mark.usefixtures("demonstration", "transactional_db")
def test_the_book_is_closed_on_a_desk(visit: Visit) -> None:
    here = town()
    allot("B1", 1_234_56, on=LAST)
    with transaction.atomic():
        record_assertion(chart.BANK, LAST, 0, "Bank statement 7")
        record_assertion(chart.BANK, ON, -5_00, "Bank statement 8")
    demo.set_date(today=ON, on=ON, by=timer())
    visitor = visit()
    visitor.be(here.cast.approvers[0]).go("/staff/book/").sees("It was never closed")
    visitor.go("/staff/book/close/").press("Close the book").sees("The book is closed up to")
    visitor.go("/staff/book/close/").press("Close the book").sees("Enter the last day to close")
