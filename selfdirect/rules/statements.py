"""A month of a budget in plain words: what was left before, what came in and whose it is, what went out, what is left.

It must add up, for each person's or body's money alone and for all of it together. One that does not is refused.

Why:    docs/decisions/statements-are-kept-as-told.md
Next:   selfdirect/rules/unspent.py
Tests:  tests/rules/test_statements.py
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from selfdirect.rules.money import format_pounds
from selfdirect.rules.working import WORKED_OUT, Row, Working

BOOK: Final = "The book of payments"
RULE: Final = "rules.statements"

# Whose money it can be, in the order in which a statement shows it.
WHOSE: Final[Mapping[str, str]] = {"council": "The council's money", "nhs": "NHS money", "own": "Your own money"}

# Where money of a budget can be: a kind of account in the book, and what to call what is there.
PROMISED: Final = "committed"
EMERGENCIES: Final = "reserved"
EMPLOYER: Final = "employer"
FREE: Final = "free"
PARTS: Final[Mapping[str, str]] = {
    PROMISED: "Promised for your support, not paid out yet",
    EMERGENCIES: "Kept for emergencies",
    EMPLOYER: "Put by for your duties as an employer",
    FREE: "Not promised yet",
}

# What to call money that comes from, or goes to, an account outside. `{who}` is somebody by name.
_ELSEWHERE: Final = "elsewhere"
_RECOVERED: Final = "budget:recovered"
_CAME_IN: Final[Mapping[str, str]] = {
    "council:funding": "Set aside by the council",
    "nhs:funding": "Set aside by the NHS",
    "person:contribution": "Paid in by you",
    _ELSEWHERE: "Moved over from another budget",
}
_CAME_BACK: Final[Mapping[str, str]] = {
    "council:bank": "Came back to our bank account",
    "payee:owed": "Came back from {who}",
    "payee:due_back": "To come back from {who}. It can be used already",
    "budget:paid": "Came back from what was used",
    _RECOVERED: "Came back to the budget",
}
# Money on its way back to whoever put it in, that goes past the budget.
_BESIDE: Final[Mapping[str, str]] = {"payee:due_back": "Left over, and to come back to whoever put it in"}
_WENT_OUT: Final[Mapping[str, str]] = {
    "council:bank": "Paid from our bank account",
    "payee:owed": "Paid to {who}",
    "payee:due_back": "No longer to come back from {who}",
    "budget:paid": "Used for your support",
    _RECOVERED: "Not needed, and goes back to whoever put it in",
    "council:funding": "Went back to the council",
    "nhs:funding": "Went back to the NHS",
    "person:contribution": "Paid back to you",
    _ELSEWHERE: "Moved over to another budget",
}

OPENING: Final = "opening"
CHANGED: Final = "changed"
CAME_IN: Final = "came_in"
CAME_BACK: Final = "came_back"
PAID_OUT: Final = "paid_out"
LEFT: Final = "left"
SECTIONS: Final[Mapping[str, str]] = {
    OPENING: "At the start",
    CHANGED: "Changed since your last statement",
    CAME_IN: "Money in",
    CAME_BACK: "Money that came back",
    PAID_OUT: "Paid out",
    LEFT: "What is left",
}


class DoesNotAddUp(ValueError):
    """The statement may not be shown to anybody. The message says which money, and by how much."""


class Place(NamedTuple):
    """An account as a statement sees it: its kind in the book, and whose money is in it ("" outside the budget)."""

    kind: str
    whose: str = ""

    @property
    def outside(self) -> str:
        """What it is to this budget when it is no part of it."""
        return _ELSEWHERE if self.kind.startswith("budget:") and not self.whose else self.kind

    @property
    def part(self) -> str:
        """Which part of the budget it is, else nothing."""
        name = self.kind.removeprefix("budget:")
        return name if self.whose and name in PARTS else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that moved on a day. `who` names whoever is outside; `is_late` is what an earlier statement lacked."""

    on: date
    pence: int
    came_from: Place
    went_to: Place
    who: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Account:
    """All that a statement is made of. `opening` is what the last one said was left, by whose it is."""

    first_on: date
    last_on: date
    opening: Mapping[str, int]
    moved: Sequence[Moved]
    closing: Mapping[Place, int]


@dataclass(frozen=True, slots=True)
class OneOwner:
    """The figures of one body's or person's money: opening + changed + came in + came back - paid out = left."""

    whose: str
    opening: int = 0
    changed: int = 0
    came_in: int = 0
    came_back: int = 0
    paid_out: int = 0
    left: int = 0

    @property
    def comes_to(self) -> int:
        """What should be left."""
        return self.opening + self.changed + self.came_in + self.came_back - self.paid_out


@dataclass(frozen=True)
class Statement:
    """A statement that adds up. `rows` end in what is left; `parts` say where that is, and come to the same.

    `beside` is money that came back unspent and went past the budget, to whoever put it in: no part of the sum.
    """

    first_on: date
    last_on: date
    total: OneOwner
    owners: tuple[OneOwner, ...]
    rows: Working
    parts: Working
    beside: Working
    promised_pence: int
    emergency_pence: int


def statement(account: Account) -> Statement:
    """Give the statement, in plain words. Raises DoesNotAddUp."""
    owners = _owners(account)
    total = _added(owners)
    for one in (*owners, total):
        if one.comes_to != one.left:
            raise DoesNotAddUp(
                f"{WHOSE.get(one.whose, 'All of it')} comes to {format_pounds(one.comes_to)}, "
                f"but the book holds {format_pounds(one.left)}."
            )
    parts = tuple(_parts(account.closing, len(owners) > 1))
    if sum(int(row.amount) for row in parts) != total.left:
        raise DoesNotAddUp("The parts of what is left do not come to what is left.")
    return Statement(
        account.first_on,
        account.last_on,
        total,
        owners,
        tuple(_rows(account, owners, total)),
        parts,
        tuple(
            _row(
                _BESIDE.get(one.came_from.kind, "Came back unspent"),
                one.pence,
                "beside",
                WHOSE[one.went_to.whose],
                one.on,
            )
            for one in _beside(account)
        ),
        _held(account.closing, PROMISED),
        _held(account.closing, EMERGENCIES),
    )


def by_section(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """The rows of a statement under their headings, in order; headings with nothing under them are left out."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.rule.removeprefix(f"{RULE}."), []).append(row)
    return {section: tuple(found[section]) for section in SECTIONS if section in found}


def _owners(account: Account) -> tuple[OneOwner, ...]:
    """The figures of everybody who has, or had, money in the budget; of the council's always."""
    figures: dict[str, dict[str, int]] = {"council": {}}
    for whose, pence in account.opening.items():
        _count(figures, whose, OPENING, pence)
    for moved in account.moved:
        came, went = moved.came_from, moved.went_to
        if came.part and went.part and came.whose == went.whose:
            continue
        if went.part:
            _count(figures, went.whose, CHANGED if moved.is_late else _section_in(came), moved.pence)
        if came.part and moved.is_late:
            _count(figures, came.whose, CHANGED, -moved.pence)
        elif came.part:
            _count(figures, came.whose, PAID_OUT, moved.pence)
    for place, pence in account.closing.items():
        if place.part:
            if pence < 0:
                raise DoesNotAddUp(f"{PARTS[place.part]} is below zero.")
            _count(figures, place.whose, LEFT, pence)
    return tuple(OneOwner(whose, **figures[whose]) for whose in WHOSE if whose in figures)


def _count(figures: dict[str, dict[str, int]], whose: str, section: str, pence: int) -> None:
    if whose not in WHOSE:
        raise DoesNotAddUp(f"Nobody knows whose money {whose!r} is.")
    own = figures.setdefault(whose, {})
    own[section] = own.get(section, 0) + pence


def _section_in(came: Place) -> str:
    if came.part or came.outside in _CAME_IN:
        return CAME_IN
    if came.outside in _CAME_BACK:
        return CAME_BACK
    raise DoesNotAddUp(f"A statement has no words for money from {came.kind}.")


def _added(owners: Sequence[OneOwner]) -> OneOwner:
    return OneOwner("", *(sum(getattr(one, name) for one in owners) for name in OneOwner.__slots__[1:]))


def _rows(account: Account, owners: Sequence[OneOwner], total: OneOwner) -> Iterable[Row]:
    """Every row that counts, in the order of the sections, ending in what is left."""
    label = "Left when your last statement was made" if account.opening else "Before your budget started"
    opened = [one for one in owners if one.opening]
    yield from (_row(label, one.opening, OPENING, WHOSE[one.whose]) for one in opened)
    if not opened:
        yield _row(label, 0, OPENING, BOOK)
    found = [row for moved in account.moved for row in _shown(moved)]
    for section in (CHANGED, CAME_IN, CAME_BACK, PAID_OUT):
        yield from (row for row in found if row.rule == f"{RULE}.{section}")
    yield _row("What is left", total.left, LEFT, BOOK)


def _shown(moved: Moved) -> Iterator[Row]:
    """A movement in words: nothing for one inside one owner's money, two rows for one from one owner to another."""
    came, went = moved.came_from, moved.went_to
    if came.part and went.part and came.whose == went.whose:
        return
    if went.part:
        words = f"Moved over: {_whose(came.whose)}" if came.part else _came(came)
        yield _moved(moved, words, _section_in(came), went.whose)
    if came.part:
        words = f"Moved over: {_whose(went.whose)}" if went.part else _went(went)
        yield _moved(moved, words, PAID_OUT, came.whose)


def _beside(account: Account) -> list[Moved]:
    found = [one for one in account.moved if one.went_to.kind == _RECOVERED and one.went_to.whose]
    return [one for one in found if not one.came_from.part]


def _came(came: Place) -> str:
    return _CAME_IN.get(came.outside) or _CAME_BACK[came.outside]


def _went(went: Place) -> str:
    if went.outside not in _WENT_OUT:
        raise DoesNotAddUp(f"A statement has no words for money to {went.kind}.")
    return _WENT_OUT[went.outside]


def _moved(moved: Moved, words: str, section: str, whose: str) -> Row:
    label = words.format(who=moved.who or "somebody we pay")
    if moved.is_late:
        return _row(label, -moved.pence if section == PAID_OUT else moved.pence, CHANGED, WHOSE[whose], moved.on)
    return _row(label, moved.pence, section, WHOSE[whose], moved.on)


def _parts(closing: Mapping[Place, int], several: bool) -> Iterable[Row]:
    for part, words in PARTS.items():
        for whose, its in WHOSE.items():
            pence = sum(held for place, held in closing.items() if (place.part, place.whose) == (part, whose))
            if pence or (part == PROMISED and whose == "council"):
                label = f"{words} ({_whose(whose)})" if several else words
                yield Row(label, pence, "pence", f"{RULE}.{part}", its, WORKED_OUT)


def _whose(whose: str) -> str:
    """Whose money it is, in the middle of a sentence."""
    return WHOSE[whose].replace("The ", "the ").replace("Your ", "your ")


def _held(closing: Mapping[Place, int], part: str) -> int:
    return sum(pence for place, pence in closing.items() if place.part == part)


def _row(label: str, pence: int, section: str, source: str, on: date | None = None) -> Row:
    return Row(label, pence, "pence", f"{RULE}.{section}", source, WORKED_OUT, on)
