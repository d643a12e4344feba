"""The simulated council's book is closed month by month."""

from datetime import date

import pytest

from selfdirect.demo.book import close_month
from selfdirect.ledger.assertions import compared
from selfdirect.ledger.chain import closed_until, closes
from selfdirect.ledger.chart import BANK
from tests.actions.first_half import town

pytestmark = pytest.mark.django_db


def test_each_month_is_closed_once_some_weeks_after_it_is_over() -> None:
    cast = town().cast
    approver, finance = cast.approvers[0], cast.finance[0]
    assert close_month(approver, finance, date(2026, 3, 5)) == date(2026, 1, 31)
    assert close_month(approver, finance, date(2026, 3, 26)) is None
    assert close_month(approver, finance, date(2026, 4, 2)) == date(2026, 2, 28) == closed_until()
    assert len(closes()) == 2
    assert [one.agrees for one in compared(BANK)] == [True, True]
