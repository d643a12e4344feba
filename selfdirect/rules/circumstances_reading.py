"""Reads circumstances from plain data: every fault is named with its path and what would be right, all together.

Next:   selfdirect/rules/circumstances.py
Tests:  tests/rules/test_circumstances_reading.py
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from selfdirect.rules.circumstances import CHOICES, Circumstances
from selfdirect.rules.money import MOST_PENCE
from selfdirect.rules.problems import Problem, Refused

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
# More of a unit or of a service than anybody has in a week.
MOST_A_WEEK: Final = 10_000

# Sums that may be below zero: an account may be overdrawn.
_MAY_BE_MINUS: Final = frozenset({"balance_pence"})
_SCALARS: Final = {
    str: "words in quotes",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number, like 2 or 10.5",
    date: 'a date in quotes, like "2025-06-02"',
}


class CircumstancesRefused(Refused):
    """The circumstances cannot be read. Each problem's field is the path to it, such as finances.incomes[0].kind."""


class _Nothing:
    """What a part that cannot be read becomes: it never leaves this module."""


_NOTHING: Final = _Nothing()


def read_circumstances(given: object) -> Circumstances:
    """Read circumstances from what a JSON reader gave. Raises CircumstancesRefused with every fault."""
    problems: list[Problem] = []
    found = _read(Circumstances, given, "", problems)
    if problems or not isinstance(found, Circumstances):
        raise CircumstancesRefused(problems)
    return found


def _read(kind: Any, given: object, path: str, problems: list[Problem], about: "Field[Any] | None" = None) -> Any:
    """Read one part. `about` is the field it is for, where it is one."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _either(kind, given, path, problems, about)
    if is_dataclass(kind):
        return _record(kind, given, path, problems)
    if origin is tuple:
        return _several(kind, given, path, problems, about)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(kind, given, path, problems)
    return _scalar(kind, given, path, problems, about)


def _either(kind: Any, given: object, path: str, problems: list[Problem], about: "Field[Any] | None") -> Any:
    """Read a fact that may be left open (null), or that may be one word or several."""
    kinds = get_args(kind)
    if given is None and NoneType in kinds:
        return None
    kinds = tuple(each for each in kinds if each is not NoneType)
    wants_list = [each for each in kinds if get_origin(each) is tuple]
    if len(kinds) > 1:
        kinds = (
            tuple(wants_list) if isinstance(given, list) else tuple(each for each in kinds if each not in wants_list)
        )
    return _read(kinds[0], given, path, problems, about)


def _record(kind: Any, given: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(given, dict):
        problems.append(Problem(path or "the file", "This must be an object in curly brackets, with names and values."))
        return _NOTHING
    known = {each.name: each for each in fields(kind)}
    hints = get_type_hints(kind)
    problems += _unknown(given, known, path)
    read = {
        name: _read(hints[name], given[name], _at(path, name), problems, about)
        for name, about in known.items()
        if name in given
    }
    missing = [
        name
        for name, about in known.items()
        if name not in given and about.default is MISSING and about.default_factory is MISSING
    ]
    problems += [Problem(_at(path, name), f"{name} is missing. Add it: {_wanted(hints[name])}.") for name in missing]
    if missing or any(isinstance(value, _Nothing) for value in read.values()):
        return _NOTHING
    return kind(**read)


def _unknown(given: Mapping[str, object], known: Mapping[str, object], path: str) -> Iterator[Problem]:
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            mean = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(known)}."
            yield Problem(_at(path, name), f"There is nothing called {name}. {mean}")


def _several(kind: Any, given: object, path: str, problems: list[Problem], about: "Field[Any] | None") -> Any:
    if not isinstance(given, list):
        problems.append(Problem(path, "This must be a list in square brackets."))
        return _NOTHING
    inside = get_args(kind)[0]
    read = tuple(_read(inside, each, f"{path}[{place}]", problems, about) for place, each in enumerate(given))
    return _NOTHING if any(isinstance(each, _Nothing) for each in read) else read


def _mapping(kind: Any, given: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(given, dict):
        problems.append(Problem(path, "This must be an object in curly brackets, with names and values."))
        return _NOTHING
    inside = get_args(kind)[1]
    read = {name: _read(inside, each, _at(path, name), problems) for name, each in given.items()}
    return _NOTHING if any(isinstance(each, _Nothing) for each in read.values()) else read


def _scalar(kind: Any, given: object, path: str, problems: list[Problem], about: "Field[Any] | None") -> Any:
    found: Any = given
    if kind is date:
        found = _date(given)
    elif kind is Decimal and isinstance(given, int | Decimal) and not isinstance(given, bool):
        found = Decimal(given)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        problems.append(Problem(path, f"This must be {_wanted(kind, path)}, not {_shown(given)}."))
        return _NOTHING
    problem = _limits(found, path, about)
    if problem:
        problems.append(Problem(path, problem))
        return _NOTHING
    return found


def _limits(found: Any, path: str, about: "Field[Any] | None") -> str:
    """Say what is wrong with a value of the right kind; "" when nothing is."""
    name = path.rpartition(".")[2]
    choices = about.metadata.get(CHOICES, ()) if about else ()
    if choices and about and found not in (*choices, about.default):
        return f"{_shown(found)} is not an answer. Choose from {', '.join(choices)}."
    if isinstance(found, int | Decimal) and not isinstance(found, bool) and found < 0 and name not in _MAY_BE_MINUS:
        return f"This must be zero or more, not {found}."
    if isinstance(found, date):
        in_time = FIRST_YEAR <= found.year <= LAST_YEAR
        return "" if in_time else f"This must be a day from {FIRST_YEAR} to {LAST_YEAR}, not {found.isoformat()}."
    return _size(found) if isinstance(found, int | Decimal) else ""


def _size(found: int | Decimal) -> str:
    most = MOST_PENCE if isinstance(found, int) else MOST_A_WEEK
    if found > most:
        return f"This must be {most} or less."
    exponent = found.as_tuple().exponent if isinstance(found, Decimal) else 0
    if isinstance(exponent, int) and exponent < -2:
        return f"This may have two decimals at most, not {found}."
    return ""


def _date(given: object) -> object:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        return given


def _wanted(kind: Any, path: str = "") -> str:
    if kind is int and "pence" in path.rpartition(".")[2]:
        return "a whole number of pence, like 1250 for £12.50"
    return _SCALARS.get(kind, "an object in curly brackets")


def _shown(given: object) -> str:
    if given is None:
        return "null"
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return f'"{given}"'
    return "a list" if isinstance(given, list) else "an object" if isinstance(given, dict) else str(given)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
