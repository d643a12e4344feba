"""A provider is listed once, with an account that can be paid."""

from datetime import timedelta
from typing import Any

import pytest

from selfdirect.actions import market
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.market import Provider
from tests.actions.first_half import town
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


@pytest.mark.requirement("R-DEP-17")
@pytest.mark.parametrize("kind", ["support_organisation", "care_provider", "independent_body", "extra_care_landlord"])
def test_a_holder_of_budgets_is_one_of_four_kinds(here: Office, kind: str) -> None:
    made = market.add_provider(**WORDS, holder_kind=kind, has_contract=True, on=ON, by=here.finance)
    assert (made.holder_kind, made.may_hold_funds, made.has_contract) == (kind, True, True)


def test_a_kind_of_holder_that_makes_no_sense_is_refused(here: Office) -> None:
    for changes, field in (
        ({"holder_kind": "bank"}, "holder_kind"),
        ({"holder_kind": "independent_body", "may_hold_funds": False}, "holder_kind"),
        ({"holder_kind": "care_provider", "gives_care": False}, "gives_care"),
    ):
        with pytest.raises(Refused) as refused:
            market.add_provider(**(WORDS | changes), on=ON, by=here.finance)
        assert [problem.field for problem in refused.value.problems] == [field]


@pytest.mark.django_db
def test_a_provider_closes_once_and_for_a_reason() -> None:
    here = town()
    provider, by = here.cast.providers[0], here.cast.finance[0]
    given = {"provider": provider, "last_on": ON, "on": ON, "by": by}
    with pytest.raises(Refused, match="Say why"):
        market.close_provider(**given, reason=" ")
    market.close_provider(**given, reason="The owner retires")
    assert not provider.is_closed(ON) and provider.is_closed(ON + timedelta(days=1))
    with pytest.raises(Refused, match="already said"):
        market.close_provider(**given, reason="Again")
