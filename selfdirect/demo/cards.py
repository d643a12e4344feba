"""Prepaid cards in the simulation: ordered when chosen, some lost and replaced, what is on them said now and then.

Next:   selfdirect/demo/must_be_paid.py
Tests:  tests/demo/test_cards.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import card_orders, cards
from selfdirect.actions.action import Refused
from selfdirect.actions.support.paying_straight import due_between, lists_of
from selfdirect.actions.support.steps import named_worker
from selfdirect.jobs.cards import send_waiting
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.cards import (
    Card,
    CardBalance,
    CardOrder,
    CardState,
    LostCard,
    OrderState,
    Verb,
    cards_of,
    present_card,
)
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.people import Person

DAYS_BY_POST = 5
DAYS_UNTIL_WELL = 9
SLOWEST = timedelta(weeks=6)
UNKNOWN_ONE_IN = 3
SAYS_ONE_IN = 5
SAYS_AFTER = timedelta(weeks=6)


def order(person: Person, worker: User, on: date) -> None:
    """Ask for a card and take it into use, so that there is an account to pay to."""
    made = cards.order_card(person=person, key=f"demo-card-{person.pk}", on=on, by=worker)
    send_waiting(on)
    _telephone(person, worker, on)
    cards.card_arrived(person=person, card=made, key=f"demo-card-here-{made.pk}", on=on, by=worker)


def lose(budget: Budget, worker: User, chance: Random, on: date) -> LostCard | None:
    """Somebody rings about their card, or writes it on their own pages. None when there is no card to lose."""
    person = budget.person
    card = present_card(cards_of(person.pk))
    if card is None or card.state != CardState.IN_USE:
        return None
    own = User.objects.filter(person=person).first()
    lost = cards.report_lost(
        person=person,
        card=card,
        why=chance.choice(("lost", "lost", "stolen", "damaged")),
        words=chance.choice(("I used it last on Monday, at the chemist.", "It was in my bag.", "")),
        unknown_spending="£14.20 at a petrol station. I do not drive." if not chance.randrange(UNKNOWN_ONE_IN) else "",
        must_be_paid_soon=bool(due_between(lists_of([budget.pk]), on, on + timedelta(days=6))),
        reported_by_name=person.name,
        by_phone=own is None,
        key=f"demo-lost-{card.pk}",
        on=on,
        by=own or worker,
    )
    send_waiting(on)
    _telephone(person, worker, on)
    return lost


def _telephone(person: Person, worker: User, on: date) -> None:
    """Somebody rings the company: where there is no line to it, and about cards that were typed here."""
    for asked in CardOrder.objects.filter(card__person=person, state=OrderState.BY_PHONE).order_by("pk"):
        made = {"last_four": f"{4_000 + asked.pk:04d}"[-4:], "expires_on": on + timedelta(days=3 * 365)}
        told = made if asked.verb in (Verb.ORDER, Verb.REPLACE) else {}
        if asked.verb == Verb.ORDER:
            told = {**made, "sort_code": "089999", "account_number": f"{70_000_000 + asked.pk}"}
        given = {"order": asked, "told_by": "Kim at the card company", "on": on, "by": worker}
        card_orders.done_by_phone(**given, **told, key=f"demo-card-phone-{asked.pk}")


def go_on(seed: int, on: date) -> None:
    """Cards arrive by post, people say that all is well, and some say what is on their card."""
    for card in Card.objects.filter(made__on__lte=on - timedelta(days=DAYS_BY_POST), arrived=None, ended=None):
        if worker := named_worker(card.person):
            given = {"person": card.person, "card": card, "on": on, "by": worker}
            cards.card_arrived(**given, key=f"demo-card-here-{card.pk}")
    for lost in LostCard.objects.filter(closed_on=None, on__lte=on - timedelta(days=DAYS_UNTIL_WELL)):
        worker = named_worker(lost.person)
        waits = Random(f"{seed}:well:{lost.person.details.email}").randrange(4) == 0 and lost.on > on - SLOWEST
        if worker is None or waits:
            continue
        try:
            cards.close_loss(
                person=lost.person,
                lost=lost,
                all_is_well=True,
                how_it_went="",
                confirmed_by_name=lost.person.name,
                seen_version=lost.version,
                key=f"demo-well-{lost.pk}",
                on=on,
                by=worker,
            )
        except Refused:
            continue  # The new card has not come yet.
    _say_balances(seed, on)


def _say_balances(seed: int, on: date) -> None:
    """Some weeks after their list was made, one holder in some tells what is on the card; a few have too little."""
    day = on - SAYS_AFTER
    listed = MustBePaid.objects.filter(first=None, on__range=(day - timedelta(days=6), day)).values("person")
    for person in Person.objects.with_details().filter(pk__in=listed).order_by("pk"):
        chance = Random(f"{seed}:balance:{person.details.email}")
        card = present_card(cards_of(person.pk))
        worker = named_worker(person)
        known = card is not None and CardBalance.objects.filter(payee=card.payee_id).exists()
        if chance.randrange(SAYS_ONE_IN) or card is None or card.payee is None or worker is None or known:
            continue
        pence = chance.choice((900, 12_000, 48_000, 90_000))
        key = f"demo-balance-{card.pk}"
        card_orders.keep_balance(payee=card.payee, pence=pence, key=key, on=on, by=worker)
