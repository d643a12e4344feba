"""The indicative budget and the worksheet, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.allocation import METHODS, Deduction, indicative_budget, planning_amount
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.values import Amount, ValueRefused, Values
from tests.rules.samples import SINCE, value, values

POINTS = tuple(
    {"outcome": outcome, "level": level, "points": 5 * place}
    for outcome in OUTCOMES
    for place, level in enumerate(LEVELS)
    if level != "none"
)


def _values(status: str = "stated", **changed: Amount) -> Values:
    found = dict(values())
    policy: dict[str, tuple[Amount, str]] = {
        "allocation.method": ("points_by_price", "choice"),
        "allocation.price_per_point": (4_25, "pence weekly"),
        "allocation.points": (POINTS, "table"),
        "allocation.ceiling": ("none", "choice"),
    }
    for key, (amount, unit) in policy.items():
        found[key] = value(key, changed.get(key.rpartition(".")[2], amount), unit, status)
    return Values(found, SINCE, "fingerprint")


@pytest.mark.requirement("R-RAS-02")
def test_points_times_price_with_a_row_for_each_outcome() -> None:
    found = indicative_budget({"nutrition": "some", "hygiene": "a_lot", "toilet": "none"}, _values())
    assert (found.points, found.pence_weekly, found.pence_yearly) == (15, 63_75, 63_75 * 52)
    assert [(row.label, row.amount) for row in found.working] == [
        ("Eating and drinking well: some support", 5),
        ("Washing and keeping clean: a lot of support", 10),
        ("Points altogether", 15),
        ("Price per point", 4_25),
        ("Indicative budget before any ceiling", 63_75),
        ("Indicative budget", 63_75),
    ]
    assert found.remarks == ()


@pytest.mark.requirement("R-RAS-01")
def test_the_method_is_the_policy_s_choice_from_a_closed_list() -> None:
    assert indicative_budget({}, _values()).method in METHODS
    with pytest.raises(ValueRefused, match="tea_leaves"):
        indicative_budget({}, _values(method="tea_leaves"))


def test_no_needs_give_no_budget() -> None:
    found = indicative_budget({}, _values())
    assert (found.points, found.pence_weekly) == (0, 0)


@pytest.mark.requirement("R-RAS-04")
def test_unconfirmed_figures_are_shown_as_such() -> None:
    found = indicative_budget({"nutrition": "some"}, _values(status="illustrative"))
    assert found.working[-1].status == "illustrative"
    assert "not been confirmed" in found.remarks[0]


def test_points_that_are_missing_or_given_twice_are_refused() -> None:
    with pytest.raises(ValueRefused, match="no points for nutrition"):
        indicative_budget({"nutrition": "some"}, _values(points=()))
    with pytest.raises(ValueRefused, match="twice"):
        indicative_budget({"nutrition": "some"}, _values(points=(POINTS[0], POINTS[0])))
    with pytest.raises(ValueError, match="flying"):
        indicative_budget({"flying": "some"}, _values())


@pytest.mark.requirement("R-RAS-05")
def test_a_ceiling_is_for_a_client_group_and_hard_or_flexible() -> None:
    ceiling = (
        {"client_group": "all", "highest_pence_weekly": 60_00, "kind": "flexible"},
        {"client_group": "mental_health", "highest_pence_weekly": 50_00, "kind": "hard"},
    )
    known = _values(ceiling=ceiling)
    needs = {"nutrition": "some", "hygiene": "a_lot"}
    hard = indicative_budget(needs, known, "mental_health")
    assert (hard.pence_weekly, hard.before_ceiling_pence_weekly) == (50_00, 63_75)
    assert "above £50.00" in hard.remarks[0]
    flexible = indicative_budget(needs, known, "older_people")
    assert flexible.pence_weekly == 63_75
    assert "above £60.00" in flexible.remarks[0]
    assert indicative_budget({"nutrition": "some"}, known, "mental_health").remarks == ()
    only = _values(ceiling=ceiling[1:])
    assert indicative_budget(needs, only, "older_people").remarks == ()
    with pytest.raises(ValueRefused, match="soft"):
        indicative_budget(needs, _values(ceiling=({**ceiling[0], "kind": "soft"},)))


NEEDS = st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(sorted(LEVELS)))


@given(NEEDS)
def test_the_rows_always_add_up_to_the_budget(needs: dict[str, str]) -> None:
    found = indicative_budget(needs, _values())
    points = sum(int(row.amount) for row in found.working if row.rule == "allocation.points")
    assert points == found.points
    assert points * 4_25 == found.pence_weekly == found.working[-1].amount


@pytest.mark.requirement("R-FIN-02")
def test_the_worksheet_takes_off_each_thing_on_its_own_row() -> None:
    found = planning_amount(
        300_00,
        47_00,
        section_117=False,
        universal=(Deduction("Library group", 10_00),),
        block=(Deduction("Day centre", 40_00), Deduction("Meals", 3_00)),
    )
    assert found.pence_weekly == 200_00
    assert (found.universal_pence_weekly, found.block_pence_weekly) == (10_00, 43_00)
    assert [row.amount for row in found.working] == [300_00, 47_00, 10_00, 40_00, 3_00, 200_00]
    assert found.working[3].label == "Less service already bought: Day centre"


@pytest.mark.requirement("R-FIN-02")
def test_no_contribution_is_taken_off_under_section_117() -> None:
    found = planning_amount(300_00, 47_00, section_117=True)
    assert (found.pence_weekly, found.contribution_pence_weekly) == (300_00, 0)
    assert planning_amount(300_00, None, section_117=True).pence_weekly == 300_00


def test_somebody_who_pays_the_full_cost_has_nothing_from_the_council_to_plan_with() -> None:
    assert planning_amount(300_00, None, section_117=False).pence_weekly == 0


def test_the_amount_to_plan_with_is_never_below_zero() -> None:
    found = planning_amount(30_00, 47_00, section_117=False)
    assert (found.pence_weekly, found.not_needed_pence_weekly) == (0, 17_00)
    with pytest.raises(ValueError, match="below zero"):
        planning_amount(30_00, 0, section_117=False, block=(Deduction("Wrong", -1),))
