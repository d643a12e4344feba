"""The database counts how budgets are held, in a few questions however many people there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import choosing
from selfdirect.actions.support.holding import way_of
from selfdirect.records.holdings import LineHolding
from selfdirect.records.steering import counted, talked, views
from tests.actions.choosing_people import budget_of, plan_of, wished
from tests.actions.first_half import line, town, worker_of
from tests.actions.story import DECIDED_ON, choose, found_suitable, story
from tests.actions.story import talked as talk

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-DEP-07")
def test_each_person_is_counted_once_by_who_they_are_and_how_it_is_held() -> None:
    here = town()
    both = (line(), line(what="Swimming", outcomes=["community"], quantity_hundredths=100))
    old = budget_of(here, plan_of(here, first_name="Old", date_of_birth=DECIDED_ON.replace(year=1936)))
    young_plan = plan_of(here, *both, first_name="Young")
    wished(young_plan, "direct_payment")
    young = budget_of(here, young_plan)
    waiting = budget_of(here, plan_of(here, first_name="Waiting", client_group="mental_health"))
    talk(old, stage="choosing")
    choosing.start_while_unwell(
        budget=old,
        why="In hospital.",
        own_reason="Not now.",
        chosen_by_name="Old",
        ask_again_on=old.ends_on,
        key="unwell",
        on=DECIDED_ON,
        by=worker_of(old.person),
    )
    talk(young)
    found_suitable(young)
    choose(young, ("direct_payment", "bank_account", None), ("council_managed", "", None))
    found = counted(DECIDED_ON)
    rows = {(row.age_group, row.client_group, row.way, row.is_direct, row.wished_direct): row for row in found}
    assert set(rows) == {
        ("85 and over", "physical", "council_managed", False, False),
        ("45 to 64", "physical", "mixed", True, True),
        ("45 to 64", "mental_health", "not_chosen", False, False),
    }
    assert {row.people for row in rows.values()} == {1}
    assert rows["45 to 64", "physical", "mixed", True, True].worker == worker_of(young.person).name
    assert all(row.team for row in rows.values())
    assert talked(DECIDED_ON) == {"chosen": 2, "more_than_once": 1}
    assert counted(waiting.ends_on + timedelta(days=1)) == []
    assert counted(DECIDED_ON - timedelta(days=1)) == []


@pytest.mark.requirement("R-DEP-07")
def test_a_switch_counts_from_its_day() -> None:
    told = story()
    switches_on = told.budget.starts_on + timedelta(days=7)
    line = told.budget.lines.get()
    for from_on, held_as in ((told.budget.starts_on, "direct_payment"), (switches_on, "council_managed")):
        LineHolding.objects.create(line=line, from_on=from_on, held_as=held_as)
    for on, way in (
        (DECIDED_ON, "direct_payment"),
        (switches_on - timedelta(days=1), "direct_payment"),
        (switches_on, "council_managed"),
    ):
        assert [row.way for row in counted(on)] == [way]
        assert way_of(told.budget, on) == way


@pytest.mark.requirement("R-DEP-23")
def test_the_last_answer_of_each_person_counts_for_the_way_it_was_about() -> None:
    budget = budget_of((here := town()), plan_of(here))
    talk(budget)
    choose(budget, ("council_managed", "", None))
    for number, answers in enumerate(([1, 1, 1], [4, 5, 3])):
        given = dict(zip(("choice", "control", "satisfaction"), answers, strict=True))
        choosing.give_view(
            budget=budget, answers=given, words="", key=f"v{number}", on=DECIDED_ON, by=worker_of(budget.person)
        )
    (found,) = views(DECIDED_ON)
    assert (found.way, found.people) == ("council_managed", 1)
    assert found.good == {"choice": 1, "control": 1, "satisfaction": 0}
    assert views(DECIDED_ON - timedelta(days=1)) == []


def test_one_question_each() -> None:
    for ask in (counted, talked, views):
        with CaptureQueriesContext(connection) as asked:
            ask(DECIDED_ON)
        assert len(asked) == 1
