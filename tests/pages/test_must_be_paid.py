"""The rows of the list, with what is known of each account."""

from datetime import date

import pytest

from selfdirect.actions.payees import record_name_check
from selfdirect.pages.must_be_paid import listed as shown
from selfdirect.pages.must_be_paid import typed
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import Office, office, people_to_pay
from tests.actions.test_must_be_paid import FIRST_DUE_ON, listed
from tests.actions.test_same_day_runs import paid_first, pay_straight, through

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def schedule(here: Office) -> PaymentSchedule:
    return people_to_pay(1, here)[0]


def test_an_account_is_unchecked_then_checked_then_paid_into(here: Office, schedule: PaymentSchedule) -> None:
    paid_first(here)
    made = listed(here, schedule)
    (row,) = shown(schedule.budget, date(2026, 7, 4))
    assert (row.next_on, row.account_ending, row.checked) == (date(2026, 7, 10), "9911", "The name was not checked yet")
    record_name_check(payee=made.payee, how="phone", answer="match", key="c", on=FIRST_DUE_ON, by=here.finance)
    assert shown(schedule.budget, FIRST_DUE_ON)[0].checked == "The name matches"
    through(here, pay_straight(here, schedule))
    (row,) = shown(schedule.budget, date(2027, 6, 26))
    assert (row.checked, row.next_on) == ("We paid into it on 3 July 2026", None)
    assert typed(made) == {"what": "Ana, wages", "pence": 20000, "every": "weekly", "due_on": FIRST_DUE_ON}
