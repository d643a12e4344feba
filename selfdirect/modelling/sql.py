"""The formulas as SQL, for DuckDB and for Spark: one sub-select for each level of what needs what.

One nested expression would repeat every amount wherever it is used, and grow past what a person can read.

Next:   selfdirect/modelling/running.py
Why:    docs/decisions/one-formula-many-engines.md
Tests:  tests/modelling/test_sql.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.formulas import Formula, Formulas


@dataclass(frozen=True)
class Dialect:
    """What one engine writes its own way: dividing whole numbers, quoting a name, stopping the sum."""

    name: str
    divide: str
    quote: str
    stop: str


# Both stop rather than wrap round when a sum leaves 64 bits; Spark does so in its ANSI mode, which is its own setting.
DUCKDB: Final = Dialect("duckdb", "//", '"', "error('{}')")
SPARK: Final = Dialect("spark", "div", "`", "raise_error('{}')")

CANNOT_DIVIDE: Final = "Cannot divide: use amounts of zero or more."


class Text:
    """A piece of SQL that stands for a whole number, or for yes or no."""

    __slots__ = ("sql", "yes_or_no")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, sql: str, yes_or_no: bool = False) -> None:
        self.sql = sql
        self.yes_or_no = yes_or_no

    def __add__(self, other: "Text | int") -> "Text":
        return _between(self, "+", other)

    def __radd__(self, other: int) -> "Text":
        return _between(other, "+", self)

    def __sub__(self, other: "Text | int") -> "Text":
        return _between(self, "-", other)

    def __rsub__(self, other: int) -> "Text":
        return _between(other, "-", self)

    def __mul__(self, other: "Text | int") -> "Text":
        return _between(self, "*", other)

    def __rmul__(self, other: int) -> "Text":
        return _between(other, "*", self)

    def __eq__(self, other: object) -> "Text":  # type: ignore[override]
        return _compared(self, "=", other)

    def __ne__(self, other: object) -> "Text":  # type: ignore[override]
        return _compared(self, "<>", other)

    def __lt__(self, other: "Text | int") -> "Text":
        return _compared(self, "<", other)

    def __le__(self, other: "Text | int") -> "Text":
        return _compared(self, "<=", other)

    def __gt__(self, other: "Text | int") -> "Text":
        return _compared(self, ">", other)

    def __ge__(self, other: "Text | int") -> "Text":
        return _compared(self, ">=", other)

    def __bool__(self) -> bool:
        raise TypeError("A formula may not use if, and, or, not. Use o.where, o.all, o.any.")


class SqlOperations:
    """What `Operations` of the rules does for one person, as SQL in one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def where(self, condition: Text, yes: Text | int, no: Text | int) -> Text:
        """Give `yes` where the condition holds, else `no`."""
        return Text(f"CASE WHEN {_held(condition)} THEN {_number(yes)} ELSE {_number(no)} END")

    def min(self, left: Text | int, right: Text | int) -> Text:
        """Give the smaller of two."""
        return Text(f"least({_number(left)}, {_number(right)})")

    def max(self, left: Text | int, right: Text | int) -> Text:
        """Give the larger of two."""
        return Text(f"greatest({_number(left)}, {_number(right)})")

    def floordiv(self, amount: Text | int, by: Text | int) -> Text:
        """Divide and round down. The amount must be zero or more and the divisor more than zero."""
        return self._divided(_number(amount), _number(by), _number(amount))

    def ceildiv(self, amount: Text | int, by: Text | int) -> Text:
        """Divide and round up. The amount must be zero or more and the divisor more than zero."""
        left, right = _number(amount), _number(by)
        return self._divided(left, right, f"({left} + {right} - {_number(1)})")

    def share(self, amount: Text | int, basis_points: Text | int) -> Text:
        """Give this share of an amount in whole pence; an exact half goes up. All of it is 10,000."""
        product = f"({_number(amount)} * {_number(basis_points)})"
        return self._divided(product, _number(10_000), f"({product} + {_number(5_000)})")

    def all(self, *conditions: Text) -> Text:
        """Say whether every condition holds."""
        return Text(f"({' AND '.join(map(_held, conditions)) or 'TRUE'})", yes_or_no=True)

    def any(self, *conditions: Text) -> Text:
        """Say whether one condition or more holds."""
        return Text(f"({' OR '.join(map(_held, conditions)) or 'FALSE'})", yes_or_no=True)

    def _divided(self, amount: str, by: str, raised: str) -> Text:
        """Divide, or stop where engines would round differently: the amount below zero, the divisor not above it."""
        checks = [f"{amount} < 0"] if not _is_positive(amount) else []
        checks += [f"{by} <= 0"] if not _is_positive(by) else []
        quotient = f"({raised} {self.dialect.divide} {by})"
        if not checks:
            return Text(quotient)
        stop = f"CAST({self.dialect.stop.format(CANNOT_DIVIDE)} AS BIGINT)"
        return Text(f"CASE WHEN {' OR '.join(checks)} THEN {stop} ELSE {quotient} END")


def levels(formulas: Formulas) -> tuple[tuple[Formula, ...], ...]:
    """The formulas in levels: each needs only inputs and what stands in earlier levels."""
    level_of: dict[str, int] = dict.fromkeys(formulas.inputs, 0)
    found: dict[int, list[Formula]] = {}
    for each in formulas.order:
        level_of[each.name] = 1 + max((level_of[need] for need in each.needs), default=0)
        found.setdefault(level_of[each.name], []).append(each)
    return tuple(tuple(found[level]) for level in sorted(found))


def select(
    formulas: Formulas, source: str, dialect: Dialect, scalars: Mapping[str, int], keep: Sequence[str] = ()
) -> str:
    """The statement that works out every formula for each row of `source`, a table or whatever may follow FROM.

    `scalars` are the inputs that hold for everybody, policy values above all; every other input is a column of the
    source. `keep` names more of its columns to carry along. The answer has those, then every input and formula.
    """
    operations = SqlOperations(dialect)
    inputs = [name for name in sorted(formulas.inputs) if name not in scalars]
    carried = [_quoted(name, dialect) for name in keep]
    casts = [f"CAST({_quoted(name, dialect)} AS BIGINT) AS {_quoted(name, dialect)}" for name in inputs]
    casts += [
        f"{_number(scalars[name])} AS {_quoted(name, dialect)}" for name in sorted(formulas.inputs & set(scalars))
    ]
    inner = f"SELECT {', '.join([*carried, *casts])}\nFROM {source}"
    for number, level in enumerate(levels(formulas)):
        columns = [f"{_sum(each, operations)} AS {_quoted(each.name, dialect)}" for each in level]
        inner = "SELECT *,\n  " + ",\n  ".join(columns) + f"\nFROM (\n{inner}\n) level_{number}"
    return inner


def _sum(each: Formula, operations: SqlOperations) -> str:
    needs = (Text(_quoted(need, operations.dialect)) for need in each.needs)
    return f"CAST({_number(each.function(operations, *needs))} AS BIGINT)"


def _quoted(name: str, dialect: Dialect) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} cannot be the name of a column.")
    return f"{dialect.quote}{name}{dialect.quote}"


def _number(value: object) -> str:
    """A whole number in SQL; yes is 1."""
    if isinstance(value, Text):
        return (
            f"CASE WHEN {value.sql} THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END" if value.yes_or_no else value.sql
        )
    if isinstance(value, int):
        return f"CAST({int(value)} AS BIGINT)"
    raise TypeError(f"A formula works with whole numbers only, not {value!r}.")


def _held(condition: object) -> str:
    if isinstance(condition, Text) and condition.yes_or_no:
        return condition.sql
    return f"({_number(condition)} <> 0)"


def _is_positive(sql: str) -> bool:
    """Is this a number written out, and more than zero? Then nothing needs checking when it runs."""
    number = sql.removeprefix("CAST(").removesuffix(" AS BIGINT)")
    return number.isdigit() and int(number) > 0


def _between(left: object, sign: str, right: object) -> Text:
    return Text(f"({_number(left)} {sign} {_number(right)})")


def _compared(left: object, sign: str, right: object) -> Text:
    return Text(f"({_number(left)} {sign} {_number(right)})", yes_or_no=True)
