"""What the NHS pays of a plan is agreed first, and its no to a direct payment touches only its own part."""

import pytest

from selfdirect.rules.joint_funding import (
    AGREED,
    ANSWERS,
    NOT_ASKED,
    REFUSED,
    Joint,
    holding_refused,
    joint_problems,
    may_ask,
    share_refused,
)
from selfdirect.rules.money import ALL_OF_IT
from selfdirect.rules.values import Values
from tests.rules.samples import SINCE, value


def values(fully: bool = False, asks: bool = True) -> Values:
    keys = {"joint_funding.fully_funded": fully, "joint_funding.health_direct_payments": asks}
    return Values({key: value(key, answer) for key, answer in keys.items()}, SINCE, "fingerprint")


@pytest.mark.parametrize(("share", "refused"), [(0, False), (1, False), (ALL_OF_IT, False), (-1, True), (10_001, True)])
def test_a_share_is_from_nothing_to_all(share: int, refused: bool) -> None:
    assert bool(share_refused(share, is_contingency=False)) is refused


def test_money_for_emergencies_is_the_councils_alone() -> None:
    assert "council's alone" in share_refused(100, is_contingency=True)
    assert share_refused(0, is_contingency=True) == ""


@pytest.mark.requirement("R-PAY-11")
def test_a_plan_that_the_nhs_pays_towards_says_which_body_agreed() -> None:
    assert joint_problems([0, 0], None, values()) == ()
    (problem,) = joint_problems([0, 5000], None, values())
    assert problem.field == "joint_funding" and "which NHS body" in problem.message
    assert joint_problems([0, 5000], Joint("The board", NOT_ASKED), values()) == ()


@pytest.mark.requirement("R-PAY-13")
def test_a_package_paid_in_full_by_the_nhs_is_held_only_where_the_council_has_that_power() -> None:
    joint = Joint("The board", AGREED)
    (problem,) = joint_problems([ALL_OF_IT, ALL_OF_IT], joint, values())
    assert "Pass it to the NHS" in problem.message
    assert joint_problems([ALL_OF_IT, ALL_OF_IT], joint, values(fully=True)) == ()
    assert joint_problems([ALL_OF_IT, 9_999], joint, values()) == ()


@pytest.mark.requirement("R-PAY-12")
def test_a_no_of_the_nhs_stops_only_its_own_part_from_being_a_direct_payment() -> None:
    refused = Joint("The board", REFUSED)
    assert "said no" in holding_refused("Nursing", "direct_payment", nhs_pays=True, joint=refused)
    assert "Ask the NHS" in holding_refused("Nursing", "direct_payment", nhs_pays=True, joint=Joint("B", NOT_ASKED))
    assert "Ask the NHS" in holding_refused("Nursing", "direct_payment", nhs_pays=True, joint=None)
    for way, nhs_pays, joint in (
        ("direct_payment", False, refused),
        ("council_managed", True, refused),
        ("third_party", True, refused),
        ("direct_payment", True, Joint("The board", AGREED)),
    ):
        assert holding_refused("Nursing", way, nhs_pays=nhs_pays, joint=joint) == ""


def test_whether_the_nhs_is_asked_at_all_is_the_councils_policy() -> None:
    assert may_ask(values()) and not may_ask(values(asks=False))
    assert set(ANSWERS) == {AGREED, REFUSED, NOT_ASKED}
