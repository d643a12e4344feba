"""What is wrong under one council's policy is named with its path and what would be right, all together."""

from dataclasses import replace
from typing import Any

import pytest

from selfdirect.rules.circumstances import OutcomeNeed, Relative
from selfdirect.rules.determination_checks import check_circumstances
from selfdirect.rules.finances import Finances, HousingCost, Income
from tests.rules.packs import DAY, on
from tests.rules.people import known


def _faults(council: str = "westminster", **changed: Any) -> dict[str, str]:
    return {each.field: each.message for each in check_circumstances(known(**changed), on(council))}


def test_somebody_with_everything_known_has_no_fault() -> None:
    assert _faults() == {}


@pytest.mark.parametrize(
    ("changed", "path", "says"),
    [
        ({"client_group": "physicl"}, "client_group", "Did you mean physical?"),
        ({"band": "severe"}, "band", "Choose from: critical"),
        ({"born_on": DAY.replace(year=2030)}, "born_on", "in the past"),
        ({"needs": (OutcomeNeed("hygeine"),)}, "needs[0].outcome", "Did you mean hygiene?"),
        ({"needs": (OutcomeNeed(""),)}, "needs[0].outcome", "Choose from nutrition"),
        ({"needs": (OutcomeNeed("hygiene"), OutcomeNeed("hygiene"))}, "needs[1].outcome", "there twice"),
        ({"needs": (OutcomeNeed("hygiene", ("slowly",)),)}, "needs[0].limbs[0]", "takes_longer"),
        ({"universal_services": ("moon",)}, "universal_services[0]", "Choose from"),
        ({"block_services": ("moon",)}, "block_services[0]", "Choose from"),
        ({"option": "gold"}, "option", "council_managed"),
        ({"method": "gold"}, "method", "prepaid_card"),
        ({"interval": "hourly"}, "interval", "one_off"),
        ({"relative": Relative("cousin", same_household=True)}, "relative.relation", "other"),
        ({"relative": Relative("", same_household=True)}, "relative.relation", "partner"),
        ({"events": {"party": DAY}}, "events.party", "referral"),
        (
            {"reablement_started_on": DAY, "reablement_ended_on": DAY.replace(day=1)},
            "reablement_ended_on",
            "before it starts",
        ),
    ],
)
def test_each_fault_says_what_would_be_right(changed: dict[str, Any], path: str, says: str) -> None:
    assert says in _faults(**changed)[path]


def test_an_unknown_question_or_answer_is_a_fault_and_a_missing_one_is_not() -> None:
    found = _faults("council_b", answers={"personal_care": "lots", "dancing": "yes"})
    assert set(found) == {"answers.personal_care", "answers.dancing"}
    assert "is not an answer" in found["answers.personal_care"]


def test_an_unknown_unit_or_service_is_a_fault_where_it_counts() -> None:
    assert "Choose from hour" in _faults("council_a", units_weekly={"minute": 1})["units_weekly"]
    assert "services_weekly" in _faults("city_of_london", services_weekly={"moon": 1})
    assert _faults("westminster", units_weekly={"minute": 1}) == {}


def test_money_is_checked_as_the_financial_assessment_does_it() -> None:
    money = Finances(
        household="single", children=1, incomes=(Income("gold", 5),), housing_costs=(HousingCost("castle", 5),)
    )
    found = _faults(finances=money)
    assert set(found) == {"finances.incomes[0].kind", "finances.housing_costs[0].code", "finances.household"}
    assert _faults(finances=money, section_117=True) == {}
    assert "finances.children" in _faults(finances=replace(money, household="lone_parent", children=0))
