"""A contribution comes off once: before the plan was written, or from its lines, as the policy says."""

import pytest

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
