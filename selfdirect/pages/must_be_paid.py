"""The list of who must be paid, as its questions and rows: the same for the person and for their worker.

Next:   selfdirect/actions/must_be_paid.py
Tests:  tests/pages/test_must_be_paid.py
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from selfdirect.actions.support.paying_straight import lists_of
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import AccountNumber, Money, SortCode, Text
from selfdirect.pages.forms import Form
from selfdirect.records.budgets import Budget
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.payees import NameAnswer, NameCheck
from selfdirect.records.payments import PaymentLine
from selfdirect.rules.must_be_paid import Every, due_days

LEAD = (
    "If a card or an account cannot be used, we can pay these people straight away. "
    "What we pay comes off the next payment. We pay nothing from this list in ordinary times."
)
EVERY = [(one.value, one.label.capitalize()) for one in Every]
_A_YEAR = timedelta(days=366)


class ChangeForm(Form):
    """How much, how often and from when."""

    what = Text(
        "Who is it, and what for?",
        empty="Enter who it is and what for",
        hint="For example: Ana, wages",
        most=120,
    )
    pence = Money("How much must they be paid each time?", empty="Enter how much they must be paid", least=1)
    every = Radios("How often?", empty="Select how often they must be paid", choices=EVERY)
    due_on = Day("What is the next day they must be paid?", empty="Enter the next day they must be paid", future=True)


class AddForm(ChangeForm):
    """The same, and the account to pay into."""

    account_name = Text("Name on their account", empty="Enter the name on their account", most=120)
    sort_code = SortCode()
    account_number = AccountNumber()


@dataclass(frozen=True)
class Listed:
    """One row of the list, as it is shown."""

    item: MustBePaid
    next_on: date | None
    account_ending: str
    checked: str


def listed(budget: Budget, on: date) -> list[Listed]:
    """The list with each next day and what is known of each account. Three queries."""
    items = lists_of([budget.pk])
    latest: dict[int, NameCheck] = {}
    for check in NameCheck.objects.filter(payee__in=[item.payee for item in items]).order_by("pk"):
        latest[check.payee_id] = check
    paid = PaymentLine.objects.filter(must_be_paid__in=[item.known_as for item in items], state="confirmed")
    last = dict(paid.order_by("pk").values_list("must_be_paid", "run__pay_on"))
    return [
        Listed(item, _next(item, on), item.payee.account_number[-4:], _checked(item, latest, last)) for item in items
    ]


def _next(item: MustBePaid, on: date) -> date | None:
    days = due_days(Every(item.every), item.due_on, on, min(on + _A_YEAR, item.budget.ends_on))
    return days[0] if days else None


def _checked(item: MustBePaid, latest: dict[int, NameCheck], last: dict[int, date]) -> str:
    if item.known_as in last:
        return f"We paid into it on {last[item.known_as].day} {last[item.known_as]:%B %Y}"
    check = latest.get(item.payee_id)
    return NameAnswer(check.answer).label if check else "The name was not checked yet"


def typed(item: MustBePaid) -> dict[str, Any]:
    """What is on the list now, for the form."""
    return {name: getattr(item, name) for name in ChangeForm.base_fields}
