"""Lives drawn from a seed: the same number is the same person, and every life can be lived through the rules."""

import pytest

from selfdirect.demo.circumstances import SUPPORT, draw
from selfdirect.policy import load
from selfdirect.rules.assessments import OUTCOMES, eligibility, needs
from selfdirect.rules.charging import contribution
from selfdirect.rules.finances import finances_from_json
from tests.actions.first_half import ON

LIVES = [draw(number, ON, 1948) for number in range(200)]


def test_the_same_number_and_seed_is_the_same_person() -> None:
    assert [draw(number, ON, 1948).details for number in range(200)] == [life.details for life in LIVES]
    assert draw(0, ON, 7).details != LIVES[0].details


def test_everybody_is_an_adult_with_an_address_of_their_own() -> None:
    assert all(life.details["date_of_birth"].year <= ON.year - 18 for life in LIVES)
    assert len({life.details["email"] for life in LIVES}) == len(LIVES)


def test_every_life_can_be_assessed_and_most_are_eligible() -> None:
    eligible = [bool(eligibility(life.answers).eligible) for life in LIVES]
    assert 0.85 < sum(eligible) / len(LIVES) <= 1
    assert not all(eligible)
    assert all(needs(life.answers) for life, is_eligible in zip(LIVES, eligible, strict=True) if is_eligible)


def test_after_care_is_for_some_with_mental_ill_health_only() -> None:
    free = [life for life in LIVES if life.section_117]
    assert free
    assert {life.details["client_group"] for life in free} == {"mental_health"}


@pytest.mark.requirement("R-FIN-01")
def test_every_life_s_money_can_be_assessed() -> None:
    values = load("westminster").on(ON)
    given = [life.finances | {"born_on": life.details["date_of_birth"].isoformat()} for life in LIVES]
    found = [contribution(finances_from_json(one), values).assessed_pence_weekly for one in given]
    assert {pence is None or pence >= 0 for pence in found} == {True}
    assert len(set(found)) > 20


def test_every_kind_of_support_meets_outcomes_that_exist() -> None:
    assert all(set(outcomes) <= set(OUTCOMES) for _, _, outcomes, *_ in SUPPORT)
