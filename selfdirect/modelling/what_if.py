"""Two policies over the same people: what each costs a year, who gains, who loses, who falls below their package.

Everything is added up once, by main reason, level of need and age; every table of the answer is made from that.
Winning and losing are counted on what the council pays a person after their contribution, so that a change of prices
and a change of charges are told alike. Falling below the present package is counted on the budget before it.

Next:   selfdirect/modelling/sides.py, selfdirect/modelling/caseload.py
Tests:  tests/modelling/test_what_if.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from selfdirect.modelling.caseload import MOST_NEED, NEED_BANDS, NEED_EDGES, Caseload
from selfdirect.modelling.columns import Column, Columns, people_in
from selfdirect.modelling.sides import ENGINES, Side, work_out
from selfdirect.rules.allocation_formulas import CLIENT_GROUPS
from selfdirect.rules.values import Values, text_cell

WEEKS_IN_A_YEAR: Final = 52
HIGH_NEED: Final = len(NEED_BANDS) - 1
# Older people with high needs who get less than this share of what others of the same need get are flagged, in percent.
FLAGGED_BELOW: Final = 95
# Fewer people than this are no ground for a flag.
FEWEST: Final = 5

# What is added up for each cell. Money is pence a week.
MEASURES: Final = (
    "people",
    "budget_before",
    "budget_after",
    "paid_before",
    "paid_after",
    "winners",
    "won",
    "losers",
    "lost",
    "with_package",
    "package",
    "below_before",
    "below_after",
    "newly_below",
    "short_after",
)


@dataclass(frozen=True)
class Sums:
    """What was added up over some people. Money is pence a week."""

    label: str
    amounts: Mapping[str, int]

    def __getattr__(self, name: str) -> int:
        try:
            return self.amounts[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def unchanged(self) -> int:
        """How many people neither gain nor lose."""
        return self.amounts["people"] - self.amounts["winners"] - self.amounts["losers"]

    def mean(self, name: str, over: str = "people") -> int:
        """The mean of an amount, in whole pence, rounded to the nearest; 0 over nobody."""
        count = self.amounts[over]
        return (2 * self.amounts[name] + count) // (2 * count) if count else 0

    def yearly(self, name: str) -> int:
        """An amount for a year of 52 weeks."""
        return self.amounts[name] * WEEKS_IN_A_YEAR


@dataclass(frozen=True)
class Equity:
    """Older people with high needs beside everybody else of the same need (R-RAS-15). Means are pence a week.

    `percent` is what older people get of what others of the same level of need get; None where there is nobody to
    compare. `flagged` says that it is less than it should be.
    """

    older: int
    others: int
    older_mean: int
    others_mean: int
    percent: int | None

    @property
    def flagged(self) -> bool:
        """Whether older people with high needs are at a disadvantage."""
        return self.percent is not None and self.percent < FLAGGED_BELOW


@dataclass
class Comparison:
    """Two sides over the same people. `cells` are keyed by client group's number, level of need, and pension age."""

    before: str
    after: str
    groups: Mapping[int, str]
    cells: dict[tuple[int, int, int], dict[str, int]] = field(default_factory=dict)

    @property
    def all(self) -> Sums:
        """Everybody."""
        return self.sums("Everybody")

    def by_group(self) -> list[Sums]:
        """By main reason for support, in the policy's order."""
        return _some(self.sums(name, group=code) for code, name in self.groups.items())

    def by_band(self) -> list[Sums]:
        """By band of need."""
        return _some(self.sums(name, at=at) for at, name in enumerate(NEED_BANDS))

    def by_group_and_band(self) -> list[tuple[str, list[Sums]]]:
        """Each main reason for support, with its bands of need."""
        found = []
        for code, name in self.groups.items():
            of_group = _some(self.sums(label, group=code, at=at) for at, label in enumerate(NEED_BANDS))
            if of_group:
                found.append((name, of_group))
        return found

    def equity(self, amount: str) -> Equity:
        """Compare older people with high needs with others of exactly the same level of need."""
        older_people = others = older_sum = like_sum = 0
        for need in range(NEED_EDGES[-1], MOST_NEED + 1):
            older, other = self.sums("", need=need, older=1), self.sums("", need=need, older=0)
            if older.people and other.people:
                older_people += older.people
                others += other.people
                older_sum += older.amounts[amount]
                like_sum += older.people * other.amounts[amount] // other.people
        if min(older_people, others) < FEWEST or not like_sum:
            return Equity(older_people, others, 0, 0, None)
        means = (older_sum // older_people, like_sum // older_people)
        return Equity(older_people, others, *means, older_sum * 100 // like_sum)

    def sums(
        self,
        label: str,
        group: int | None = None,
        at: int | None = None,
        need: int | None = None,
        older: int | None = None,
    ) -> Sums:
        """Add up everybody of this group, in this band, at this level of need, at this age: whichever is given."""
        found = dict.fromkeys(MEASURES, 0)
        for (own_group, own_need, own_older), cell in self.cells.items():
            pairs = ((group, own_group), (at, band(own_need)), (need, own_need), (older, own_older))
            if all(wanted is None or wanted == own for wanted, own in pairs):
                for name, amount in cell.items():
                    found[name] += amount
        return Sums(label, found)


def _some(sums: Iterable[Sums]) -> list[Sums]:
    return [each for each in sums if each.people]


def band(need: int) -> int:
    """The place in NEED_BANDS of one level of need."""
    return sum(need >= edge for edge in NEED_EDGES)


def compare(before: Side, after: Side, people: Caseload, engine: str = ENGINES[0]) -> Comparison:
    """Put both sides to the same people, chunk by chunk, and add up."""
    found = Comparison(before.name, after.name, group_labels(before.values))
    for chunk in people.chunks():
        one = work_out(before, chunk, people.asked, engine)
        two = one if after is before else work_out(after, chunk, people.asked, engine)
        for key, sums in _cells(chunk, _measured(chunk, one, two)):
            cell = found.cells.setdefault(key, dict.fromkeys(MEASURES, 0))
            for name, amount in sums.items():
                cell[name] += amount
    return found


def group_labels(values: Values) -> dict[int, str]:
    """What each client group's number stands for, in words."""
    return {place: text_cell(row, "label") for place, row in enumerate(values.table(CLIENT_GROUPS), 1)}


def _measured(chunk: Columns, one: Columns, two: Columns) -> dict[str, Column]:
    """One column for each measure."""
    change = two["net_budget"] - one["net_budget"]
    package = chunk["present_pence_weekly"]
    has = package > 0
    below_before = has & (one["indicative_budget"] < package)
    below_after = has & (two["indicative_budget"] < package)
    return {
        "people": np.ones(people_in(chunk), dtype=np.int64),
        "budget_before": one["indicative_budget"],
        "budget_after": two["indicative_budget"],
        "paid_before": one["net_budget"],
        "paid_after": two["net_budget"],
        "winners": change > 0,
        "won": np.maximum(change, 0),
        "losers": change < 0,
        "lost": np.maximum(-change, 0),
        "with_package": has,
        "package": package,
        "below_before": below_before,
        "below_after": below_after,
        "newly_below": below_after & ~below_before,
        "short_after": np.where(below_after, package - two["indicative_budget"], 0),
    }


def _cells(chunk: Columns, measured: Mapping[str, Column]) -> Iterator[tuple[tuple[int, int, int], dict[str, int]]]:
    """Add up a chunk by client group, level of need and pension age, all at once. Sums are exact."""
    need = np.clip(chunk["need"], 0, MOST_NEED)
    keys = (chunk["client_group"] * (MOST_NEED + 1) + need) * 2 + (chunk["is_pension_age"] != 0)
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    starts = np.concatenate(([0], np.nonzero(np.diff(sorted_keys))[0] + 1)) if len(order) else np.array([], dtype=int)
    sums = {
        name: np.add.reduceat(column[order].astype(np.int64, copy=False), starts) for name, column in measured.items()
    }
    for place, start in enumerate(starts):
        whole, older = divmod(int(sorted_keys[start]), 2)
        group, level = divmod(whole, MOST_NEED + 1)
        yield (group, level, older), {name: int(column[place]) for name, column in sums.items()}
