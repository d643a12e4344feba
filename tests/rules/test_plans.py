"""A plan adds up to the penny, and what is missing is said before it is sent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.plans import (
    FREQUENCIES,
    PURPOSES,
    Plan,
    PlanLine,
    PlanRisk,
    against_planning_amount,
    check_plan,
    cost_each_time,
    line_pence,
    line_pence_weekly,
    totals,
)
from selfdirect.rules.values import Values
from tests.rules.samples import SINCE, value

VALUES = Values(
    {
        "plans.categories": value("plans.categories", ({"category": "day_activity", "label": "Day activities"},)),
        "plans.barred_uses": value(
            "plans.barred_uses",
            ({"use": "gambling", "label": "Gambling", "reason": "It does not meet an outcome."},),
        ),
    },
    SINCE,
    "fingerprint",
)
LINE = PlanLine(
    key="1",
    label="Art group",
    category="day_activity",
    outcomes=("community",),
    unit_price_pence=15_00,
    quantity=Decimal("2.5"),
    frequency="weekly",
)
PLAN = Plan(
    lines=(LINE,),
    risks=(PlanRisk("falls", "Falling at home", addressed_by="An alarm"),),
    starts_on=date(2026, 12, 1),
    review_on=date(2027, 1, 12),
    review_arrangements="A visit at home with her sister",
    choice_recorded="She chose the group and the day.",
    planning_pence_weekly=37_50,
)


def _fields(plan: Plan) -> list[str]:
    return [problem.field for problem in check_plan(plan, VALUES)]


@pytest.mark.parametrize(
    ("frequency", "weekly", "yearly"),
    [
        ("weekly", 37_50, 37_50 * 52),
        ("four_weekly", 9_38, 37_50 * 13),
        ("monthly", 8_65, 37_50 * 12),
        ("annual", 72, 37_50),
        ("one_off", 0, 37_50),
    ],
)
def test_each_frequency_has_its_weekly_amount_and_an_exact_year(frequency: str, weekly: int, yearly: int) -> None:
    line = replace(LINE, frequency=frequency)
    assert cost_each_time(line) == 37_50
    assert line_pence_weekly(line) == weekly
    assert line_pence(line) == yearly


def test_a_half_penny_goes_up() -> None:
    assert cost_each_time(replace(LINE, unit_price_pence=1, quantity=Decimal("0.5"))) == 1
    assert cost_each_time(replace(LINE, unit_price_pence=1, quantity=Decimal("0.49"))) == 0
    with pytest.raises(ValueError, match="more than 2 decimals"):
        cost_each_time(replace(LINE, quantity=Decimal("0.333")))


def test_totals_keep_each_kind_of_money_apart() -> None:
    found = totals(
        (
            LINE,
            replace(LINE, purpose="support_cost", unit_price_pence=4_00),
            replace(LINE, purpose="contingency", unit_price_pence=2_00),
            replace(LINE, purpose="contingency", frequency="one_off"),
            replace(LINE, frequency="one_off", unit_price_pence=100_00),
        )
    )
    assert found.ongoing_pence_weekly == 37_50
    assert found.support_cost_pence_weekly == 10_00
    assert found.contingency_pence_weekly == 5_00
    assert found.contingency_pence == 37_50
    assert found.one_off_pence == 250_00
    assert found.total_pence_weekly == 52_50
    assert found.total_pence == 52 * 52_50 + 37_50 + 250_00


LINES = st.lists(
    st.builds(
        PlanLine,
        key=st.text(),
        label=st.text(),
        category=st.just("day_activity"),
        outcomes=st.just(("community",)),
        unit_price_pence=st.integers(1, 100_000),
        quantity=st.decimals(min_value=Decimal("0.01"), max_value=200, places=2),
        frequency=st.sampled_from(sorted(FREQUENCIES)),
        purpose=st.sampled_from(sorted(PURPOSES)),
    ),
    max_size=8,
)


@given(LINES)
def test_the_lines_shown_add_up_to_the_totals_shown(lines: list[PlanLine]) -> None:
    found = totals(lines)
    assert found.total_pence_weekly == sum(line_pence_weekly(line) for line in lines)
    parts = found.ongoing_pence_weekly + found.support_cost_pence_weekly + found.contingency_pence_weekly
    assert parts == found.total_pence_weekly
    assert found.total_pence == sum(line_pence(line) for line in lines)
    assert found.total_pence >= found.one_off_pence + found.contingency_pence


@pytest.mark.requirement("R-SPL-09")
def test_a_plan_is_compared_with_the_whole_of_the_planning_amount() -> None:
    exact = against_planning_amount(totals((LINE,)), 37_50)
    assert (exact.within, exact.left_pence, exact.over_pence) == (True, 0, 0)
    over = against_planning_amount(totals((LINE,)), 37_49)
    assert (over.within, over.over_pence_weekly, over.over_pence) == (False, 1, 52)
    with_a_purchase = totals((LINE, replace(LINE, frequency="one_off", unit_price_pence=10_00)))
    assert not against_planning_amount(with_a_purchase, 37_50).within
    assert against_planning_amount(with_a_purchase, 38_00).left_pence == 26_00 - 25_00


def test_a_finished_plan_has_nothing_to_put_right() -> None:
    assert check_plan(PLAN, VALUES) == ()


@pytest.mark.requirement("R-SPL-09")
def test_a_plan_over_the_amount_needs_an_exception() -> None:
    over = replace(PLAN, planning_pence_weekly=37_49)
    assert _fields(over) == ["exception_reason"]
    assert "£0.52 more" in check_plan(over, VALUES)[0].message
    assert _fields(replace(over, exception_reason="The group costs a little more.")) == []


@pytest.mark.requirement("R-SPL-17")
def test_a_plan_needs_review_arrangements_and_a_date() -> None:
    assert _fields(replace(PLAN, review_on=None, review_arrangements=" ")) == ["review_on", "review_arrangements"]
    assert _fields(replace(PLAN, review_on=PLAN.starts_on)) == ["review_on"]


@pytest.mark.requirement("R-SPL-12")
def test_a_plan_needs_a_recorded_choice() -> None:
    assert _fields(replace(PLAN, choice_recorded="  ")) == ["choice_recorded"]


@pytest.mark.requirement("R-ASM-14")
def test_each_risk_is_addressed_or_accepted_with_a_reason() -> None:
    bare = PlanRisk("falls", "Falling at home")
    assert _fields(replace(PLAN, risks=(bare,))) == ["risk-falls"]
    assert _fields(replace(PLAN, risks=(replace(bare, accepted_reason="She wants to walk alone."),))) == []


@pytest.mark.requirement("R-SPL-08")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"outcomes": ()}, "choose the outcome"),
        ({"outcomes": ("flying",)}, "outcomes from the list"),
        ({"label": " "}, "say what it is"),
        ({"purpose": "fun"}, "what the money is for"),
        ({"frequency": "daily"}, "how often"),
        ({"unit_price_pence": 0}, "enter a price"),
        ({"quantity": Decimal(0)}, "how many"),
        ({"quantity": Decimal("1.234")}, "how many"),
        ({"quantity": Decimal("NaN")}, "how many"),
        ({"quantity": Decimal("Infinity")}, "how many"),
        ({"category": "unknown"}, "what kind of support"),
    ],
)
def test_each_line_says_what_it_is_for_and_what_it_costs(changed: dict[str, object], words: str) -> None:
    problems = check_plan(replace(PLAN, lines=(replace(LINE, **changed),)), VALUES)  # type: ignore[arg-type]
    assert [problem.field for problem in problems] == ["line-1"]
    assert words in problems[0].message


@pytest.mark.requirement("R-SPL-13")
def test_a_barred_use_needs_a_reason_of_its_own() -> None:
    barred = replace(LINE, category="gambling")
    problems = check_plan(replace(PLAN, lines=(barred,)), VALUES)
    assert "may not pay for this (gambling). It does not meet an outcome." in problems[0].message
    allowed = replace(barred, override_reason="A bingo morning with friends, agreed by the manager.")
    assert _fields(replace(PLAN, lines=(allowed,))) == []


def test_contingency_and_payroll_need_no_outcome() -> None:
    for purpose in ("contingency", "support_cost"):
        assert _fields(replace(PLAN, lines=(replace(LINE, purpose=purpose, outcomes=()),))) == []


def test_a_plan_needs_lines_that_differ() -> None:
    assert _fields(replace(PLAN, lines=())) == ["lines"]
    assert "lines" in _fields(replace(PLAN, lines=(LINE, LINE), planning_pence_weekly=75_00))
