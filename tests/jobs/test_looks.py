"""Everybody is reminded of every day in good time, once, and only by the agreement that stands."""

from datetime import timedelta

import pytest

from selfdirect.actions.support.policy import in_working_days
from selfdirect.jobs.looks import remind_of_looks
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.reminders import LookReminder
from tests.actions.held_otherwise import held_by_the_council
from tests.actions.story import AGREED_ON, signed, story

pytestmark = pytest.mark.django_db
FIRST_ON = AGREED_ON + timedelta(weeks=4)
DAY = timedelta(days=1)


@pytest.mark.requirement("R-MON-16")
def test_each_day_is_reminded_of_once_and_not_too_early() -> None:
    walked = story()
    day = FIRST_ON
    while in_working_days(day - DAY, 10) >= FIRST_ON:
        day -= DAY
    assert remind_of_looks(day - DAY) == 0
    assert remind_of_looks(day) == 1 and remind_of_looks(day) == 0 and remind_of_looks(day + DAY) == 0
    one = LookReminder.objects.get()
    assert (one.code, one.due_on, one.person, one.on) == ("first_call", FIRST_ON, walked.person, day)
    assert remind_of_looks(AGREED_ON + timedelta(weeks=13)) == 1
    assert set(LookReminder.objects.values_list("code", flat=True)) == {"first_call", "return"}


def test_a_superseded_agreement_reminds_of_nothing_more() -> None:
    walked = story()
    held_by_the_council(walked.budget)
    later = AGREED_ON + timedelta(weeks=3)
    signed(walked.budget, key="again", seen_version=1, on=later, signed_on=later)
    assert remind_of_looks(FIRST_ON) == 0
    assert remind_of_looks(later + timedelta(weeks=4)) == 1
    assert LookReminder.objects.get().agreement == Agreement.objects.get(version=2)
