"""Finds the line of a policy file on which a value, one of its dates or a row of its table stands.

The reader of TOML gives values without their places, and an officer needs the place to mend a mistake.

Next:   selfdirect/policy/reading.py
Tests:  tests/policy/test_locating.py
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

# What a line may begin with: [value], [value.from], [value.from.2024-04-01], or 2024-04-01 = and amount =.
_HEADING: Final = re.compile(r"\s*\[\s*([^\[\]#]+?)\s*\]")
_GIVEN: Final = re.compile(r"\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
# What matters inside a line: words in quotes and remarks are passed over, brackets are counted.
_TOKEN: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*|[\[\]{}]")
# How a problem of one value says where it is.
_ADDRESS: Final = re.compile(r"(?:from (?P<since>\S+): )?(?:row (?P<row>\d+): )?")


@dataclass(frozen=True)
class Lines:
    """Where things stand in the text of one policy file. Nothing is looked for until it is asked."""

    text: str = field(repr=False, default="")

    def line(self, name: str, since: str = "", row: int = 0) -> int:
        """The line of a row of a value's table, else of its date, else of its heading; 0 if it is not there."""
        for place in ((name, since, row), (name, since, 0), (name, "", 0)):
            if place in self._places:
                return self._places[place]
        return 0

    def line_of_problem(self, name: str, problem: str) -> int:
        """The line of what a problem of a value is about: problems begin with "from DATE: row N:" where they can."""
        address = _ADDRESS.match(problem)
        assert address is not None
        return self.line(name, address["since"] or "", int(address["row"] or 0))

    @cached_property
    def _places(self) -> dict[tuple[str, str, int], int]:
        places: dict[tuple[str, str, int], int] = {}
        name = since = ""
        depth = row = 0
        for number, written in enumerate(self.text.splitlines(), start=1):
            if depth == 0 and (heading := _HEADING.match(written)):
                name, since = _heading(heading[1])
                row = 0
                places.setdefault((name, since, 0), number)
                continue
            if depth == 0 and (given := _GIVEN.match(written)):
                if _is_date(given[1]):
                    since, row = given[1], 0
                places.setdefault((name, since, 0) if name else (given[1], "", 0), number)
            for token in _TOKEN.findall(written):
                if token == "{" and depth == 1:
                    row += 1
                    places.setdefault((name, since, row), number)
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token, 0)
        return places


NO_LINES: Final = Lines()


def place(file: str, line: int, name: str = "") -> str:
    """Write a place for a message: file:line, name."""
    return (f"{file}:{line}" if line else file) + (f", {name}" if name else "")


def _heading(inside: str) -> tuple[str, str]:
    name, _, rest = inside.partition(".")
    since = rest.partition(".")[2].strip(' "')
    return name.strip(' "'), since


def _is_date(word: str) -> bool:
    return word[:1].isdigit()
