"""One thing that is wrong with what somebody entered, and the field it is about.

Tests:  tests/rules/test_problems.py
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`field` names the field to point at; `message` is one plain sentence that says how to put it right."""

    field: str
    message: str


class Refused(Exception):
    """What was entered cannot be worked with. `problems` holds one Problem for each thing that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))
