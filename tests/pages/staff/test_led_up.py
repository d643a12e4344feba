"""On the page of the choice: what to offer first, and who may start while somebody is unwell."""

from selfdirect.pages.staff.led_up import help_group, led_up_to
from tests.actions.choosing_people import asked, budget_of, challenged, plan_of, refused
from tests.actions.first_half import Town, worker_of
from tests.actions.story import DECIDED_ON


def test_each_kind_of_help_is_offered_and_shows_where_it_stands(here: Town) -> None:
    plan = plan_of(here)
    worker = worker_of(plan.person)
    assert [task.state for task in help_group(plan.person, worker, DECIDED_ON).tasks] == ["not_started"] * 3
    asked(plan.person, "advocate", is_wanted=False)
    asked(plan.person, "peer_talk")
    states = {task.name: task.state for task in help_group(plan.person, worker, DECIDED_ON).tasks}
    assert states["Offer somebody to speak for them"] == "done"
    assert states["Offer a talk with somebody who already has a budget"] == "waiting"
    assert not any(task.href for task in help_group(plan.person, here.manager, DECIDED_ON).tasks)


def test_a_challenge_takes_the_place_of_challenging(here: Town) -> None:
    budget = budget_of(here, plan_of(here))
    worker = worker_of(budget.person)
    assert not led_up_to(budget, worker, DECIDED_ON)["may_challenge"]
    record = refused(budget)
    assert led_up_to(budget, worker, DECIDED_ON)["may_challenge"]
    challenged(record)
    found = led_up_to(budget, here.manager, DECIDED_ON)
    assert found["challenge"].why and found["challenge_step"].owner in here.cast.managers
    assert not found["may_challenge"] and found["may_look_again"] and not found["may_start_unwell"]
    refused(budget, key="again")
    assert led_up_to(budget, worker, DECIDED_ON)["may_challenge"], "a new answer may be challenged too"
