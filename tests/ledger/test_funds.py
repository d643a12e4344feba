"""Whose money: a budget's reference, and each funder's part of it."""

import pytest

from selfdirect.ledger import chart
from selfdirect.ledger.funds import Funder, budget_of, fund, funded_from, funder_of, funds


def test_each_funder_has_a_reference_of_its_own_under_the_budgets() -> None:
    assert funds("B-000001") == {"council": "B-000001", "nhs": "B-000001.nhs", "own": "B-000001.own"}
    assert [funder_of(ref) for ref in funds("B-000001").values()] == [Funder.COUNCIL, Funder.NHS, Funder.OWN]
    assert {budget_of(ref) for ref in funds("B-000001").values()} == {"B-000001"}
    assert chart.free(fund("B-000001", "nhs")) == "budget:B-000001.nhs:free"


def test_each_funder_puts_money_in_from_an_account_of_its_own() -> None:
    assert funded_from("B-1", Funder.COUNCIL) == chart.FUNDING
    assert funded_from("B-1", "nhs") == chart.NHS_FUNDING
    assert funded_from("B-1", "own") == funded_from("B-1.own", "own") == "person:B-1:contribution"


def test_a_dot_that_names_no_funder_is_part_of_the_reference() -> None:
    assert (budget_of("B.1"), funder_of("B.1")) == ("B.1", Funder.COUNCIL)
    assert (budget_of(".nhs.x"), funder_of("B.council")) == (".nhs.x", Funder.COUNCIL)


@pytest.mark.parametrize("funder", ["trust", "", "NHS", None])
def test_nobody_else_funds_budgets(funder: object) -> None:
    with pytest.raises(chart.UnknownAccount, match="council, nhs, own do"):
        fund("B-1", funder)  # type: ignore[arg-type]


@pytest.mark.parametrize("ref", ["B-1.nhs", "B-1.own"])
def test_a_fund_has_no_funds(ref: str) -> None:
    with pytest.raises(chart.UnknownAccount, match="already"):
        fund(ref, Funder.COUNCIL)


@pytest.mark.parametrize("ref", ["", "x" * 58, "a b"])
def test_a_reference_that_makes_no_account_is_refused(ref: str) -> None:
    with pytest.raises(chart.UnknownAccount):
        fund(ref, Funder.NHS)


def test_every_funder_has_words() -> None:
    assert [funder.words for funder in Funder] == ["the council", "the NHS", "the person"]
