"""Sums written once: each formula names what it needs, and the order and the working follow from that.

A formula is a plain function. Its first argument is `o`, the operations; the others are the names of inputs
or of other formulas. Its body uses only `+ - *`, comparisons and the operations of `o`, on whole numbers
and yes or no. So the same function can later be worked out over columns, or be written as SQL.

Next:   selfdirect/rules/charging.py
Tests:  tests/rules/test_formulas.py
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from inspect import signature
from types import MappingProxyType
from typing import Any, Final, NoReturn

from selfdirect.rules.money import round_half_up
from selfdirect.rules.working import Row, Working, worst

YES_OR_NO: Final = "yes or no"

# What a formula works on: today one traced whole number, or yes or no; later a column, or a piece of SQL.
Whole = Any


class FormulasRefused(Exception):
    """The formulas do not fit together: a cycle, a name that nothing gives, a name given twice."""


@dataclass(frozen=True)
class Formula:
    """One sum: its name, what it is called in the working, its unit, the law it follows and what it needs."""

    name: str
    label: str
    unit: str
    source: str
    needs: tuple[str, ...]
    function: Callable[..., Whole]


def formula(*, label: str, unit: str, source: str) -> Callable[[Callable[..., Whole]], Formula]:
    """Make a function into a formula: its name is the formula's name, its arguments are its needs."""

    def declare(function: Callable[..., Whole]) -> Formula:
        first, *needs = signature(function).parameters
        if first != "o":
            raise FormulasRefused(f"The first argument of {function.__name__} must be o, the operations.")
        return Formula(function.__name__, label, unit, source, tuple(needs), function)

    return declare


class Formulas:
    """A set of formulas that fit together, in an order in which each comes after what it needs.

    `inputs` names what must be given from outside. Raises FormulasRefused when two formulas have one name,
    when they need each other in a circle, or when one needs a name that is neither a formula nor an input.
    """

    def __init__(self, formulas: Iterable[Formula], inputs: Iterable[str]) -> None:
        self.inputs = frozenset(inputs)
        self.by_name: Mapping[str, Formula] = MappingProxyType(_by_name(formulas, self.inputs))
        needs = {name: found.needs for name, found in self.by_name.items()}
        unknown = {need for each in needs.values() for need in each} - set(needs) - self.inputs
        if unknown:
            raise FormulasRefused(f"Nothing gives {', '.join(sorted(unknown))}.")
        try:
            order = tuple(TopologicalSorter(needs).static_order())
        except CycleError as cycle:
            raise FormulasRefused(f"These need each other in a circle: {', '.join(cycle.args[1])}.") from None
        self.order = tuple(self.by_name[name] for name in order if name in self.by_name)
        self.bits = {name: 1 << place for place, name in enumerate((*sorted(self.inputs), *self.by_name))}

    def depends_on(self, name: str) -> frozenset[str]:
        """Give every formula and input that this formula may need, directly or through others."""
        found: set[str] = set()
        ahead = list(self.by_name[name].needs)
        while ahead:
            need = ahead.pop()
            if need not in found:
                found.add(need)
                ahead.extend(self.by_name[need].needs if need in self.by_name else ())
        return frozenset(found)


@dataclass(frozen=True)
class WorkedOut:
    """Every amount by name, given or worked out, and what each one was made from."""

    formulas: Formulas
    inputs: Mapping[str, Row]
    amounts: Mapping[str, int]
    used: Mapping[str, frozenset[str]]

    def working(self, answer: str) -> Working:
        """Give, in order, only the rows that made this answer, which is the last row.

        Before each row come the rows it was made from, each once. A row worked out from doubtful figures
        carries their status.
        """
        rows: dict[str, Row] = {}

        def visit(name: str) -> None:
            if name in rows:
                return
            if name in self.formulas.inputs:
                rows[name] = self.inputs[name]
                return
            found = self.formulas.by_name[name]
            needs = [need for need in found.needs if need in self.used[name]]
            for need in needs:
                visit(need)
            shown: int | str = self.amounts[name]
            if found.unit == YES_OR_NO:
                shown = "yes" if shown else "no"
            status = worst(rows[need].status for need in needs)
            rows[name] = Row(found.label, shown, found.unit, name, found.source, status)

        visit(answer)
        return tuple(rows.values())


class Traced:
    """A whole number, or yes or no (1 or 0), that remembers which names it was made from.

    `made_from` is a set written as the bits of a number. What made no difference is left out: a branch not
    taken, a rate multiplied by zero. So the working shows, and doubts, only figures that were used.
    """

    __slots__ = ("amount", "made_from")

    def __init__(self, amount: int, made_from: int = 0) -> None:
        self.amount = amount
        self.made_from = made_from

    def __add__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount + right.amount, self.made_from | right.made_from)

    __radd__ = __add__

    def __sub__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount - right.amount, self.made_from | right.made_from)

    def __rsub__(self, other: int) -> "Traced":
        return Traced(other - self.amount, self.made_from)

    def __mul__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        if self.amount == 0:
            return self
        if right.amount == 0:
            return right
        return Traced(self.amount * right.amount, self.made_from | right.made_from)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> "Traced":  # type: ignore[override]
        right = _traced(other)
        return Traced(self.amount == right.amount, self.made_from | right.made_from)

    def __ne__(self, other: object) -> "Traced":  # type: ignore[override]
        right = _traced(other)
        return Traced(self.amount != right.amount, self.made_from | right.made_from)

    def __lt__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount < right.amount, self.made_from | right.made_from)

    def __le__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount <= right.amount, self.made_from | right.made_from)

    def __gt__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount > right.amount, self.made_from | right.made_from)

    def __ge__(self, other: "Traced | int") -> "Traced":
        right = _traced(other)
        return Traced(self.amount >= right.amount, self.made_from | right.made_from)

    def __hash__(self) -> NoReturn:
        raise TypeError("A traced amount cannot be looked up by.")

    def __bool__(self) -> NoReturn:
        raise TypeError("A formula may not use if, and, or, not. Use o.where, o.all, o.any.")


class Operations:
    """The operations that a formula may use besides `+ - *` and comparisons, for one person."""

    def where(self, condition: Traced, yes: Traced | int, no: Traced | int) -> Traced:
        """Give `yes` where the condition holds, else `no`."""
        taken = _traced(yes if condition.amount else no)
        return Traced(taken.amount, taken.made_from | condition.made_from)

    def min(self, left: Traced | int, right: Traced | int) -> Traced:
        """Give the smaller of two."""
        return _either(_traced(left), _traced(right), min)

    def max(self, left: Traced | int, right: Traced | int) -> Traced:
        """Give the larger of two."""
        return _either(_traced(left), _traced(right), max)

    def floordiv(self, amount: Traced | int, by: Traced | int) -> Traced:
        """Divide and round down. The amount must be zero or more and the divisor more than zero."""
        return _divided(_traced(amount), _traced(by), lambda left, right: left // right)

    def ceildiv(self, amount: Traced | int, by: Traced | int) -> Traced:
        """Divide and round up. The amount must be zero or more and the divisor more than zero."""
        return _divided(_traced(amount), _traced(by), lambda left, right: (left + right - 1) // right)

    def share(self, amount: Traced | int, basis_points: Traced | int) -> Traced:
        """Give this share of an amount in whole pence; an exact half goes up. All of it is 10,000."""
        return _divided(_traced(amount) * basis_points, Traced(10_000), round_half_up)

    def all(self, *conditions: Traced) -> Traced:
        """Say whether every condition holds."""
        return _first(conditions, 0)

    def any(self, *conditions: Traced) -> Traced:
        """Say whether one condition or more holds."""
        return _first(conditions, 1)


OPERATIONS: Final = Operations()


def work_out(formulas: Formulas, inputs: Mapping[str, Row]) -> WorkedOut:
    """Work out every formula for one person.

    `inputs` gives one row for each of the formulas' inputs: a whole number, or "yes" or "no" where the unit
    is "yes or no". Raises FormulasRefused when an input is missing or is neither.
    """
    missing = formulas.inputs - set(inputs)
    if missing:
        raise FormulasRefused(f"Nothing was given for {', '.join(sorted(missing))}.")
    bits = formulas.bits
    traced = {name: Traced(_entered(name, inputs[name]), bits[name]) for name in formulas.inputs}
    used: dict[str, frozenset[str]] = {}
    for found in formulas.order:
        result = _traced(found.function(OPERATIONS, *(traced[need] for need in found.needs)))
        used[found.name] = frozenset(need for need in found.needs if bits[need] & result.made_from)
        traced[found.name] = Traced(int(result.amount), bits[found.name])
    amounts = {name: value.amount for name, value in traced.items()}
    return WorkedOut(formulas, inputs, amounts, used)


def _by_name(formulas: Iterable[Formula], inputs: frozenset[str]) -> dict[str, Formula]:
    found: dict[str, Formula] = {}
    for each in formulas:
        if each.name in found or each.name in inputs:
            raise FormulasRefused(f"{each.name} is given twice.")
        found[each.name] = each
    return found


def _entered(name: str, row: Row) -> int:
    if row.unit == YES_OR_NO and row.amount in ("yes", "no"):
        return int(row.amount == "yes")
    if isinstance(row.amount, int):
        return row.amount
    raise FormulasRefused(f"{name} must be a whole number, but it is {row.amount!r}.")


def _traced(value: object) -> Traced:
    if isinstance(value, Traced):
        return value
    if isinstance(value, int):
        return Traced(value)
    raise TypeError(f"A formula works with whole numbers only, not {value!r}.")


def _either(left: Traced, right: Traced, choose: Callable[[int, int], int]) -> Traced:
    return Traced(choose(left.amount, right.amount), left.made_from | right.made_from)


def _divided(left: Traced, right: Traced, divide: Callable[[int, int], int]) -> Traced:
    if left.amount < 0 or right.amount <= 0:
        raise FormulasRefused(f"Cannot divide {left.amount} by {right.amount}: use amounts of zero or more.")
    return Traced(divide(left.amount, right.amount), left.made_from | right.made_from)


def _first(conditions: tuple[Traced, ...], decisive: int) -> Traced:
    """Give the first condition that settles the matter; with none, what all of them say."""
    made_from = 0
    for condition in conditions:
        if bool(condition.amount) == bool(decisive):
            return Traced(decisive, condition.made_from)
        made_from |= condition.made_from
    return Traced(1 - decisive, made_from)
