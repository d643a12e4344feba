"""A council's questionnaire as data: what is asked, which answers still stand, what is missing, what they score.

A question asked by route is asked when every earlier question that leads to it has one of the answers that lead
there. An answer on a branch that is no longer reached is dropped before anything is scored: a stale answer is money.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/allocation.py
Tests:  tests/rules/test_questionnaires.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.problems import Problem
from selfdirect.rules.values import NO_LIMIT, Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working, worst

# The policy files that hold a questionnaire, each with the tables name, sections, questions, answers and routes.
QUESTIONNAIRE: Final = "questionnaire"
CARER_QUESTIONNAIRE: Final = "carer_questionnaire"

ONE: Final = "one"
SEVERAL: Final = "several"

# What a question is about. Help from a carer or others never gives points (R-RAS-06); risk counts where the policy
# says so (R-RAS-09).
NEED: Final = "need"
RISK: Final = "risk"
CARER: Final = "carer"
SOCIAL: Final = "social"
DOMAINS: Final = (NEED, RISK, CARER, SOCIAL)
UNSCORED: Final = frozenset({CARER, SOCIAL})

# One answer, or several where more than one may be ticked.
Given = str | tuple[str, ...]


@dataclass(frozen=True)
class PossibleAnswer:
    """One answer that may be given, and its points."""

    answer: str
    label: str
    points: int


@dataclass(frozen=True)
class Question:
    """One question. `asked_when` holds (earlier question, answers): it is asked when each has one of its answers."""

    question: str
    section: str
    label: str
    help: str
    kind: str
    domain: str
    answers: tuple[PossibleAnswer, ...]
    asked_when: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Section:
    """Questions that belong together, in the order they are asked."""

    section: str
    label: str
    explained: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """A whole questionnaire, in the order it is asked, and where its points come from."""

    name: str
    short_name: str
    explained: str
    sections: tuple[Section, ...]
    points_from: Row

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for section in self.sections for question in section.questions)


@dataclass(frozen=True)
class Score:
    """What the answers that stand come to: points altogether and by domain, and a row for each answer."""

    points: int
    by_domain: Mapping[str, int]
    working: Working


def questionnaire(values: Values, file: str = QUESTIONNAIRE) -> Questionnaire:
    """Read a questionnaire from the policy. Its parts were checked against each other when the policy was loaded."""
    routes: dict[str, dict[str, set[str]]] = {}
    if values.value(f"{file}.routes").amount != NO_LIMIT:
        for row in values.table(f"{file}.routes"):
            after = routes.setdefault(text_cell(row, "question"), {})
            after.setdefault(text_cell(row, "after"), set()).add(text_cell(row, "answer"))
    answers: dict[str, list[PossibleAnswer]] = {}
    for row in values.table(f"{file}.answers"):
        possible = PossibleAnswer(text_cell(row, "answer"), text_cell(row, "label"), whole_cell(row, "points"))
        answers.setdefault(text_cell(row, "question"), []).append(possible)
    questions = [
        Question(
            question=(code := text_cell(row, "question")),
            section=text_cell(row, "section"),
            label=text_cell(row, "label"),
            help=text_cell(row, "help"),
            kind=text_cell(row, "kind"),
            domain=text_cell(row, "domain"),
            answers=tuple(answers.get(code, ())),
            asked_when=tuple((after, frozenset(right)) for after, right in routes.get(code, {}).items()),
        )
        for row in values.table(f"{file}.questions")
    ]
    sections = tuple(
        Section(
            section=(code := text_cell(row, "section")),
            label=text_cell(row, "label"),
            explained=text_cell(row, "explained"),
            questions=tuple(each for each in questions if each.section == code),
        )
        for row in values.table(f"{file}.sections")
    )
    named = values.table(f"{file}.name")[0]
    return Questionnaire(
        name=text_cell(named, "name"),
        short_name=text_cell(named, "short_name"),
        explained=text_cell(named, "explained"),
        sections=sections,
        points_from=values.value(f"{file}.answers").row(),
    )


def several(given: Given) -> tuple[str, ...]:
    """Give the answers ticked, also where there is one only."""
    return (given,) if isinstance(given, str) else tuple(given)


def is_asked(question: Question, reached: Mapping[str, Given]) -> bool:
    """Whether this question is asked, by the answers that stand to the questions before it."""
    return all(right & set(several(reached.get(after, ()))) for after, right in question.asked_when)


def reached_answers(asked: Questionnaire, given: Mapping[str, Given]) -> dict[str, Given]:
    """Drop every answer that is no longer reached, is to no known question, or is none of its question's answers."""
    reached: dict[str, Given] = {}
    for question in asked.questions:
        if question.question not in given or not is_asked(question, reached):
            continue
        known = {possible.answer for possible in question.answers}
        kept = tuple(answer for answer in several(given[question.question]) if answer in known)
        if kept:
            reached[question.question] = kept if question.kind == SEVERAL else kept[0]
    return reached


def check_answers(asked: Questionnaire, given: Mapping[str, Given]) -> tuple[Problem, ...]:
    """Say what is missing or cannot be right before the answers can be scored; fields are the questions' codes."""
    problems = []
    questions = {question.question: question for question in asked.questions}
    for code, answer in given.items():
        if code not in questions:
            problems.append(Problem(code, f"There is no question called {code}."))
            continue
        question = questions[code]
        known = [possible.answer for possible in question.answers]
        unknown = [each for each in several(answer) if each not in known]
        if unknown:
            choices = ", ".join(known)
            problems.append(Problem(code, f"{question.label}: {unknown[0]} is not an answer. Choose from {choices}."))
        elif question.kind == ONE and len(several(answer)) > 1:
            problems.append(Problem(code, f"{question.label}: choose one answer only."))
    reached = reached_answers(asked, given)
    for question in asked.questions:
        if question.question not in given and is_asked(question, reached):
            problems.append(Problem(question.question, f"{question.label}: choose an answer."))
    return tuple(problems)


def score(asked: Questionnaire, given: Mapping[str, Given], *, count_risk: bool) -> Score:
    """Give the points of the answers that stand (R-RAS-02, R-RAS-06, R-RAS-09), with a row for each of them."""
    reached = reached_answers(asked, given)
    by_domain = dict.fromkeys(DOMAINS, 0)
    rows: list[Row] = []
    source = asked.points_from
    for question in asked.questions:
        if question.question not in reached or not scores(question, count_risk=count_risk):
            continue
        for possible in question.answers:
            if possible.answer in several(reached[question.question]):
                by_domain[question.domain] += possible.points
                label = f"{question.label.rstrip('?')}: {possible.label}"
                rows.append(
                    Row(label, possible.points, "points", source.rule, source.source, source.status, source.since)
                )
    total = sum(by_domain.values())
    rows.append(Row("Points altogether", total, "points", "points", "The points of each answer", _status(rows)))
    return Score(total, by_domain, tuple(rows))


def scores(question: Question, *, count_risk: bool) -> bool:
    """Whether answers to this question give points at all."""
    return question.domain not in UNSCORED and (count_risk or question.domain != RISK)


def _status(rows: list[Row]) -> str:
    return worst(row.status for row in rows)
