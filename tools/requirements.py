"""Say which requirement has which test, per stage: `make requirements`.

A requirement counts as covered when a test that is not skipped carries its number. Nothing is guessed.

Why:    docs/requirements.md
Tests:  tests/house/test_requirements.py
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "docs" / "requirements.md"
STAGE = re.compile(r"^### ([A-Z]+): (.+)$")
LINE = re.compile(r"^- `(R-([A-Z0-9]+)-\d+)` (.+)$")


@dataclass(frozen=True)
class Requirement:
    """One line of the catalogue."""

    id: str
    stage: str
    text: str


@dataclass(frozen=True)
class Claim:
    """A test that says it would fail without this requirement."""

    id: str
    test: str
    place: str


def catalogue() -> dict[str, Requirement]:
    """Every requirement by its number. A number used twice stops the report."""
    found: dict[str, Requirement] = {}
    for line in CATALOGUE.read_text().splitlines():
        if match := LINE.match(line):
            number, stage, text = match.groups()
            if number in found:
                raise SystemExit(f"{number} is in {CATALOGUE.name} twice.")
            found[number] = Requirement(number, stage, text)
    return found


def stages() -> dict[str, str]:
    """The stages in the catalogue's order, with their names."""
    matches = (STAGE.match(line) for line in CATALOGUE.read_text().splitlines())
    return {match[1]: match[2] for match in matches if match}


def claims(tests: Path = ROOT / "tests") -> list[Claim]:
    """Every claim made by a mark in the tests."""
    files = sorted(tests.rglob("test_*.py"))
    return [claim for path in files for claim in claims_in(path.read_text(), str(path.relative_to(ROOT)))]


def claims_in(text: str, place: str) -> Iterator[Claim]:
    """The claims of one test file, but for those of tests that are skipped or expected to fail."""
    tree = ast.parse(text)
    seen = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            marks = [mark for decorator in node.decorator_list for mark in _marks(decorator)]
            seen |= {id(mark) for mark in marks}
            if not any(_is(decorator, "skip", "skipif", "xfail") for decorator in node.decorator_list):
                for mark in marks:
                    yield from _claims_of(mark, node.name, place)
    for mark in _marks(tree):
        if id(mark) not in seen:
            yield from _claims_of(mark, "(whole file)", place)


def _marks(node: ast.AST) -> list[ast.Call]:
    calls = (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))
    return [call for call in calls if _is(call, "requirement")]


def _is(node: ast.AST, *names: str) -> bool:
    """Is this `pytest.mark.NAME`, called or not?"""
    node = node.func if isinstance(node, ast.Call) else node
    return isinstance(node, ast.Attribute) and node.attr in names and ast.unparse(node.value) == "pytest.mark"


def _claims_of(mark: ast.Call, test: str, place: str) -> Iterator[Claim]:
    for argument in mark.args:
        yield Claim(str(getattr(argument, "value", ast.unparse(argument))), test, place)


def main(words: list[str]) -> int:
    """Print the table; with --all, every requirement and its tests; with --missing, those that have none."""
    parser = argparse.ArgumentParser(prog="make requirements")
    parser.add_argument("--all", action="store_true", help="every requirement with the tests that prove it")
    parser.add_argument("--missing", action="store_true", help="only those without a test")
    asked = parser.parse_args(words)
    known, proof = catalogue(), {}
    for claim in claims():
        proof.setdefault(claim.id, []).append(claim)
    unknown = sorted(set(proof) - set(known))
    for stage, name in stages().items():
        numbers = [number for number in known if known[number].stage == stage]
        covered = [number for number in numbers if number in proof]
        print(f"{stage:5} {len(covered):3} of {len(numbers):3}  {name}")
        for number in numbers:
            if (asked.all or asked.missing or number in proof) and not (asked.missing and number in proof):
                _print_one(known[number], proof.get(number, []))
    print(f"\n{len(set(proof) & set(known))} of {len(known)} requirements have a test that would fail without them.")
    if unknown:
        print(f"Tests name requirements that do not exist: {', '.join(unknown)}", file=sys.stderr)
    return 1 if unknown else 0


def _print_one(requirement: Requirement, proof: list[Claim]) -> None:
    text = requirement.text if len(requirement.text) < 90 else requirement.text[:89].rsplit(" ", 1)[0] + " …"
    print(f"      {'✓' if proof else '·'} {requirement.id}  {text}")
    for claim in proof:
        print(f"            {claim.place}::{claim.test}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
