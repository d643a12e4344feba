"""One question put to the model: which council and day, over which people, with what changed; and everything it found.

Next:   selfdirect/modelling/what_if.py, selfdirect/modelling/telling.py
Tests:  tests/modelling/test_asking.py
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from selfdirect.modelling.back_test import Error, back_test
from selfdirect.modelling.calibrating import POINTS, PRICES, Calibrated, CalibrationRefused, Limits, calibrate
from selfdirect.modelling.caseload import Caseload, fictional, from_file
from selfdirect.modelling.changes import ChangeRefused
from selfdirect.modelling.columns import ColumnsRefused
from selfdirect.modelling.given import from_circumstances, read_people
from selfdirect.modelling.sides import ENGINES, Side, side
from selfdirect.modelling.what_if import Comparison, compare
from selfdirect.policy import Policy, PolicyRefused, load
from selfdirect.policy.determining import first_day
from selfdirect.rules.calendar import format_date
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.values import ValueRefused

USUAL_PEOPLE: Final = 20_000
MOST_PEOPLE: Final = 100_000_000
FITTED: Final = (PRICES, POINTS)
NOW: Final = "In force"


class ModelRefused(Exception):
    """The question cannot be answered. `messages` names every fault and what would be right."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class Question:
    """What is asked. With no change and no trial it is what the policy in force comes to.

    `on` is the day of the policy in force, and `tried_on` the day of the changed one, when it is another.
    """

    council: str
    on: date
    people: int = USUAL_PEOPLE
    seed: int = 1
    file: Path | None = None
    changes: Mapping[str, str] = field(default_factory=dict)
    percent_on_prices: int = 0
    trial: str = ""
    tried_on: date | None = None
    fit: str = ""
    limits: Limits | None = None
    back_test: bool = False
    engine: str = ENGINES[0]


@dataclass(frozen=True)
class Modelled:
    """Everything that was found. `tried` is the policy in force where nothing was changed."""

    question: Question
    live: Side
    tried: Side
    people: Caseload
    comparison: Comparison
    errors: tuple[Error, list[Error], list[Error]] | None = None
    calibrated: Calibrated | None = None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to compare with what is in force."""
        return self.tried is not self.live


def ask(question: Question, root: Path | None = None, given: Sequence[Circumstances] | None = None) -> Modelled:
    """Answer the question, over these people where they are given. Raises ModelRefused."""
    if not 1 <= question.people <= MOST_PEOPLE:
        raise ModelRefused(f"--people {question.people}: give a number from 1 to {MOST_PEOPLE:,}.")
    try:
        return _asked(question, root, given)
    except PolicyRefused as refused:
        raise ModelRefused(*refused.messages) from None
    except (ChangeRefused, ColumnsRefused, ValueRefused, CalibrationRefused) as refused:
        raise ModelRefused(str(refused)) from None


def _asked(question: Question, root: Path | None, given: Sequence[Circumstances] | None) -> Modelled:
    policy = load(question.council, root)
    for day in (question.on, question.tried_on or question.on):
        if day < first_day(policy):
            said = f"There are no rates for {format_date(day)}. The first are for {format_date(first_day(policy))}."
            raise ModelRefused(said)
    live = side(NOW, policy, question.on)
    if question.trial and question.trial not in policy.trials:
        there = ", ".join(policy.trials) or "none"
        raise ModelRefused(f"{question.trial}: there is no such trial. There are: {there}.")
    make = _maker(question, policy)
    tried = make(question.changes) if _changes_anything(question) else live
    people = _people(question, live, tried) if given is None else _given("our own people", given, live, tried)
    if question.fit:
        if question.limits is None:
            raise ModelRefused("To fit prices or points, give a budget a year.")
        fitted = calibrate(live, people, question.fit, question.limits, make)
        return Modelled(question, live, make(fitted.changes), people, fitted.comparison, None, fitted)
    comparison = compare(live, tried, people, question.engine)
    errors = back_test(tried, people) if question.back_test else None
    return Modelled(question, live, tried, people, comparison, errors)


def _changes_anything(question: Question) -> bool:
    other_day = question.tried_on is not None and question.tried_on != question.on
    return bool(question.changes or question.percent_on_prices or question.trial or other_day)


def _maker(question: Question, policy: Policy) -> Callable[[Mapping[str, str]], Side]:
    """Give what makes the changed side."""
    name = f"On trial: {question.trial.replace('_', ' ')}" if question.trial else "Changed"
    on = question.tried_on or question.on
    return lambda changes: side(name, policy, on, changes, question.percent_on_prices, question.trial)


def _people(question: Question, live: Side, tried: Side) -> Caseload:
    if question.file is None:
        return fictional(question.people, question.seed, live.values)
    if not question.file.is_file():
        raise ModelRefused(f"{question.file}: there is no such file. Check its name.")
    if question.file.suffix == ".json":
        return _given(f"the people in {question.file.name}", read_people(question.file), live, tried)
    if len(live.arms) > 1:
        raise ModelRefused("A partner trust has sums of its own here. Give people as JSON, or use fictional people.")
    return from_file(question.file, live.arms[0])


def _given(name: str, people: Sequence[Circumstances], live: Side, tried: Side) -> Caseload:
    """Whoever can be put to both sides. Raises ModelRefused when that is nobody."""
    found = from_circumstances(name, people, [live] if tried is live else [live, tried])
    kept = len(people) - len(found.left_out)
    if not kept:
        why = f" {found.left_out[0]}" if found.left_out else ""
        raise ModelRefused(f"Nobody of {name} can be worked out.{why}")
    return replace(found, name=f"{kept:,} of {name}")
