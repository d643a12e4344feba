"""The self-check, an offer of a budget and money kept for emergencies in a real browser; axe looks each time."""

import pytest

from selfdirect.actions import access, demo
from selfdirect.actions.support.timer import timer
from selfdirect.rules.access import Role
from tests.actions.emergencies import with_money_kept
from tests.actions.first_half import town, worker_of
from tests.actions.story import DECIDED_ON, FIRST_PAY_ON
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("demonstration", "transactional_db")
@pytest.mark.parametrize("width", [1280, 320])
def test_each_new_page_is_whole_on_a_desk_and_on_a_phone(width: int, visit: Visit) -> None:
    here = town()
    line = with_money_kept(here)
    person, worker = line.budget.person, worker_of(line.budget.person)
    demo.set_date(today=FIRST_PAY_ON, on=FIRST_PAY_ON, by=timer())
    by = here.cast.administrator
    own = access.add_user(
        email="p@example.org", name="Amara", roles=[Role.PERSON], person_id=person.pk, on=DECIDED_ON, by=by
    )
    visitor = visit(width=width)
    visitor.go("/check/").choose("condition", "yes").choose("hard_things", "yes").choose("wellbeing", "no")
    visitor.press("See what this points to").sees("This is not a decision.")
    visitor.be(own).go(f"/my/{person.pk}/money/").sees("Use it now")
    visitor.go(f"/my/{person.pk}/money/emergencies/{line.pk}/").fill(reason="My sister is ill.")
    visitor.press("Start to use it now").sees("In use")
    visitor.go(f"/my/{person.pk}/plan/").sees("Who may use it")
    assessment = line.budget.plan.planning_amount.indicative_budget.assessment_id
    visitor.be(worker).go(f"/staff/people/{person.pk}/assessments/{assessment}/offer/").choose("outcome", "accepted")
    visitor.press("Save what came of it").sees("Offered, and they want one")
    visitor.go(f"/staff/people/{person.pk}/budgets/{line.budget_id}/").sees("In use")
    visitor.go(f"/staff/people/{person.pk}/").sees("From referral to the eligibility decision")
    visitor.be(here.manager).go("/staff/").sees("Usually takes")
