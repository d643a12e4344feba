"""Every council and every partner trust of its own way is one system, and one person is put to all of them."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.comparing import compared, determined, stories, system, systems
from selfdirect.policy.determining import determine_for
from selfdirect.rules.comparison import facts_of

ON = date(2026, 6, 22)


def test_there_are_nine_councils_and_two_trusts() -> None:
    found = systems(ON)
    assert [each.council for each in found if not each.trust] == list(councils())
    assert [each.council for each in found if each.trust] == ["council_d", "council_e"]
    assert len({each.name for each in found}) == 11
    assert system("council_d", "mental_health_trust", ON) in found
    assert system("council_d", "", ON) in found and system("nowhere", "", ON) is None


@pytest.mark.parametrize("person", ["older_person", "mental_health", "carer"])
@pytest.mark.parametrize("level", ["some", "a_lot", "all_the_time"])
def test_every_system_answers_about_everybody_at_every_level(person: str, level: str) -> None:
    found = compared(person, replace(facts_of(stories()[person], ON), level=level), ON)
    assert len(found) == 11
    assert [each.fault for each in found if each.fault] == []
    for each in found:
        assert each.side
        assert each.side.why_none or each.side.indicative.pence_weekly, each.system.name


def test_a_trust_answers_by_its_own_values_whomever_it_serves() -> None:
    by_system = {each.system: each.side for each in compared("mental_health", _facts("mental_health"), ON)}
    trust, council = system("council_d", "mental_health_trust", ON), system("council_d", "", ON)
    assert trust and council
    ours, theirs = by_system[council], by_system[trust]
    assert ours and theirs and ours.indicative.pence_weekly != theirs.indicative.pence_weekly


def test_it_is_the_same_sum_as_determining_one_person() -> None:
    """The story of the older person has the very needs that a points table scores, at the level of each."""
    facts, story = _facts("older_person"), stories()["older_person"]
    which = system("council_a", "", ON)
    assert which
    here = determined(which, "older_person", facts, ON).section("indicative_budget").figures
    assert here == determine_for(load("council_a"), story, ON).section("indicative_budget").figures


def test_a_system_that_refuses_says_why_and_the_others_answer() -> None:
    found = compared("older_person", replace(_facts("older_person"), client_group="nobody"), ON)
    assert all("is not known here" in each.fault and each.side is None for each in found)


def _facts(person: str):  # type: ignore[no-untyped-def]
    return facts_of(stories()[person], ON)
