"""A provider is listed once, with an account that can be paid."""

from typing import Any

import pytest

from selfdirect.actions import market
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.market import Provider
from tests.actions.paying_people import ON, Office

WORDS: dict[str, Any] = {
    "name": " Example Home Care ",
    "what_they_do": "Care at home",
    "email": "office@provider.example",
    "phone": "",
    "sort_code": "08-99-99",
    "account_number": "66370001",
    "may_hold_funds": True,
    "gives_care": True,
}


@pytest.mark.requirement("R-DEP-17")
def test_a_provider_is_kept_with_its_account_as_digits(here: Office) -> None:
    made = market.add_provider(**WORDS, on=ON, by=here.finance)
    assert (made.name, made.sort_code, made.account_number) == ("Example Home Care", "089999", "66370001")
    assert made.may_hold_funds


def test_everything_wrong_is_said_at_once(here: Office) -> None:
    market.add_provider(**WORDS, on=ON, by=here.finance)
    bad = WORDS | {"name": "example home care", "sort_code": "12", "account_number": "abc"}
    with pytest.raises(Refused) as refused:
        market.add_provider(**bad, on=ON, by=here.finance)
    assert [problem.field for problem in refused.value.problems] == ["name", "sort_code", "account_number"]
    with pytest.raises(Refused, match="Enter the provider's name"):
        market.add_provider(**(WORDS | {"name": " "}), on=ON, by=here.finance)
    assert Provider.objects.count() == 1


def test_whoever_approves_payments_adds_nobody_to_be_paid(here: Office) -> None:
    with pytest.raises(NotAllowed):
        market.add_provider(**WORDS, on=ON, by=here.approver)
