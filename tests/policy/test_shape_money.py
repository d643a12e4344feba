"""What a council decides about money gives sensible budgets and leaves no sum that nobody may decide."""

from datetime import date

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.shape_money import MONEY
from selfdirect.rules.allocation import AllocationBasis, indicative_budget
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.decisions import who_may_decide
from selfdirect.rules.values import Values

DAY = date(2026, 11, 22)


@pytest.fixture(params=councils())
def values(request: pytest.FixtureRequest) -> Values:
    return load(request.param).on(DAY)


def from_levels(values: Values) -> bool:
    """Whether budgets come from the level of support with each outcome. test_shape_allocation.py has the others."""
    choices = (values.choice("allocation.method"), values.choice("allocation.scored_from"))
    return choices == ("points_by_price", "outcome_levels")


@pytest.fixture(params=[council for council in councils() if from_levels(load(council).on(DAY))])
def scored(request: pytest.FixtureRequest) -> Values:
    return load(request.param).on(DAY)


def test_every_value_is_there_or_hangs_on_a_choice(values: Values) -> None:
    for shape in MONEY:
        needed = shape.only_if is None or values.choice(shape.only_if[0]) == shape.only_if[1]
        assert shape.key in values or not needed, shape.key


def test_more_help_never_gives_less_money(scored: Values) -> None:
    for outcome in OUTCOMES:
        budgets = [indicative_budget(AllocationBasis({outcome: level}), scored).pence_weekly for level in LEVELS]
        assert budgets == sorted(budgets), outcome


def test_typical_budgets_are_between_eighty_and_nine_hundred_and_fifty_pounds(scored: Values) -> None:
    least = indicative_budget(AllocationBasis({"nutrition": "some", "hygiene": "some"}), scored).pence_weekly
    most = indicative_budget(AllocationBasis(dict.fromkeys(OUTCOMES, "all_the_time")), scored).pence_weekly
    assert 80_00 <= least < most <= 950_00


@pytest.mark.parametrize("pence_weekly", [0, 1, 499_99, 500_00, 500_01, 10_000_00])
def test_every_sum_has_exactly_one_who_decides(values: Values, pence_weekly: int) -> None:
    assert len(who_may_decide(pence_weekly, values).roles) == 1


def test_no_real_account_is_in_the_data(values: Values) -> None:
    assert values.value("payments.originator").status == "illustrative"
