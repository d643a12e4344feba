"""What is due to whoever must be paid, and which claim it comes off."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions.support.paying_straight import (
    card_budgets,
    due_between,
    lists_of,
    may_not_be_paid,
    placed,
    without_a_list,
)
from selfdirect.records.payees import NameCheck
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, PAY_ON, STARTS_ON, Office, people_to_pay
from tests.actions.test_must_be_paid import FIRST_DUE_ON, listed

pytestmark = pytest.mark.django_db

AUGUST = date(2026, 8, 31)


def test_what_is_due_comes_soonest_first_and_ends_with_the_budget(here: Office, schedule: PaymentSchedule) -> None:
    listed(here, schedule)
    listed(here, schedule, what="Day centre", every="monthly", due_on=date(2026, 7, 1))
    found = due_between(lists_of([schedule.budget_id]), STARTS_ON, date(2026, 7, 10))
    assert [(one.item.what, one.on) for one in found] == [
        ("Day centre", date(2026, 7, 1)),
        ("Ana, wages", FIRST_DUE_ON),
        ("Ana, wages", date(2026, 7, 10)),
    ]
    last = due_between(lists_of([schedule.budget_id]), schedule.budget.ends_on, date(2028, 1, 1))
    assert not last


def test_each_takes_from_what_the_one_before_left(here: Office, schedule: PaymentSchedule) -> None:
    listed(here, schedule, pence=16300 * 30)
    wanted = due_between(lists_of([schedule.budget_id]), STARTS_ON, date(2026, 7, 10))
    first, second = placed(wanted, PAY_ON)
    assert first.left and first.left.pence == 16300 * 52 and second.left is None
    assert list(may_not_be_paid([first, second], PAY_ON)) == [second.due.code]
    assert placed(wanted, PAY_ON, ["prepaid_card"])[0].left is None, "this holder has no card"


def test_an_account_that_is_somebody_elses_is_not_paid(here: Office, schedule: PaymentSchedule) -> None:
    made = listed(here, schedule)
    NameCheck.objects.create(payee=made.payee, how="service", answer="no_match", on=ON, by=here.finance)
    (found,) = placed(due_between(lists_of([schedule.budget_id]), STARTS_ON, FIRST_DUE_ON), PAY_ON)
    assert "not theirs" in may_not_be_paid([found], PAY_ON)[found.due.code]


def test_whoever_has_a_card_and_no_list_is_found(here: Office) -> None:
    with_list, without = people_to_pay(2, here, payee_kind="prepaid_card")
    people_to_pay(1, here)
    listed(here, with_list)
    assert card_budgets(PAY_ON) == [with_list.budget_id, without.budget_id]
    assert without_a_list(PAY_ON) == [without.budget]


def test_the_queries_do_not_grow_with_the_people(here: Office) -> None:
    counts = []
    for _ in range(2):
        for one in people_to_pay(3, here, payee_kind="prepaid_card"):
            listed(here, one)
        with CaptureQueriesContext(connection) as found:
            placed(due_between(lists_of(card_budgets(PAY_ON)), PAY_ON, AUGUST), PAY_ON)
        counts.append(len(found))
    assert counts[0] == counts[1]
