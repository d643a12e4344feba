"""A questionnaire as data: routes, what is missing, the points of what still stands. A stale answer never scores."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfdirect.rules.questionnaires import (
    Questionnaire,
    check_answers,
    is_asked,
    questionnaire,
    reached_answers,
    score,
    several,
)
from tests.rules.samples import values

QUESTIONS = (
    ("wash", "one", "need", "always"),
    ("night", "one", "need", "always"),
    ("night_often", "one", "need", "by_route"),
    ("night_who", "several", "need", "by_route"),
    ("risk", "one", "risk", "always"),
    ("carer", "one", "carer", "always"),
)
ANSWERS = (
    ("wash", "none", 0),
    ("wash", "a_lot", 11),
    ("night", "no", 0),
    ("night", "yes", 4),
    ("night_often", "some", 3),
    ("night_often", "every", 9),
    ("night_who", "one", 2),
    ("night_who", "two", 5),
    ("risk", "low", 1),
    ("risk", "high", 7),
    ("carer", "none", 50),
    ("carer", "a_lot", 60),
)
ROUTES = (("night_often", "night", "yes"), ("night_who", "night_often", "every"), ("night_who", "night", "yes"))


def asked() -> Questionnaire:
    """A small questionnaire with a route behind a route."""
    table: dict[str, Any] = {
        "name": ({"name": "Questionnaire", "short_name": "questionnaire", "explained": "Some questions."},),
        "sections": ({"section": "all", "label": "All", "explained": "All of it."},),
        "questions": tuple(
            {"question": code, "section": "all", "label": code.title(), "help": "h", "kind": kind, "domain": domain}
            | {"asked": when}
            for code, kind, domain, when in QUESTIONS
        ),
        "answers": tuple(
            {"question": question, "answer": answer, "label": answer.title(), "points": points}
            for question, answer, points in ANSWERS
        ),
        "routes": tuple({"question": q, "after": after, "answer": answer} for q, after, answer in ROUTES),
    }
    return questionnaire(values(**{f"questionnaire__{name}": rows for name, rows in table.items()}))


FULL = {"wash": "a_lot", "night": "yes", "night_often": "every", "night_who": ("one", "two"), "risk": "high"}


def test_points_are_added_with_a_row_for_each_answer() -> None:
    found = score(asked(), FULL, count_risk=True)
    assert found.points == 11 + 4 + 9 + 2 + 5 + 7
    assert [row.amount for row in found.working] == [11, 4, 9, 2, 5, 7, 38]
    assert found.by_domain == {"need": 31, "risk": 7, "carer": 0, "social": 0}


@pytest.mark.requirement("R-RAS-09")
def test_risk_counts_only_where_the_policy_says_so() -> None:
    assert score(asked(), FULL, count_risk=False).points == 31


@pytest.mark.requirement("R-RAS-06")
def test_help_from_a_carer_never_gives_points() -> None:
    without = score(asked(), FULL, count_risk=True)
    for help_given in ("none", "a_lot"):
        assert score(asked(), {**FULL, "carer": help_given}, count_risk=True).points == without.points


def test_an_answer_behind_a_changed_answer_is_dropped() -> None:
    reached = reached_answers(asked(), {**FULL, "night": "no"})
    assert "night_often" not in reached and "night_who" not in reached
    assert score(asked(), {**FULL, "night": "no"}, count_risk=False).points == 11


@pytest.mark.parametrize(
    ("given_answers", "field", "said"),
    [
        ({}, "wash", "choose an answer"),
        ({"wash": "often"}, "wash", "often is not an answer. Choose from none, a_lot"),
        ({"wash": ("none", "a_lot")}, "wash", "choose one answer only"),
        ({"night": "yes"}, "night_often", "choose an answer"),
        ({"cooking": "yes"}, "cooking", "no question called cooking"),
    ],
)
def test_what_is_missing_or_wrong_is_named(given_answers: dict[str, Any], field: str, said: str) -> None:
    assert any(problem.field == field and said in problem.message for problem in check_answers(asked(), given_answers))


def test_nothing_is_missing_from_a_whole_set_of_answers() -> None:
    assert not check_answers(asked(), {**FULL, "carer": "none"})
    assert {p.field for p in check_answers(asked(), {"night": "no"})} == {"wash", "risk", "carer"}


_ONE = {code: [answer for question, answer, _ in ANSWERS if question == code] for code, *_ in QUESTIONS}
_GIVEN = st.fixed_dictionaries(
    {},
    optional={
        code: st.lists(st.sampled_from([*_ONE[code], "gone"]), max_size=2).map(tuple)
        if kind == "several"
        else st.sampled_from([*_ONE[code], "gone"])
        for code, kind, *_ in QUESTIONS
    },
)


@pytest.mark.requirement("R-ASM-01")
@given(_GIVEN)
def test_a_stale_answer_never_scores(given_answers: dict[str, Any]) -> None:
    """Points are those of answers to questions that are asked, whatever else was once answered."""
    whole = asked()
    reached = reached_answers(whole, given_answers)
    expected = 0
    for question in whole.questions:
        if question.domain == "carer" or not is_asked(question, reached):
            continue
        ticked = several(given_answers.get(question.question, ()))
        expected += sum(each.points for each in question.answers if each.answer in ticked)
    assert score(whole, given_answers, count_risk=True).points == expected
    assert reached_answers(whole, reached) == reached
    assert score(whole, reached, count_risk=True) == score(whole, given_answers, count_risk=True)
