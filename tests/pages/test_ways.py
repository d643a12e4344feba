"""What pages show of the ways: for a plan and for a budget, and what a holder of money is in words."""

import pytest

from selfdirect.pages.ways import help_of, holder_words, ways_of_budget, ways_of_plan, wishes_of
from selfdirect.records.market import Provider
from tests.actions.choosing_people import asked, budget_of, plan_of, wished
from tests.actions.emergencies import kept_line
from tests.actions.first_half import ON, line, town
from tests.actions.story import DECIDED_ON

pytestmark = pytest.mark.django_db


def test_a_plan_and_its_budget_are_compared_without_what_is_kept_for_emergencies() -> None:
    here = town()
    plan = plan_of(here, line(), kept_line())
    for ways in (ways_of_plan(plan, ON), ways_of_budget(budget_of(here, plan), DECIDED_ON)):
        assert [one.what for one in ways[0].bought] == ["Help to wash and dress"]
        assert all("a week" in way.money for way in ways)


def test_wishes_come_latest_first_in_the_words_of_the_policy() -> None:
    plan = plan_of(town())
    wished(plan, "unsure", own_reason="")
    wished(plan, "council_managed")
    found = wishes_of(plan, ON)
    assert [one.option for one in found] == ["The council looks after the money", "Not sure yet"]


def test_help_says_who_has_it_and_by_when() -> None:
    plan = plan_of(town())
    asked(plan.person, "peer_talk", who="Bo")
    (found,) = help_of(plan.person)
    assert found.what == "A talk with somebody who already has a budget: Bo"
    assert found.is_open and found.owner and found.due_on and found.due_on > ON


@pytest.mark.requirement("R-DEP-17")
def test_a_holder_that_gives_care_says_so() -> None:
    landlord = Provider(name="x", holder_kind="extra_care_landlord", what_they_do="Flats with care.", gives_care=True)
    assert holder_words(landlord) == (
        "Landlord of extra-care housing. Flats with care. They also give care, so ask how they keep the two apart"
    )
    assert holder_words(Provider(name="y", gives_care=False)) == ""
