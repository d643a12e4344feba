"""Another contribution is spread over the lines to the penny, whichever way the council takes it off."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED, LineCost
from selfdirect.rules.charge_spread import spread
from selfdirect.rules.values import Values
from tests.rules.samples import SINCE, value

LINES = (LineCost(8000, True), LineCost(3333, True), LineCost(500, False))


def values(when: str) -> Values:
    keys = {SUBTRACTED: when, "charging.method": "means_test"}
    return Values({key: value(key, answer) for key, answer in keys.items()}, SINCE, "fingerprint")


@pytest.mark.requirement("R-FIN-09")
def test_after_the_plan_the_whole_contribution_is_spread_anew() -> None:
    pays, nets = spread(LINES, (7000, 3000, 500), 1333, 2000, values("after_plan"))
    assert pays == 2000 and sum(nets) == 8000 + 3333 + 500 - 2000 and nets[2] == 500
    assert spread(LINES, (7000, 3000, 500), 1333, None, values("after_plan"))[0] == 11333


@pytest.mark.requirement("R-FIN-09")
def test_before_the_plan_only_the_difference_is_spread() -> None:
    pays, nets = spread(LINES, (8000, 3333, 500), 4700, 5000, values(AT_PLANNING))
    assert pays == 5000 and sum(nets) == 8000 + 3333 + 500 - 300 and nets[2] == 500
    pays, nets = spread(LINES, (8000, 3333, 500), 4700, 4000, values(AT_PLANNING))
    assert pays == 4000 and sum(nets) == 8000 + 3333 + 500 + 700
    pays, nets = spread(LINES, (8000, 3333, 500), 4700, None, values(AT_PLANNING))
    assert pays == 4700 + 11333 and nets == (0, 0, 500)
    assert spread((LineCost(0, False),), (0,), 100, 200, values(AT_PLANNING)) == (100, (0,))


@given(some.integers(0, 20000), some.integers(0, 20000))
def test_what_the_person_pays_more_the_council_pays_less_to_the_penny(before: int, after: int) -> None:
    nets = (8000, 3333, 500)
    pays, now = spread(LINES, nets, before, after, values(AT_PLANNING))
    assert sum(nets) + before == sum(now) + pays and min(now) >= 0
