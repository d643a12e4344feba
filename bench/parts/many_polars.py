"""Polars' side: the same functions build its own lazy expressions, one `with_columns` for each level.

Next:   bench/modelling.py
"""

import sys
from typing import Any

import polars as pl

from bench.parts.many import ANSWER, CHANGED, SCALARS, WHAT_IF, best, everybody, exact, peak, say, wrong_people
from selfdirect.modelling.sql import levels
from selfdirect.rules.charging_formulas import FORMULAS


def _held(condition: Any) -> Any:
    return condition.cast(pl.Boolean)


class Lazy:
    """The operations as Polars' own expressions."""

    where = staticmethod(lambda condition, yes, no: pl.when(_held(condition)).then(yes).otherwise(no))
    min = staticmethod(pl.min_horizontal)
    max = staticmethod(pl.max_horizontal)
    floordiv = staticmethod(lambda amount, by: amount // by)
    ceildiv = staticmethod(lambda amount, by: (amount + by - 1) // by)
    share = staticmethod(lambda amount, points: (amount * points + 5_000) // 10_000)
    all = staticmethod(lambda *conditions: pl.all_horizontal([_held(one) for one in conditions]))
    any = staticmethod(lambda *conditions: pl.any_horizontal([_held(one) for one in conditions]))


def lazy(frame: pl.DataFrame, policy: dict[str, int]) -> pl.LazyFrame:
    numbers = [pl.lit(amount, dtype=pl.Int64).alias(name) for name, amount in policy.items()]
    asked = frame.lazy().with_columns(numbers)
    for level in levels(FORMULAS):
        asked = asked.with_columns(
            each.function(Lazy, *map(pl.col, each.needs)).cast(pl.Int64).alias(each.name) for each in level
        )
    return asked.select(list(FORMULAS.by_name))


def main(count: int) -> None:
    given = everybody(count)
    frame, few = pl.DataFrame(given), pl.DataFrame(everybody(WHAT_IF))
    many, rss = best(lambda: lazy(frame, SCALARS).sum().collect()), peak()
    found = lazy(frame, SCALARS).collect()

    def what_if() -> tuple[int, int]:
        before, after = (lazy(few, policy).select(ANSWER).collect()[ANSWER] for policy in (SCALARS, CHANGED))
        return int((after < before).sum()), int((after > before).sum())

    columns = {name: found[name].to_numpy() for name in FORMULAS.by_name}
    say(many=many, rss=rss, wrong=wrong_people(exact(given), columns), what_if=best(what_if))


if __name__ == "__main__":
    main(int(sys.argv[2]))
