"""The days to answer, the code money goes to, and whose it is: every penny of what comes back."""

from datetime import date, timedelta

import pytest

from selfdirect.policy import load
from selfdirect.rules.recouping import ANSWER_DAYS, budget_code, each_funders_part, may_come_back_from
from selfdirect.rules.values import ValueRefused

ON = date(2026, 6, 15)


def test_the_days_to_answer_come_from_the_policy() -> None:
    values = load("council_b").on(ON)
    assert may_come_back_from(ON, values) == ON + timedelta(days=values.whole(ANSWER_DAYS))


@pytest.mark.requirement("R-UNS-06")
def test_the_code_is_that_of_the_funder_and_the_client_group() -> None:
    values = load("council_b").on(ON)
    own, everybody = budget_code("council", "mental_health", values), budget_code("council", "older", values)
    assert own != everybody and budget_code("nhs", "mental_health", values) not in {own, everybody}
    with pytest.raises(ValueRefused, match="no code for the own's money"):
        budget_code("own", "older", values)


def test_each_funder_gets_its_part_and_never_more_than_it_paid() -> None:
    assert each_funders_part(101, [300, 100]) == (76, 25)
    with pytest.raises(ValueError, match="More cannot come back"):
        each_funders_part(401, [300, 100])
