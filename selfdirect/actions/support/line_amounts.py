"""What is paid for a line on any day, of each funder's money: as it was agreed, changed since, or while it is paused.

Why:    docs/decisions/pay-the-difference.md
Next:   selfdirect/actions/support/switching.py
Tests:  tests/actions/support/test_line_amounts.py
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from selfdirect.actions.support.schedules import PAYING, paid_pence_weekly
from selfdirect.ledger.funds import Funder
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.payment_changes import line_changes_of
from selfdirect.rules.calendar import days_inclusive
from selfdirect.rules.holdings import Stretch
from selfdirect.rules.line_changes import LineChange, paid_on, paid_stretches
from selfdirect.rules.money import ALL_OF_IT, share


class Amounts(NamedTuple):
    """Days in a row, both ends included, and what is paid for a line in a week of each funder's money."""

    from_on: date
    until_on: date
    pence_weekly: dict[Funder, int]


def amounts_in(budget: Budget, line: BudgetLine, changes: Sequence[LineChange], stretch: Stretch) -> Iterator[Amounts]:
    """What is paid for a line on every day of a stretch, each day once."""
    for paid in paid_stretches(changes, line.net_pence_weekly, stretch.from_on, stretch.until_on):
        yield Amounts(
            paid.from_on, paid.until_on, _amounts(budget, line, paid.net_pence_weekly, paid.kept_basis_points)
        )


class Weekly(NamedTuple):
    """What is paid for each line in a week, by its id, of all funders' money together; and whether any is paused.

    `whole_pence` is the same as if nothing were paused. `council_pays_more` is what the council pays more for them than
    when the budget was set, and so what the person pays less.
    """

    pence: dict[int, int]
    whole_pence: dict[int, int]
    council_pays_more: int
    is_paused: bool


def weekly_on(budget: Budget, lines: Iterable[BudgetLine], day: date) -> Weekly:
    """What is paid for these lines on a day, in one query."""
    lines = list(lines)
    changes = line_changes_of(lines)
    paid = {line.pk: paid_on(changes[line.pk], line.net_pence_weekly, day) for line in lines}
    pence = {line.pk: sum(_amounts(budget, line, *paid[line.pk]).values()) for line in lines}
    whole = {line.pk: sum(_amounts(budget, line, paid[line.pk][0], ALL_OF_IT).values()) for line in lines}
    more = sum(paid[line.pk][0] - line.net_pence_weekly for line in lines)
    return Weekly(pence, whole, more, any(kept < ALL_OF_IT for _, kept in paid.values()))


def paid_over(budget: Budget, line: BudgetLine, first_on: date, last_on: date) -> dict[Funder, int]:
    """What each funder pays for a line over these days, in sevenths of a penny, as if nothing were paused."""
    found = dict.fromkeys(PAYING, 0)
    for paid in paid_stretches(line_changes_of([line])[line.pk], line.net_pence_weekly, first_on, last_on):
        days = days_inclusive(paid.from_on, paid.until_on)
        for funder, pence in _amounts(budget, line, paid.net_pence_weekly, ALL_OF_IT).items():
            found[funder] += pence * days
    return found


def _amounts(budget: Budget, line: BudgetLine, net: int, kept: int) -> dict[Funder, int]:
    """Each funder's weekly amount. Where the policy pays all and bills for it, another contribution changes nothing."""
    now = BudgetLine(pence_weekly=line.pence_weekly, nhs_pence_weekly=line.nhs_pence_weekly, net_pence_weekly=net)
    return {funder: share(paid_pence_weekly(budget, now, funder), kept) for funder in PAYING}
