"""The chart of accounts."""

import pytest

from selfdirect.ledger import chart


def test_codes_are_built_from_references() -> None:
    assert chart.free("B-1") == "budget:B-1:free"
    assert chart.committed("B-1") == "budget:B-1:committed"
    assert chart.reserved("B-1") == "budget:B-1:reserved"
    assert chart.paid("B-1") == "budget:B-1:paid"
    assert chart.owed("P_2.x") == "payee:P_2.x:owed"


def test_budgets_and_payees_grow_by_credit_and_stay_above_zero() -> None:
    for code in (chart.free("B1"), chart.committed("B1"), chart.reserved("B1"), chart.paid("B1"), chart.owed("P1")):
        assert (chart.kind_of(code).normal, chart.kind_of(code).may_go_below_zero) == ("credit", False)


def test_the_councils_accounts_grow_by_debit_and_may_go_below_zero() -> None:
    for code in (chart.FUNDING, chart.BANK):
        assert (chart.kind_of(code).normal, chart.kind_of(code).may_go_below_zero) == ("debit", True)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "budget",
        "budget:free",
        "budget:B1",
        "budget:B1:free:more",
        "budget:B1:spent",
        "budget::free",
        "budget:-1:free",
        "budget:B 1:free",
        "budget:B1:free\n",
        "payee:P1:free",
        "council:funds",
        "council:bank:x",
        "person:P1:owed",
        "Budget:B1:free",
        "budget:" + "x" * 61 + ":free",
        "budget:ڪ:free",
        None,
        7,
    ],
)
def test_a_code_outside_the_chart_is_refused(code: object) -> None:
    with pytest.raises(chart.UnknownAccount):
        chart.kind_of(code)  # type: ignore[arg-type]


@pytest.mark.parametrize("ref", ["", "a:b", "a b", "é", "x" * 61, ".a", None, 5])
def test_a_reference_that_cannot_be_in_a_code_is_refused(ref: object) -> None:
    with pytest.raises(chart.UnknownAccount, match="account code"):
        chart.free(ref)  # type: ignore[arg-type]
