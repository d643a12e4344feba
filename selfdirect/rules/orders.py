"""Orders for support: what fits in the budget, notice, one provider for every day, and time swapped for something else.

Next:   selfdirect/actions/orders.py
Tests:  tests/rules/test_orders.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

# Policy value read by the actions: how many days before a provider is told that it ends, unless the order says other.
NOTICE_DAYS: Final = "market.notice_days"
MOST_NOTICE_DAYS: Final = 90

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """The days on which one order covers a line of the budget, both ends included. `key` says which order."""

    key: int
    first_on: date
    last_on: date


def taken_over(spells: Sequence[Spell], new: Spell) -> tuple[Spell, ...]:
    """Give who covers which days once a new order begins: all others stop the day before, so that no day is lost.

    An order that had not begun by then never does.
    """
    before = [
        replace(one, last_on=min(one.last_on, new.first_on - _A_DAY)) for one in spells if one.first_on < new.first_on
    ]
    return (*before, new)


def begun_later(spells: Sequence[Spell], key: int, first_on: date) -> tuple[Spell, ...]:
    """Give who covers which days when one order began later than agreed: the one before it went on until then.

    With nobody before it there is nobody to go on. Raises ValueError for a day after its last, or no such order.
    """
    own = next((one for one in spells if one.key == key), None)
    if own is None or not own.first_on <= first_on <= own.last_on:
        raise ValueError("An order begins between its first day and its last.")
    before = own.first_on - _A_DAY
    moved = [
        replace(one, first_on=first_on)
        if one.key == key
        else replace(one, last_on=first_on - _A_DAY)
        if one.last_on == before
        else one
        for one in spells
    ]
    return tuple(moved)


def given_back(spells: Sequence[Spell], key: int) -> tuple[Spell, ...]:
    """Give who covers which days when an order is taken back before it began: the one before it goes on instead."""
    own = next((one for one in spells if one.key == key), None)
    if own is None:
        return tuple(spells)
    before = own.first_on - _A_DAY
    kept = [one for one in spells if one.key != key]
    return tuple(replace(one, last_on=own.last_on) if one.last_on == before else one for one in kept)


def covering(spells: Iterable[Spell], day: date) -> tuple[Spell, ...]:
    """Give every spell that holds this day. One is right; none is a day without cover."""
    return tuple(one for one in spells if one.first_on <= day <= one.last_on)


def first_change_on(told_on: date, notice_days: int) -> date:
    """Give the first day on which somebody else may begin: the day after a provider's notice has run out."""
    return told_on + timedelta(days=notice_days + 1)


def notice_in_words(who: str, told_on: date, notice_days: int) -> str:
    """Say which day is the first that keeps the notice."""
    days = "1 day" if notice_days == 1 else f"{notice_days} days"
    first = format_date(first_change_on(told_on, notice_days))
    return f"{who} must be told {days} before. The first day somebody else can start is {first}"


def too_much(pence: int, holds_pence: int, what: str, each: str) -> str:
    """Say by how much an order is more than its line of the budget holds; nothing when it fits."""
    if pence <= holds_pence:
        return ""
    return (
        f"This comes to {format_pounds(pence)} {each}. The budget holds {format_pounds(holds_pence)} {each} for"
        f" {what}: that is {format_pounds(pence - holds_pence)} too much"
    )


def why_decided(
    outcomes: Iterable[str], agreed_outcomes: Iterable[str], pence: int, holds_pence: int, what: str, each: str
) -> tuple[str, ...]:
    """Say why a change has to be decided (R-BRK-08). Nothing: outcome and total still fit, and it takes effect."""
    found = []
    if not set(outcomes) or not set(outcomes) <= set(agreed_outcomes):
        found.append("It is for something that this part of the plan was not agreed for")
    if over := too_much(pence, holds_pence, what, each):
        found.append(over)
    return tuple(found)


class SwapRefused(ValueError):
    """The time is not worth this much, or there is not so much of it. The words say what would do."""


@dataclass(frozen=True)
class Swapped:
    """Time exchanged at its price (R-DEP-19). What was bought, and what stays as time, come to what there was.

    `left_hundredths` is the time that stays, and `spare_pence` what is too little to be a hundredth of it; both are
    worth `left_pence`.
    """

    bought_pence: int
    left_pence: int
    left_hundredths: int
    spare_pence: int


def worth(hundredths: int, price_pence: int) -> int:
    """Give the whole pence that so much time is worth; a part of a penny stays with the time."""
    return hundredths * price_pence // 100


def time_for(pence: int, price_pence: int) -> int:
    """Give the least time, in hundredths, that is worth this much."""
    return -(-pence * 100 // price_pence)


def swap(there_pence: int, price_pence: int, given_hundredths: int, bought_pence: int) -> Swapped:
    """Exchange time for another purchase of the same value. What is not needed of the time given stays as time.

    Raises SwapRefused, with what would do, for a purchase of nothing, one that costs more than the time given is
    worth, and more time than there is.
    """
    if bought_pence <= 0:
        raise SwapRefused("Enter what it costs. It must be more than nothing")
    if bought_pence > there_pence:
        raise SwapRefused(f"There is {format_pounds(there_pence)} of time left to swap. This is more")
    given_pence = worth(given_hundredths, price_pence)
    if bought_pence > given_pence:
        needed = in_hundredths(time_for(bought_pence, price_pence))
        raise SwapRefused(
            f"{in_hundredths(given_hundredths)} is worth {format_pounds(given_pence)}, and this costs"
            f" {format_pounds(bought_pence)}. Swap {needed} or more"
        )
    left = there_pence - bought_pence
    hundredths = left * 100 // price_pence
    return Swapped(bought_pence, left, hundredths, left - worth(hundredths, price_pence))


def in_hundredths(hundredths: int) -> str:
    """Show hundredths without noughts that say nothing: 350 gives "3.5"."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)
