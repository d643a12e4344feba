"""What is paid of what can be asked, by either rule, at its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.charging_payable import METHODS, PAYABLE_FORMULAS, PAYABLE_INPUTS, method_of, payable
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import values

SHARE = values(charging__method="share_of_plan", charging__share_of_plan=75)


@pytest.mark.requirement("R-FIN-03")
@pytest.mark.parametrize(
    ("assessed", "cost", "pays"),
    [
        (75_00, 100_00, 75_00),
        (75_01, 100_00, 75_00),
        (74_99, 100_00, 74_99),
        (0, 100_00, 0),
        (50_00, 0, 0),
        (None, 100_00, 75_00),
        (100_00, 1_33, 99),
        (100_00, 1, 0),
    ],
)
def test_a_share_of_the_plan_is_paid_up_to_the_means_test(assessed: int | None, cost: int, pays: int) -> None:
    found = payable(assessed, cost, SHARE)
    assert (found.pence_weekly, found.method, found.cost_pence_weekly) == (pays, "share_of_plan", cost)
    assert found.working[-1].amount == pays
    assert not cost or "charging.share_of_plan" in {row.rule for row in found.working}


@pytest.mark.parametrize(
    ("assessed", "cost", "pays"), [(47_00, 100_00, 47_00), (47_00, 46_99, 46_99), (None, 80_00, 80_00), (0, 80_00, 0)]
)
def test_the_means_test_is_paid_up_to_the_cost(assessed: int | None, cost: int, pays: int) -> None:
    assert payable(assessed, cost, values()).pence_weekly == pays


MONEY = st.integers(0, 10_000_00)


@pytest.mark.requirement("R-FIN-03")
@given(st.none() | MONEY, MONEY, st.integers(0, 100))
def test_neither_rule_ever_asks_for_more_than_the_cost_or_the_means_test(
    assessed: int | None, cost: int, percent: int
) -> None:
    for method in METHODS:
        policy = values(charging__method=method, charging__share_of_plan=percent)
        pays = payable(assessed, cost, policy).pence_weekly
        assert 0 <= pays <= cost
        assert assessed is None or pays <= assessed


def test_any_council_may_choose_either_and_no_other() -> None:
    assert set(METHODS) == {"means_test", "share_of_plan"}
    assert method_of(SHARE) == "share_of_plan"
    assert method_of(Values({}, values().on, "none")) == "means_test"
    with pytest.raises(ValueRefused, match="guess"):
        method_of(values(charging__method="guess"))


def test_amounts_below_zero_are_refused() -> None:
    for assessed, cost in ((-1, 0), (0, -1)):
        with pytest.raises(ValueError, match="zero or more"):
            payable(assessed, cost, values())


def test_the_formulas_name_their_inputs() -> None:
    assert set(PAYABLE_INPUTS) == PAYABLE_FORMULAS.inputs
