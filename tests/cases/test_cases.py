"""Every worked case beside the policy data comes out as it says, to the penny."""

import pytest

from selfdirect.policy import councils
from tests.cases.reading import Case, answer, cases, expected

ALL = tuple(cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_worked_case(case: Case) -> None:
    assert answer(case) == expected(case)


@pytest.mark.parametrize("council", councils())
def test_every_council_has_agreed_eight_cases_or_more(council: str) -> None:
    assert len([case for case in ALL if case.council == council]) >= 8


@pytest.mark.requirement("R-FIN-01")
def test_the_nation_has_sixty_cases_of_charging_or_more() -> None:
    assert len([case for case in ALL if not case.council and case.content["rule"] == "contribution"]) >= 60


def test_every_case_says_what_it_rests_on() -> None:
    assert not [case.name for case in ALL if not case.content["source"].strip() or not expected(case)]
