"""What is still to come is what each claim should have by a day, less what was approved for it."""

from datetime import date

import pytest

from selfdirect.actions.support.expecting import expected_of
from tests.actions.story import FIRST_PAY_ON, paid, story

pytestmark = pytest.mark.django_db


def test_what_was_paid_is_not_expected_again() -> None:
    told = story()
    schedules = list(told.budget.payment_schedules.all())
    (days,) = expected_of(schedules, FIRST_PAY_ON, 2).values()
    assert days[0][0] == FIRST_PAY_ON and len(days) == 2
    first = days[0][1]
    paid(told.town, FIRST_PAY_ON)
    (later,) = expected_of(schedules, FIRST_PAY_ON, 2).values()
    assert later[0] == days[1] and first > 0


def test_nobody_is_expected_nothing() -> None:
    assert expected_of([], date(2026, 7, 6), 3) == {}
