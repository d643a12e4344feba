"""What the end of an employment needs to know comes from signed hours of this holiday year."""

from datetime import date

import pytest

from selfdirect.actions.support.employing import open_help, service
from tests.actions.employed import WEEK, employer
from tests.actions.test_timesheets import holder, tess


@pytest.mark.django_db
def test_only_signed_holiday_of_this_holiday_year_was_taken() -> None:
    life = employer()
    one = life.employ()
    user = tess(life, one)
    off = {**WEEK, "worked": [0] * 7, "holiday": [120, 0, 0, 0, 0, 0, 0]}
    life.signed(life.logged(one, by=user, minutes=off), holder(life))
    life.logged(one, week_on=date(2026, 7, 13), on=date(2026, 7, 20), by=user, minutes=off)
    found = service(one, date(2026, 12, 31), 1)
    assert (found.holiday_taken_minutes, found.notice_worked_weeks, found.pence_hourly) == (120, 1, 13_00)
    assert open_help(one) is None
