"""A worker is told where to look, and only there."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from selfdirect.rules.charging import contribution
from selfdirect.rules.charging_remarks import has_disability_benefit, remarks_on, unconfirmed
from selfdirect.rules.finances import Expense, Finances, Income
from tests.rules.samples import values

FORTY = Finances(household="single", born_on=date(1985, 1, 15))


def _said(finances: Finances, *, pays_full_cost: bool = False) -> str:
    return " ".join(remarks_on(finances, values(), pays_full_cost=pays_full_cost))


def test_ordinary_finances_need_no_second_look() -> None:
    assert remarks_on(FORTY, values(), pays_full_cost=False) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"not_suitable": ("care_home",)}, "not made for this: A care home"),
        ({"section_117_some": True}, "Leave it out of the cost"),
        ({"household": "couple"}, "couple together"),
        ({"property_left_out_pence": 1, "property_left_out": "main_home"}, "reason still holds"),
        ({"notional_capital_pence": 1, "notional_reason": "Gave it away"}, "goes down over time"),
        ({"notional_income_pence_weekly": 1, "notional_reason": "Gave it up"}, "reg 17"),
        ({"disability_expenses": (Expense("A", 2, 1, "not_spent", "No bill"),)}, "can ask again"),
        ({"born_on": date(1940, 1, 1), "disability_premium": True}, "under pension age"),
        ({"light_touch": "clearly_cannot_pay", "light_touch_agreed": True}, "agreed to a light touch"),
        ({"full_cost_route": True}, ""),
    ],
)
def test_each_thing_that_needs_a_look_is_named(changed: dict[str, Any], words: str) -> None:
    assert words in _said(replace(FORTY, **changed))


def test_above_the_limit_a_fee_for_arranging_may_be_asked_but_none_for_assessing() -> None:
    assert "It may not charge for the assessment" in _said(FORTY, pays_full_cost=True)


def test_a_disability_benefit_is_one_that_is_paid() -> None:
    assert not has_disability_benefit(replace(FORTY, incomes=(Income("pip_daily_living", 0),)), values())
    assert has_disability_benefit(replace(FORTY, incomes=(Income("pip_daily_living", 1),)), values())


def test_figures_that_were_not_confirmed_are_named_once() -> None:
    rows = contribution(replace(FORTY, household="couple"), values()).working
    said = unconfirmed((*rows, *rows), values())
    assert len(said) == len(set(said)) == 1 and "couple member" in said[0].lower()
