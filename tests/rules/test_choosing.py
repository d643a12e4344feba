"""The ways to hold a budget are compared for one person: what they buy, what help costs, and which way is usual."""

import pytest

from selfdirect.policy import POLICY_ROOT
from selfdirect.rules.choosing import (
    ANSWERS,
    QUESTIONS,
    UNSURE,
    Fee,
    Wanted,
    advocates,
    check_reason,
    check_wish,
    contracted_only,
    explores_direct_payment,
    helpers,
    may_buy,
    usual_way,
    ways_for,
    wishes,
)
from selfdirect.rules.direct_payments import VARIANTS
from selfdirect.rules.values import Values
from tests.rules.packs import on

COUNCILS = sorted(path.name for path in (POLICY_ROOT / "councils").iterdir() if path.is_dir())
CARE = Wanted("Help to wash", 8000, provider="Example Home Care", has_contract=True)
GYM = Wanted("A year at the gym", pence_once=24000, provider="Corner Gym")


@pytest.fixture(params=COUNCILS)
def values(request: pytest.FixtureRequest) -> Values:
    return on(request.param)


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.requirement("R-DEP-03")
def test_every_council_shows_its_own_ways_and_no_other(values: Values) -> None:
    rows = values.table("direct_payments.options")
    ways = ways_for([CARE, GYM], values, pence_weekly=8000)
    assert [(way.facts.option, way.facts.label) for way in ways] == [(row["option"], row["label"]) for row in rows]
    for way, row in zip(ways, rows, strict=True):
        facts = way.facts
        assert all((facts.who_holds, facts.your_duties, facts.help, facts.control, facts.paperwork, way.can_buy))
        assert VARIANTS[str(row["variant"])] == row["option"]
        assert "£80.00 a week" in way.money and [one.what for one in way.bought] == [CARE.what, GYM.what]
    assert set(wishes(values)) - {UNSURE, "mixed"} == {row["option"] for row in rows}


def test_a_council_that_offers_fewer_ways_shows_fewer(values: Values) -> None:
    rows = values.table("direct_payments.options")[:1]
    key = "direct_payments.options"
    fewer = Values({**values, key: _with(values, key, rows)}, values.on, values.fingerprint)
    assert [way.facts.option for way in ways_for([], fewer)] == [rows[0]["option"]]
    assert set(wishes(fewer)) == {rows[0]["option"], UNSURE}


def _with(values: Values, key: str, rows: object) -> object:
    from dataclasses import replace

    return replace(values.value(key), amount=rows)  # type: ignore[type-var]


@pytest.mark.requirement("R-DEP-01")
@pytest.mark.parametrize(
    ("council", "option", "words"),
    [
        ("council_a", "third_party", "The agency that gives your care holds your money"),
        ("council_b", "council_managed", "or a provider that the council has chosen"),
        ("council_c", "third_party", "Somebody who acts for you holds your money"),
        ("westminster", "third_party", "An organisation you choose holds your money"),
    ],
)
def test_local_variants_say_who_holds_the_money_there(council: str, option: str, words: str) -> None:
    way = next(one for one in ways_for([], on(council)) if one.facts.option == option)
    assert words in way.facts.who_holds and not way.money


@pytest.mark.requirement("R-DEP-03")
def test_help_is_priced_by_level_for_the_way_it_goes_with() -> None:
    ways = {way.facts.option: way for way in ways_for([], on("westminster"))}
    direct = {fee.label: fee.cost for fee in ways["direct_payment"].fees}
    assert direct["Advice, and a talk with somebody who has done it"] == "nothing"
    assert direct["Working out pay and tax for people you employ"] == "£7.00 a month, which is £1.62 a week"
    assert len(ways["third_party"].fees) == 2 and not ways["council_managed"].fees
    assert Fee("x", 5200).pence_weekly == 1200


@pytest.mark.requirement("R-DEP-20")
def test_where_commissioned_means_contracts_only_the_rest_of_the_plan_cannot_be_bought_so() -> None:
    ways = {way.facts.option: way for way in ways_for([CARE, GYM], on("council_c"))}
    assert "Only services that we have a contract with" in ways["council_managed"].can_buy
    assert [one.what for one in ways["council_managed"].not_bought] == [GYM.what]
    assert "no contract with Corner Gym" in ways["council_managed"].not_bought[0].why_not
    assert not ways["direct_payment"].not_bought and not ways["third_party"].not_bought
    assert contracted_only(on("council_c")) == {"council_managed"} and not contracted_only(on("council_a"))
    elsewhere = ways_for([CARE, GYM], on("council_a"))
    assert not [one for way in elsewhere for one in way.not_bought]


def test_nobody_named_yet_is_no_hindrance() -> None:
    assert may_buy(Wanted("Somebody to walk with"), contracted_only=True).may
    assert (CARE.cost, GYM.cost) == ("£80.00 a week", "£240.00 once")


@pytest.mark.requirement("R-DEP-06")
def test_where_there_is_a_usual_way_another_needs_the_persons_own_reason() -> None:
    usual, equal = on("council_a"), on("westminster")
    assert usual_way(usual) == "A direct payment, with full control" and usual_way(equal) == ""
    said = check_reason(" ", ["council_managed"], usual)[0].message
    assert said.startswith("A direct payment, with full control is the usual way here.")
    assert [one.is_usual for one in ways_for([], usual)] == [False, False, True]
    assert check_reason("", ["direct_payment"], usual)[0].message == "Write why, in the person's own words"
    assert check_reason("", ["council_managed"], equal)[0].message == "Write why, in the person's own words"
    assert not check_reason("I do not want paperwork.", ["council_managed"], usual)


@pytest.mark.requirement("R-DEP-05")
def test_somebody_may_be_not_sure_yet_while_the_plan_is_written(values: Values) -> None:
    assert not check_wish(UNSURE, "", values)
    assert [one.field for one in check_wish("direct_payment", " ", values)] == ["own_reason"]
    assert [one.field for one in check_wish("gold", "Why not", values)] == ["option"]


def test_who_explores_a_direct_payment() -> None:
    assert [explores_direct_payment(one) for one in ("direct_payment", "mixed", "third_party", UNSURE)] == [
        True,
        True,
        False,
        False,
    ]


def test_who_helps_and_who_speaks_for_somebody_is_the_policys() -> None:
    assert helpers(on("city_of_london"))[0][:2] == ("Direct Payment Service", "exploring a direct payment")
    assert helpers(on("westminster")) == () and "A friend or relative" in advocates(on("city_of_london"))


def test_three_questions_with_the_same_answers() -> None:
    assert set(QUESTIONS) == {"choice", "control", "satisfaction"} and sorted(ANSWERS) == [1, 2, 3, 4, 5]
