"""Before anybody is bound one sees gross, contribution and net together, and what each line would cost the person."""

from dataclasses import replace

import pytest

from selfdirect.actions.support.planning import present_lines
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.what_if import what_if
from selfdirect.rules.budget_lines import SUBTRACTED
from selfdirect.rules.values import Values
from tests.actions.first_half import ON, Town, town
from tests.actions.story import approved, support

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


def _values(when: str) -> Values:
    day = policy().on(ON)
    return replace(day, values_by_key={**day, SUBTRACTED: replace(day.value(SUBTRACTED), amount=when)})


@pytest.mark.requirement("R-FIN-07", "R-FIN-08")
def test_gross_contribution_and_net_are_shown_together_with_what_each_service_costs(here: Town) -> None:
    plan = approved(here, support(quantity_hundredths=300)).plan
    found = what_if(plan, present_lines(plan), _values("after_plan"))
    assert found is not None
    assert found.gross_pence_weekly == 4800 == found.contribution_pence_weekly + found.net_pence_weekly
    assert found.contribution_pence_weekly == 4700, "the answer of the means test"
    assert "a week. The person pays £47.00 of it." in found.lines[0]


@pytest.mark.requirement("R-FIN-07")
def test_where_the_contribution_came_off_before_the_plan_it_is_added_to_the_gross(here: Town) -> None:
    plan = approved(here, support(quantity_hundredths=300)).plan
    found = what_if(plan, present_lines(plan), _values("at_planning"))
    assert found is not None
    assert (found.net_pence_weekly, found.lines) == (4800, ())
    assert found.gross_pence_weekly == 4800 + (plan.planning_amount.contribution_pence_weekly or 0)


def test_without_a_line_there_is_nothing_to_say(here: Town) -> None:
    plan = approved(here).plan
    assert what_if(plan, [], _values("after_plan")) is None
