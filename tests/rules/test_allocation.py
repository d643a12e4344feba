"""The indicative budget and the worksheet, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.allocation import (
    AllocationBasis,
    AllocationRefused,
    Deduction,
    Indicative,
    planning_amount,
)
from selfdirect.rules.allocation import indicative_budget as work_out
from selfdirect.rules.allocation_formulas import METHODS
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.values import Amount, ValueRefused, Values
from tests.rules.samples import SINCE, value, values

POINTS = tuple(
    {"outcome": outcome, "level": level, "points": 5 * place}
    for outcome in OUTCOMES
    for place, level in enumerate(LEVELS)
    if level != "none"
)


CHOICES = {
    "allocation.method": "points_by_price",
    "allocation.methods_by_group": "none",
    "allocation.scored_from": "outcome_levels",
    "allocation.pricing": "one_price",
    "allocation.carer_adjustment": "none",
    "allocation.carers_method": "points_by_price",
    "allocation.ceiling": "none",
}
GROUPS = tuple({"code": code, "label": code.title()} for code in ("older_people", "mental_health", "learning"))
UNITS = (
    {"unit": "hour", "label": "One hour", "explained": "e", "rate": "standard", "minutes": 60, "pence": 22_00},
    {"unit": "half_hour", "label": "Half an hour", "explained": "e", "rate": "standard", "minutes": 30, "pence": 12_35},
    {"unit": "enhanced", "label": "Enhanced hour", "explained": "e", "rate": "enhanced", "minutes": 60, "pence": 31_00},
    {"unit": "reduced", "label": "Shared hour", "explained": "e", "rate": "reduced", "minutes": 60, "pence": 9_99},
)
COSTS = ({"service": "home_care", "label": "Home care", "per": "hour", "pence": 23_45},)

CARER_QUESTIONNAIRE: dict[str, Amount] = {
    "name": ({"name": "Carer's questionnaire", "short_name": "c", "explained": "e"},),
    "sections": ({"section": "caring", "label": "Caring", "explained": "e"},),
    "questions": (
        {"question": "sleep", "section": "caring", "label": "Sleep", "help": "h", "kind": "one", "domain": "need"},
    ),
    "answers": (
        {"question": "sleep", "answer": "fine", "label": "Fine", "points": 0},
        {"question": "sleep", "answer": "hard", "label": "Hard", "points": 50},
    ),
    "routes": "none",
}
CARER_ANSWERS = {"sleep": "hard"}


def indicative_budget(needs: dict[str, str], policy: Values, client_group: str = "all") -> Indicative:
    """The budget from levels of support alone."""
    return work_out(AllocationBasis(needs=needs, client_group=client_group), policy)


def policy_values(status: str = "stated", **changed: Amount) -> Values:
    found = dict(values())
    policy: dict[str, tuple[Amount, str]] = {
        **{key: (choice, "choice") for key, choice in CHOICES.items()},
        "allocation.price_per_point": (4_25, "pence weekly"),
        "allocation.carers_price_per_point": (2_00, "pence weekly"),
        "allocation.points": (POINTS, "table"),
        "allocation.units": (UNITS, "table"),
        "allocation.costs": (COSTS, "table"),
        "allocation.risk_domain": (False, "yes or no"),
        "allocation.prices_by_group": ("none", "choice"),
        "allocation.price_bands": ("none", "choice"),
        "allocation.carer_hour": (12_00, "pence hourly"),
        "allocation.carer_adjustment_most": (50, "percent"),
        "profile.client_groups": (GROUPS, "table"),
        "charging.not_charged": ("none", "table"),
        **{f"carer_questionnaire.{name}": (rows, "table") for name, rows in CARER_QUESTIONNAIRE.items()},
    }
    for key, (amount, unit) in policy.items():
        found[key] = value(key, changed.get(key.rpartition(".")[2], amount), unit, status)
    return Values(found, SINCE, "fingerprint")


@pytest.mark.requirement("R-RAS-02")
def test_points_times_price_with_a_row_for_each_outcome() -> None:
    found = indicative_budget({"nutrition": "some", "hygiene": "a_lot", "toilet": "none"}, policy_values())
    assert (found.points, found.pence_weekly, found.pence_yearly) == (15, 63_75, 63_75 * 52)
    assert [(row.label, row.amount) for row in found.working] == [
        ("Eating and drinking well: some support", 5),
        ("Washing and keeping clean: a lot of support", 10),
        ("Points altogether", 15),
        ("Price per point", 4_25),
        ("Points times the price of one point", 63_75),
        ("Indicative budget", 63_75),
    ]
    assert found.remarks == ()


@pytest.mark.requirement("R-RAS-01")
def test_the_method_is_the_policy_s_choice_from_a_closed_list() -> None:
    assert indicative_budget({}, policy_values()).method in METHODS
    with pytest.raises(ValueRefused, match="tea_leaves"):
        indicative_budget({}, policy_values(method="tea_leaves"))


def test_no_needs_give_no_budget() -> None:
    found = indicative_budget({}, policy_values())
    assert (found.points, found.pence_weekly) == (0, 0)


@pytest.mark.requirement("R-RAS-04")
def test_unconfirmed_figures_are_shown_as_such() -> None:
    found = indicative_budget({"nutrition": "some"}, policy_values(status="illustrative"))
    assert found.working[-1].status == "illustrative"
    assert "not been confirmed" in found.remarks[0]


def test_points_that_are_missing_or_given_twice_are_refused() -> None:
    with pytest.raises(ValueRefused, match="no points for nutrition"):
        indicative_budget({"nutrition": "some"}, policy_values(points=()))
    with pytest.raises(ValueRefused, match="twice"):
        indicative_budget({"nutrition": "some"}, policy_values(points=(POINTS[0], POINTS[0])))
    with pytest.raises(ValueError, match="flying"):
        indicative_budget({"flying": "some"}, policy_values())


@pytest.mark.requirement("R-RAS-05")
def test_a_ceiling_is_for_a_client_group_and_hard_or_flexible() -> None:
    ceiling = (
        {"client_group": "all", "highest_pence_weekly": 60_00, "kind": "flexible"},
        {"client_group": "mental_health", "highest_pence_weekly": 50_00, "kind": "hard"},
    )
    known = policy_values(ceiling=ceiling)
    needs = {"nutrition": "some", "hygiene": "a_lot"}
    hard = indicative_budget(needs, known, "mental_health")
    assert (hard.pence_weekly, hard.before_ceiling_pence_weekly) == (50_00, 63_75)
    assert "above £50.00" in hard.remarks[0]
    flexible = indicative_budget(needs, known, "older_people")
    assert flexible.pence_weekly == 63_75
    assert "above £60.00" in flexible.remarks[0]
    assert indicative_budget({"nutrition": "some"}, known, "mental_health").remarks == ()
    only = policy_values(ceiling=ceiling[1:])
    assert indicative_budget(needs, only, "older_people").remarks == ()
    with pytest.raises(ValueRefused, match="soft"):
        indicative_budget(needs, policy_values(ceiling=({**ceiling[0], "kind": "soft"},)))


@pytest.mark.requirement("R-RAS-05")
def test_an_exception_to_a_ceiling_is_asked_for_and_names_who_agrees_it() -> None:
    ceiling = (
        {
            "client_group": "mental_health",
            "highest_pence_weekly": 50_00,
            "kind": "exception",
            "approver": "panel_member",
        },
    )
    found = indicative_budget(
        {"nutrition": "some", "hygiene": "a_lot"}, policy_values(ceiling=ceiling), "mental_health"
    )
    assert found.pence_weekly == 63_75 and found.exception_needed
    assert "an exception, with a reason, agreed by: panel member" in found.remarks[0]
    below = indicative_budget({"nutrition": "some"}, policy_values(ceiling=ceiling), "mental_health")
    assert not below.exception_needed and not below.remarks


@pytest.mark.requirement("R-RAS-03")
def test_standard_units_are_counted_and_priced_each_on_its_own_row() -> None:
    units = {"hour": 250, "half_hour": 300, "reduced": 50}
    found = work_out(AllocationBasis(units=units), policy_values(method="standard_units"))
    # 2.5 x 22.00 + 3 x 12.35 + 0.5 x 9.99 (an exact half penny goes up: 5.00)
    assert found.pence_weekly == 55_00 + 37_05 + 5_00
    assert found.points is None
    labels = [row.label for row in found.working]
    assert "One hour, each week" in labels and "Enhanced hour, each week" not in labels
    assert found.working[-1].amount == found.pence_weekly


@pytest.mark.requirement("R-RAS-01")
def test_a_client_group_may_have_a_method_of_its_own() -> None:
    by_group = ({"client_group": "mental_health", "method": "professional_costing"},)
    basis = AllocationBasis(needs={"nutrition": "some"}, services={"home_care": 400}, client_group="mental_health")
    found = work_out(basis, policy_values(methods_by_group=by_group))
    assert (found.method, found.pence_weekly) == ("professional_costing", 93_80)
    others = work_out(
        AllocationBasis(needs={"nutrition": "some"}, client_group="learning"), policy_values(methods_by_group=by_group)
    )
    assert (others.method, others.pence_weekly) == ("points_by_price", 21_25)


@pytest.mark.requirement("R-RAS-02")
def test_a_client_group_may_have_a_price_of_its_own() -> None:
    prices = ({"client_group": "learning", "pence_weekly": 5_00}, {"client_group": "all", "pence_weekly": 3_00})
    policy = policy_values(pricing="by_client_group", prices_by_group=prices)
    assert indicative_budget({"nutrition": "some"}, policy, "learning").pence_weekly == 25_00
    assert indicative_budget({"nutrition": "some"}, policy, "older_people").pence_weekly == 15_00


@pytest.mark.parametrize(("points", "pounds"), [(0, 0), (9, 0), (10, 60_00), (20, 60_00), (25, 110_00)])
def test_a_whole_score_may_be_worth_a_band(points: int, pounds: int) -> None:
    bands = tuple(
        {"label": label, "pence_weekly": pence, "lowest_points": low, "lowest_inclusive": True}
        | {"highest_points": high, "highest_inclusive": False}
        for label, pence, low, high in (("Low", 0, 0, 10), ("Middle", 60_00, 10, 21), ("High", 110_00, 21, "none"))
    )
    table = ({"outcome": "nutrition", "level": "some", "points": points},)
    found = indicative_budget({"nutrition": "some"}, policy_values(pricing="banded", price_bands=bands, points=table))
    assert found.pence_weekly == pounds


@pytest.mark.requirement("R-RAS-06")
def test_a_carers_help_changes_the_money_and_never_the_points() -> None:
    policy = policy_values(carer_adjustment="hours_by_rate")
    needs = {"nutrition": "some", "hygiene": "a_lot"}
    without = work_out(AllocationBasis(needs=needs), policy)
    helped = work_out(AllocationBasis(needs=needs, carer_hours=150), policy)
    assert (without.points, helped.points) == (15, 15)
    assert helped.before_carer_pence_weekly == without.pence_weekly == 63_75
    assert helped.pence_weekly == 63_75 - 18_00
    most = work_out(AllocationBasis(needs=needs, carer_hours=4000), policy)
    assert most.pence_weekly == 63_75 - 31_88, "no more than half comes off; the half penny goes up"


@pytest.mark.requirement("R-RAS-10")
def test_a_carers_own_budget_has_its_own_instrument_and_price() -> None:
    tables = {
        "name": ({"name": "n", "short_name": "n", "explained": "e"},),
        "sections": ({"section": "s", "label": "S", "explained": "e"},),
        "questions": (
            {"question": "sleep", "section": "s", "label": "Sleep", "help": "h", "kind": "one", "domain": "need"},
        ),
        "answers": tuple(
            {"question": "sleep", "answer": a, "label": a, "points": p} for a, p in (("ok", 0), ("bad", 8))
        ),
    }
    found = dict(policy_values())
    for name, rows in tables.items():
        found[f"carer_questionnaire.{name}"] = value(f"carer_questionnaire.{name}", rows)
    found["carer_questionnaire.routes"] = value("carer_questionnaire.routes", "none", "choice")
    policy = Values(found, SINCE, "fingerprint")
    own = work_out(AllocationBasis(answers={"sleep": "bad"}, is_carer=True), policy)
    assert (own.points, own.pence_weekly) == (8, 16_00)
    with pytest.raises(AllocationRefused, match="choose an answer"):
        work_out(AllocationBasis(is_carer=True), policy)


def test_an_unpaid_carers_budget_is_refused_where_there_is_none() -> None:
    with pytest.raises(AllocationRefused, match="no budget for an unpaid carer"):
        work_out(AllocationBasis(is_carer=True), policy_values(carers_method="none"))


def test_units_that_are_not_known_or_below_nothing_are_named() -> None:
    with pytest.raises(AllocationRefused) as refused:
        work_out(AllocationBasis(units={"day": 100, "hour": -1}), policy_values(method="standard_units"))
    said = " ".join(problem.message for problem in refused.value.problems)
    assert "day is not known. Choose from hour, half_hour" in said and "hour: enter 0 or more" in said


NEEDS = st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(sorted(LEVELS)))


@given(NEEDS)
def test_the_rows_always_add_up_to_the_budget(needs: dict[str, str]) -> None:
    found = indicative_budget(needs, policy_values())
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


@pytest.mark.requirement("R-RAS-10")
@pytest.mark.parametrize("method", ["points_by_price", "professional_costing"])
def test_a_carers_own_budget_has_neither_everybodys_ceiling_nor_anything_off_for_a_carers_help(method: str) -> None:
    """A ceiling for the carer's own group stands; 10 hours of home care at £23.45 are £234.50."""
    ceiling = ({"client_group": "all", "highest_pence_weekly": 10_00, "kind": "hard"},)
    own = ({"client_group": "learning", "highest_pence_weekly": 90_00, "kind": "hard"},)
    basis = AllocationBasis(services={"home_care": 1000}, carer_hours=500, client_group="learning", is_carer=True)
    if method == "points_by_price":
        basis = AllocationBasis(answers=CARER_ANSWERS, carer_hours=500, client_group="learning", is_carer=True)
    for found, expected in ((ceiling, None), (own, 90_00)):
        policy = policy_values(carers_method=method, carer_adjustment="hours_by_rate", ceiling=found)
        budget = work_out(basis, policy)
        full = 234_50 if method == "professional_costing" else 100_00
        assert budget.pence_weekly == (expected or full)
        assert budget.before_carer_pence_weekly == budget.before_ceiling_pence_weekly == full
        assert bool(budget.remarks) == bool(expected)


@pytest.mark.requirement("R-FIN-04")
def test_a_costed_service_that_nobody_is_charged_for_stays_out_of_the_amount() -> None:
    costs = (*COSTS, {"service": "telecare", "label": "Telecare", "per": "week", "pence": 6_00})
    free = ({"code": "telecare", "label": "Telecare", "reason": "It is free here."},)
    basis = AllocationBasis(services={"home_care": 100, "telecare": 100})
    charged = work_out(basis, policy_values(method="professional_costing", costs=costs))
    left_out = work_out(basis, policy_values(method="professional_costing", costs=costs, not_charged=free))
    assert (charged.pence_weekly, left_out.pence_weekly) == (29_45, 23_45)
    assert left_out.remarks == ("Telecare is left out of this amount: nobody is charged for it here.",)


def test_a_ceiling_says_what_it_rests_on() -> None:
    row = {"client_group": "all", "highest_pence_weekly": 60_00, "kind": "flexible", "basis": "residential_equivalent"}
    found = indicative_budget({"nutrition": "some", "hygiene": "a_lot"}, policy_values(ceiling=(row,)))
    assert "Budget above which somebody must look: what a place in a care home would cost" in {
        each.label for each in found.working
    }
    assert found.remarks[0].startswith("The amount is above £60.00 a week, what a place in a care home would cost.")
