"""How a budget may be held and paid at each council: what is usual, what each way buys, accounts, relatives."""

import pytest

from selfdirect.policy import councils
from selfdirect.rules.holding import (
    Wish,
    account_needed,
    factors,
    holding,
    instalment,
    intervals,
    method_labels,
    offered,
    paying_a_relative,
)
from selfdirect.rules.values import ValueRefused
from tests.rules.packs import on


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.parametrize("council", councils())
def test_every_council_offers_its_own_ways_by_its_own_names(council: str) -> None:
    ways = offered(on(council))
    assert {way.option for way in ways} == {"council_managed", "third_party", "direct_payment"}
    assert all(way.label and way.explained and way.can_buy for way in ways)


@pytest.mark.requirement("R-DEP-01")
def test_local_variants_keep_their_names_and_say_whether_they_count() -> None:
    indirect = {way.option: way for way in offered(on("council_c"))}["third_party"]
    assert (indirect.label, indirect.counts_as_direct_payment) == ("Indirect payment", True)
    commissioned = {way.option: way for way in offered(on("council_b"))}["third_party"]
    assert "individual service fund" in commissioned.label and not commissioned.counts_as_direct_payment


@pytest.mark.requirement("R-DEP-06")
def test_the_usual_way_is_taken_and_another_needs_the_persons_own_reason() -> None:
    values = on("council_a")
    assert holding(Wish(), values).option == "direct_payment"
    other = holding(Wish("council_managed"), values)
    assert other.option == "" and [problem.field for problem in other.problems] == ["reason"]
    assert holding(Wish("council_managed", "I do not want paperwork"), values).option == "council_managed"


@pytest.mark.requirement("R-DEP-06")
def test_where_all_are_equal_the_person_says_and_needs_no_reason_here() -> None:
    values = on("westminster")
    assert [problem.field for problem in holding(Wish(), values).problems] == ["option"]
    assert holding(Wish("council_managed"), values).option == "council_managed"
    assert "not offered" in holding(Wish("gold_coins"), values).problems[0].message


@pytest.mark.requirement("R-DEP-20")
def test_what_each_way_buys_is_shown() -> None:
    buys = {way.option: way.can_buy for way in offered(on("council_c"))}
    assert "Only services that we have a contract with" in buys["council_managed"]
    assert buys["direct_payment"] == "Anything legal and safe that is in the plan"


@pytest.mark.requirement("R-PAY-05")
def test_one_payment_of_any_size_needs_no_account_and_a_regular_one_does_with_a_risk_assessment() -> None:
    values = on("council_c")
    once = holding(Wish("direct_payment", payment_pence=10_000_00, one_off=True), values)
    assert not once.account_needed and not once.risk_assessment_needed
    for pence in (1, 5_00, 10_000_00):
        regular = holding(Wish("direct_payment", payment_pence=pence), values)
        assert regular.account_needed and regular.risk_assessment_needed


@pytest.mark.requirement("R-PAY-05")
@pytest.mark.parametrize("council", councils())
def test_no_council_lets_a_small_regular_sum_off_unless_it_gives_the_sum(council: str) -> None:
    assert on(council).value("direct_payments.small_sum").amount == "none"
    assert account_needed(1, on(council), one_off=False).answer == "yes"


def test_the_council_looks_after_it_and_no_account_is_needed() -> None:
    assert not holding(Wish("council_managed"), on("westminster")).account_needed
    assert account_needed(100_00, on("westminster"), one_off=True).answer == "yes"


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.parametrize(
    ("council", "relation", "home", "answer"),
    [
        ("westminster", "partner", False, "only_if_necessary"),
        ("westminster", "partner", True, "only_if_necessary"),
        ("westminster", "child", False, "may"),
        ("westminster", "child", True, "only_if_necessary"),
        ("city_of_london", "child", True, "only_if_necessary"),
        ("city_of_london", "child", False, "may"),
        ("city_of_london", "other", True, "may"),
    ],
)
def test_a_relative_may_be_paid_or_only_where_it_is_necessary(
    council: str, relation: str, home: bool, answer: str
) -> None:
    found = paying_a_relative(relation, on(council), same_household=home)
    assert found.answer == answer
    if answer == "only_if_necessary":
        because = paying_a_relative(
            relation, on(council), same_household=home, necessary_reason="Nobody else speaks her language"
        )
        assert because.answer == "as_necessary" and "for care" in because.reason


def test_help_with_managing_is_decided_apart_and_an_unknown_relation_is_refused() -> None:
    found = paying_a_relative(
        "partner", on("westminster"), same_household=True, necessary_reason="He does the books", for_management=True
    )
    assert "help with managing" in found.reason
    with pytest.raises(ValueRefused, match="no relation cousin"):
        paying_a_relative("cousin", on("westminster"), same_household=True)


@pytest.mark.requirement("R-PAY-04")
@pytest.mark.parametrize(
    ("council", "interval", "pence"),
    [
        ("council_a", "four_weekly", 400_00),
        ("council_a", "yearly", 5_200_00),
        ("council_a", "one_off", 5_200_00),
        ("council_b", "quarterly", 1_300_00),
        ("council_b", "one_off", 5_200_00),
    ],
)
def test_a_year_up_front_a_lump_sum_or_split(council: str, interval: str, pence: int) -> None:
    found = instalment(100_00, interval, on(council))
    assert found.pence == pence and found.working[-1].amount == pence


def test_a_rhythm_that_is_not_offered_is_refused() -> None:
    assert "quarterly" not in intervals(on("council_a"))
    with pytest.raises(ValueRefused, match="does not offer quarterly"):
        instalment(100_00, "quarterly", on("council_a"))
    assert method_labels(on("council_b")) == ("A separate bank account",)
    assert len(factors(on("city_of_london"))) == 4
