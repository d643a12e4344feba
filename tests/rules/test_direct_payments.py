"""How a budget may be held, whether a direct payment suits, and what must be recorded first."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.direct_payments import (
    FACTORS,
    METHODS,
    MIXED_ALLOWED,
    OPTIONS,
    Choice,
    FactorAnswer,
    Suitability,
    check_choice,
    compare,
    methods,
    options,
    suitability,
)
from selfdirect.rules.values import ValueRefused, Values
from tests.rules.samples import SINCE, value

LINES = ("1", "2")


USUAL = {"council_managed": "council", "third_party": "fund_holder", "direct_payment": "self"}


def _row(option: str, variant: str = "") -> dict[str, str]:
    return {"option": option, "variant": variant or USUAL.get(option, "self"), "label": option.title()}


def _values(
    *,
    variant: str = "",
    mixed: bool = True,
    offered: tuple[str, ...] = ("direct_payment", "third_party", "council_managed"),
) -> Values:
    found = {
        OPTIONS: value(OPTIONS, tuple(_row(key, variant) for key in offered)),
        METHODS: value(METHODS, ({"method": "prepaid_card", "label": "A prepaid card"},)),
        MIXED_ALLOWED: value(MIXED_ALLOWED, mixed),
    }
    return Values(found, SINCE, "fingerprint")


MANAGED = Choice("council_managed", conversation_on=date(2026, 12, 1), reason="Less to look after.")
DIRECT = replace(MANAGED, option="direct_payment", method="prepaid_card", consent=True, contribution_acknowledged=True)


def _fields(choice: Choice, *, suitable: bool | None = True, mixed: bool = True) -> list[str]:
    return [problem.field for problem in check_choice(choice, LINES, _values(mixed=mixed), suitable=suitable)]


@pytest.mark.requirement("R-DEP-01")
def test_the_policy_says_which_ways_are_on_offer() -> None:
    assert [option.key for option in options(_values())] == ["direct_payment", "third_party", "council_managed"]
    assert [method.label for method in methods(_values())] == ["A prepaid card"]
    with pytest.raises(ValueRefused, match="pigeon"):
        options(_values(offered=("pigeon",)))


@pytest.mark.requirement("R-DEP-03")
def test_the_ways_on_offer_are_compared_on_every_point() -> None:
    facts = compare(_values())
    assert [fact.option for fact in facts] == ["direct_payment", "third_party", "council_managed"]
    for fact in facts:
        assert all((fact.who_holds, fact.your_duties, fact.help, fact.control, fact.paperwork))


@pytest.mark.parametrize(
    ("variant", "words"), [("agency", "agency that gives your care"), ("representative", "acts for you")]
)
def test_a_local_variant_says_who_really_holds_the_money(variant: str, words: str) -> None:
    assert words in compare(_values(offered=("third_party",), variant=variant))[0].who_holds
    with pytest.raises(ValueRefused, match="another way"):
        compare(_values(offered=("direct_payment",), variant=variant))


def _suits(*answers: FactorAnswer, capacity: bool = True, authorised: str = "", order: bool = False) -> Suitability:
    given = {factor: FactorAnswer(factor, "yes") for factor in FACTORS}
    given |= {answer.factor: answer for answer in answers}
    return suitability(given.values(), has_capacity=capacity, authorised_person=authorised, excluded_by_order=order)


@pytest.mark.requirement("R-DEP-12")
def test_four_factors_met_alone_or_with_support_suit() -> None:
    assert _suits().suitable
    found = _suits(FactorAnswer("ability", "with_support", "A payroll service"))
    assert found.suitable
    assert found.support_needed == ("A payroll service",)


@pytest.mark.requirement("R-DEP-13")
def test_a_refusal_has_its_reason() -> None:
    found = _suits(FactorAnswer("duties", "no", "She does not want to keep records."))
    assert not found.suitable
    assert found.reasons == ("She does not want to keep records.",)


def test_a_court_order_of_the_listed_kind_rules_it_out() -> None:
    assert not _suits(order=True).suitable


def test_without_capacity_somebody_authorised_must_ask() -> None:
    assert not _suits(capacity=False).suitable
    assert _suits(capacity=False, authorised="Her deputy").suitable


@pytest.mark.requirement("R-DEP-12")
def test_a_factor_that_is_not_answered_leaves_it_open() -> None:
    found = suitability([], has_capacity=True, authorised_person="", excluded_by_order=False)
    assert not found.suitable
    assert [problem.field for problem in found.problems] == list(FACTORS)
    for met in ("with_support", "no"):
        assert [problem.field for problem in _suits(FactorAnswer("duties", met, " ")).problems] == ["duties"]


def test_a_managed_budget_asks_for_no_more_than_it_needs() -> None:
    assert _fields(MANAGED, suitable=None) == []


@pytest.mark.requirement("R-DEP-04")
def test_a_choice_needs_a_conversation_and_the_person_s_own_reason() -> None:
    assert _fields(replace(MANAGED, conversation_on=None, reason=" ")) == ["conversation_on", "reason"]
    assert _fields(replace(MANAGED, option="under_the_bed")) == ["option"]


@pytest.mark.requirement("R-DEP-15")
def test_a_direct_payment_needs_consent_or_a_representative_with_authority() -> None:
    assert _fields(DIRECT) == []
    assert _fields(replace(DIRECT, consent=False)) == ["consent"]
    acted_for = replace(DIRECT, consent=False, representative="Her son")
    assert _fields(acted_for) == ["authority"]
    assert _fields(replace(acted_for, authority="Lasting power of attorney")) == []


@pytest.mark.requirement("R-FIN-06")
def test_a_direct_payment_needs_the_contribution_to_be_known() -> None:
    assert _fields(replace(DIRECT, contribution_acknowledged=False)) == ["contribution_acknowledged"]


def test_a_direct_payment_needs_a_method_and_to_suit() -> None:
    assert _fields(replace(DIRECT, method="gold")) == ["method"]
    assert _fields(DIRECT, suitable=None) == ["option"]
    assert _fields(DIRECT, suitable=False) == ["option"]


@pytest.mark.requirement("R-DEP-17")
def test_a_third_party_is_named_and_a_conflict_of_interest_is_recorded() -> None:
    third = replace(MANAGED, option="third_party")
    assert _fields(third) == ["third_party"]
    carer = replace(third, third_party="Kind Care", third_party_provides_care=True)
    assert _fields(carer) == ["conflict_note"]
    assert _fields(replace(carer, conflict_note="An advocate looks at each statement.")) == []


@pytest.mark.requirement("R-DEP-02")
def test_a_mixed_budget_has_a_holder_for_each_line() -> None:
    mixed = replace(DIRECT, option="mixed", line_holders={"1": "direct_payment", "9": "third_party"})
    assert _fields(mixed) == ["line-2"]
    whole = replace(mixed, line_holders={"1": "direct_payment", "2": "council_managed"})
    assert _fields(whole) == []
    assert whole.holders(LINES) == {"1": "direct_payment", "2": "council_managed"}
    assert _fields(whole, mixed=False) == ["option"]
    assert _fields(replace(whole, consent=False)) == ["consent"]
