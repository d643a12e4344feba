"""Who may be employed, when somebody must decide first, and what a switch from an agency comes to."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.employing_family import (
    SwitchAsked,
    may_employ,
    model_switch,
    needs_exception,
    needs_guidance,
    relations,
)
from selfdirect.rules.employment import Asked
from tests.rules.packs import on

DAY = date(2026, 6, 1)
VALUES, CITY = on("westminster", DAY), on("city_of_london", DAY)


@pytest.mark.requirement("R-EMP-06")
@pytest.mark.parametrize(
    ("relation", "at_home", "exception"),
    [
        ("none", True, False),
        ("friend", True, False),
        ("child", True, True),
        ("child", False, False),
        ("partner", False, True),
    ],
)
def test_the_law_asks_for_an_exception(relation: str, at_home: bool, exception: bool) -> None:
    assert needs_exception(may_employ(relation, VALUES, same_household=at_home)) is exception


@pytest.mark.requirement("R-EMP-06")
def test_a_pack_may_ask_for_more_than_the_law() -> None:
    assert not needs_exception(may_employ("friend", CITY, same_household=True))
    for relation in set(relations(CITY)) - {"none", "friend", "other", "partner"}:
        assert needs_exception(may_employ(relation, CITY, same_household=True))
        assert not needs_exception(may_employ(relation, CITY, same_household=False))
    assert [needs_guidance(one) for one in ("none", "friend", "child")] == [False, True, True]


@pytest.mark.requirement("R-EMP-09")
def test_a_switch_is_modelled_with_hours_cost_lost_benefits_and_lost_earnings() -> None:
    asked = SwitchAsked(
        agency_hours_hundredths=20_00,
        agency_pence_hourly=23_56,
        new=Asked(20_00, 13_00, 40, DAY),
        same_household=True,
        relation="child",
        gets_carers_allowance=True,
        lost_benefits_pence_weekly=86_45,
        lost_earnings_pence_weekly=250_00,
        name="Rachel",
    )
    found = model_switch(asked, VALUES)
    assert found.before_pence_weekly == 471_20
    assert found.difference_pence_weekly == found.after_pence_weekly - 471_20 < 0
    assert (found.lost_pence_weekly, found.pay_pence_weekly) == (336_45, 260_00)
    assert found.better_off_pence_weekly == 260_00 - 336_45
    assert needs_exception(found.family)
    assert any("may lose Carer's Allowance" in words for words in found.warnings)
    assert any("£76.45 a week worse off" in words for words in found.warnings)
    free = model_switch(replace(asked, gets_carers_allowance=False, lost_earnings_pence_weekly=0), VALUES)
    assert free.warnings == ()
