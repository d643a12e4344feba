"""The simulation made small: a dozen people over some months."""

from datetime import date

from selfdirect.demo.simulation import Council, simulate

PEOPLE = 12
STARTS_ON = date(2026, 2, 2)
ENDS_ON = date(2026, 10, 30)


def small_council(people: int = PEOPLE, seed: int = 1948, ends_on: date = ENDS_ON) -> Council:
    """Call it in demonstration mode, inside `undone()`."""
    return simulate(people=people, seed=seed, starts_on=STARTS_ON, ends_on=ends_on)
