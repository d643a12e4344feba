"""Scored at once or one by one, the points are the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.policy import councils, load
from selfdirect.rules.allocation import AllocationBasis, points_table
from selfdirect.rules.allocation_formulas import Parts
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.formulas import Formulas, work_out
from selfdirect.rules.questionnaires import Questionnaire, questionnaire, score
from selfdirect.rules.scoring_formulas import add_points, coded_answers, coded_needs
from selfdirect.rules.values import Values
from selfdirect.rules.working import ENTERED, ENTERED_SOURCE, Row
from tests.policy.days import DAY

# One policy of each kind: scored from levels, and from a questionnaire with routes.
LEVELS_POLICY = load("westminster").on(DAY)


def _with_questionnaire(policy: Values) -> Values:
    """The same policy, with points from the default questionnaire."""
    chosen = policy.value("allocation.scored_from")
    changed = type(chosen)(**{**vars(chosen), "amount": "questionnaire"})
    return Values({**policy, "allocation.scored_from": changed}, policy.on, policy.fingerprint)


QUESTIONS_POLICY = _with_questionnaire(LEVELS_POLICY)


def points_by_formulas(policy: Values, coded: dict[str, int]) -> int:
    """The points that the formulas give."""
    parts = Parts()
    add_points(policy, parts)
    formulas = Formulas(parts.formulas, (*parts.person_inputs, *parts.policy_inputs))
    entered = {name: Row(name, coded[name], "code", name, ENTERED_SOURCE, ENTERED) for name in parts.person_inputs}
    return work_out(formulas, {**entered, **parts.policy_inputs}).amounts["points"]


@given(st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.sampled_from(sorted(LEVELS))))
def test_levels_score_the_same(needs: dict[str, str]) -> None:
    table = points_table(LEVELS_POLICY)
    expected = sum(table[outcome, level] for outcome, level in needs.items())
    assert points_by_formulas(LEVELS_POLICY, coded_needs(needs)) == expected


def answers_to(asked: Questionnaire) -> st.SearchStrategy[dict[str, Any]]:
    """Any answers at all, also to questions that are not asked."""
    return st.fixed_dictionaries(
        {},
        optional={
            question.question: st.sampled_from([each.answer for each in question.answers])
            if question.kind == "one"
            else st.lists(st.sampled_from([each.answer for each in question.answers]), unique=True).map(tuple)
            for question in asked.questions
        },
    )


def _policies() -> list[Values]:
    found = [QUESTIONS_POLICY]
    for council in councils():
        policy = load(council).on(DAY)
        if policy.choice("allocation.scored_from") == "questionnaire":
            found.append(policy)
    return found


@pytest.mark.requirement("R-RAS-02")
@pytest.mark.parametrize("policy", _policies(), ids=lambda policy: policy.fingerprint[:8])
@given(data=st.data())
def test_a_questionnaire_scores_the_same_and_no_stale_answer_counts(policy: Values, data: st.DataObject) -> None:
    asked = questionnaire(policy)
    answers = data.draw(answers_to(asked))
    expected = score(asked, answers, count_risk=policy.yes("allocation.risk_domain")).points
    assert points_by_formulas(policy, coded_answers(policy, answers)) == expected


def test_what_was_not_answered_is_nothing() -> None:
    assert set(coded_answers(QUESTIONS_POLICY, {}).values()) == {0}
    assert points_by_formulas(QUESTIONS_POLICY, coded_answers(QUESTIONS_POLICY, AllocationBasis().answers)) == 0
