"""The facts of a story can be changed, and each council's own questions are answered at one level of need."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from selfdirect.policy import load
from selfdirect.policy.comparing import stories
from selfdirect.rules.comparison import (
    HIGHEST,
    RANKS,
    Facts,
    answered,
    answers_at,
    facts_of,
    main_income,
    side,
    told_again,
)
from selfdirect.rules.determination import determine
from selfdirect.rules.questionnaires import check_answers, questionnaire, score
from selfdirect.rules.values import Values

ON = date(2026, 6, 22)


@pytest.fixture(scope="module")
def values() -> Values:
    return load("council_c").on(ON)


def test_a_story_starts_with_its_own_facts() -> None:
    facts = facts_of(stories()["older_person"], ON)
    assert facts == Facts("physical", 85, "some", 23025, 1425000, Decimal(3))
    assert main_income(stories()["older_person"]) == "state_pension"
    assert facts_of(stories()["mental_health"], ON).after_care


def test_each_changed_fact_is_told() -> None:
    facts = Facts("learning", 40, "a_lot", 9000, 50000, Decimal("7.5"), 12345, after_care=True)
    told = told_again(stories()["older_person"], stories()["carer"], facts, ON)
    assert told.client_group == "learning" and told.born_on == date(1986, 1, 1)
    assert {need.level for need in told.needs or ()} == {"a_lot"}
    assert told.finances and told.finances.capital_pence == 50000
    assert [income.pence_weekly for income in told.finances.incomes] == [9000, 7370], "other benefits stay"
    assert told.carer_hours_weekly == Decimal("7.5") and told.section_117
    assert [line.pence_weekly for line in told.plan] == [12345]
    assert told.units_weekly == {"hour": 20, "half_hour": 14}, "hours are counted twice for a lot"


def test_asking_for_a_carer_tells_a_carers_needs_and_keeps_the_money() -> None:
    facts = replace(facts_of(stories()["older_person"], ON), client_group="carer")
    told = told_again(stories()["older_person"], stories()["carer"], facts, ON)
    assert told.is_carer and told.necessary_care
    assert told.finances and told.finances.capital_pence == 1425000


@pytest.mark.parametrize("rank", range(HIGHEST + 1))
def test_the_answers_at_a_level_are_whole(rank: int, values: Values) -> None:
    asked = questionnaire(values)
    assert check_answers(asked, answers_at(asked, rank)) == ()


def test_a_higher_level_never_scores_less(values: Values) -> None:
    asked = questionnaire(values)
    points = [score(asked, answers_at(asked, rank), count_risk=True).points for rank in RANKS.values()]
    assert points == sorted(points) and points[0] == 0 and len(set(points)) == len(points)


def test_a_method_without_questions_leaves_the_answers_empty() -> None:
    story = stories()["older_person"]
    units = load("council_a").on(ON)
    assert answered(replace(story, answers={}), "some", units).answers == {}


def test_the_cells_are_what_the_determination_says(values: Values) -> None:
    facts = facts_of(stories()["older_person"], ON)
    told = answered(told_again(stories()["older_person"], stories()["carer"], facts, ON), "some", values)
    found = determine(told, values, frozenset())
    cells = side(found, values)
    assert cells.eligible.words == "Yes" and not cells.eligible.doubt and not cells.why_none
    assert cells.monitoring.words.count("same for everybody") == 1
    assert cells.indicative.pence_weekly == found.section("indicative_budget").figures["pence_weekly"]
    assert cells.contribution.pence_weekly == found.section("contribution").figures["assessed_pence_weekly"]
    assert cells.left.pence_weekly == found.section("planning_amount").figures["pence_weekly"]
    assert cells.decider.words == found.section("decision").answer
    assert cells.indicative.doubt == "illustrative", "its points are filled in"
    assert sum(way.is_default for way in cells.ways) <= 1 and len(cells.ways) > 1
    assert cells.review.words.startswith("Next by ")
