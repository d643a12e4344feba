"""The council's own people come out of the records as they were last assessed, at the pennies that were kept."""

import pytest

from selfdirect.actions.support.policy import policy
from selfdirect.modelling.council_people import council_people
from selfdirect.modelling.given import from_circumstances
from selfdirect.modelling.sides import side, work_out
from selfdirect.records.allocation import IndicativeBudget
from selfdirect.records.charging import FinancialAssessment
from tests.actions.first_half import ON, Town, town
from tests.actions.story import approved


@pytest.fixture
def here(db: None) -> Town:
    return town()


def test_nobody_is_there_before_anybody_is_assessed(here: Town) -> None:
    assert council_people() == ()


def test_the_sums_over_columns_are_those_that_were_kept_with_the_person(here: Town) -> None:
    approved(here)
    people = council_people()
    live = side("live", policy(), ON)
    given = from_circumstances("ours", people, [live])
    assert not given.left_out
    (chunk,) = given.chunks()
    found = work_out(live, chunk, given.asked)
    kept = IndicativeBudget.objects.latest("pk")
    assert found["indicative_budget"].tolist() == [kept.pence_weekly]
    paid = FinancialAssessment.objects.latest("pk")
    expected = 0 if paid.is_free else min(paid.contribution_pence_weekly or kept.pence_weekly, kept.pence_weekly)
    assert found["contribution"].tolist() == [expected]
    assert chunk["plan_pence_weekly"][0] > 0
