"""Holding a budget: talked about first, suitable or not with reasons, chosen, an account given, an agreement signed."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import access, direct_payments
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee, SuitabilityRecord
from selfdirect.records.messages import Letter
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import Town, town, worker_of
from tests.actions.paying_people import problems, said
from tests.actions.story import (
    AGREED_ON,
    DECIDED_ON,
    account_of,
    approved,
    choose,
    chosen,
    factors,
    finalised,
    found_suitable,
    signed,
    talked,
    with_account,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def budget(here: Town) -> Budget:
    return finalised(approved(here))


def own_user(person: Person, here: Town) -> User:
    return access.add_user(
        email="amara@example.org",
        name="Amara Foxglove",
        roles=[Role.PERSON],
        person_id=person.pk,
        on=DECIDED_ON,
        by=here.cast.administrator,
    )


@pytest.mark.requirement("R-DEP-04")
def test_a_talk_is_kept_with_its_stage_and_what_was_said(budget: Budget) -> None:
    talk = talked(budget)
    assert (talk.stage, talk.what_was_said, talk.held_on) == ("choosing", "Every way was looked at.", DECIDED_ON)
    with pytest.raises(Refused) as refused:
        talked(budget, key="other", stage="never", what_was_said=" ", held_on=DECIDED_ON + timedelta(days=1))
    assert set(problems(refused)) == {"stage", "what_was_said", "held_on"}


@pytest.mark.requirement("R-DEP-12")
def test_four_factors_decide_whether_it_suits_with_support_if_needed(budget: Budget) -> None:
    record = found_suitable(budget, factors=factors(ability="with_support"))
    assert (record.is_suitable, record.factors["ability"]) == (True, {"met": "with_support", "note": "A reason."})
    with pytest.raises(Refused) as refused:
        found_suitable(budget, key="other", factors={})
    assert set(problems(refused)) == set(factors())


@pytest.mark.requirement("R-DEP-13")
def test_a_no_has_reasons_and_is_told_by_letter_with_how_to_challenge_it(budget: Budget) -> None:
    with pytest.raises(Refused) as refused:
        found_suitable(budget, factors=factors(ability="no"))
    assert problems(refused) == {"reasons": "Give the reasons, in words the person will understand"}
    record = found_suitable(budget, factors=factors(ability="no"), reasons="Nobody could help with pay yet.")
    letter = Letter.objects.get(kind="suitability")
    assert not record.is_suitable
    assert letter.facts["reasons"] == "Nobody could help with pay yet."
    assert [row["answer"] for row in letter.facts["factors"]] == ["Yes", "Yes", "Yes", "No"]
    assert len(letter.facts["how_to_disagree"]) > 1
    talked(budget)
    with pytest.raises(Refused) as refused:
        choose(budget)
    assert "found not to suit" in problems(refused)["suitability"]


@pytest.mark.parametrize(
    "facts",
    [{"excluded_by_law": True}, {"has_capacity": False}],
)
def test_the_law_may_say_no(budget: Budget, facts: dict[str, bool]) -> None:
    record = found_suitable(budget, reasons="The law does not allow it.", **facts)
    assert not record.is_suitable


@pytest.mark.requirement("R-DEP-15")
def test_somebody_may_agree_for_a_person_and_by_what_authority_is_kept(budget: Budget) -> None:
    facts = {"has_capacity": False, "consents": False, "representative_name": "Joy Foxglove"}
    with pytest.raises(Refused) as refused:
        found_suitable(budget, **facts)
    assert set(problems(refused)) == {"authority"}
    record = found_suitable(budget, **facts, authority="Deputy for property and affairs")
    assert (record.is_suitable, record.representative_name) == (True, "Joy Foxglove")
    talked(budget)
    assert choose(budget).own_reason


def test_a_person_does_not_decide_whether_it_suits_themselves(budget: Budget, here: Town) -> None:
    with pytest.raises(NotAllowed):
        found_suitable(budget, by=own_user(budget.person, here))
    assert not SuitabilityRecord.objects.exists()


def test_the_person_may_choose_for_themselves_and_the_agreement_is_next(budget: Budget, here: Town) -> None:
    talked(budget)
    found_suitable(budget)
    choice = choose(budget, by=own_user(budget.person, here))
    line = budget.lines.get()
    assert choice.by_line == {
        str(line.pk): {"held_as": "direct_payment", "paid_by": "bank_account", "fund_holder": None}
    }
    assert (line.held_as, line.paid_by) == ("direct_payment", "bank_account")
    steps = set(Step.objects.open().filter(person=budget.person).values_list("code", flat=True))
    assert "agreement" in steps and "holding_choice" not in steps


def test_a_person_cannot_choose_for_somebody_else(budget: Budget, here: Town) -> None:
    somebody_else = Person.objects.create(is_fictional=True)
    talked(budget)
    found_suitable(budget)
    with pytest.raises(NotAllowed):
        choose(budget, by=own_user(somebody_else, here))


def test_an_account_is_read_as_people_write_it_and_refused_in_words(budget: Budget) -> None:
    payee = with_account(budget.person)
    assert (payee.sort_code, payee.account_number, payee.kind) == ("200000", "10000001", "bank_account")
    with pytest.raises(Refused) as refused:
        with_account(budget.person, "1234", sort_code="20-00", account_name=" ", key="other")
    assert set(problems(refused)) == {"account_name", "sort_code", "account_number"}
    with pytest.raises(Refused) as refused:
        with_account(budget.person, kind="wallet", key="third")
    assert problems(refused) == {"kind": "Choose whose account this is"}
    with pytest.raises(Refused) as refused:
        with_account(budget.person, account_name="日本", key="fourth")
    assert "letters from A to Z" in problems(refused)["account_name"]
    assert "10000001" not in said(f"Payee:{payee.pk}")[0]


def test_the_account_of_a_fund_holder_is_for_staff_alone(budget: Budget, here: Town) -> None:
    holder = here.cast.fund_holders[0]
    with pytest.raises(NotAllowed):
        account_of(holder, own_user(budget.person, here))
    payee = account_of(holder, here.cast.finance[0])
    assert (payee.provider, payee.person) == (holder, None)


def test_new_details_are_a_new_row_of_the_same_payee(budget: Budget, here: Town) -> None:
    first = with_account(budget.person)
    words: dict[str, Any] = {
        "account_name": "A Foxglove",
        "sort_code": "400000",
        "account_number": "10000002",
        "by": worker_of(budget.person),
    }
    with pytest.raises(Refused) as refused:
        direct_payments.change_payee(payee=first, reason="", key="x", on=AGREED_ON, **words)
    assert set(problems(refused)) == {"reason"}
    second = direct_payments.change_payee(payee=first, reason="New bank", key="y", on=AGREED_ON, **words)
    third = direct_payments.change_payee(payee=second, reason="Again", key="z", on=AGREED_ON, **words)
    assert (second.first, third.first) == (first, first)
    assert {payee.book_reference for payee in Payee.objects.all()} == {first.book_reference}


def test_after_the_agreement_finance_makes_the_first_payment(budget: Budget) -> None:
    chosen(budget)
    with_account(budget.person)
    agreement = signed(budget)
    step = Step.objects.open().get(person=budget.person, code="first_payment")
    assert (step.about, step.owner.roles_on(date(2026, 6, 22))) == (f"Agreement:{agreement.pk}", {"finance_officer"})
    assert budget.payment_schedules.count() == 1
    assert not Step.objects.open().filter(person=budget.person, code="agreement").exists()


def test_once_signed_it_is_not_chosen_or_signed_again(budget: Budget) -> None:
    chosen(budget)
    signed(budget)
    for act in (signed, choose):
        with pytest.raises(Refused, match="signed already"):
            act(budget, key="another")
