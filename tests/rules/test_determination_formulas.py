"""The whole of one day's sums in one set, equal to the penny to what is worked out for one person row by row."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfdirect.policy import councils, load
from selfdirect.rules.allocation import AllocationBasis, indicative_budget, scored_by_questionnaire
from selfdirect.rules.allocation_formulas import client_group_codes
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.charging_formulas import ENTERED_INPUTS
from selfdirect.rules.charging_inputs import charging_inputs
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.determination_formulas import BLOCK, UNIVERSAL, FormulaSet, deducted, formulas_for
from selfdirect.rules.determination_money import SERVICES, at_planning, budget, finances_of, pays
from selfdirect.rules.determination_money import services as services_of
from selfdirect.rules.finances import AGE_GROUPS, Expense, Finances, Income
from selfdirect.rules.formulas import work_out
from selfdirect.rules.questionnaires import questionnaire
from selfdirect.rules.scoring_formulas import coded_answers, coded_needs
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row
from tests.modelling.alike import whole
from tests.policy.days import DAY
from tests.rules.packs import policy as packs_policy
from tests.rules.people import answers as people_answers
from tests.rules.people import known
from tests.rules.test_scoring_formulas import answers_to

POLICIES = {council: load(council).on(DAY) for council in councils()}
SETS = {council: formulas_for(policy) for council, policy in POLICIES.items()}
WEEKLY_PENCE = st.one_of(st.sampled_from((0, 1)), st.integers(0, 600_00))


def coded(policy: Values, found: FormulaSet, basis: AllocationBasis, **more: int) -> dict[str, Row]:
    """What one person gives, as the numbers that the formulas take; nothing where the test says nothing."""
    known = {"client_group": client_group_codes(policy)[basis.client_group], "carer_hours": basis.carer_hours}
    known |= {f"units_{code}": count for code, count in basis.units.items()}
    known |= {f"services_{code}": count for code, count in basis.services.items()}
    if any(name.startswith("level_") for name in found.person_inputs):
        known |= coded_needs(basis.needs)
    if any(name.startswith("answer_") for name in found.person_inputs):
        known |= coded_answers(policy, basis.answers)
    known |= more
    return {
        name: Row(name, known.get(name, 0), unit if unit != "yes or no" else "number", name, ENTERED_SOURCE, ENTERED)
        for name, unit in found.person_inputs.items()
    }


def worked_out(council: str, basis: AllocationBasis, **more: int) -> dict[str, int]:
    """Every amount for one person under one council's policy."""
    policy, found = POLICIES[council], SETS[council]
    return dict(work_out(found.formulas, {**coded(policy, found, basis, **more), **found.policy_inputs}).amounts)


def bases(policy: Values) -> st.SearchStrategy[AllocationBasis]:
    """Anybody, whatever this council asks."""
    counts = st.integers(0, 6000)
    groups = [text_cell(row, "code") for row in policy.table("profile.client_groups")]

    def basis(given: tuple[Any, ...]) -> AllocationBasis:
        needs, units, services, hours, group = given
        return AllocationBasis(needs, {}, units, services, hours, group)

    units = st.fixed_dictionaries({text_cell(row, "unit"): counts for row in policy.table("allocation.units")})
    services = st.fixed_dictionaries({text_cell(row, "service"): counts for row in policy.table("allocation.costs")})
    needs = st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(sorted(LEVELS)))
    return st.tuples(needs, units, services, st.integers(0, 9000), st.sampled_from(groups)).map(basis)


@pytest.mark.requirement("R-RAS-01")
@pytest.mark.parametrize("council", councils())
@given(data=st.data())
def test_one_set_for_everybody_gives_the_pennies_of_each_person(council: str, data: st.DataObject) -> None:
    policy = POLICIES[council]
    basis = data.draw(bases(policy))
    if scored_by_questionnaire(policy, basis):
        asked = questionnaire(policy)
        given_answers = data.draw(answers_to(asked))
        whole = {question.question: given_answers.get(question.question) for question in asked.questions}
        first = {question.question: question.answers[0].answer for question in asked.questions}
        answers = {code: answer or first[code] for code, answer in whole.items()}
        basis = AllocationBasis(**{**vars(basis), "answers": answers})
    expected = indicative_budget(basis, policy)
    found = worked_out(council, basis)
    assert found["indicative_budget"] == expected.pence_weekly


MONEY_STEPS = st.one_of(st.sampled_from((0, 1, 1_425_000, 1_425_001, 1_450_001, 2_325_000, 2_325_001)), WEEKLY_PENCE)


@st.composite
def finances(draw: st.DrawFn) -> Finances:
    """Anybody's money that the financial assessment takes, on any of its routes."""
    household = draw(st.sampled_from(("single", "couple", "lone_parent")))
    kinds = st.sampled_from(("state_pension", "pip_daily_living", "earnings"))
    return Finances(
        household=household,
        age_group=draw(st.sampled_from(sorted(AGE_GROUPS))),
        children=draw(st.integers(1, 4)) if household == "lone_parent" else 0,
        capital_pence=draw(MONEY_STEPS),
        incomes=tuple(Income(draw(kinds), draw(WEEKLY_PENCE)) for _ in range(draw(st.integers(0, 3)))),
        housing_costs_pence_weekly=draw(WEEKLY_PENCE),
        disability_expenses=(Expense("Heating", draw(st.integers(0, 80_00))),),
        disability_premium=draw(st.booleans()),
        carer_premium=draw(st.booleans()),
        savings_credit=draw(st.booleans()),
        variant_cjd=draw(st.integers(0, 9)) == 0,
        full_cost_route=draw(st.integers(0, 9)) == 0,
    )


@pytest.mark.requirement("R-FIN-01", "R-FIN-02", "R-FIN-03")
@pytest.mark.parametrize("council", councils())
@settings(max_examples=25)
@given(data=st.data())
def test_contribution_what_is_left_to_plan_with_net_and_contingency_are_those_of_one_person(
    council: str, data: st.DataObject
) -> None:
    policy = POLICIES[council]
    basis = replace(data.draw(bases(policy)), answers=answers_of(council))
    weekly = indicative_budget(basis, policy).pence_weekly
    somebody = Circumstances(
        finances=data.draw(finances()),
        section_117=data.draw(st.booleans()),
        universal_services=data.draw(some_of(policy, "universal")),
        block_services=data.draw(some_of(policy, "block")),
    )
    _, found = pays(somebody, policy)
    assert found is not None
    planned, paid = at_planning(somebody, weekly, found, policy)
    section, three = budget(somebody, weekly, paid, found, policy)
    _, rows = charging_inputs(finances_of(somebody), policy)
    given_money = {name: whole(rows[name].amount) for name in ENTERED_INPUTS}
    inputs = SETS[council].person_inputs
    services = {
        name: sum(each.pence_weekly for each in services_of(kind, getattr(somebody, f"{kind}_services"), policy))
        for kind, name in (("universal", UNIVERSAL), ("block", BLOCK))
        if name in inputs
    }
    free, full = found.outcome == "free", bool(somebody.finances and somebody.finances.full_cost_route)
    got = worked_out(council, basis, is_free=int(free), pays_full_cost=int(full), **given_money, **services)
    assert got["indicative_budget"] == weekly
    assert got["contribution"] == three.contribution_pence_weekly
    assert got["planning_amount"] == planned.figures["pence_weekly"]
    assert got["net_budget"] == three.net_pence_weekly
    assert got["contingency"] == section.figures["contingency_pence_yearly"]


@cache
def answers_of(council: str) -> dict[str, Any]:
    """The second answer to each question that the council asks."""
    return people_answers(packs_policy(council), known(), DAY)


def some_of(policy: Values, kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the services that come off before planning here."""
    codes = [text_cell(row, "code") for row in policy.table(SERVICES[kind])]
    return st.lists(st.sampled_from(codes), unique=True).map(tuple) if codes else st.just(())


@pytest.mark.requirement("R-FIN-02")
def test_what_comes_off_before_planning_is_the_councils_choice() -> None:
    basis = AllocationBasis({"nutrition": "all_the_time", "hygiene": "all_the_time"}, client_group="physical")
    found = worked_out("westminster", basis, universal_services=5_00, block_services=42_00)
    assert found["planning_amount"] == found["indicative_budget"] - found["contribution"] - 47_00
    assert deducted(POLICIES["westminster"]) == {"universal", "block"}


def test_nobody_pays_more_than_the_budget_or_anything_for_free_care() -> None:
    basis = AllocationBasis({"nutrition": "some"}, client_group="physical")
    rich = worked_out("westminster", basis, other_income=2_000_00, is_pension_age=1)
    assert rich["contribution"] == rich["indicative_budget"] and rich["net_budget"] == 0
    free = worked_out("westminster", basis, other_income=2_000_00, is_pension_age=1, is_free=1)
    assert free["contribution"] == 0 and free["net_budget"] == free["indicative_budget"]
    full = worked_out("westminster", basis, pays_full_cost=1)
    assert full["contribution"] == full["indicative_budget"]
