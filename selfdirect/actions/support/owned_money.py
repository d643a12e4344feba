"""What each owner's and manager's money comes to in a financial year: agreed, paid by the book, and given for it.

Values: policy/councils
Next:   selfdirect/rules/budget_owners.py
Tests:  tests/actions/support/test_owned_money.py
"""

from collections import defaultdict
from datetime import date

from selfdirect.actions.support.finance_journal import group_on, groups_of
from selfdirect.actions.support.policy import policy
from selfdirect.ledger.between import moved_between
from selfdirect.records.owned_money import agreed_for
from selfdirect.rules.budget_owners import OwnedMoney, Spent, by_owner
from selfdirect.rules.calendar import financial_year


def owned_money(day: date) -> tuple[OwnedMoney, ...]:
    """Each owner and manager in the financial year of a day: what is agreed for all of it, and paid up to that day."""
    first, last = financial_year(day)
    agreed: dict[tuple[str, str], int] = defaultdict(int)
    for group, funder, pence in agreed_for(first, last):
        agreed[group, funder] += pence
    paid = _paid(first, day)
    spent = [Spent(*key, agreed.get(key, 0), paid.get(key, 0)) for key in sorted({*agreed, *paid})]
    return by_owner(spent, policy().on(day))


def _paid(first: date, until: date) -> dict[tuple[str, str], int]:
    """What went from budgets to payees by the book, less what came back or has to, by client group and funder."""
    moved = []
    for one in moved_between(first, until):
        if one.debit.kind.startswith("budget:") and one.credit.kind.startswith("payee:"):
            moved.append((one.debit, one.on, one.pence))
        elif one.credit.kind.startswith("budget:") and one.debit.kind.startswith("payee:"):
            moved.append((one.credit, one.on, -one.pence))
    groups = groups_of(end for end, _, _ in moved)
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for end, on, pence in moved:
        paid[group_on(end, groups, on), end.funder] += pence
    return paid
