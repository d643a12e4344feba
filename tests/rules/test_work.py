"""Each step has an owner, a length and a due date from policy."""

from datetime import date

import pytest

from selfdirect.rules.values import Value, ValueRefused, Values
from selfdirect.rules.work import STEPS, StepRule, due_on, step_rules, working_days_late

NO_HOLIDAYS: frozenset[date] = frozenset()
SCREEN = {"step": "screen", "label": "Screen the referral", "working_days": 2, "owner": "social_worker"}


def _values(*rows: dict[str, str | int]) -> Values:
    value = Value(STEPS, "Steps", "table", rows, "a source", "illustrative", date(2020, 1, 1))
    return Values({STEPS: value}, date(2026, 11, 20), "f")


def test_a_step_is_due_its_number_of_working_days_later() -> None:
    values = _values(SCREEN)
    expected = StepRule("screen", "Screen the referral", 2, "social_worker", "Screen the referral")
    assert step_rules(values)["screen"] == expected
    assert due_on("screen", date(2026, 11, 20), values, NO_HOLIDAYS) == date(2026, 11, 24)


def test_a_step_may_have_other_words_for_the_person() -> None:
    values = _values({**SCREEN, "label_person": "We look at your request"})
    assert step_rules(values)["screen"].label_person == "We look at your request"


def test_a_step_given_twice_or_not_at_all_is_refused() -> None:
    with pytest.raises(ValueRefused, match="twice"):
        step_rules(_values(SCREEN, SCREEN))
    with pytest.raises(ValueRefused, match="does not say how long"):
        due_on("assess", date(2026, 11, 20), _values(SCREEN), NO_HOLIDAYS)


def test_lateness_counts_working_days_after_the_due_day() -> None:
    assert working_days_late(date(2026, 11, 20), date(2026, 11, 20), NO_HOLIDAYS) == 0
    assert working_days_late(date(2026, 11, 20), date(2026, 11, 22), NO_HOLIDAYS) == 0
    assert working_days_late(date(2026, 11, 20), date(2026, 11, 23), NO_HOLIDAYS) == 1
    assert working_days_late(date(2026, 11, 20), date(2026, 11, 1), NO_HOLIDAYS) == 0
