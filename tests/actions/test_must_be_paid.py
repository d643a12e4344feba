"""The list of who must be paid: put on it, changed, taken off; and bad input in words."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import must_be_paid
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.paying_straight import lists_of
from selfdirect.records.direct_payments import Payee
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.payees import NumbersCheck
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office, problems, said

pytestmark = pytest.mark.django_db

FIRST_DUE_ON = date(2026, 7, 3)


def listed(here: Office, schedule: PaymentSchedule, **more: Any) -> MustBePaid:
    words = {
        "budget": schedule.budget,
        "what": "Ana, wages",
        "account_name": "Ana Example",
        "sort_code": "20-00-00",
        "account_number": "55779911",
        "pence": 20000,
        "every": "weekly",
        "due_on": FIRST_DUE_ON,
        "on": ON,
        "by": here.worker,
    } | more
    return must_be_paid.put_on_list(key=f"list-{words['what']}-{schedule.pk}", **words)


def test_somebody_is_put_on_the_list_with_a_checked_account(here: Office, schedule: PaymentSchedule) -> None:
    made = listed(here, schedule)
    payee = Payee.objects.get(kind="paid_straight")
    assert (made.payee, payee.account_number, payee.person) == (payee, "55779911", schedule.person)
    assert NumbersCheck.objects.filter(payee=payee).exists()
    words = "Ana, wages was put on the list of who must be paid: £200.00 every week, from 3 July 2026."
    assert words in said(f"MustBePaid:{made.pk}")


def test_it_is_changed_and_taken_off(here: Office, schedule: PaymentSchedule) -> None:
    made = listed(here, schedule)
    words = {"what": "Ana, wages", "pence": 25000, "every": "four_weekly", "due_on": FIRST_DUE_ON, "on": ON}
    changed = must_be_paid.change_item(item=made, key="change", by=here.worker, **words)
    (now,) = lists_of([schedule.budget_id])
    assert (now, now.pence, now.known_as) == (changed, 25000, made.pk)
    with pytest.raises(Refused, match="changed or taken off since"):
        must_be_paid.take_off_list(item=made, key="off-1", on=ON, by=here.worker)
    must_be_paid.take_off_list(item=changed, key="off-2", on=ON, by=here.worker)
    assert lists_of([schedule.budget_id]) == []


def test_everything_wrong_is_said_at_once(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(Refused) as refused:
        listed(
            here, schedule, what=" ", pence=0, every="daily", due_on=date(2031, 1, 1), account_name="", sort_code="1"
        )
    found = problems(refused)
    assert set(found) == {"what", "pence", "every", "due_on", "account_name", "sort_code"}
    assert "within the budget: 29 June 2026 to 27 June 2027" in found["due_on"]
    assert not Payee.objects.filter(kind="paid_straight").exists()


def test_an_auditor_or_approver_puts_nobody_on_it(here: Office, schedule: PaymentSchedule) -> None:
    with pytest.raises(NotAllowed):
        listed(here, schedule, by=here.approver)
