"""The journal of one month for the council's finance system, and whether it can still change.

Why:    docs/decisions/the-journal.md
Values: policy/councils
Next:   selfdirect/rules/finance_journal.py
Tests:  tests/actions/support/test_finance_journal.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from selfdirect.actions.support.policy import policy
from selfdirect.ledger.between import End, Moved, moved_between
from selfdirect.ledger.chain import closed_until
from selfdirect.outside.finance_journal import as_csv
from selfdirect.records.budgets import Budget
from selfdirect.records.client_groups import ClientGroups
from selfdirect.rules.calendar import add_months
from selfdirect.rules.finance_journal import Codes, Flow, Line, Place, journal


@dataclass(frozen=True)
class MonthlyJournal:
    """One month: its lines, what each side comes to in pence, and how many movements of the book are in it.

    It is final once the book is closed up to its last day: what is found later is a movement of a later month.
    """

    first_on: date
    lines: tuple[Line, ...]
    moved_pence: int
    movements: int
    is_final: bool

    @property
    def reference(self) -> str:
        """What the finance system knows it by."""
        return f"{self.first_on:%Y-%m}"

    @property
    def last_on(self) -> date:
        """The last day of the month."""
        return add_months(self.first_on, 1) - timedelta(days=1)

    @property
    def debit_pence(self) -> int:
        """What the debits come to."""
        return sum(line.debit_pence for line in self.lines)

    @property
    def credit_pence(self) -> int:
        """What the credits come to."""
        return sum(line.credit_pence for line in self.lines)

    @property
    def file_name(self) -> str:
        """The name of its file; one that can still change says so."""
        return f"journal-{self.reference}{'' if self.is_final else '-provisional'}.csv"

    def as_csv(self) -> bytes:
        """The file for the finance system."""
        return as_csv(self.reference, self.lines)


def journal_of(day: date) -> MonthlyJournal:
    """The journal of the month that a day is in. Raises ValueRefused when the policy has no code for something."""
    first = day.replace(day=1)
    last = add_months(first, 1) - timedelta(days=1)
    moved = list(moved_between(first, last))
    groups = groups_of(end for one in moved for end in (one.debit, one.credit))
    codes_on = lru_cache(maxsize=None)(lambda on: Codes(policy().on(on)))
    lines = journal(flows(moved, groups), codes_on)
    closed = closed_until()
    return MonthlyJournal(
        first,
        lines,
        sum(one.pence for one in moved),
        sum(one.movements for one in moved),
        closed is not None and closed >= last,
    )


def budget_id(end: End) -> int | None:
    """The id of the budget that an account is of; None for what is nobody's budget, such as the fund for crises."""
    number = end.budget.removeprefix(f"{Budget.PREFIX}-")
    return int(number) if number.isdecimal() else None


def groups_of(ends: Iterable[End]) -> ClientGroups:
    """The client groups of all budgets among these accounts."""
    return ClientGroups(number for end in ends if (number := budget_id(end)) is not None)


def group_on(end: End, groups: ClientGroups, on: date) -> str:
    """The client group of an account's budget on a day; empty where it is nobody's budget."""
    number = budget_id(end)
    return "" if number is None else groups.on(number, on)


def flows(moved: list[Moved], groups: ClientGroups) -> Iterator[Flow]:
    """The same with the client group of each budget in its place, which the book does not know."""
    for one in moved:
        debit, credit = (_place(end, groups, one.on) for end in (one.debit, one.credit))
        yield Flow(one.on, debit, credit, one.pence, one.movements)


def _place(end: End, groups: ClientGroups, on: date) -> Place:
    return Place(end.kind, end.funder, group_on(end, groups, on))
