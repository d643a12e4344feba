"""What the parts of a page are made of: answers to check, tasks, columns, links.

Next:   selfdirect/pages/templates/govuk/parts.html
Tests:  tests/pages/test_parts.py
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

STATES = {
    "cannot_start": ("Cannot start yet", ""),
    "not_started": ("Not started", "blue"),
    "started": ("In progress", "light-blue"),
    "missing": ("Information missing", "orange"),
    "waiting": ("Waiting", "yellow"),
    "done": ("Done", ""),
}


@dataclass(frozen=True)
class Answer:
    """A question and its answer, and where to change it. `hidden` says what is changed, for somebody who listens."""

    question: str
    answer: Any
    change: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class Section:
    """Answers that belong together."""

    title: str
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Task:
    """One task of a list. A task that cannot start yet is not a link."""

    name: str
    state: str
    href: str = ""
    hint: str = ""

    @property
    def link(self) -> str:
        """Where the task is done; nothing when it cannot be started."""
        return "" if self.state == "cannot_start" else self.href

    @property
    def state_words(self) -> str:
        """The state in words."""
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        """The tag's colour; none for what is done or cannot start."""
        return STATES[self.state][1]


@dataclass(frozen=True)
class TaskGroup:
    """Tasks under one heading."""

    title: str
    tasks: Sequence[Task] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """A column's heading, and whether it holds numbers."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. `hidden` is read aloud after them."""

    text: str
    href: str
    hidden: str = ""
