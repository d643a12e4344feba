"""Every council's way from needs to money is whole: every choice is made, and gives a sensible budget."""

import pytest

from selfdirect.policy import councils, load
from selfdirect.policy.kinds import Choice
from selfdirect.policy.shape_allocation import ALLOCATION, NEEDS_TO_MONEY, QUESTIONNAIRES
from selfdirect.rules.allocation import AllocationBasis, indicative_budget, scored_by_questionnaire
from selfdirect.rules.questionnaires import (
    CARER_QUESTIONNAIRE,
    QUESTIONNAIRE,
    Given,
    check_answers,
    questionnaire,
    score,
)
from selfdirect.rules.values import Values
from tests.policy.days import DAY


@pytest.fixture(params=councils())
def values(request: pytest.FixtureRequest) -> Values:
    return load(request.param).on(DAY)


def test_every_value_is_there(values: Values) -> None:
    assert {shape.key for shape in NEEDS_TO_MONEY} <= set(values)


def test_every_named_choice_has_an_implementation() -> None:
    choices = {shape.key: shape.kind.options for shape in ALLOCATION if isinstance(shape.kind, Choice)}
    assert choices["allocation.method"] == ("points_by_price", "standard_units", "professional_costing")
    assert choices["allocation.pricing"] == ("one_price", "by_client_group", "banded")


@pytest.mark.requirement("R-ASM-01")
@pytest.mark.parametrize("file", [QUESTIONNAIRE, CARER_QUESTIONNAIRE])
def test_every_questionnaire_can_be_answered_to_its_end(values: Values, file: str) -> None:
    asked = questionnaire(values, file)
    first = {question.question: question.answers[0].answer for question in asked.questions}
    last = {question.question: question.answers[-1].answer for question in asked.questions}
    for answers in (first, last):
        assert not check_answers(asked, answers)
    assert score(asked, last, count_risk=True).points > score(asked, first, count_risk=True).points


def test_more_answers_of_need_never_give_less_money(values: Values) -> None:
    basis = AllocationBasis(client_group="physical")
    if scored_by_questionnaire(values, basis) != QUESTIONNAIRE:
        return
    asked = questionnaire(values)
    first = {question.question: question.answers[0].answer for question in asked.questions}
    for question in asked.questions:
        points = [answer.points for answer in question.answers]
        assert question.kind == "several" or points == sorted(points), question.question
    none = indicative_budget(AllocationBasis(answers=first, client_group="physical"), values).pence_weekly
    last: dict[str, Given] = {
        question.question: question.answers[-1].answer
        if question.kind == "one"
        else tuple(answer.answer for answer in question.answers)
        for question in asked.questions
    }
    most = indicative_budget(AllocationBasis(answers=last, client_group="physical"), values).pence_weekly
    assert none < most <= 2_000_00


def test_a_questionnaire_has_five_tables() -> None:
    assert len(QUESTIONNAIRES) == 10
