"""Somebody whose budget is paid out whole, in short words for tests: the council's bills and what they pay."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from selfdirect.actions import contributions
from selfdirect.ledger.chart import contribution
from selfdirect.ledger.reading import balance
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.contributions import ContributionPayment, ContributionRun
from tests.actions.story import FIRST_PAY_ON, Story, story
from tests.gross_on import gross_on

TWO_WEEKS = FIRST_PAY_ON + timedelta(days=13)
"""The last day of the first two weeks of the budget."""
LATER = FIRST_PAY_ON + timedelta(days=60)


@dataclass
class Contributing:
    """The story of the budget, and finance."""

    told: Story
    keys: list[int] = field(default_factory=list)

    @property
    def budget(self) -> Budget:
        return self.told.budget

    @property
    def finance(self) -> User:
        return self.told.town.cast.finance[0]

    @property
    def weekly(self) -> int:
        return self.budget.contribution_pence_weekly

    def key(self) -> str:
        self.keys.append(1)
        return f"contribution-key-{len(self.keys)}"

    def billed(self, until_on: date = TWO_WEEKS, on: date = LATER, **more: Any) -> ContributionRun:
        given = {"until_on": until_on, "key": self.key(), "on": on, "by": self.finance}
        return contributions.bill_contributions(**(given | more))

    def paid(self, pence: int, **more: Any) -> ContributionPayment:
        given = {
            "person": self.told.person,
            "budget": self.budget,
            "direction": "paid",
            "pence": pence,
            "moved_on": LATER,
            "bank_reference": "FOXGLOVE A",
            "key": self.key(),
            "on": LATER,
            "by": self.finance,
        }
        return contributions.record_payment(**(given | more))

    def undone(self, payment: ContributionPayment, **more: Any) -> ContributionPayment:
        given = {"person": self.told.person, "payment": payment, "reason": "It was somebody else’s."}
        return contributions.undo_payment(**(given | {"key": self.key(), "on": LATER, "by": self.finance} | more))

    @property
    def claimed(self) -> int:
        """What the book says the person is still to pay."""
        return balance(contribution(self.budget.reference))


@contextmanager
def contributing(settings: Any, folder: Path) -> Iterator[Contributing]:
    """Somebody with an agreed budget that is paid out whole, from 6 July 2026."""
    with gross_on(settings, folder):
        yield Contributing(story())
