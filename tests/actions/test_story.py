"""The whole walk holds together, from a referral to a payment the bank confirmed."""

import pytest

from selfdirect.ledger.chart import committed, free, owed
from selfdirect.ledger.reading import balance
from tests.actions.story import approve, confirmed, prepared, sent, story

pytestmark = pytest.mark.django_db


def test_from_a_referral_to_a_first_payment() -> None:
    told = story()
    here, ref = told.town, told.budget.reference
    assert (told.schedule.pence_weekly, told.schedule.from_on) == (8000, told.budget.starts_on)
    promised = balance(committed(ref))
    assert promised == 8000 * 365 // 7
    run = approve(here, prepared(here))
    assert (run.approved_pence, run.approved_lines) == (24000, 1)
    assert balance(owed(told.payee.book_reference)) == 24000
    run = confirmed(here, sent(here, run))
    assert run.state == "closed"
    assert (balance(owed(told.payee.book_reference)), balance(committed(ref))) == (0, promised - 24000)
    assert balance(free(ref)) == told.budget.allotted_pence - promised
