"""What is entered about a person's money is checked field by field, and kept whole."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.finances import (
    AGE_GROUPS,
    HOUSEHOLDS,
    LIGHT_TOUCH,
    Expense,
    Finances,
    Income,
    check_finances,
    finances_from_json,
    finances_to_json,
    treatments,
)
from tests.rules.samples import values

FORTY = Finances(household="single", born_on=date(1985, 1, 15))


def _fields(finances: Finances) -> list[str]:
    return [problem.field for problem in check_finances(finances, values())]


def test_complete_finances_have_no_problem() -> None:
    assert check_finances(FORTY, values()) == ()
    by_group = Finances(household="couple", age_group="pension_age", partner_over_pension_age=True, children=2)
    assert check_finances(by_group, values()) == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"born_on": None}, "born_on"),
        ({"born_on": date(2008, 1, 1)}, "born_on"),
        ({"born_on": date(2030, 1, 1)}, "born_on"),
        ({"household": "couple", "partner_born_on": date(2030, 1, 1)}, "partner_born_on"),
        ({"household": "triple"}, "household"),
        ({"household": "lone_parent"}, "children"),
        ({"children": 1}, "household"),
        ({"children": -1}, "children"),
        ({"children": 21}, "children"),
        ({"capital_pence": -1}, "capital_pence"),
        ({"capital_pence": 10**12}, "capital_pence"),
        ({"property_counted_pence": -1}, "property_counted_pence"),
        ({"housing_costs_pence_weekly": -1}, "housing_costs_pence_weekly"),
        ({"incomes": (Income("other", -1),)}, "incomes"),
        ({"incomes": (Income("lottery", 1),)}, "incomes"),
        ({"disability_expenses": (Expense("Alarm", -1),)}, "disability_expenses"),
        ({"disability_expenses": (Expense("  ", 1),)}, "disability_expenses"),
        ({"light_touch": "feather"}, "light_touch"),
        ({"light_touch": "can_clearly_afford"}, "light_touch_agreed"),
    ],
)
def test_each_thing_that_cannot_be_right_names_its_field(changed: dict[str, object], field: str) -> None:
    assert _fields(replace(FORTY, **changed)) == [field]  # type: ignore[arg-type]


def test_nothing_else_is_asked_where_there_is_no_means_test() -> None:
    for changed in ({"section_117": True}, {"full_cost_route": True}):
        finances = Finances(household="", **changed)
        assert not finances.means_tested
        assert check_finances(finances, values()) == ()
    assert not Finances(household="", variant_cjd=True).means_tested
    agreed = Finances(household="", light_touch="clearly_cannot_pay", light_touch_agreed=True)
    assert check_finances(agreed, values()) == ()


def test_a_council_may_do_every_assessment_in_full() -> None:
    agreed = Finances(household="", light_touch="clearly_cannot_pay", light_touch_agreed=True)
    problems = check_finances(agreed, values(charging__light_touch_allowed=False))
    assert [problem.field for problem in problems] == ["light_touch"]


def test_each_kind_of_income_has_a_label_and_a_treatment() -> None:
    assert treatments(values())["earnings"] == ("Earnings", "disregarded")


FINANCES = st.builds(
    Finances,
    household=st.sampled_from(sorted(HOUSEHOLDS)),
    born_on=st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    age_group=st.sampled_from(sorted(AGE_GROUPS)),
    partner_born_on=st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    children=st.integers(0, 5),
    capital_pence=st.integers(0, 10**7),
    incomes=st.lists(st.builds(Income, st.text(), st.integers(0, 10**6), st.text())).map(tuple),
    disability_expenses=st.lists(st.builds(Expense, st.text(), st.integers(0, 10**6))).map(tuple),
    light_touch=st.sampled_from(sorted(LIGHT_TOUCH)),
    savings_credit=st.booleans(),
)


@given(FINANCES)
def test_finances_come_back_from_storage_as_they_went_in(finances: Finances) -> None:
    assert finances_from_json(json.loads(json.dumps(finances_to_json(finances)))) == finances


def test_an_unknown_fact_is_refused_when_read_back() -> None:
    with pytest.raises(KeyError, match="shoe_size"):
        finances_from_json({"household": "single", "shoe_size": 9})
