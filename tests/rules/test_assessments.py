"""Eligibility follows the regulations, looks past the carer, and drops what is no longer reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.assessments import (
    LEVELS,
    LIMBS,
    OUTCOMES,
    QUESTIONS,
    Answer,
    Question,
    check_answers,
    eligibility,
    needs,
    reached_answers,
    section_117_check,
    unable_outcomes,
)


def _unable(outcome: str, level: str = "some", limbs: tuple[str, ...] = ("cannot_without_help",)) -> dict[str, Answer]:
    return {
        f"{outcome}_able": "unable",
        f"{outcome}_limbs": limbs,
        f"{outcome}_level": level,
        f"{outcome}_met_now": "Her daughter helps.",
    }


def _answers(*parts: dict[str, Answer], **changed: Answer) -> dict[str, Answer]:
    answers: dict[str, Answer] = {f"{outcome}_able": "able" for outcome in OUTCOMES}
    answers |= {"need_from_impairment": "yes", "wellbeing_impact": "yes", "section_117": "no"}
    for part in parts:
        answers |= part
    return answers | changed


TWO = _answers(_unable("nutrition"), _unable("hygiene", "a_lot"))


@pytest.mark.requirement("R-ELG-01")
def test_two_outcomes_an_impairment_and_an_effect_on_well_being_are_eligible() -> None:
    found = eligibility(TWO)
    assert found.eligible
    assert found.unable == ("nutrition", "hygiene")
    assert len(found.reasons) == 3
    assert found.working[-1].amount == "yes"


@pytest.mark.requirement("R-ELG-02")
@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (_answers(_unable("nutrition")), "unable to achieve 1 of the 10"),
        (_answers(_unable("nutrition"), _unable("hygiene"), need_from_impairment="no"), "do not come from"),
        (_answers(_unable("nutrition"), _unable("hygiene"), wellbeing_impact="no"), "no significant effect"),
        (_answers(_unable("nutrition"), _unable("hygiene", limbs=())), "unable to achieve 1 of the 10"),
        ({}, "unable to achieve 0 of the 10"),
    ],
)
def test_without_any_one_of_the_three_needs_are_not_eligible(answers: dict[str, Answer], reason: str) -> None:
    found = eligibility(answers)
    assert not found.eligible
    assert any(reason in each for each in found.reasons)
    assert found.working[-1].amount == "no"


@pytest.mark.parametrize("limb", sorted(LIMBS))
def test_any_one_limb_of_unable_is_enough(limb: str) -> None:
    answers = _answers(_unable("toilet", limbs=(limb,)), _unable("community", limbs=(limb,)))
    assert eligibility(answers).eligible


def test_there_are_ten_outcomes_and_four_limbs() -> None:
    assert len(OUTCOMES) == 10
    assert len(LIMBS) == 4
    assert list(LEVELS) == ["none", "some", "a_lot", "all_the_time"]


CHOICES = {
    "able": st.sampled_from(["able", "unable"]),
    "limbs": st.lists(st.sampled_from(sorted(LIMBS)), unique=True).map(tuple),
    "level": st.sampled_from(sorted(LEVELS)),
    "met_now": st.text(max_size=5),
    "met_by_carer": st.sampled_from(["yes", "no"]),
}
YES_NO = st.sampled_from(["yes", "no"])


def _answer_for(key: str) -> st.SearchStrategy[Answer]:
    return CHOICES.get(key.removeprefix(next((o for o in OUTCOMES if key.startswith(o)), "")).lstrip("_"), YES_NO)


ANY_ANSWERS = st.fixed_dictionaries({}, optional={question.key: _answer_for(question.key) for question in QUESTIONS})


@given(ANY_ANSWERS, YES_NO)
def test_what_a_carer_does_changes_neither_eligibility_nor_needs(answers: dict[str, Answer], helps: str) -> None:
    other = answers | {f"{outcome}_met_by_carer": helps for outcome in OUTCOMES}
    assert eligibility(other) == eligibility(answers)
    assert needs(other) == needs(answers)


@given(ANY_ANSWERS, ANY_ANSWERS)
def test_a_stale_answer_never_reaches_the_score(answers: dict[str, Answer], stale: dict[str, Answer]) -> None:
    reached = reached_answers(answers)
    asked = set(reached)
    for question in QUESTIONS:
        if all(reached.get(earlier) in right for earlier, right in question.asked_when):
            asked.add(question.key)
    left_over = {key: answer for key, answer in stale.items() if key not in asked}
    assert reached_answers(left_over | reached) == reached
    assert needs(left_over | reached) == needs(answers)
    assert eligibility(left_over | reached) == eligibility(answers)


@given(ANY_ANSWERS)
def test_dropping_twice_drops_no_more_and_adds_nothing(answers: dict[str, Answer]) -> None:
    reached = reached_answers(answers)
    assert reached_answers(reached) == reached
    assert reached.items() <= answers.items()


def test_going_back_to_able_drops_the_level_that_was_given() -> None:
    changed = TWO | {"hygiene_able": "able"}
    assert changed["hygiene_level"] == "a_lot"
    assert needs(changed) == {"nutrition": "some"}


def test_a_whole_branch_falls_when_its_root_is_not_reached() -> None:
    chain = (
        Question("one"),
        Question("two", (("one", frozenset({"yes"})),)),
        Question("three", (("two", frozenset({"yes"})),)),
    )
    answers = {"one": "no", "two": "yes", "three": "yes", "four": "yes"}
    assert reached_answers(answers, chain) == {"one": "no"}
    assert len(reached_answers(answers | {"one": "yes"}, chain)) == 3


def test_a_question_cannot_hang_on_one_that_comes_later() -> None:
    with pytest.raises(ValueError, match="does not come before"):
        reached_answers({}, (Question("two", (("one", frozenset({"yes"})),)), Question("one")))


def test_an_answer_of_several_words_is_reached_by_any_of_them() -> None:
    questions = (Question("ways"), Question("more", (("ways", frozenset({"pain"})),)))
    answers: dict[str, Answer] = {"ways": ("pain", "slow"), "more": "a lot"}
    assert reached_answers(answers, questions) == answers


def test_a_finished_assessment_has_nothing_missing() -> None:
    assert check_answers(TWO) == ()


def test_everything_missing_is_named_by_its_field() -> None:
    assert [problem.field for problem in check_answers({})] == [
        "need_from_impairment",
        *(f"{outcome}_able" for outcome in OUTCOMES),
        "wellbeing_impact",
        "section_117",
    ]
    unfinished = _answers({"toilet_able": "unable"}, section_117="yes")
    assert [problem.field for problem in check_answers(unfinished)] == [
        "toilet_limbs",
        "toilet_level",
        "toilet_met_now",
        "section_117_covers",
    ]


def test_only_unable_outcomes_with_support_are_scored() -> None:
    answers = _answers(_unable("nutrition", "none"), _unable("toilet", "all_the_time"))
    assert unable_outcomes(answers) == ("nutrition", "toilet")
    assert needs(answers) == {"toilet": "all_the_time"}


@pytest.mark.requirement("R-ASM-09")
def test_the_section_117_check_settles_whether_a_means_test_follows() -> None:
    assert section_117_check({"section_117": "no"}).means_test_needed
    assert not section_117_check({"section_117": "yes", "section_117_covers": "all_needs"}).means_test_needed
    some = section_117_check({"section_117": "yes", "section_117_covers": "some_needs"})
    assert some.applies
    assert some.means_test_needed
    assert not section_117_check({"section_117": "no", "section_117_covers": "all_needs"}).applies
    with pytest.raises(ValueError, match="has not been done"):
        section_117_check({})
