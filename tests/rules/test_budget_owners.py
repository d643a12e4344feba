"""Whose money it is and who manages it, by the policy; and how much more is agreed than its owner gave."""

from datetime import date

import pytest

from selfdirect.policy import load
from selfdirect.rules.budget_owners import OWNERS, YEARLY, Owned, OwnedMoney, Spent, by_owner, names, owned
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

ON = date(2026, 6, 15)
ROWS = ({"client_group": "memory", "funder": "council", "owner": "council", "manager": "trust"},)
GIVEN = ({"owner": "council", "manager": "trust", "pence": 100_000},)


def values(given: object = GIVEN) -> Values:
    return Values({OWNERS: value(OWNERS, ROWS), YEARLY: value(YEARLY, given)}, SINCE, "fingerprint")


@pytest.mark.requirement("R-PAY-14")
def test_council_d_s_trust_manages_the_money_of_mental_health_and_owns_none() -> None:
    policy = load("council_d").on(ON)
    assert owned("mental_health", "council", policy) == Owned("council", "trust")
    assert owned("physical", "council", policy) == Owned("council", "council")
    assert owned("mental_health", "nhs", policy) == Owned("nhs", "council")
    assert owned("mental_health", "own", policy) == Owned("person", "trust")
    called = names(policy)
    assert called["trust"] == "Council D mental health trust" and called["council"] == "Council D"
    assert owned("mental_health", "council", load("westminster").on(ON)) == Owned("council", "council")


def test_money_that_nobody_is_said_to_own_is_refused_by_name() -> None:
    with pytest.raises(ValueRefused, match="no row for the council's money of physical"):
        owned("physical", "council", values())


@pytest.mark.requirement("R-PAY-14")
def test_what_is_over_stays_visible_whether_agreed_or_paid() -> None:
    def over(agreed: int, paid: int) -> OwnedMoney:
        (found,) = by_owner([Spent("memory", "council", agreed, paid)], values())
        return found

    assert (over(90_000, 10_000).over_pence, over(90_000, 10_000).left_pence) == (0, 10_000)
    assert (over(130_000, 10_000).over_pence, over(130_000, 10_000).left_pence) == (30_000, -30_000)
    assert over(90_000, 100_001).over_pence == 1
    (unknown,) = by_owner([Spent("memory", "council", 130_000, 5)], values("none"))
    assert unknown.given_pence is None and unknown.over_pence == 0 and unknown.left_pence is None


def test_an_owner_who_gave_and_has_no_budget_yet_is_there_too() -> None:
    (found,) = by_owner([], values())
    assert (found.owned, found.agreed_pence, found.left_pence) == (Owned("council", "trust"), 0, 100_000)
