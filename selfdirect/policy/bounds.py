"""Checks a council's folder: nothing missing on any day, nothing less generous than the law allows.

Next:   selfdirect/policy/pack.py
Tests:  tests/policy/test_bounds.py
"""

from collections.abc import Mapping
from datetime import date

from selfdirect.policy.history import History
from selfdirect.policy.kinds import Bound, Level, Quantity, Shape
from selfdirect.policy.reading import Folder
from selfdirect.rules.money import format_pounds


def gap_problems(
    shapes: Mapping[str, Shape], starts_on: date, national: Folder, council: Folder, defaults: Folder
) -> list[str]:
    """Say which values are missing on the council's first day or on a later one, with no default to stand in."""
    problems = []
    for key, shape in shapes.items():
        owner = council if shape.level is Level.LOCAL else national
        needed_from = _needed_from(shape, starts_on, {**defaults.histories, **council.histories})
        default = defaults.histories.get(key)
        if needed_from is None or (default is not None and default.starts_on <= needed_from):
            continue
        history = owner.histories.get(key) or default
        name = defaults.name if history is default and default is not None else owner.name
        where = history.place(history.entries[0]) if history else f"{name}/{shape.file}.toml, {shape.name}"
        if history is None:
            problems.append(f"{where}: the value is missing. Add it, from {needed_from.isoformat()} or earlier.")
        elif history.starts_on > needed_from:
            problems.append(
                f"{where}: there is a gap. It starts on {history.starts_on.isoformat()} but is needed from "
                f"{needed_from.isoformat()}. Add what it was from that day."
            )
    return problems


def _needed_from(shape: Shape, starts_on: date, council: Mapping[str, History]) -> date | None:
    if shape.only_if is None:
        return starts_on
    key, choice = shape.only_if
    method = council.get(key)
    if method is None:
        return None
    chosen = [max(entry.since, starts_on) for entry in method.entries if entry.amount == choice]
    return chosen[0] if chosen else None


def bound_problems(national: Mapping[str, History], local: Mapping[str, History]) -> list[str]:
    """Say where a local value is less generous than the national one, on any day that either changes."""
    problems = []
    for key, own in local.items():
        law = national.get(key)
        if own.shape.bound is None or law is None:
            continue
        days = sorted({entry.since for entry in (*own.entries, *law.entries) if entry.since >= own.starts_on})
        for day in days:
            problem = _bound_problem(own, law, day)
            if problem:
                problems.append(problem)
                break
    return problems


def _bound_problem(own: History, law: History, day: date) -> str:
    ours, theirs = own.entry_on(day), law.entry_on(day)
    if ours is None or theirs is None or isinstance(ours.amount, tuple) or isinstance(theirs.amount, tuple):
        return ""
    if isinstance(ours.amount, str | date) or isinstance(theirs.amount, str | date):
        return ""
    bound = own.shape.bound
    fits = ours.amount >= theirs.amount if bound is Bound.AT_LEAST else ours.amount <= theirs.amount
    if fits:
        return ""
    mend = "or more" if bound is Bound.AT_LEAST else "or less"
    limit, written = _shown(law.shape, theirs.amount), _shown(own.shape, ours.amount)
    return (
        f"{own.place(ours)}: from {day.isoformat()} it is {written}, which is less generous than "
        f"the law allows. Write {limit} {mend} ({theirs.source})."
    )


def _shown(shape: Shape, amount: object) -> str:
    is_money = isinstance(shape.kind, Quantity) and shape.unit.startswith("pence")
    if is_money and isinstance(amount, int):
        return format_pounds(amount)
    return f"{amount} {shape.unit}"
