"""A council's values fit each other: teams, steps, roles and options that the rest of the program looks up."""

from datetime import date, timedelta

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.shape_council import COUNCIL, ROLES, STEPS
from selfdirect.rules.values import Values
from selfdirect.rules.work import step_rules

DAYS = [date(2024, 4, 1), date(2025, 4, 1), date(2026, 11, 22)]


@pytest.fixture(params=[(council, day) for council in councils() for day in DAYS], ids=str)
def values(request: pytest.FixtureRequest) -> Values:
    council, day = request.param
    return load(council).on(max(day, load(council).starts_on or day))


SAME_DAY = {"interim_payment", "card_by_phone"}
"""What cannot wait until tomorrow: whoever must be paid, and a card that is to be blocked."""


def test_every_value_is_there(values: Values) -> None:
    assert {shape.key for shape in COUNCIL if shape.only_if is None} <= set(values)


def test_every_group_of_people_has_a_team(values: Values) -> None:
    groups = {row["code"] for row in values.table("profile.client_groups")}
    assert {row["client_group"] for row in values.table("referrals.routing")} == groups


def test_every_step_has_an_owner_a_time_and_words_for_worker_and_person(values: Values) -> None:
    rules = step_rules(values)
    assert tuple(rules) == STEPS
    assert all(rule.owner in ROLES and rule.working_days >= 0 for rule in rules.values())
    assert {code for code, rule in rules.items() if not rule.working_days} == SAME_DAY
    assert all(row["label_person"] for row in values.table("work.steps"))


def test_no_day_from_the_first_to_the_last_of_the_demonstration_lacks_a_value() -> None:
    for council in councils():
        policy = load(council)
        day, keys = policy.starts_on or date(2024, 4, 1), set(policy.on(date(2026, 11, 22)))
        while day <= date(2026, 11, 22):
            assert set(policy.on(day)) == keys
            day += timedelta(days=7)


def test_the_steps_of_the_process_are_numbered_from_one(values: Values) -> None:
    numbers = [row["number"] for row in values.table("process.steps")]
    assert numbers == list(range(1, len(numbers) + 1))
