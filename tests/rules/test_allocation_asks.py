"""Each council asks what its own way of allocating needs, and no more."""

import pytest

from selfdirect.policy import load
from selfdirect.rules.allocation import AllocationBasis
from selfdirect.rules.allocation_asks import asks_for, exception_above
from tests.policy.days import DAY

ASKED = {
    "westminster": (),
    "council_a": ("counted",),
    "council_c": ("questions", "carer", "present"),
    "council_e": ("questions",),
}


@pytest.mark.requirement("R-RAS-01")
@pytest.mark.parametrize(("council", "asked"), ASKED.items())
def test_what_is_asked_follows_from_the_method(council: str, asked: tuple[str, ...]) -> None:
    assert asks_for(load(council).on(DAY), AllocationBasis(client_group="physical")) == asked


@pytest.mark.requirement("R-RAS-11")
def test_a_client_group_outside_the_central_method_is_asked_something_else() -> None:
    values = load("council_b").on(DAY)
    assert "questions" in asks_for(values, AllocationBasis(client_group="physical"))
    assert asks_for(values, AllocationBasis(client_group="mental_health")) == ("counted",)


@pytest.mark.requirement("R-RAS-05")
def test_an_exception_is_asked_for_only_above_such_a_ceiling() -> None:
    values = load("council_b").on(DAY)
    assert exception_above(values, "mental_health") == 120_00
    assert exception_above(values, "physical") is None
