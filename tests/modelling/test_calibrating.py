"""Prices and points fitted to a budget: nearly all of it and no more, in whole pence and points, within the limits."""

from collections.abc import Mapping
from datetime import date

import pytest

from selfdirect.modelling.calibrating import POINTS, PRICES, CalibrationRefused, Limits, calibrate
from selfdirect.modelling.caseload import Caseload, fictional
from selfdirect.modelling.sides import Side, side
from selfdirect.modelling.what_if import compare
from selfdirect.policy import load

ON = date(2026, 5, 1)


def _live(council: str) -> Side:
    return side("live", load(council), ON)


def _cost(live: Side, people: Caseload) -> int:
    return compare(live, live, people).all.yearly("budget_before")


def _calibrated(council: str, what: str, people: Caseload, limits: Limits):  # type: ignore[no-untyped-def]
    def tried(changes: Mapping[str, str]) -> Side:
        return side("tried", load(council), ON, changes)

    return calibrate(_live(council), people, what, limits, tried)


@pytest.mark.parametrize("council", ["westminster", "council_c"])
def test_one_price_is_the_highest_that_the_budget_pays_for(council: str) -> None:
    live = _live(council)
    people = fictional(1_500, 3, live.values)
    budget = _cost(live, people) * 9 // 10
    found = _calibrated(council, PRICES, people, Limits(budget))
    (price,) = found.found
    assert found.cost_pence_yearly <= budget
    dearer = side("dearer", load(council), ON, {"allocation.price_per_point": f"{(price + 3) / 100:.2f}"})
    assert compare(live, dearer, people).all.yearly("budget_after") > budget
    assert found.changes == {"allocation.price_per_point": f"{price / 100:.2f}"}


def test_prices_by_group_keep_to_least_and_most_and_no_group_falls_further_than_it_may() -> None:
    live = _live("council_d")
    people = fictional(1_500, 3, live.values)
    groups = compare(live, live, people).by_group()
    served = [each for each in groups if each.label != "Mental health"]
    budget = sum(each.yearly("budget_before") for each in served) * 95 // 100
    found = _calibrated("council_d", PRICES, people, Limits(budget, 5_00, 7_00, fall_percent=8))
    assert budget * 97 // 100 <= found.cost_pence_yearly <= budget
    moved = [amount for knob, amount in zip(found.knobs, found.found, strict=True) if knob.name in found.changes]
    assert moved and all(5_00 <= amount <= 7_00 for amount in moved)
    for sums in found.comparison.by_group():
        assert sums.mean("budget_after") >= sums.mean("budget_before") * 92 // 100 - 5
        if sums.label == "Mental health":
            assert sums.winners == sums.losers == 0


@pytest.mark.parametrize("council", ["westminster", "council_d", "council_b"])
def test_points_are_whole_and_never_fewer_than_a_lesser_answers(council: str) -> None:
    live = _live(council)
    people = fictional(1_200, 3, live.values)
    seen = compare(live, live, people)
    elsewhere = sum(each.yearly("budget_before") for each in seen.by_group() if each.label == "Mental health")
    budget = (seen.all.yearly("budget_before") - (elsewhere if council == "council_d" else 0)) * 95 // 100
    found = _calibrated(council, POINTS, people, Limits(budget, 0, 60, move_percent=50))
    assert budget * 97 // 100 <= found.cost_pence_yearly <= budget
    for knob, points in zip(found.knobs, found.found, strict=True):
        assert isinstance(points, int)
        assert points == 0 if knob.now == 0 else knob.now * 0.5 <= points <= knob.now * 1.5
        if knob.not_below is not None:
            assert points >= found.found[knob.not_below]
    assert found.comparison.equity("budget_after").percent is not None


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(1_00, 5_00), "Even the lowest that is allowed costs £"),
        (Limits(10_000_00, fall_percent=5), "So that no group falls by more than 5%, about £"),
        (Limits(10**12, 0, 1_00, fall_percent=5), "too low to keep every group within 5%"),
    ],
)
def test_what_cannot_be_kept_to_is_said_with_what_would_have_to_give(limits: Limits, why: str) -> None:
    live = _live("westminster")
    with pytest.raises(CalibrationRefused, match=why):
        _calibrated("westminster", PRICES, fictional(200, 3, live.values), limits)


def test_there_is_nothing_to_fit_where_budgets_do_not_come_from_points() -> None:
    live = _live("council_a")
    with pytest.raises(CalibrationRefused, match="nothing to fit"):
        _calibrated("council_a", PRICES, fictional(50, 3, live.values), Limits(10**9))
