"""Reads one folder of policy files into histories, and lists everything that is wrong in it.

Next:   selfdirect/policy/entries.py
Tests:  tests/policy/test_reading.py
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from selfdirect.policy.entries import read_history
from selfdirect.policy.history import History
from selfdirect.policy.kinds import Shape, listed
from selfdirect.policy.locating import NO_LINES, Lines, place

STARTS_ON: Final = ("profile", "starts_on")


@dataclass
class Folder:
    """What one folder holds: its histories by key, the day it starts on (a council's), and its problems.

    `broken` are the keys of values that are there and could not be read.
    """

    name: str
    histories: dict[str, History] = field(default_factory=dict)
    starts_on: date | None = None
    problems: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def read_folder(path: Path, name: str, shapes: Mapping[str, Shape]) -> Folder:
    """Read every .toml file of a folder. `name` is how the folder is called in messages."""
    folder = Folder(name)
    if not path.is_dir():
        folder.problems.append(f"{name}: there is no such folder. Check its name, or make it.")
        return folder
    known = sorted({shape.file for shape in shapes.values()})
    for file in sorted(path.glob("*.toml")):
        if file.stem not in known:
            folder.problems.append(
                f"{name}/{file.name}: this file is not one the program reads. The files are {listed(known)}."
            )
            continue
        _read_file(file, folder, shapes)
    return folder


def _read_file(file: Path, folder: Folder, shapes: Mapping[str, Shape]) -> None:
    called = f"{folder.name}/{file.name}"
    content, lines = _toml(file, called, folder.problems)
    of_file = {shape.name: shape for shape in shapes.values() if shape.file == file.stem}
    for name, raw in content.items():
        if (file.stem, name) == STARTS_ON:
            _read_start(raw, place(called, lines.line(name), name), folder)
        elif name not in of_file:
            folder.problems.append(
                f"{place(called, lines.line(name), name)}: this value is not known here. Check the spelling. "
                f"This file may hold {listed(sorted(of_file))}."
            )
        else:
            history, problems = read_history(raw, of_file[name])
            folder.problems += [
                f"{place(called, lines.line_of_problem(name, problem), name)}: {problem}" for problem in problems
            ]
            if history is None:
                folder.broken.add(of_file[name].key)
            else:
                folder.histories[of_file[name].key] = replace(history, file=called, lines=lines)


def _read_start(raw: object, where: str, folder: Folder) -> None:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        folder.starts_on = raw
    else:
        folder.problems.append(f"{where}: this is not a date. Write it as 2024-04-01, without quotes.")


def _toml(file: Path, called: str, problems: list[str]) -> tuple[dict[str, object], Lines]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal), Lines(text)
    except UnicodeDecodeError:
        problems.append(f"{called}: the file is not plain text (UTF-8). Save it as UTF-8 and try again.")
    except ValueError as error:  # also a number with too many digits
        twice = "overwrite" in str(error) or "twice" in str(error) or "immutable" in str(error)
        mend = (
            "A name or a date is there twice. Keep one of them."
            if twice
            else "Check quotes, brackets and = signs on and above that line."
        )
        found = re.search(r"at line (\d+)", str(error))
        where = place(called, int(found[1]) if found else 0)
        problems.append(f"{where}: the file cannot be read ({error}). {mend}")
    return {}, NO_LINES
