"""Orders in short words, for tests: a line of £80.00 a week that Example Home Care gives from the day it starts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selfdirect.actions import order_changes, orders
from selfdirect.actions.support.ordering import from_plan
from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order, OrderAnswer, OrderRequest, OrderStart, Seller, TimeSwap
from selfdirect.records.people import Person
from tests.actions.first_half import Town, town, worker_of
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, approved, choose, finalised, support, talked

ON = AGREED_ON
STARTS_ON = FIRST_PAY_ON


@dataclass
class Ordered:
    """Somebody whose budget the council manages, with the providers on the list."""

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
    def line(self) -> BudgetLine:
        return self.budget.lines.order_by("pk")[0]

    @property
    def providers(self) -> tuple[Provider, ...]:
        return self.here.cast.providers

    @property
    def rota(self) -> User:
        """Who signs in for the first provider."""
        return User.objects.get(provider=self.providers[0])

    def key(self) -> str:
        self.keys.append(1)
        return f"order-key-{len(self.keys)}"

    def asked(self, on: date = ON, **more: Any) -> dict[str, Any]:
        """What the plan says, with these words other."""
        return {
            **from_plan(self.line, policy().on(on), on),
            "seller": Seller.PROVIDER,
            "provider": self.providers[0],
            **more,
        }

    def made(self, on: date = ON, line: BudgetLine | None = None, **more: Any) -> Order:
        given = {"person": self.person, "budget_line": line or self.line, "on": on, "by": self.worker}
        given |= {"key": self.key()}
        return fresh(orders.make(**given, asked=self.asked(on, **more)))

    def answered(self, order: Order, is_yes: bool = True, on: date = ON, **more: Any) -> OrderAnswer:
        words: dict[str, Any] = {
            "person": self.person,
            "order": order,
            "is_yes": is_yes,
            "first_on": order.starts_on if is_yes else None,
            "reason": "" if is_yes else "We have nobody free.",
            "told_by": "Bea on the phone",
            "seen_version": Order.objects.get(pk=order.pk).version,
            "on": on,
            "by": self.worker,
        }
        return orders.answer(**(words | more))

    def started(self, order: Order, started_on: date, on: date | None = None, **more: Any) -> OrderStart:
        now = fresh(order)
        words = {"person": self.person, "seen_version": now.version, "on": on or started_on, "by": self.worker}
        return orders.record_start(**({"order": now, "started_on": started_on} | words | more))

    def going_on(self) -> Order:
        """Made, said yes to and started on its day."""
        order = self.made()
        self.answered(order)
        self.started(order, STARTS_ON)
        return fresh(order)

    def changed(self, order: Order, on: date, **more: Any) -> Order | OrderRequest:
        now = fresh(order)
        words = {"person": self.person, "seen_version": now.version, "key": self.key(), "on": on, "by": self.worker}
        same = {"starts_on": date(2026, 8, 3), "provider": self.providers[4]}
        given = {"order": now, "wanted": self.asked(on, **(same | more.pop("wanted", {})))}
        return order_changes.change(**(given | words | more))

    def swapped(self, order: Order, on: date, **more: Any) -> TimeSwap:
        now = fresh(order)
        wanted = self.asked(on, seller=Seller.UNUSUAL, provider=None, seller_name="The gym", what="The gym")
        words: dict[str, Any] = {
            "person": self.person,
            "order": now,
            "given_hundredths": 100,
            "bought_pence": None,
            "wanted": {**wanted, "starts_on": date(2026, 8, 3), **more.pop("wanted", {})},
            "weeks": 4,
            "seen_version": now.version,
            "key": self.key(),
            "on": on,
            "by": self.worker,
        }
        return order_changes.swap_time(**(words | more))


def fresh(order: Order) -> Order:
    """The order as it stands now, with its rows."""
    return Order.objects.with_rows().get(pk=order.pk)


def managed(*lines: dict[str, Any], here: Town | None = None) -> Ordered:
    """A budget that the council manages, agreed on 15 June 2026 and running from 6 July."""
    here = here or town()
    budget = finalised(approved(here, *(lines or (support(),))))
    talked(budget)
    choose(budget, ("council_managed", "", None))
    return Ordered(here, Budget.objects.get(pk=budget.pk))
