"""Each single answer that could be different: one thing changed at a time, as this council asks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from selfdirect.policy import councils
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.what_ifs import WhatIf, what_ifs
from tests.rules.packs import on, policy
from tests.rules.people import answers, known


def tried(council: str, somebody: Circumstances | None = None) -> list[WhatIf]:
    found = somebody or known()
    return list(what_ifs(replace(found, answers=answers(policy(council), found)), on(council)))


def _starting(found: list[WhatIf], path: str) -> list[WhatIf]:
    return [each for each in found if each.path.startswith(path)]


def test_levels_of_outcomes_are_tried_where_they_give_the_points() -> None:
    found = _starting(tried("westminster"), "needs.")
    assert len(found) == len(OUTCOMES) * (len(LEVELS) - 1)
    one = next(each for each in found if each.path == "needs.hygiene.level" and each.would_be == "some support")
    assert one.was == "a lot of support"
    assert {need.outcome: need.level for need in one.circumstances.needs or ()}["hygiene"] == "some"


def test_the_councils_own_questions_are_tried_and_never_one_that_is_not_asked() -> None:
    found = _starting(tried("council_c"), "answers.")
    assert found and not _starting(tried("council_c"), "needs.")
    given = answers(policy("council_c"), known())
    assert {each.path.removeprefix("answers.") for each in found} <= set(given)


def test_units_and_services_are_one_more_and_one_fewer_and_never_below_none() -> None:
    hours = [each.would_be for each in tried("council_a") if each.path == "units_weekly.hour"]
    assert hours == ["11", "9"]
    assert [each.would_be for each in tried("council_a") if each.path == "units_weekly.half_hour"] == ["1"]
    assert _starting(tried("city_of_london"), "services_weekly.")


def test_a_carers_help_is_tried_where_it_changes_the_money() -> None:
    helped = known(carer_hours_weekly=Decimal("2.5"))
    hours = [each.would_be for each in tried("council_c", helped) if each.path == "carer_hours_weekly"]
    assert hours == ["3.5", "1.5", "0"]
    assert not _starting(tried("westminster", helped), "carer_hours")


def test_money_is_moved_by_a_step_and_premiums_are_turned_over() -> None:
    found = {(each.path, each.would_be) for each in tried("council_a")}
    assert ("finances.capital_pence", "£15,250.00") in found and ("finances.capital_pence", "£13,250.00") in found
    assert ("finances.incomes[0].pence_weekly", "£270.00 a week") in found
    assert ("finances.carer_premium", "yes") in found and ("finances.household", "lives with a partner") in found
    assert not _starting(tried("council_a", known(finances=None)), "finances")


@pytest.mark.parametrize("council", councils())
def test_one_thing_is_different_each_time(council: str) -> None:
    somebody = replace(known(), answers=answers(policy(council), known()))
    for each in what_ifs(somebody, on(council)):
        different = [name for name in vars(somebody) if getattr(somebody, name) != getattr(each.circumstances, name)]
        assert different == [each.path.split(".")[0]], each.path
