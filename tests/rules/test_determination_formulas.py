"""The whole of one day's sums in one set, equal to the penny to what is worked out for one person row by row."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy import councils, load
from selfdirect.rules.allocation import AllocationBasis, indicative_budget, scored_by_questionnaire
from selfdirect.rules.allocation_formulas import client_group_codes
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.determination_formulas import FormulaSet, deducted, formulas_for
from selfdirect.rules.formulas import work_out
from selfdirect.rules.questionnaires import questionnaire
from selfdirect.rules.scoring_formulas import coded_answers, coded_needs
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row
from tests.policy.days import DAY
from tests.rules.test_scoring_formulas import answers_to

POLICIES = {council: load(council).on(DAY) for council in councils()}
SETS = {council: formulas_for(policy) for council, policy in POLICIES.items()}


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
