"""The files of the house, read and parsed once, for the tests beside this one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("demo", "pages", "jobs", "actions", "modelling", "records", "policy", "outside", "ledger", "rules")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: where it is, its text, and what it parses to."""

    path: Path
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        """The room this file is in: the first folder under selfdirect/, or nothing."""
        parts = self.path.relative_to(ROOT).parts
        return parts[1] if parts[0] == "selfdirect" and len(parts) > 2 else ""

    def at(self, node: ast.AST) -> str:
        """Where a piece of this file is, for a message."""
        return f"{self}:{getattr(node, 'lineno', 0)}"

    def calls(self) -> Iterator[ast.Call]:
        """Every call in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[Function]:
        """Every function in the file, methods and inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file in these folders of the repository, except migrations."""
    found = []
    for folder in folders or ("selfdirect",):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text()
                found.append(Source(path, text, ast.parse(text, str(path))))
    return tuple(found)


def in_rooms(*rooms: str) -> list[Source]:
    """The Python files of these rooms."""
    return [source for source in sources() if source.room in rooms]


def dotted(node: ast.AST) -> str:
    """The name an expression spells, `a.b.c`; calls in the chain are written `a.b().c`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return "?"


def strings(source: Source) -> Iterator[ast.Constant]:
    """Every piece of text in a file that the program could show to somebody: docstrings are not among them."""
    docstrings = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docstrings.add(node.value)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node
