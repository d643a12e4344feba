"""Every amount has somebody who decides on it, and it is never whoever proposed it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.decisions import LADDER, DecisionFacts, Route, ladder_faults, may_decide, who_may_decide
from selfdirect.rules.values import Cell, ValueRefused, Values
from tests.rules.packs import on
from tests.rules.samples import SINCE, value


def _row(role: str, lowest: int, highest: int | str, *, above: bool = True, **more: Cell) -> dict[str, Cell]:
    return {
        "role": role,
        "lowest_pence_weekly": lowest,
        "lowest_inclusive": not above,
        "highest_pence_weekly": highest,
        "highest_inclusive": highest != "none",
        **more,
    }


# Council A's two amounts: £250 and £415 a week.
TABLE = (
    _row("social_worker", 0, 250_00, above=False, label="Senior social worker"),
    _row("team_manager", 250_00, 415_00),
    _row("panel_member", 415_00, "none"),
)


def _values(*table: dict[str, Cell]) -> Values:
    return Values({LADDER: value(LADDER, table)}, SINCE, "fingerprint")


@pytest.mark.requirement("R-DEC-01")
@pytest.mark.parametrize(
    ("pence", "role"),
    [
        (0, "social_worker"),
        (250_00, "social_worker"),
        (250_01, "team_manager"),
        (415_00, "team_manager"),
        (415_01, "panel_member"),
        (9_999_999_99, "panel_member"),
    ],
)
def test_the_ladder_keeps_to_its_amounts_to_the_penny(pence: int, role: str) -> None:
    assert who_may_decide(pence, _values(*TABLE)).roles == (role,)


def test_the_reason_is_in_plain_words() -> None:
    known = _values(*TABLE)
    assert who_may_decide(100_00, known).reason == (
        "£100.00 a week is decided by: Senior social worker (from £0.00 up to £250.00 a week)."
    )
    assert "Panel member (above £415.00 a week)" in who_may_decide(500_00, known).reason
    assert who_may_decide(500_00, known).working[-1].amount == "Panel member"


def test_a_row_for_the_client_group_goes_first() -> None:
    known = _values(*TABLE, _row("panel_member", 0, "none", above=False, client_group="mental_health"))
    assert who_may_decide(10_00, known, "mental_health").roles == ("panel_member",)
    assert who_may_decide(10_00, known, "older_people").roles == ("social_worker",)


def test_two_roles_may_share_a_step() -> None:
    known = _values(*TABLE, _row("panel_member", 0, 250_00, above=False))
    assert who_may_decide(10_00, known).roles == ("social_worker", "panel_member")


def test_an_amount_in_a_gap_is_nobody_s_to_decide() -> None:
    with pytest.raises(ValueRefused, match=r"does not say who decides on £300\.00"):
        who_may_decide(300_00, _values(TABLE[0], TABLE[2]))


@pytest.mark.requirement("R-DEC-16")
def test_nobody_decides_on_their_own_proposal() -> None:
    route = who_may_decide(300_00, _values(*TABLE))
    assert may_decide("team_manager", "2", "1", route) is None
    refused = may_decide("team_manager", "1", "1", route)
    assert refused is not None
    assert "somebody else must decide" in refused


def test_the_wrong_role_is_told_who_decides() -> None:
    refused = may_decide("social_worker", "2", "1", who_may_decide(300_00, _values(*TABLE)))
    assert refused is not None
    assert "Team manager" in refused


def test_a_whole_ladder_has_no_fault() -> None:
    assert ladder_faults(TABLE) == ()


def test_gaps_and_overlaps_in_a_ladder_are_found() -> None:
    assert ladder_faults((TABLE[0], TABLE[2])) == (
        "Nobody decides on £250.01 a week.",
        "Nobody decides on £414.99 a week.",
        "Nobody decides on £415.00 a week.",
    )
    overlap = _row("panel_member", 415_00, "none", above=False)
    assert ladder_faults((*TABLE[:2], overlap)) == ("Two rows hold £415.00 a week.",)
    assert "Nobody decides on £0.00 a week." in ladder_faults((_row("panel_member", 0, "none"),))


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=4).map(sorted), st.integers(0, 20_000))
def test_a_ladder_without_fault_routes_every_amount_once(ends: list[int], pence: int) -> None:
    starts = [0, *ends]
    highs: list[int | str] = [*ends, "none"]
    table = tuple(
        _row(f"role_{place}", low, high, above=place > 0)
        for place, (low, high) in enumerate(zip(starts, highs, strict=True))
    )
    assert ladder_faults(table) == ()
    assert len(who_may_decide(pence, _values(*table)).roles) == 1


def _real(council: str, pence: int, group: str = "physical", **facts: Any) -> Route:
    return who_may_decide(pence, on(council), group, DecisionFacts(**facts))


@pytest.mark.requirement("R-DEC-01")
@pytest.mark.requirement("R-DEC-09")
@pytest.mark.parametrize(
    ("pence", "label"),
    [
        (250_00, "Care manager"),
        (250_01, "Team manager"),
        (415_00, "Team manager"),
        (415_01, "Practice development meeting"),
    ],
)
def test_what_is_above_the_top_of_the_ladder_goes_to_the_meeting(pence: int, label: str) -> None:
    assert _real("council_a", pence).label == label


@pytest.mark.requirement("R-DEC-01")
@pytest.mark.parametrize(("pence", "weekly"), [(300_00, 1), (300_01, 2)])
def test_exactly_three_hundred_pounds_is_for_the_lower_session(pence: int, weekly: int) -> None:
    panel = _real("council_b", pence).panel
    assert panel and panel.sessions_weekly == weekly and panel.remit == "budget"
    assert "Group manager (chair)" in panel.members


@pytest.mark.requirement("R-DEC-06")
@pytest.mark.parametrize(
    ("present", "role"), [(None, "team_manager"), (200_00, "team_manager"), (199_99, "panel_member")]
)
def test_only_a_difference_from_the_present_support_goes_to_the_panel(present: int | None, role: str) -> None:
    found = _real("council_c", 200_00, present_pence_weekly=present)
    assert found.roles == (role,)
    assert found.condition == ("disparity" if role == "panel_member" else "")


@pytest.mark.requirement("R-DEC-07")
def test_every_decision_of_one_client_group_goes_to_the_panel_with_its_presenter() -> None:
    found = _real("council_c", 1_00, "mental_health", present_pence_weekly=1_00)
    assert (found.roles, found.condition, found.label) == (("panel_member",), "client_group", "Risk enablement panel")
    assert _real("council_b", 100_00, "mental_health").presenter == "Self-directed support co-ordinator"
    assert _real("council_b", 100_00).presenter == ""


@pytest.mark.requirement("R-DEC-08")
@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        ({}, "within_allocation"),
        ({"undue_risk": True}, "undue_risk"),
        ({"exception": True}, "exception"),
        ({"allocation_pence_weekly": 299_99}, ""),
        ({"allocation_pence_weekly": None}, ""),
    ],
)
def test_what_is_within_the_allocation_goes_straight_through_unless_something_is_open(
    facts: dict[str, Any], condition: str
) -> None:
    found = _real("council_d", 300_00, **{"allocation_pence_weekly": 300_00} | facts)
    assert found.condition == condition
    assert found.straight_through is (condition == "within_allocation") is (found.roles == ())
    assert may_decide("team_manager", "one", "two", found) is None or found.roles != ("team_manager",)


def test_no_council_without_the_switch_lets_anything_straight_through() -> None:
    for council in ("westminster", "council_a", "council_b", "council_c", "council_e"):
        assert _real(council, 100_00, allocation_pence_weekly=300_00).roles


def test_an_undue_risk_goes_to_the_risk_panel_and_a_stage_may_have_one_decider() -> None:
    assert _real("council_e", 100_00, undue_risk=True).label == "Risk enablement process"
    assert _real("council_e", 100_00).label == "Manager"
    assert _real("council_d", 900_00, stage="plan_and_budget").label == "Practitioner"
    assert _real("council_d", 900_00, stage="plan_and_budget", undue_risk=True).label == "Local panel"
    assert _real("council_d", 1_00, stage="spending").label.startswith("Board")
