"""What is entered about a person's money is checked field by field."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.finances import Expense, Finances, HousingCost, Income
from selfdirect.rules.finances_checks import check_finances
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
        ({"joint_capital_pence": 1}, "joint_capital_pence"),
        ({"joint_capital_pence": -1, "household": "couple"}, "joint_capital_pence"),
        ({"notional_capital_pence": 1}, "notional_reason"),
        ({"notional_income_pence_weekly": 1}, "notional_reason"),
        ({"property_left_out_pence": 1}, "property_left_out"),
        ({"incomes": (Income("state_pension", 1, joint=True),)}, "incomes"),
        ({"housing_costs": (HousingCost("castle", 1),)}, "housing_costs"),
        ({"housing_costs": (HousingCost("rent", -1),)}, "housing_costs"),
        ({"housing_costs": (HousingCost("rent", 1, -1),)}, "housing_costs"),
        ({"disability_expenses": (Expense("Alarm", 100, 101, "not_spent", "More"),)}, "disability_expenses"),
        ({"disability_expenses": (Expense("Alarm", 100, 50, "not_spent", " "),)}, "disability_expenses"),
        ({"disability_expenses": (Expense("Alarm", 100, 0, "cheaper_exists", "A shop"),)}, "disability_expenses"),
        ({"not_suitable": ("moon",)}, "not_suitable"),
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


@pytest.mark.requirement("R-FIN-01")
def test_a_date_before_the_first_rate_is_refused_and_names_the_value_and_the_first_day() -> None:
    before = date(2015, 3, 31)
    kept = values(before)
    early = replace(kept, values_by_key={key: kept[key] for key in kept if key != "charging.upper_capital_limit"})
    (problem,) = check_finances(replace(FORTY, capital_pence=-1), early)
    assert problem.field == "from_on"
    assert problem.message == (
        "There is no upper capital limit for 31 March 2015. The first is for 1 April 2015. Choose that day or later."
    )


def test_a_cost_is_never_refused_only_because_something_cheaper_exists() -> None:
    refused = Expense("Private laundry", 12_00, 0, "cheaper_available", "The council's laundry calls on Tuesdays.")
    assert check_finances(replace(FORTY, disability_expenses=(refused,)), values()) == ()
    for reason, refusal in (("", "cheaper_available"), ("It is dear", "cheaper_exists"), ("It is dear", "")):
        wrong = replace(refused, reason=reason, refusal=refusal)
        assert _fields(replace(FORTY, disability_expenses=(wrong,))) == ["disability_expenses"]
