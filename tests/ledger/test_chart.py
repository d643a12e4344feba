"""The chart of accounts."""

import pytest

from selfdirect.ledger import chart


def test_codes_are_built_from_references() -> None:
    assert chart.free("B-1") == "budget:B-1:free"
    assert chart.committed("B-1") == "budget:B-1:committed"
    assert chart.reserved("B-1") == "budget:B-1:reserved"
    assert chart.paid("B-1") == "budget:B-1:paid"
    assert chart.owed("P_2.x") == "payee:P_2.x:owed"
    assert chart.employer_reserve("B-1") == "budget:B-1:employer"
    assert chart.recovered("B-1") == "budget:B-1:recovered"
    assert chart.due_back("P-1") == "payee:P-1:due_back"
    assert chart.contribution("B-1") == "person:B-1:contribution"


def test_budgets_and_payees_grow_by_credit_and_stay_above_zero() -> None:
    codes = [chart.free("B1"), chart.committed("B1"), chart.reserved("B1"), chart.paid("B1"), chart.owed("P1")]
    for code in (*codes, chart.employer_reserve("B1"), chart.recovered("B1")):
        assert (chart.kind_of(code).normal, chart.kind_of(code).may_go_below_zero) == ("credit", False)


def test_what_must_come_back_grows_by_debit_and_stays_above_zero() -> None:
    kind = chart.kind_of(chart.due_back("P1"))
    assert (kind.normal, kind.may_go_below_zero) == ("debit", False)


def test_whoever_puts_money_in_has_an_account_that_grows_by_debit_and_may_go_below_zero() -> None:
    for code in (chart.FUNDING, chart.NHS_FUNDING, chart.contribution("B1"), chart.BANK):
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
        "nhs:bank",
        "nhs:funding:x",
        "budget:B1:due_back",
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
