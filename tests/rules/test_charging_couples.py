"""A couple looked at together: what they keep, and whether it is enough."""

import pytest

from selfdirect.rules.charging_couples import COUPLE_FORMULAS, COUPLE_INPUTS, couple_view


@pytest.mark.parametrize(("income", "short"), [(152_99, 6), (153_05, 0), (153_06, 0)])
def test_the_shortfall_is_to_the_penny(income: int, short: int) -> None:
    found = couple_view(left_to_person=179_90, partner_income=income, partner_housing=0, couple_floor=332_95)
    assert found.shortfall_pence_weekly == short
    assert found.working[-1].amount == short
    assert ("leaving the person" in found.words) is bool(short)


def test_a_partner_s_housing_never_makes_their_income_less_than_nothing() -> None:
    found = couple_view(left_to_person=100, partner_income=5, partner_housing=50, couple_floor=200)
    assert (found.together_pence_weekly, found.shortfall_pence_weekly) == (100, 100)
    assert set(COUPLE_INPUTS) == COUPLE_FORMULAS.inputs


def test_amounts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        couple_view(left_to_person=0, partner_income=-1, partner_housing=0, couple_floor=0)
