"""Choosing how to hold a budget in a real browser, from the first wish to a second look; axe looks each time."""

import pytest

from selfdirect.actions import demo
from selfdirect.actions.support.timer import timer
from tests.actions.choosing_people import asked, budget_of, challenged, own_user, plan_of, refused, wished
from tests.actions.first_half import ON, line, town, worker_of
from tests.actions.story import DECIDED_ON, choose, talked
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("demonstration", "transactional_db")
@pytest.mark.parametrize("width", [1280, 320])
def test_each_page_of_a_choice_is_whole_on_a_desk_and_on_a_phone(width: int, visit: Visit) -> None:
    here = town()
    plan = plan_of(here, line(provider_name="Corner Gym"))
    person, worker = plan.person, worker_of(plan.person)
    own = own_user(here, person)
    demo.set_date(today=ON, on=ON, by=timer())
    visitor = visit(width=width)
    my, staff = f"/my/{person.pk}", f"/staff/people/{person.pk}"
    visitor.be(own).go(f"{my}/wish/").choose("option", "direct_payment").fill(own_reason="I want to choose.")
    visitor.press("This is what I would like").sees("arranges this by")
    visitor.be(worker).go(f"{staff}/ways/{plan.pk}/").sees("I want to choose.")
    visitor.go(f"{staff}/ways/{plan.pk}/wish/").go(f"{staff}/help-to-choose/advocate/")
    asked(person, "peer_talk")
    wished(plan, "council_managed", key="again")
    budget = budget_of(here, plan)
    demo.set_date(today=DECIDED_ON, on=DECIDED_ON, by=timer())
    at = f"{staff}/budgets/{budget.pk}/holding/"
    visitor.go(f"{at}later/").sees("Start now and choose later")
    record = refused(budget)
    visitor.be(own).go(f"{my}/budgets/{budget.pk}/ways/").sees("I do not agree")
    visitor.go(f"{my}/budgets/{budget.pk}/disagree/{record.pk}/")
    made = challenged(record)
    visitor.go(f"{my}/budgets/{budget.pk}/ways/").sees("is looking at this again")
    manager = here.cast.managers[0]
    visitor.be(manager).go(f"{staff}/suitability/{made.pk}/").sees("My sister can help me.")
    talked(budget)
    choose(budget, ("council_managed", "", None))
    visitor.be(own).go(f"{my}/how-it-works/").choose("choice", "5").choose("control", "4").choose("satisfaction", "3")
    visitor.press("Send my answers").sees("Who looks after the money")
    visitor.be(worker).go(at).sees("My sister can help me.")
    visitor.be(manager).go("/staff/ways-of-holding/").sees("By worker")
    visitor.go("/staff/ways-of-holding/?view=public").sees("Too few people have told us")
