"""What stands on one day, layer over layer, with the place in the files of each row.

Next:   selfdirect/policy/history.py
Tests:  tests/policy/test_standing.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.policy.history import Entry, History
from selfdirect.rules.values import TableRow


@dataclass(frozen=True)
class Standing:
    """The values of one day and where each is written. `layers` are the histories by key, weakest first."""

    layers: Sequence[Mapping[str, History]]
    on: date

    def found(self, key: str) -> tuple[History, Entry] | None:
        """The history that gives this value on the day, and its entry; none where nothing gives it."""
        for layer in reversed(self.layers):
            history = layer.get(key)
            entry = history.entry_on(self.on) if history else None
            if history and entry:
                return history, entry
        return None

    def place(self, key: str) -> str:
        """Where the value of this day is written: file:line, name."""
        found = self.found(key)
        return found[0].place(found[1]) if found else key

    def word(self, key: str) -> str:
        """The choice of this day; nothing where there is none."""
        found = self.found(key)
        return found[1].amount if found and isinstance(found[1].amount, str) else ""

    def rows(self, key: str) -> list[tuple[TableRow, str]]:
        """The rows of a table, each with its place; none where the table says "none" or is not there."""
        found = self.found(key)
        if found is None:
            return []
        history, entry = found
        rows = entry.amount if isinstance(entry.amount, tuple) else ()
        return [(row, history.place(entry, number)) for number, row in enumerate(rows, start=1)]

    def column(self, key: str, name: str) -> tuple[str, ...]:
        """One column of a table, in order."""
        return tuple(str(row[name]) for row, _ in self.rows(key))
