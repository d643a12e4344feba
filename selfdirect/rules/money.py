"""Money as whole pence: read from what people type, shown in pounds, shared out with no penny lost.

Tests:  tests/rules/test_money.py
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

MOST_PENCE: Final = 10_000_000_00
DAYS_IN_A_WEEK: Final = 7
ALL_OF_IT: Final = 10_000  # basis points

_POUNDS = re.compile(r"(?:£\s*)?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_MINUS = re.compile(r"[£\s]*[-−–(]")


class MoneyRefused(ValueError):
    """The words cannot be read as an amount of money. The message says how to put it right."""


def parse_pounds(text: str) -> int:
    """Read pounds as people write them ("£1,234.50", "1234.5", " £ 12 ") and give whole pence.

    Raises MoneyRefused, with a plain message, for nothing, a negative amount, more than two decimal places,
    anything that is not a number, and more than £10,000,000.
    """
    bare = text.strip()
    if bare in {"", "£"}:
        raise MoneyRefused("Enter an amount in pounds, like 12.50.")
    if _MINUS.match(bare):
        raise MoneyRefused("Enter an amount that is zero or more. It cannot be a minus number.")
    match = _POUNDS.fullmatch(bare)
    if match is None:
        raise MoneyRefused("Enter an amount in pounds using numbers only, like 12.50.")
    whole, part = match[1].replace(",", ""), match[2] or ""
    if len(part) > 2:
        raise MoneyRefused("Enter pounds and pence with no more than 2 numbers after the point, like 12.50.")
    if len(whole.lstrip("0")) > len(str(MOST_PENCE)):
        raise MoneyRefused(_too_much())
    pence = int(whole) * 100 + int(part.ljust(2, "0"))
    if pence > MOST_PENCE:
        raise MoneyRefused(_too_much())
    return pence


def _too_much() -> str:
    return f"Enter an amount of {format_pounds(MOST_PENCE)} or less."


def format_pounds(pence: int) -> str:
    """Show whole pence as pounds: 123450 gives "£1,234.50", -5 gives "-£0.05"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02d}"


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide, to the nearest whole number; an exact half goes up. The denominator must be more than zero."""
    if denominator <= 0:
        raise ValueError(f"The denominator must be more than zero, not {denominator}.")
    return (2 * numerator + denominator) // (2 * denominator)


def share(pence: int, basis_points: int) -> int:
    """Give this share of an amount, to the nearest penny; an exact half goes up. All of it is 10,000."""
    return round_half_up(pence * basis_points, ALL_OF_IT)


def split_evenly(pence: int, parts: int) -> tuple[int, ...]:
    """Split an amount into parts that differ by a penny at most and add up to it, the larger first."""
    if parts < 1:
        raise ValueError(f"An amount is split into one part or more, not {parts}.")
    each, over = divmod(pence, parts)
    return tuple(each + 1 if place < over else each for place in range(parts))


def share_out(pence: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share an amount in proportion to these weights, exactly: the parts add up to it.

    Each part is the whole pence of its share. Pennies left over go one each to the largest fractions, the
    earlier first. So no part is more than its weight as long as the amount is not more than all the weights
    together.
    """
    whole = sum(weights)
    if pence < 0 or min(weights, default=0) < 0 or (whole == 0 and pence):
        raise ValueError("An amount is shared out over weights of zero or more, not all of them zero.")
    if whole == 0:
        return tuple(0 for _ in weights)
    parts = [pence * weight // whole for weight in weights]
    fractions = [pence * weight % whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda place: (-fractions[place], place))
    for place in by_fraction[: pence - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def for_days(pence_weekly: int, days: int) -> int:
    """Give what a weekly amount comes to over this many days, by sevenths; a fraction of a penny is dropped.

    Always work it out from the first day, and take the difference from what came before: then parts add up.
    """
    if days < 0:
        raise ValueError(f"The number of days must be zero or more, not {days}.")
    return pence_weekly * days // DAYS_IN_A_WEEK


def for_days_each(pence_weekly: Sequence[int], days: int) -> tuple[int, ...]:
    """Give what each weekly amount comes to over this many days, so that the parts add up to what their sum comes to.

    A part is never more than a penny above what it would be alone: pennies made of two parts' fractions fall on the
    later one.
    """
    reached = [for_days(sum(pence_weekly[:place]), days) for place in range(len(pence_weekly) + 1)]
    return tuple(after - before for before, after in pairwise(reached))
