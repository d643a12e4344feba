"""One value's history: what it was, from which day, and where that comes from.

Next:   selfdirect/policy/reading.py
Tests:  tests/policy/test_history.py
"""

from dataclasses import dataclass, field
from datetime import date

from selfdirect.policy.kinds import Shape
from selfdirect.policy.locating import NO_LINES, Lines, place
from selfdirect.rules.values import Amount, Value


@dataclass(frozen=True)
class Entry:
    """What a value is from one day on. `amount` is in the unit of the rules (pence).

    `signed` are the codes of those who signed the change, on the day `signed_on`, where anybody did.
    """

    since: date
    amount: Amount
    source: str
    status: str
    signed: tuple[str, ...] = ()
    signed_on: date | None = None


@dataclass(frozen=True)
class History:
    """All entries of one value, earliest first, with the file that holds them."""

    shape: Shape
    label: str
    file: str
    entries: tuple[Entry, ...]
    lines: Lines = field(default=NO_LINES, repr=False, compare=False)

    def place(self, entry: Entry | None = None, row: int = 0) -> str:
        """Where the value, one of its entries or a row of it (from 1) stands: file:line, name."""
        since = entry.since.isoformat() if entry else ""
        return place(self.file, self.lines.line(self.shape.name, since, row), self.shape.name)

    @property
    def starts_on(self) -> date:
        """The first day on which the value is known."""
        return self.entries[0].since

    def entry_on(self, day: date) -> Entry | None:
        """The entry that applied on this day; none before the first."""
        found = None
        for entry in self.entries:
            if entry.since > day:
                break
            found = entry
        return found

    def value_on(self, day: date) -> Value | None:
        """The value as the rules read it on this day; none before the first."""
        entry = self.entry_on(day)
        if entry is None:
            return None
        return Value(
            key=self.shape.key,
            label=self.label,
            unit="choice" if entry.amount == "none" else self.shape.unit,
            amount=entry.amount,
            source=entry.source,
            status=entry.status,
            since=entry.since,
        )
