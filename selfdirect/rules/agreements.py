"""What an agreement says, from policy in plain words; and what changed since the one before it, clause by clause.

Values: policy/councils
Next:   selfdirect/rules/unspent.py
Tests:  tests/rules/test_agreements.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from selfdirect.rules.monitoring import SCHEDULE, receipt_needed
from selfdirect.rules.unspent import PROTECTED, WEEKS, rule_in_words
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell

# Policy value read here: a table of code, words. These clauses have to be in it: what the law and R-BRK-01 ask for.
TERMS: Final = "direct_payments.agreement_terms"
NEEDED: Final = ("use", "records", "unspent", "review", "change", "stop")


@dataclass(frozen=True)
class Clause:
    """One thing that an agreement says. `label` is empty for a term, which speaks for itself."""

    code: str
    words: str
    label: str = ""

    def as_row(self) -> dict[str, str]:
        """The clause as the record keeps it."""
        return {"code": self.code, "label": self.label, "words": self.words}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Clause":
        """The clause of a row that was kept."""
        return cls(str(row["code"]), str(row["words"]), str(row.get("label", "")))


@dataclass(frozen=True)
class Change:
    """One clause that is new, that reads otherwise, or that is no longer there."""

    kind: str
    label: str
    before: str
    now: str

    @property
    def words(self) -> str:
        """The change in words."""
        about = f"{self.label}. " if self.label else ""
        if self.kind == NEW:
            return f"{about}New: {self.now}"
        if self.kind == GONE:
            return f"{about}No longer said: {self.before}"
        return f"{about}It said: {self.before} It now says: {self.now}"


NEW, OTHERWISE, GONE = "new", "otherwise", "gone"


def terms(values: Values) -> tuple[Clause, ...]:
    """Every term of an agreement: the council's own words, and the rules on receipts, returns and money left over.

    Raises ValueRefused when the policy's table leaves out a clause that every agreement needs (R-BRK-01).
    """
    own = [Clause(text_cell(row, "code"), text_cell(row, "words")) for row in values.table(TERMS)]
    missing = [code for code in NEEDED if code not in {clause.code for clause in own}]
    if missing:
        raise ValueRefused(f"{TERMS} has no words for {', '.join(missing)}. Every agreement says these.")
    found: list[Clause] = []
    for clause in own:
        if clause.code == "unspent":
            found += [Clause("unspent", _with_the_rule(clause.words, values)), *_emergencies(values)]
        else:
            found.append(clause)
        if clause.code == "records":
            found += [Clause("receipts", receipt_needed(0, values).reason), _returns(values)]
    return tuple(found)


def _with_the_rule(words: str, values: Values) -> str:
    """The council's words on money left over, and the rule itself where those words do not already give it."""
    says_it = f"{values.whole(WEEKS)} weeks" in words or "agreed for emergencies" in words
    return words if says_it else f"{words} {rule_in_words(values)}"


def _emergencies(values: Values) -> Iterator[Clause]:
    if values.yes(PROTECTED):
        yield Clause("emergencies", "Money kept for emergencies in your plan is never taken back.")


def _returns(values: Values) -> Clause:
    for row in values.table(SCHEDULE):
        if text_cell(row, "code") == "return":
            first, every = whole_cell(row, "after_weeks"), whole_cell(row, "every_weeks")
            then = f", and then every {every} weeks" if every else ""
            return Clause("returns", f"{text_cell(row, 'label')}: first after {first} weeks{then}.")
    return Clause("returns", "You do not send us anything on set days. We look at your records on the days listed.")


def changes(before: Iterable[Clause], now: Iterable[Clause]) -> tuple[Change, ...]:
    """Say what changed from one version to the next, clause by clause, in the order of the newer one (R-BRK-01)."""
    earlier = {clause.code: clause for clause in before}
    later = {clause.code: clause for clause in now}
    found = []
    for code, clause in later.items():
        old = earlier.get(code)
        if old is None:
            found.append(Change(NEW, clause.label, "", clause.words))
        elif old.words != clause.words:
            found.append(Change(OTHERWISE, clause.label, old.words, clause.words))
    found += [Change(GONE, clause.label, clause.words, "") for code, clause in earlier.items() if code not in later]
    return tuple(found)


@dataclass(frozen=True)
class Look:
    """One day on which somebody looks, with the person, at how it is going."""

    code: str
    label: str
    on: date


def looks(schedule: Iterable[Mapping[str, Any]], until: date) -> tuple[Look, ...]:
    """Every day of a schedule that was handed over, up to the end of the budget, in order (R-MON-16)."""
    found = []
    for row in schedule:
        day, every = date.fromisoformat(str(row["first_on"])), int(row.get("every_weeks") or 0)
        while day <= until:
            found.append(Look(str(row["code"]), str(row["label"]), day))
            if not every:
                break
            day += timedelta(weeks=every)
    return tuple(sorted(found, key=lambda look: (look.on, look.code)))
