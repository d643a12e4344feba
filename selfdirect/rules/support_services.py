"""Help to manage a budget: the levels and what each costs a month, what is always free, and a fee met in kind.

Values: policy/councils, policy/defaults
Next:   selfdirect/actions/support_services.py
Tests:  tests/rules/test_support_services.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.calendar import add_months
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell

# Policy value read here: a table of code, option, label, pence_monthly.
FEES: Final = "support.fees"
FREE: Final = ("advice", "information", "peer_support")

BUDGET: Final = "budget"
IN_KIND: Final = "in_kind"
OWN_MONEY: Final = "own_money"
PAID_FROM: Final = {
    BUDGET: "From the budget, each month by direct debit",
    IN_KIND: "In kind: by doing something in return",
    OWN_MONEY: "From the person's own money",
}


@dataclass(frozen=True)
class Level:
    """One level of help and what it costs a month."""

    code: str
    label: str
    pence_monthly: int

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        return f"{format_pounds(self.pence_monthly)} a month" if self.pence_monthly else "Free"


def menu(values: Values) -> tuple[Level, ...]:
    """Give every level of help, in the policy's order (R-SUP-04).

    Raises ValueRefused when advice, information or talking with others has a price: they never do (R-SUP-05).
    """
    found = []
    for row in table_or_none(values, FEES):
        level = Level(text_cell(row, "code"), text_cell(row, "label"), whole_cell(row, "pence_monthly"))
        if level.code in FREE and level.pence_monthly:
            raise ValueRefused(f"{FEES} gives {level.code} a price. Advice, information and peer support are free.")
        found.append(level)
    return tuple(found)


def months_until(from_on: date, ends_on: date) -> int:
    """Count the monthly fees from a day to the end of a budget, the first on that day."""
    months = 0
    while add_months(from_on, months) <= ends_on:
        months += 1
    return months


def left_to_pay(pence_monthly: int, exchanged: Iterable[int]) -> int:
    """Give what is left of one month's fee after what was done in return in that month (R-SUP-06); never below 0."""
    return max(0, pence_monthly - sum(exchanged))
