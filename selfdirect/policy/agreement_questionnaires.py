"""Checks that the tables of a questionnaire agree: every answer has its question, every question can be reached.

Next:   selfdirect/rules/questionnaires.py
Tests:  tests/policy/test_agreement_questionnaires.py
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from selfdirect.policy.kinds import listed
from selfdirect.policy.standing import Standing

FEWEST_ANSWERS: Final = 2
BY_ROUTE: Final = "by_route"
_MOST_LISTED: Final = 12


def questionnaire_faults(standing: Standing, file: str) -> Iterator[str]:
    """Say what does not agree in one questionnaire, each fault with its place and its cure."""
    yield from _section_faults(standing, file)
    yield from _answer_faults(standing, file)
    yield from _route_faults(standing, file)


def _section_faults(standing: Standing, file: str) -> Iterator[str]:
    sections = standing.column(f"{file}.sections", "section")
    used = standing.column(f"{file}.questions", "section")
    for row, place in standing.rows(f"{file}.questions"):
        if row["section"] not in sections:
            yield (
                f'{place}: the question "{row["question"]}" is in the section "{row["section"]}", which is not '
                f"there. Write {listed(sections)}, or add the section."
            )
    for row, place in standing.rows(f"{file}.sections"):
        if row["section"] not in used:
            yield f'{place}: the section "{row["section"]}" has no question. Take it out, or add a question.'


def _answer_faults(standing: Standing, file: str) -> Iterator[str]:
    questions = standing.column(f"{file}.questions", "question")
    seen: Counter[tuple[str, str]] = Counter()
    for row, place in standing.rows(f"{file}.answers"):
        pair = str(row["question"]), str(row["answer"])
        seen[pair] += 1
        if pair[0] not in questions:
            yield (
                f'{place}: there is no question "{pair[0]}" for the answer "{pair[1]}". '
                f"Write {_some(questions)}, or add the question."
            )
        if seen[pair] == 2:
            yield f'{place}: the answer "{pair[1]}" to "{pair[0]}" is there more than once. Keep one row.'
    count = Counter(question for question, _ in seen)
    for row, place in standing.rows(f"{file}.questions"):
        if count[str(row["question"])] < FEWEST_ANSWERS:
            yield (
                f'{place}: the question "{row["question"]}" has {_answers(count[str(row["question"])])}. '
                f"Add rows to answers until it has {FEWEST_ANSWERS} or more."
            )


def _route_faults(standing: Standing, file: str) -> Iterator[str]:
    order = _order_asked(standing, file)
    answers: dict[str, list[str]] = {}
    for row, _ in standing.rows(f"{file}.answers"):
        answers.setdefault(str(row["question"]), []).append(str(row["answer"]))
    for row, place in standing.rows(f"{file}.routes"):
        question, after, answer = str(row["question"]), str(row["after"]), str(row["answer"])
        unknown = [each for each in (question, after) if each not in order]
        yield from (f'{place}: there is no question "{each}". Write {_some(order)}.' for each in unknown)
        if not unknown and order.index(after) >= order.index(question):
            yield (
                f'{place}: "{question}" is asked after "{after}", but "{after}" does not come before it. '
                "Name an earlier question, or change the order of the questions."
            )
        if after in order and answer not in answers.get(after, ()):
            there = listed(answers[after]) if after in answers else "an answer once it has some"
            yield f'{place}: "{answer}" is not an answer to "{after}". Write {there}.'
    routed = standing.column(f"{file}.routes", "question")
    for row, place in standing.rows(f"{file}.questions"):
        if row["asked"] == BY_ROUTE and row["question"] not in routed:
            yield (
                f'{place}: the question "{row["question"]}" is asked by route and no route leads to it. '
                'Add a row for it to routes, or write asked = "always".'
            )
        if row["asked"] != BY_ROUTE and row["question"] in routed:
            yield (
                f'{place}: the question "{row["question"]}" is always asked, but a route leads to it. '
                'Write asked = "by_route", or take its rows out of routes.'
            )


def _order_asked(standing: Standing, file: str) -> list[str]:
    """The questions in the order in which they are asked: section by section."""
    rows = [row for row, _ in standing.rows(f"{file}.questions")]
    sections = standing.column(f"{file}.sections", "section")
    placed = [str(row["question"]) for section in sections for row in rows if row["section"] == section]
    return [*placed, *(str(row["question"]) for row in rows if row["section"] not in sections)]


def _some(codes: tuple[str, ...] | list[str]) -> str:
    return listed(codes) if len(codes) <= _MOST_LISTED else "the code of a question of this questionnaire"


def _answers(count: int) -> str:
    return {0: "no answers", 1: "one answer only"}.get(count, f"{count} answers")
