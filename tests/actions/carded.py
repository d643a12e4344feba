"""Somebody who is paid onto a prepaid card, in short words for tests: £80.00 a week from 6 July 2026, wages listed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selfdirect.actions import card_orders, cards
from selfdirect.actions.direct_payments import add_payee
from selfdirect.actions.must_be_paid import put_on_list
from selfdirect.jobs.cards import send_waiting
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.cards import Card, CardBalance, LostCard, cards_of, present_card
from selfdirect.records.people import Person
from tests.actions.first_half import Town, town, worker_of
from tests.actions.story import AGREED_ON, approved, chosen, finalised, signed, support

LOST_ON = date(2026, 7, 15)


@dataclass
class Carded:
    """The holder of a card, and who looks after them."""

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
    def finance(self) -> User:
        return self.here.cast.finance[0]

    @property
    def card(self) -> Card:
        found = present_card(cards_of(self.person.pk))
        assert found is not None
        return found

    def key(self) -> str:
        self.keys.append(1)
        return f"card-key-{len(self.keys)}"

    def lost(self, on: date = LOST_ON, **more: Any) -> LostCard:
        words: dict[str, Any] = {
            "person": self.person,
            "card": self.card,
            "why": "lost",
            "words": "On the bus",
            "unknown_spending": "",
            "must_be_paid_soon": True,
            "reported_by_name": "Amara Foxglove",
            "by_phone": True,
            "key": self.key(),
            "on": on,
            "by": self.worker,
        }
        return cards.report_lost(**(words | more))

    def arrived(self, card: Card, on: date, **more: Any) -> Card:
        words = {"person": self.person, "card": card, "key": self.key(), "on": on, "by": self.worker}
        return cards.card_arrived(**(words | more))

    def well(self, lost: LostCard, on: date, **more: Any) -> LostCard:
        now = LostCard.objects.get(pk=lost.pk)
        words: dict[str, Any] = {
            "person": self.person,
            "lost": now,
            "all_is_well": True,
            "how_it_went": "",
            "confirmed_by_name": "Amara Foxglove",
            "seen_version": now.version,
            "key": self.key(),
            "on": on,
            "by": self.worker,
        }
        return cards.close_loss(**(words | more))

    def holds(self, pence: int, on: date = LOST_ON, **more: Any) -> CardBalance:
        payee = self.person.payees.get(kind="prepaid_card", first=None)
        words = {"payee": payee, "pence": pence, "key": self.key(), "on": on, "by": self.worker}
        return card_orders.keep_balance(**(words | more))

    def owes_wages(self, pence: int = 6_000, due_on: date = date(2026, 7, 17)) -> None:
        """Ana is on the list: wages every week."""
        put_on_list(
            budget=self.budget,
            what="Ana, wages",
            account_name="Ana Fernley",
            sort_code="089999",
            account_number="66374958",
            pence=pence,
            every="weekly",
            due_on=due_on,
            key=self.key(),
            on=AGREED_ON,
            by=self.worker,
        )


def ordered(here: Town | None = None, **more: Any) -> Carded:
    """Agreed, with a card that was ordered from the company and has arrived."""
    made = chosen_card(here, **more)
    cards.order_card(person=made.person, key=made.key(), on=AGREED_ON, by=made.worker)
    send_waiting(AGREED_ON)
    made.arrived(made.card, AGREED_ON)
    signed(made.budget)
    return made


def typed(here: Town | None = None, account_number: str = "66374958") -> Carded:
    """Agreed, with a card that was made before and whose account a worker typed."""
    made = chosen_card(here)
    add_payee(
        person=made.person,
        provider=None,
        kind="prepaid_card",
        account_name="Amara Foxglove",
        sort_code="089999",
        account_number=account_number,
        card_reference="",
        key=made.key(),
        on=AGREED_ON,
        by=made.worker,
    )
    signed(made.budget)
    return made


def chosen_card(here: Town | None = None, **more: Any) -> Carded:
    """Who has chosen to be paid onto a card, with no card yet and nothing signed."""
    here = here or town()
    budget = finalised(approved(here, more.get("line") or support()))
    chosen(budget, ("direct_payment", "prepaid_card", None))
    return Carded(here, Budget.objects.get(pk=budget.pk))
