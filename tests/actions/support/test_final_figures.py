"""A contribution comes off once: before the plan was written, or from its lines, as the policy says."""

from dataclasses import replace

import pytest

from selfdirect.actions.support.final_figures import worked_out
from selfdirect.actions.support.policy import policy
from selfdirect.rules import budget_lines
from tests.actions.first_half import Town, town
from tests.actions.story import DECIDED_ON, approved, finalised, support

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


def test_where_policy_takes_the_contribution_off_after_the_plan_it_is_shared_over_what_is_charged(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfdirect.actions.support.final_figures.AT_PLANNING", "never")
    free_line = support(what="Equipment hire", is_chargeable=False)
    budget = finalised(approved(here, support(quantity_hundredths=300), free_line))
    pays = budget.contribution_pence_weekly
    assert 0 < pays <= 4800
    assert budget.gross_pence_weekly == 4800 + 8000
    assert [line.net_pence_weekly for line in budget.lines.order_by("pk")] == [4800 - pays, 8000]
    assert policy().on(DECIDED_ON).choice(budget_lines.SUBTRACTED) == budget_lines.AT_PLANNING


@pytest.mark.requirement("R-FIN-03", "R-FIN-04", "R-FIN-08")
def test_a_share_of_the_plan_is_taken_of_the_lines_that_are_charged_for(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = approved(here, support(quantity_hundredths=300), support(what="Day club", category="day_activity"))
    day = policy().on(DECIDED_ON)
    free = ({"code": "day_activity", "label": "Day club", "reason": "The council gives it."},)
    chosen = {"charging.method": "share_of_plan", "charging.share_of_plan": 75, "charging.not_charged": free}
    changed = {
        key: replace(day.value(key), amount=amount)
        for key, amount in {**chosen, budget_lines.SUBTRACTED: "after_plan"}.items()
    }
    values = replace(day, values_by_key={**day, **changed})
    found = worked_out(decision, list(decision.plan.lines.order_by("pk")), values)
    assert found.free_because == ("", "The council gives it.")
    assert found.final.adult_pays_pence_weekly == 3600, "75% of 48.00, below the means test"
    assert found.nets == (1200, 8000)
    assert found.final.gross_pence_weekly == found.final.adult_pays_pence_weekly + found.final.net_pence_weekly
