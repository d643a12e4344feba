"""A provider is listed once, with an account; its end, or its contract's, is a step for everybody it concerns."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import market
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.market import KeepQuestion, Provider
from selfdirect.records.messages import Letter
from selfdirect.records.orders import Order
from selfdirect.records.work import Step
from tests.actions.first_half import commissioner, town
from tests.actions.ordered import STARTS_ON, Ordered, managed
from tests.actions.paying_people import ON, Office
from tests.actions.story import FIRST_PAY_ON, story, support
from tests.actions.test_switching import holder, switch

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
    provider = here.cast.providers[0]
    given: dict[str, Any] = {"provider": provider, "last_on": ON, "on": ON, "by": commissioner()}
    with pytest.raises(Refused, match="Say why"):
        market.close_provider(**given, reason=" ")
    with pytest.raises(NotAllowed):
        market.close_provider(**{**given, "by": here.cast.finance[0]}, reason="The owner retires")
    market.close_provider(**given, reason="The owner retires")
    assert not provider.is_closed(ON) and provider.is_closed(ON + timedelta(days=1))
    with pytest.raises(Refused, match="already said"):
        market.close_provider(**given, reason="Again")


@pytest.mark.django_db
def test_every_order_with_a_provider_that_closes_is_a_step_with_an_owner_and_a_date() -> None:
    life = managed()
    order = life.going_on()
    given: dict[str, Any] = {"provider": life.providers[0], "reason": "Retires", "on": STARTS_ON, "by": commissioner()}
    market.close_provider(**given, last_on=STARTS_ON + timedelta(days=30))
    step = Step.objects.open().get(code="find_provider", about=f"Order:{order.pk}")
    assert step.owner == life.worker and step.due_on > STARTS_ON
    assert Letter.objects.filter(person=life.person, subject="A provider of yours closes").exists()
    new = life.changed(order, STARTS_ON)
    assert isinstance(new, Order) and not Step.objects.open().filter(code="find_provider").exists()


@pytest.mark.django_db
def test_every_budget_that_a_closing_provider_holds_is_a_step_until_it_is_switched() -> None:
    told = story(support())
    fund = holder(told.worker)
    switch(told, {"held_as": "third_party", "fund_holder": fund.pk})
    given: dict[str, Any] = {"provider": fund, "reason": "Retires", "on": FIRST_PAY_ON, "by": commissioner()}
    market.close_provider(**given, last_on=date(2026, 8, 31))
    step = Step.objects.open().get(code="provider_switch", about=f"Budget:{told.budget.pk}")
    assert step.owner == told.worker and step.due_on > FIRST_PAY_ON
    switch(told, {"held_as": "council_managed"}, from_on=date(2026, 9, 1), on=date(2026, 7, 20))
    assert not Step.objects.open().filter(code="provider_switch").exists()


def asked_after_the_contract(life: Ordered) -> KeepQuestion:
    """The contract of the first provider, who gives the support, ends in August."""
    Provider.objects.filter(pk=life.providers[0].pk).update(has_contract=True)
    market.end_contract(
        provider=life.providers[0],
        last_on=date(2026, 8, 31),
        replaced_by=life.providers[4],
        reason="It was let again",
        on=STARTS_ON,
        by=commissioner(),
    )
    return KeepQuestion.objects.get()


@pytest.mark.django_db
@pytest.mark.requirement("R-BRK-09")
def test_each_person_concerned_is_asked_with_a_clock_whether_they_keep_their_provider() -> None:
    life = managed()
    order = life.going_on()
    asked = asked_after_the_contract(life)
    step = Step.objects.open().get(code="provider_choice", about=f"KeepQuestion:{asked.pk}")
    assert step.owner == life.worker and step.due_on > STARTS_ON
    words = " ".join(Letter.objects.get(subject="Do you want to keep your provider?").facts["words"])
    assert "You can keep Example Home Care" in words and life.providers[4].name in words
    answer: dict[str, Any] = {"person": life.person, "asked": asked, "on": STARTS_ON, "by": life.worker}
    market.answer_keep(**answer, keeps=False, key="go")
    assert Step.objects.open().filter(code="find_provider", about=f"Order:{order.pk}").exists()
    assert not Step.objects.open().filter(code="provider_choice").exists()
    with pytest.raises(Refused, match="answered already"):
        market.answer_keep(**answer, keeps=True, key="keep")


@pytest.mark.django_db
@pytest.mark.requirement("R-BRK-09")
def test_keeping_a_provider_is_a_step_until_the_budget_is_switched_to_a_direct_payment() -> None:
    here = town()
    told = story(support(provider=here.cast.providers[0]), here=here)
    switch(told, {"held_as": "council_managed"})
    Provider.objects.filter(pk=here.cast.providers[0].pk).update(has_contract=True)
    given: dict[str, Any] = {"last_on": date(2026, 8, 31), "replaced_by": None, "reason": "Let again"}
    given |= {"provider": here.cast.providers[0], "on": FIRST_PAY_ON, "by": commissioner()}
    market.end_contract(**given)
    asked = KeepQuestion.objects.get()
    market.answer_keep(person=told.person, asked=asked, keeps=True, key="k", on=FIRST_PAY_ON, by=told.worker)
    assert Step.objects.open().get(code="provider_switch").about == f"Budget:{told.budget.pk}"
    way = {"held_as": "direct_payment", "paid_by": "bank_account"}
    switch(told, way, from_on=date(2026, 9, 1), on=date(2026, 7, 20))
    assert not Step.objects.open().filter(code="provider_switch").exists()


@pytest.mark.django_db
def test_a_contract_that_is_not_there_or_goes_nowhere_is_not_ended() -> None:
    here = town()
    one = here.cast.providers[0]
    given: dict[str, Any] = {"provider": one, "on": ON, "by": commissioner()}
    Provider.objects.filter(pk=one.pk).update(has_contract=True)
    with pytest.raises(Refused) as refused:
        market.end_contract(**given, last_on=ON - timedelta(days=1), replaced_by=one, reason=" ")
    assert {problem.field for problem in refused.value.problems} == {"last_on", "replaced_by", "reason"}
    Provider.objects.filter(pk=one.pk).update(has_contract=False)
    with pytest.raises(Refused, match="no contract"):
        market.end_contract(**given, last_on=ON, replaced_by=None, reason="Over")
