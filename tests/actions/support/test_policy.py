"""The policy is loaded once, asked for a date, and what was relied on is written down with what was done."""

from datetime import date

import pytest

from selfdirect.actions.action import action, tell
from selfdirect.actions.support.policy import holidays_around, in_working_days, policy, policy_on
from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from tests.actions.paying_people import ON, Office


@action(needs=None)
def look_it_up(*, on: date, by: User) -> None:
    policy_on(on)
    tell("Looked")


def test_it_is_loaded_once_for_the_council_of_the_settings() -> None:
    assert policy() is policy()
    assert policy().council == "westminster"


def test_what_an_action_relied_on_is_written_down_with_it(here: Office) -> None:
    look_it_up(on=ON, by=here.worker)
    assert AuditEntry.objects.get().policy_fingerprint == policy().on(ON).fingerprint


def test_it_cannot_be_relied_on_outside_an_action() -> None:
    with pytest.raises(RuntimeError, match="none under way"):
        policy_on(ON)


def test_working_days_step_over_weekends_and_bank_holidays() -> None:
    assert in_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert {date(2026, 12, 25), date(2027, 1, 1), date(2025, 12, 25)} <= holidays_around(date(2026, 6, 1))
