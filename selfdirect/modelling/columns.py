"""The formulas over columns: many people at once, in whole numbers of 64 bits, exact to the penny.

Next:   selfdirect/modelling/running.py
Why:    docs/decisions/one-formula-many-engines.md
Tests:  tests/modelling/test_columns.py
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import numpy as np

from selfdirect.rules.formulas import Formulas

# One value for each person, whole numbers or yes and no; or one value that holds for everybody.
Column: TypeAlias = Any
Columns: TypeAlias = Mapping[str, Column]

# So many people at a time stay in the processor's own memory; more is slower and takes more room.
CHUNK: Final = 50_000
LARGEST: Final = 2**63 - 1


class ColumnsRefused(Exception):
    """A column cannot be worked on exactly: it is missing, is not whole numbers, or its sums grow too large."""


class Whole:
    """A column of whole numbers that remembers its least and its most, and refuses to grow past 64 bits.

    NumPy wraps round in silence. Here every sum first works out, in Python's own numbers, how small and how large
    its result could be; only where that could leave the room of 64 bits is the result itself looked at.
    """

    __slots__ = ("least", "most", "values")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Column, least: int, most: int) -> None:
        if least < -LARGEST or most > LARGEST:
            raise ColumnsRefused("An amount is too large to work on exactly: it would not fit in 64 bits.")
        self.values = values
        self.least = least
        self.most = most

    def __add__(self, other: "Whole | int") -> "Whole":
        right = _whole(other)
        return _sum(np.add, self, right, self.least + right.least, self.most + right.most)

    __radd__ = __add__

    def __sub__(self, other: "Whole | int") -> "Whole":
        right = _whole(other)
        return _sum(np.subtract, self, right, self.least - right.most, self.most - right.least)

    def __rsub__(self, other: int) -> "Whole":
        return _whole(other) - self

    def __mul__(self, other: "Whole | int") -> "Whole":
        right = _whole(other)
        ends = [left * end for left in (self.least, self.most) for end in (right.least, right.most)]
        return _sum(np.multiply, self, right, min(ends), max(ends))

    __rmul__ = __mul__

    def __eq__(self, other: object) -> "Whole":  # type: ignore[override]
        return _answer(np.equal(self.values, _whole(other).values))

    def __ne__(self, other: object) -> "Whole":  # type: ignore[override]
        return _answer(np.not_equal(self.values, _whole(other).values))

    def __lt__(self, other: "Whole | int") -> "Whole":
        return _answer(np.less(self.values, _whole(other).values))

    def __le__(self, other: "Whole | int") -> "Whole":
        return _answer(np.less_equal(self.values, _whole(other).values))

    def __gt__(self, other: "Whole | int") -> "Whole":
        return _answer(np.greater(self.values, _whole(other).values))

    def __ge__(self, other: "Whole | int") -> "Whole":
        return _answer(np.greater_equal(self.values, _whole(other).values))

    def __bool__(self) -> bool:
        raise TypeError("A formula may not use if, and, or, not. Use o.where, o.all, o.any.")


class ColumnOperations:
    """What `Operations` of the rules does for one person, for a column of people."""

    def where(self, condition: Whole, yes: Whole | int, no: Whole | int) -> Whole:
        """Give `yes` where the condition holds, else `no`."""
        left, right = _whole(yes), _whole(no)
        chosen = np.where(_held(condition), left.values, right.values)
        return Whole(chosen, min(left.least, right.least), max(left.most, right.most))

    def min(self, left: Whole | int, right: Whole | int) -> Whole:
        """Give the smaller of two."""
        one, two = _whole(left), _whole(right)
        return Whole(np.minimum(one.values, two.values), min(one.least, two.least), min(one.most, two.most))

    def max(self, left: Whole | int, right: Whole | int) -> Whole:
        """Give the larger of two."""
        one, two = _whole(left), _whole(right)
        return Whole(np.maximum(one.values, two.values), max(one.least, two.least), max(one.most, two.most))

    def floordiv(self, amount: Whole | int, by: Whole | int) -> Whole:
        """Divide and round down. The amount must be zero or more and the divisor more than zero."""
        left, right = _dividing(amount, by)
        return _quotient(left, right)

    def ceildiv(self, amount: Whole | int, by: Whole | int) -> Whole:
        """Divide and round up. The amount must be zero or more and the divisor more than zero."""
        left, right = _dividing(amount, by)
        return _quotient(left + right - 1, right)

    def share(self, amount: Whole | int, basis_points: Whole | int) -> Whole:
        """Give this share of an amount in whole pence; an exact half goes up. All of it is 10,000."""
        left, right = _dividing(_whole(amount) * basis_points, 10_000)
        return _quotient(left + 5_000, right)

    def all(self, *conditions: Whole) -> Whole:
        """Say whether every condition holds."""
        held = _held(conditions[0]) if conditions else np.True_
        for condition in conditions[1:]:
            held = np.logical_and(held, _held(condition))
        return _answer(held)

    def any(self, *conditions: Whole) -> Whole:
        """Say whether one condition or more holds."""
        held = _held(conditions[0]) if conditions else np.False_
        for condition in conditions[1:]:
            held = np.logical_or(held, _held(condition))
        return _answer(held)


OPERATIONS: Final = ColumnOperations()


def work_out_columns(formulas: Formulas, given: Columns) -> dict[str, Column]:
    """Work out every formula for a chunk of people, and give all amounts by name: whole numbers, yes as 1.

    `given` holds a column, or one number for everybody, for each of the formulas' inputs. Raises ColumnsRefused
    when one is missing, when one is not whole numbers, or when a sum cannot be exact.
    """
    missing = formulas.inputs - set(given)
    if missing:
        raise ColumnsRefused(f"Nothing was given for {', '.join(sorted(missing))}.")
    people = people_in(given)
    found = {name: _entered(name, given[name]) for name in sorted(formulas.inputs)}
    for each in formulas.order:
        try:
            found[each.name] = _whole(each.function(OPERATIONS, *(found[need] for need in each.needs)))
        except ColumnsRefused as refused:
            raise ColumnsRefused(f"{each.label} ({each.name}): {refused}") from None
    return {name: _column(value.values, people) for name, value in found.items()}


def in_chunks(given: Columns, size: int = CHUNK) -> Iterator[dict[str, Column]]:
    """Cut columns into chunks of this many people, without copying; what holds for everybody goes with each."""
    people = people_in(given)
    for start in range(0, people, size):
        yield {name: _cut(column, start, start + size) for name, column in given.items()}


def people_in(given: Columns) -> int:
    """How many people these columns are about. Raises ColumnsRefused when they differ in length."""
    lengths = {len(column) for column in given.values() if np.ndim(column)}
    if len(lengths) > 1:
        raise ColumnsRefused(f"Columns differ in length: {', '.join(map(str, sorted(lengths)))}.")
    return lengths.pop() if lengths else 1


def joined(chunks: Iterable[Columns]) -> dict[str, Column]:
    """Put chunks back together into whole columns. For small numbers of people: it keeps all of them."""
    kept = list(chunks)
    return {name: np.concatenate([np.atleast_1d(chunk[name]) for chunk in kept]) for name in kept[0]}


def _entered(name: str, given: Column) -> Whole:
    column = np.asarray(given)
    if column.dtype == np.bool_:
        return _answer(column)
    if column.dtype.kind not in "iu":
        raise ColumnsRefused(f"{name} must be whole numbers, or yes and no, but it is {column.dtype}.")
    if not column.size:
        return Whole(column.astype(np.int64), 0, 0)
    return Whole(column.astype(np.int64, copy=False), int(column.min()), int(column.max()))


def _whole(value: object) -> Whole:
    if isinstance(value, Whole):
        return value
    if isinstance(value, int):
        number = int(value)
        if abs(number) > LARGEST:
            raise ColumnsRefused(f"{number} does not fit in 64 bits.")
        return Whole(np.int64(number), number, number)
    raise TypeError(f"A formula works with whole numbers only, not {value!r}.")


def _answer(held: Column) -> Whole:
    return Whole(held, 0, 1)


def _held(condition: Whole) -> Column:
    values = _whole(condition).values
    return values if values.dtype == np.bool_ else values != 0


def _sum(work: np.ufunc, left: Whole, right: Whole, least: int, most: int) -> Whole:
    """Work on two columns. Where the bounds say that it might not fit, look at the amounts that are there."""
    if least >= -LARGEST and most <= LARGEST:
        return Whole(work(left.values, right.values, dtype=np.int64), least, most)
    left, right = _looked_at(left), _looked_at(right)
    exact = work(left.values.astype(object), right.values.astype(object))
    ends = (int(np.min(exact)), int(np.max(exact))) if np.size(exact) else (0, 0)
    if ends[0] < -LARGEST or ends[1] > LARGEST:
        raise ColumnsRefused("an amount is too large to work on exactly: it would not fit in 64 bits.")
    return Whole(np.asarray(exact).astype(np.int64), *ends)


def _looked_at(column: Whole) -> Whole:
    if not np.size(column.values):
        return Whole(column.values, 0, 0)
    return Whole(np.asarray(column.values), int(np.min(column.values)), int(np.max(column.values)))


def _dividing(amount: Whole | int, by: Whole | int) -> tuple[Whole, Whole]:
    """Both sides of a division, once neither can be one that engines round differently."""
    left, right = _whole(amount), _whole(by)
    if left.least < 0:
        left = _looked_at(left)
    if right.least <= 0:
        right = _looked_at(right)
    if left.least < 0 or right.least <= 0:
        raise ColumnsRefused(f"cannot divide {left.least} by {right.least}: use amounts of zero or more.")
    return left, right


def _quotient(left: Whole, right: Whole) -> Whole:
    """Divide amounts of zero or more and round down. As unsigned, which is far faster and here the same."""
    values = np.floor_divide(np.asarray(left.values).astype(np.uint64), np.asarray(right.values).astype(np.uint64))
    return Whole(values.astype(np.int64), left.least // right.most, left.most // right.least)


def _column(values: Column, people: int) -> Column:
    """Yes and no as 1 and 0; one number for everybody as a column that takes no room."""
    whole = np.asarray(values).astype(np.int64, copy=False)
    return whole if whole.ndim else np.broadcast_to(whole, people)


def _cut(column: Column, start: int, end: int) -> Column:
    return column[start:end] if np.ndim(column) else column
