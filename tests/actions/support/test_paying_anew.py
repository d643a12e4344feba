"""After a change, schedules are written from its day and what has to come back is a question for somebody."""

from datetime import timedelta

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying import due_back_account
from selfdirect.actions.support.paying_anew import running
from selfdirect.ledger.reading import balance
from selfdirect.records.work import Step
from tests.actions.changing_payments import MIDDLE, paused, resumed
from tests.actions.first_half import town
from tests.actions.story import FIRST_PAY_ON, approved, finalised, paid, story

pytestmark = pytest.mark.django_db


def test_nothing_changes_before_the_agreement() -> None:
    with pytest.raises(Refused, match="agreement has to be signed first"):
        running(finalised(approved(town())))


def test_rows_are_opened_by_the_change() -> None:
    told = story()
    made = paused(told, until_on=MIDDLE + timedelta(days=6))
    assert [(one.from_on, one.pence_weekly) for one in made.schedules.order_by("from_on")] == [
        (MIDDLE, 0),
        (MIDDLE + timedelta(days=7), 8000),
    ]


def test_what_no_later_payment_can_carry_has_to_come_back_and_is_given_up_when_it_is_due_again() -> None:
    told = story()
    paid(told.town, FIRST_PAY_ON)
    made = paused(told)
    owing = due_back_account(told.budget.pk, told.budget.payment_schedules.order_by("pk")[0].payee_id)
    assert balance(owing) == 2 * 8000
    assert Step.objects.open().filter(code="payment_query").exists()
    resumed(made, from_on=MIDDLE + timedelta(days=7))
    assert balance(owing) == 0, "a later payment carries it"
