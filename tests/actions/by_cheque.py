"""Somebody without an account, in short words for tests: £80.00 a week from 6 July 2026 by cheque."""

from dataclasses import dataclass, field
from typing import Any

from selfdirect.actions import cheques
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import PaymentRun
from selfdirect.records.people import Person
from tests.actions.first_half import Town, town, worker_of
from tests.actions.story import AGREED_ON, PREPARED_ON, approve, approved, chosen, finalised, prepared, signed


@dataclass
class ByCheque:
    """Who is paid, and whoever authorises."""

    here: Town
    budget: Budget
    keys: list[int] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.budget.person

    @property
    def worker(self) -> User:
        return worker_of(self.person)

    @property
    def manager(self) -> User:
        return self.here.cast.managers[0]

    def key(self) -> str:
        self.keys.append(1)
        return f"cheque-key-{len(self.keys)}"

    def by_cheque(self, **more: Any) -> Payee:
        words = {"name": "Amara Foxglove", "reason": "No bank takes her.", "on": AGREED_ON, "by": self.worker}
        return cheques.pay_by_cheque(**({"person": self.person, "key": self.key()} | words | more))

    def signed(self) -> "ByCheque":
        signed(self.budget)
        return self

    def approved_run(self) -> PaymentRun:
        return approve(self.here, prepared(self.here))

    def authorised(self, run: PaymentRun, **more: Any) -> PaymentRun:
        words = {"first_number": "000041", "key": self.key(), "on": PREPARED_ON, "by": self.manager}
        return cheques.authorise_cheques(**({"run": run} | words | more))


def without_account(here: Town | None = None) -> ByCheque:
    """Who has chosen a direct payment and has no account; nothing is signed yet."""
    here = here or town()
    budget = chosen(finalised(approved(here)))
    return ByCheque(here, Budget.objects.get(pk=budget.pk))
