"""Points as formulas, so that a whole caseload is scored at once: by level of each outcome, or by questionnaire.

Words become numbers: a level or an answer is its place in the policy, from 1; 0 is none. A question that may have
several answers has a yes or no for each. What is scored for one person row by row is in rules/questionnaires.py and
rules/allocation.py; a test holds the two together to the point.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/determination_formulas.py
Tests:  tests/rules/test_scoring_formulas.py
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from selfdirect.rules.allocation import FROM_QUESTIONNAIRE, POINTS, RISK_DOMAIN, SCORED_FROM, points_table
from selfdirect.rules.allocation_formulas import Parts, table_row
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.formulas import YES_OR_NO, Formula, Whole
from selfdirect.rules.questionnaires import (
    ONE,
    QUESTIONNAIRE,
    Given,
    Question,
    questionnaire,
    reached_answers,
    scores,
    several,
)
from selfdirect.rules.values import Values

LEVEL_CODES: Final[Mapping[str, int]] = {level: place for place, level in enumerate(LEVELS)}
CODE: Final = "code"


def add_points(values: Values, parts: Parts) -> None:
    """Add the formulas that give the points of each person, in place of points that are given."""
    if values.choice(SCORED_FROM) == FROM_QUESTIONNAIRE:
        names = _questions(values, parts)
    else:
        names = _levels(values, parts)
    parts.person_inputs.pop("points", None)
    source = "The points of each part"
    parts.formulas.append(Formula("points", "Points altogether", "points", source, tuple(names), _add_up))


def _add_up(o: Whole, *points: Whole) -> Whole:
    found: Any = 0
    for each in points:
        found = found + each
    return found


def _levels(values: Values, parts: Parts) -> list[str]:
    scored, names = points_table(values), []
    for outcome, label in OUTCOMES.items():
        level = parts.asked(f"level_{outcome}", CODE)
        prices = [
            parts.value(
                f"points_{outcome}_{each}",
                table_row(values, POINTS, f"{label}: {LEVELS[each].lower()}", scored.get((outcome, each), 0), "points"),
            )
            for each in LEVELS
        ]
        name = f"points_{outcome}"
        function = _by_place(0)
        parts.formulas.append(Formula(name, label, "points", "The points of its level", (level, *prices), function))
        names.append(name)
    return names


def _by_place(first: int) -> Callable[..., Whole]:
    """Give the amount whose place, counted from `first`, is the number given; nothing for any other number."""

    def amount(o: Whole, given: Whole, *amounts: Whole) -> Whole:
        found: Any = 0
        for place, each in enumerate(amounts, first):
            found = o.where(given == place, each, found)
        return found

    return amount


def _questions(values: Values, parts: Parts) -> list[str]:
    whole, count_risk = questionnaire(values, QUESTIONNAIRE), values.yes(RISK_DOMAIN)
    by_code = {question.question: question for question in whole.questions}
    names = []
    for question in whole.questions:
        asked = _asked(question, by_code, parts)
        given = input_names(question)
        for name in given:
            parts.asked(name, CODE if question.kind == ONE else YES_OR_NO)
        if not scores(question, count_risk=count_risk):
            continue
        source = whole.points_from
        points = [
            parts.value(
                f"points_{question.question}_{each.answer}",
                table_row(values, source.rule, f"{question.label}: {each.label.lower()}", each.points, "points"),
            )
            for each in question.answers
        ]
        needs = (asked, *given, *points)
        function = _points_of_one if question.kind == ONE else _points_of_several
        name = f"points_{question.question}"
        parts.formulas.append(Formula(name, question.label, "points", "The points of its answers", needs, function))
        names.append(name)
    return names


def _points_of_one(o: Whole, asked: Whole, given: Whole, *points: Whole) -> Whole:
    found: Any = 0
    for place, each in enumerate(points, 1):
        found = o.where(given == place, each, found)
    return o.where(asked, found, 0)


def _points_of_several(o: Whole, asked: Whole, *ticked_then_points: Whole) -> Whole:
    half = len(ticked_then_points) // 2
    found: Any = 0
    for ticked, each in zip(ticked_then_points[:half], ticked_then_points[half:], strict=True):
        found = found + o.where(ticked, each, 0)
    return o.where(asked, found, 0)


def _asked(question: Question, by_code: Mapping[str, Question], parts: Parts) -> str:
    """Add whether this question is asked: every question it hangs on was asked, and has one of the right answers."""
    name = f"asked_{question.question}"
    needs: list[str] = []
    tests: list[tuple[bool, list[int]]] = []
    for after, right in question.asked_when:
        earlier = by_code[after]
        names = input_names(earlier)
        places = [place for place, each in enumerate(earlier.answers) if each.answer in right]
        needs.append(f"asked_{after}")
        if earlier.kind == ONE:
            needs.append(names[0])
            tests.append((True, [place + 1 for place in places]))
        else:
            needs += [names[place] for place in places]
            tests.append((False, places))

    def asked(o: Whole, *given: Whole) -> Whole:
        held, at = [], 0
        for is_one, places in tests:
            held.append(given[at])
            if is_one:
                held.append(o.any(*(given[at + 1] == place for place in places)))
                at += 2
            else:
                held.append(o.any(*given[at + 1 : at + 1 + len(places)]))
                at += 1 + len(places)
        return o.all(*held)

    parts.formulas.append(Formula(name, f"Asked: {question.label}", YES_OR_NO, "Its route", tuple(needs), asked))
    return name


def input_names(question: Question) -> tuple[str, ...]:
    """Give the names under which a question's answer is given to the formulas."""
    if question.kind == ONE:
        return (f"answer_{question.question}",)
    return tuple(f"answer_{question.question}_{each.answer}" for each in question.answers)


def coded_answers(values: Values, answers: Mapping[str, Given]) -> dict[str, int]:
    """Give one person's answers as the numbers that the formulas take; what was not answered is 0."""
    whole = questionnaire(values, QUESTIONNAIRE)
    known = reached_answers(whole, answers)
    found: dict[str, int] = {}
    for question in whole.questions:
        ticked = several(known.get(question.question, ()))
        if question.kind == ONE:
            codes = {each.answer: place for place, each in enumerate(question.answers, 1)}
            found[input_names(question)[0]] = codes.get(ticked[0], 0) if ticked else 0
        else:
            for name, each in zip(input_names(question), question.answers, strict=True):
                found[name] = int(each.answer in ticked)
    return found


def coded_needs(needs: Mapping[str, str]) -> dict[str, int]:
    """Give one person's levels of support as the numbers that the formulas take."""
    return {f"level_{outcome}": LEVEL_CODES[needs.get(outcome, "none")] for outcome in OUTCOMES}
