"""The journal for the council's finance system: what moved in the book, by day and budget code, each side a line.

Every movement is in it twice, once as a debit and once as a credit, so both sides come to what the book moved. A line
that touches a budget says which client group it is for, who owns the money and who manages it; nobody is named.

Why:    docs/decisions/the-journal.md
Values: policy/councils
Next:   selfdirect/rules/budget_owners.py
Tests:  tests/rules/test_finance_journal.py
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from selfdirect.rules.budget_owners import EVERYBODY, Owned, owned
from selfdirect.rules.recouping import budget_code
from selfdirect.rules.values import ValueRefused, Values, text_cell

CODES: Final = "payments.journal_codes"

PARTS: Final = {
    "council:bank": "bank",
    "council:funding": "funding",
    "nhs:funding": "funding",
    "person:contribution": "funding",
    "budget:free": "budget",
    "budget:committed": "budget",
    "budget:reserved": "budget",
    "budget:employer": "budget",
    "budget:paid": "budget",
    "budget:recovered": "recovered",
    "payee:owed": "owed",
    "payee:due_back": "due_back",
}
"""Which part of the council's own accounts each kind of account belongs to."""

NO_OWNER: Final = Owned("", "")


class Place(NamedTuple):
    """One side of what moved: the kind of account, whose money, and which client group. Empty where it has none."""

    kind: str
    funder: str
    client_group: str


class Flow(NamedTuple):
    """What moved on one day from one place to another, in pence."""

    on: date
    debit: Place
    credit: Place
    pence: int
    movements: int


class Head(NamedTuple):
    """What a line is about: its day, code, client group, owner and manager."""

    on: date
    code: str
    label: str
    client_group: str
    owner: str
    manager: str


@dataclass
class Line:
    """One line of the journal: pence on each side, and how many movements are in it."""

    head: Head
    debit_pence: int = 0
    credit_pence: int = 0
    movements: int = 0


class Codes:
    """The codes of one day's policy, looked up once for each place."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._known: dict[Place, tuple[str, str, Owned]] = {}

    def of(self, place: Place) -> tuple[str, str, Owned]:
        """The code of a place, what it is called, and who owns and manages the money. Raises ValueRefused."""
        found = self._known.get(place)
        if found is None:
            owner = owned(place.client_group, place.funder, self.values) if place.client_group else NO_OWNER
            found = self._known[place] = (*self._code(place), owner)
        return found

    def _code(self, place: Place) -> tuple[str, str]:
        part = PARTS[place.kind]
        if part == "recovered" and place.funder != "own":
            return budget_code(place.funder, place.client_group, self.values)
        part = "budget" if part == "recovered" else part
        rows = {
            (text_cell(row, "funder"), text_cell(row, "client_group")): row
            for row in self.values.table(CODES)
            if text_cell(row, "part") == part
        }
        for funder in (place.funder, EVERYBODY):
            for group in (place.client_group, EVERYBODY):
                row = rows.get((funder, group))
                if row is not None:
                    return text_cell(row, "code"), text_cell(row, "label")
        of = f" of the {place.funder}’s money" if place.funder else ""
        raise ValueRefused(f"{CODES} has no code for {part}{of}.")


def journal(flows: Iterable[Flow], codes_on: Callable[[date], Codes]) -> tuple[Line, ...]:
    """Give the lines of a journal, by day and code. Raises ValueRefused when any place has no code: never a part of it.

    `codes_on` gives the codes of a day. Debits and credits are both what the flows come to.
    """
    lines: dict[Head, Line] = {}
    for flow in flows:
        codes = codes_on(flow.on)
        for place, is_debit in ((flow.debit, True), (flow.credit, False)):
            code, label, whose = codes.of(place)
            head = Head(flow.on, code, label, place.client_group, *whose)
            line = lines.setdefault(head, Line(head))
            line.debit_pence += flow.pence if is_debit else 0
            line.credit_pence += 0 if is_debit else flow.pence
            line.movements += flow.movements
    return tuple(lines[head] for head in sorted(lines))
