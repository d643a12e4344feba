"""Money taken off for a carer's help is given back by date, in whole or part, and no point changes."""

from datetime import date

import pytest

from selfdirect.rules.allocation import AllocationBasis, indicative_budget
from selfdirect.rules.carer_help import restore_carer_adjustment
from selfdirect.rules.values import Amount, Values
from tests.rules.packs import on, policy
from tests.rules.people import answers, known
from tests.rules.test_allocation import policy_values

DAY = date(2025, 9, 1)
BASIS = AllocationBasis({"nutrition": "all_the_time", "hygiene": "a_lot"}, carer_hours=250)


def helped(ceiling: Amount = "none") -> Values:
    """25 points at £4.25 are £106.25; 2.5 hours at £12.00 take off £30.00 and leave £76.25."""
    return policy_values(carer_adjustment="hours_by_rate", ceiling=ceiling)


@pytest.mark.requirement("R-RAS-07")
@pytest.mark.parametrize(("percent", "back", "weekly"), [(100, 30_00, 106_25), (50, 15_00, 91_25), (0, 0, 76_25)])
def test_the_share_given_back_is_the_whole_or_a_part(percent: int, back: int, weekly: int) -> None:
    found = restore_carer_adjustment(indicative_budget(BASIS, helped()), percent, DAY, helped(), "learning")
    assert (found.given_back_pence_weekly, found.still_off_pence_weekly) == (back, 30_00 - back)
    assert (found.pence_weekly, found.from_on, found.points) == (weekly, DAY, 25)
    assert found.working[-1].amount == weekly
    assert "From 1 September 2025" in found.words


@pytest.mark.requirement("R-RAS-07")
def test_when_the_carer_falls_ill_the_money_goes_up_and_the_points_stay() -> None:
    """S35: Council C's allocation was lowered for a carer's help; the carer falls ill; nothing is assessed again."""
    given = answers(policy("council_c"), known())
    basis = AllocationBasis(answers=given, carer_hours=500, client_group="physical")
    values = on("council_c")
    before = indicative_budget(basis, values)
    alone = indicative_budget(AllocationBasis(answers=given, client_group="physical"), values)
    found = restore_carer_adjustment(before, 100, DAY, values, "physical")
    assert before.pence_weekly < found.pence_weekly == alone.pence_weekly
    assert found.points == before.points == alone.points


def test_a_hard_ceiling_still_holds_and_a_share_that_cannot_be_is_refused() -> None:
    ceiling = ({"client_group": "all", "highest_pence_weekly": 100_00, "kind": "hard"},)
    values = helped(ceiling)
    assert restore_carer_adjustment(indicative_budget(BASIS, values), 100, DAY, values, "all").pence_weekly == 100_00
    for percent in (-1, 101):
        with pytest.raises(ValueError, match="from 0 to 100"):
            restore_carer_adjustment(indicative_budget(BASIS, values), percent, DAY, values, "all")
