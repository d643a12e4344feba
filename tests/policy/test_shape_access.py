"""Getting in and being served: the threshold of each day; standards that say what is stated, what is read into them."""

from datetime import date

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.shape_access import ACCESS, BANDS
from selfdirect.rules.working import ILLUSTRATIVE, STATED

LAST_DAY_OF_BANDS = date(2015, 3, 31)
FIRST_DAY_OF_THE_CARE_ACT = date(2015, 4, 1)


@pytest.mark.parametrize("council", councils())
def test_every_value_is_there_on_the_first_day(council: str) -> None:
    policy = load(council)
    assert policy.starts_on
    values = policy.on(policy.starts_on)
    assert [shape.key for shape in ACCESS if shape.key not in values] == []


@pytest.mark.requirement("R-ELG-02")
@pytest.mark.parametrize("council", ["council_a", "council_b"])
def test_the_threshold_is_that_of_the_day(council: str) -> None:
    before, after = (load(council).on(day) for day in (LAST_DAY_OF_BANDS, FIRST_DAY_OF_THE_CARE_ACT))
    eligible = {row["band"]: row["eligible"] for row in before.table("eligibility.bands")}
    assert before.choice("eligibility.model") == "facs"
    assert eligible == dict(zip(BANDS, (True, True, False, False), strict=True))
    assert after.choice("eligibility.model") == "care_act"


def test_a_standard_says_what_is_stated_and_what_is_read_into_it() -> None:
    policy = load("richmond")
    clocks = {row["code"]: row for row in policy.on(date(2015, 7, 1)).table("standards.clocks")}
    assert {code for code, row in clocks.items() if row["status"] == STATED} == {*clocks} - {"assessment_wait"}
    assert (clocks["assessment_wait"]["within"], clocks["assessment_wait"]["unit"]) == (20, "working_days")
    doubtful = [each for each in policy.summary() if each.key == "standards.clocks" and "richmond" in each.file]
    assert [(each.status, "working days" in each.source) for each in doubtful] == [(ILLUSTRATIVE, True)]
