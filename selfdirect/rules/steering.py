"""Whether people are steered: how budgets are held, group beside group, and what may be published of it.

A share that is much lower for one group, team or worker is a question to ask, not an answer.

Next:   selfdirect/rules/choosing.py
Tests:  tests/rules/test_steering.py
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from selfdirect.rules.direct_payments import COUNCIL_MANAGED, DIRECT_PAYMENT, MIXED, THIRD_PARTY
from selfdirect.rules.money import round_half_up

FEWEST: Final = 5
"""Fewer people than this are not counted out in what is published, so that nobody can be recognised."""

NOT_CHOSEN: Final = "not_chosen"
WAYS: Final = (COUNCIL_MANAGED, THIRD_PARTY, DIRECT_PAYMENT, MIXED, NOT_CHOSEN)

AGE_GROUPS: Final = (
    (0, "Under 25"),
    (25, "25 to 44"),
    (45, "45 to 64"),
    (65, "65 to 74"),
    (75, "75 to 84"),
    (85, "85 and over"),
)

_PEOPLE: Final = "people"
Key = TypeVar("Key", str, int)


@dataclass(frozen=True)
class Counted:
    """Some people who are alike in all that is looked at, and which ways their budgets are held in."""

    age_group: str
    client_group: str
    team: str
    worker: str
    is_managed: bool
    is_third_party: bool
    is_direct: bool
    people: int
    wished_direct: bool = False

    @property
    def way(self) -> str:
        """The one way; mixed when there are several; not chosen when there is none."""
        held = [self.is_managed, self.is_third_party, self.is_direct]
        if sum(held) > 1:
            return MIXED
        return WAYS[held.index(True)] if any(held) else NOT_CHOSEN


@dataclass(frozen=True)
class Line:
    """One group's line: people by way, and direct payments without and with third-party accounts (R-DEP-22).

    A budget held partly as a direct payment counts as one. None is a count that is not shown. `wished` are those who
    would have liked a direct payment while they planned and have chosen since, and `wished_and_got` those of them who
    have one.
    """

    label: str
    people: int | None
    counts: dict[str, int | None]
    direct: int | None
    direct_or_third_party: int | None
    wished: int | None = None
    wished_and_got: int | None = None

    @property
    def chosen(self) -> int | None:
        """People whose budget is held in some way."""
        none = self.counts[NOT_CHOSEN]
        return None if self.people is None or none is None else self.people - none

    def percent(self, count: int | None) -> int | None:
        """The share of those who have chosen, in whole per cent; None where it is not shown or nobody has chosen."""
        chosen = self.chosen
        return None if count is None or not chosen else round_half_up(count * 100, chosen)

    def direct_as(self, third_party_counts: bool) -> int | None:
        """Direct payments, with third-party accounts or without."""
        return self.direct_or_third_party if third_party_counts else self.direct


@dataclass(frozen=True)
class Table:
    """Lines of one kind of group, and the line of everybody."""

    lines: tuple[Line, ...]
    everybody: Line


def age_group_of(age: int) -> str:
    """The age group of somebody of this age."""
    return next(label for least, label in reversed(AGE_GROUPS) if age >= least)


def table(rows: Iterable[Counted], of: Callable[[Counted], str], order: Sequence[str] = ()) -> Table:
    """Put people in groups. `order` is the labels in the order they are shown; others follow by name."""
    groups: dict[str, list[Counted]] = {}
    everything = list(rows)
    for row in everything:
        groups.setdefault(of(row), []).append(row)
    known = [label for label in order if label in groups]
    labels = known + sorted(set(groups) - set(known))
    return Table(tuple(_line(label, groups[label]) for label in labels), _line("Everybody", everything))


def _line(label: str, rows: Sequence[Counted]) -> Line:
    counts: dict[str, int | None] = {way: sum(row.people for row in rows if row.way == way) for way in WAYS}
    direct = sum(row.people for row in rows if row.is_direct)
    either = sum(row.people for row in rows if row.is_direct or row.is_third_party)
    wished = sum(row.people for row in rows if row.wished_direct and row.way != NOT_CHOSEN)
    got = sum(row.people for row in rows if row.wished_direct and row.is_direct)
    return Line(label, sum(row.people for row in rows), counts, direct, either, wished, got)


def protect(shown: Table) -> Table:
    """Hide what could make somebody known (R-DEP-07): counts under five, and those that would give them away.

    In a line or a column where one count is hidden, the next smallest is hidden too, so that no sum undoes it; the
    counts of everybody and of all ways together are looked at like any other. What is worked out from a hidden count
    is hidden with it, and what people wished for is not published.
    """
    lines = [*shown.lines, shown.everybody]
    cells = [_cells(line) for line in lines]
    hidden = [{key for key, count in row.items() if 0 < count < FEWEST} for row in cells]
    while _spread(cells, hidden):
        pass
    *found, everybody = [_hidden(line, away) for line, away in zip(lines, hidden, strict=True)]
    return Table(tuple(found), everybody)


def _cells(line: Line) -> dict[str, int]:
    return {**{way: count or 0 for way, count in line.counts.items()}, _PEOPLE: line.people or 0}


def _spread(cells: Sequence[dict[str, int]], hidden: list[set[str]]) -> bool:
    """Hide one more count wherever a single hidden one could be worked out. Says whether anything was hidden."""
    for row, away in zip(cells, hidden, strict=True):
        other = _smallest({key: count for key, count in row.items() if key not in away}) if len(away) == 1 else None
        if other is not None:
            away.add(other)
            return True
    for key in (*WAYS, _PEOPLE):
        at = [number for number, away in enumerate(hidden) if key in away]
        rest = {number: row[key] for number, row in enumerate(cells) if number not in at}
        found = _smallest(rest) if len(at) == 1 else None
        if found is not None:
            hidden[found].add(key)
            return True
    return False


def _smallest(counts: dict[Key, int]) -> Key | None:
    """The key of the smallest count that is not nothing."""
    return min((key for key, count in counts.items() if count), key=lambda key: counts[key], default=None)


def _hidden(line: Line, away: set[str]) -> Line:
    if not away:
        return replace(line, wished=None, wished_and_got=None)
    counts = {way: None if way in away else count for way, count in line.counts.items()}
    return Line(line.label, None if _PEOPLE in away else line.people, counts, None, None)


@dataclass(frozen=True)
class Views:
    """What people say of one way: how many said so, and of them how many gave a good answer to each question."""

    way: str
    people: int
    good: dict[str, int]

    def percent(self, question: str) -> int | None:
        """The share of good answers, in whole per cent."""
        return round_half_up(self.good[question] * 100, self.people) if self.people else None


def protect_views(views: Iterable[Views]) -> tuple[Views, ...]:
    """What may be published of views: only ways that at least five people spoke of."""
    return tuple(one for one in views if one.people >= FEWEST)
