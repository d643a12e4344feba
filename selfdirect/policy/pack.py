"""A council's whole policy: the nation's values, its own, and its partner trust's, on any day.

Next:   selfdirect/policy/reading.py
Tests:  tests/policy/test_pack.py
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import holidays as bank_holidays

from selfdirect.policy.fingerprint import fingerprint
from selfdirect.policy.history import History
from selfdirect.rules.values import NO_LIMIT, Value, Values
from selfdirect.rules.working import DOUBTFUL


@dataclass(frozen=True)
class Doubtful:
    """A figure that the source does not state: filled in so that the system runs, or not checked yet."""

    file: str
    key: str
    label: str
    since: date
    status: str
    source: str


@dataclass(frozen=True)
class SignOff:
    """A change of points or prices: from which day, who signed it, and when (R-RAS-13)."""

    key: str
    label: str
    since: date
    signed: tuple[str, ...]
    signed_on: date


class Policy:
    """Everything that a council's policy says. Made by `selfdirect.policy.load`; never changed afterwards.

    `layers` are the histories by key, weakest first: nation, council. `trusts` are each partner trust's own.
    `trials` are versions that are tried out beside the live policy (R-RAS-14): nothing reads one unless it asks for
    it by name, and what they say is no part of the live policy's fingerprint.
    """

    def __init__(
        self,
        council: str,
        starts_on: date | None,
        layers: tuple[Mapping[str, History], ...],
        trusts: Mapping[str, Mapping[str, History]],
        trials: Mapping[str, Mapping[str, History]] = MappingProxyType({}),
    ) -> None:
        self.council = council
        self.starts_on = starts_on
        self.trusts = tuple(sorted(trusts))
        self._layers = layers
        self._trust_layers = dict(trusts)
        self.trials = tuple(sorted(trials))
        self._trial_layers = dict(trials)
        self._changes: dict[tuple[str, str], list[date]] = {}
        self._periods: dict[tuple[str, str, int], tuple[Mapping[str, Value], str]] = {}
        self._days: dict[tuple[str, str, date], Values] = {}
        self._holidays: dict[tuple[int, int], frozenset[date]] = {}
        self.fingerprint = fingerprint(
            [value for history in self.histories() for value in _all_values(history)],
            council,
            starts_on.isoformat() if starts_on else "",
        )

    def on(self, day: date, trust: str = "", trial: str = "") -> Values:
        """Every value that applied on this day; with `trust`, as that partner trust applies them.

        With `trial`, as that version on trial would have it: for what-if and tests, never for live work. The same
        day gives the very same answer, so calling this often costs nothing.
        """
        found = self._days.get((trust, trial, day))
        if found is None:
            values, mark = self._period(trust, trial, day)
            found = self._days[(trust, trial, day)] = Values(values, day, mark)
        return found

    def holidays(self, year_from: int, year_to: int) -> frozenset[date]:
        """The bank holidays of England from the first of these years to the last, both included."""
        years = (year_from, year_to)
        if years not in self._holidays:
            found = bank_holidays.country_holidays("GB", subdiv="ENG", years=range(year_from, year_to + 1))
            self._holidays[years] = frozenset(found)
        return self._holidays[years]

    def histories(self) -> tuple[History, ...]:
        """Every history of nation, council and trusts, ordered by file and key."""
        layers = (*self._layers, *(self._trust_layers[trust] for trust in self.trusts))
        return tuple(sorted((h for layer in layers for h in layer.values()), key=lambda h: (h.file, h.shape.key)))

    def history(self, key: str, trust: str = "") -> tuple[Value, ...]:
        """Each amount that the key has had, earliest first: the council's own where it has one."""
        for layer in reversed(self._layers_for(trust)):
            if key in layer:
                return tuple(_all_values(layer[key]))
        return ()

    def summary(self) -> tuple[Doubtful, ...]:
        """Every figure, at any date, that is illustrative or unverified, ordered by file and key.

        A default is left out where the council's own value has stood in its place from the council's first day.
        """
        return tuple(
            each for history in self.histories() if not self._is_replaced(history) for each in _doubtful(history)
        )

    def defaults_used(self) -> tuple[str, ...]:
        """The keys whose documented default applies on some day, because the council is silent (R-CFG-02)."""
        defaults = [history for layer in self._layers[1:-1] for history in layer.values()]
        return tuple(sorted(history.shape.key for history in defaults if not self._is_replaced(history)))

    def _is_replaced(self, history: History) -> bool:
        own = self._layers[-1].get(history.shape.key)
        is_default = any(history is layer.get(history.shape.key) for layer in self._layers[1:-1])
        return is_default and own is not None and self.starts_on is not None and own.starts_on <= self.starts_on

    def partner_trust_on(self, day: date) -> str | None:
        """The name of the partner trust to show on this day; none where the council has none."""
        name = str(self.on(day).table("profile.council")[0]["partner_trust"])
        return None if name == NO_LIMIT else name

    def sign_offs(self) -> tuple[SignOff, ...]:
        """Every change that was signed, in order of the day it starts."""
        found = [
            SignOff(history.shape.key, history.label, entry.since, entry.signed, entry.signed_on)
            for history in self.histories()
            for entry in history.entries
            if entry.signed_on is not None
        ]
        return tuple(sorted(found, key=lambda each: (each.since, each.key)))

    def trial_histories(self, trial: str) -> tuple[History, ...]:
        """Every history that a version on trial changes, ordered by file and key."""
        return tuple(sorted(self._trial_layers[trial].values(), key=lambda h: (h.file, h.shape.key)))

    def _layers_for(self, trust: str, trial: str = "") -> tuple[Mapping[str, History], ...]:
        over = ((trust, self._trust_layers), (trial, self._trial_layers))
        return (*self._layers, *(layers[name] for name, layers in over if name))

    def _period(self, trust: str, trial: str, day: date) -> tuple[Mapping[str, Value], str]:
        layers = self._layers_for(trust, trial)
        changes = self._changes.get((trust, trial))
        if changes is None:
            dates = {entry.since for layer in layers for h in layer.values() for entry in h.entries}
            changes = self._changes[(trust, trial)] = sorted(dates)
        position = bisect_right(changes, day)
        period = self._periods.get((trust, trial, position))
        if period is None:
            values: dict[str, Value] = {}
            for layer in layers:
                for key, history in layer.items():
                    value = history.value_on(day)
                    if value is not None:
                        values[key] = value
            also = (self.council, trust, trial) if trial else (self.council, trust)
            period = self._periods[(trust, trial, position)] = (values, fingerprint(values.values(), *also))
        return period


def _all_values(history: History) -> list[Value]:
    values = [history.value_on(entry.since) for entry in history.entries]
    return [value for value in values if value is not None]


def _doubtful(history: History) -> Iterator[Doubtful]:
    key = history.shape.key
    for entry in history.entries:
        if entry.status in DOUBTFUL:
            yield Doubtful(history.file, key, history.label, entry.since, entry.status, entry.source)
            continue
        for row in entry.amount if isinstance(entry.amount, tuple) else ():
            if row.get("status") in DOUBTFUL:
                label = f"{history.label}: {row['label']}"
                yield Doubtful(history.file, key, label, entry.since, str(row["status"]), str(row["source"]))
