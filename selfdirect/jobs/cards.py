"""What a timer asks of the card company: what waits, payments onto cards, another card, what is on each.

Values: policy/councils
Next:   selfdirect/actions/card_orders.py
Tests:  tests/jobs/test_cards.py
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from selfdirect.actions import card_loads, card_orders
from selfdirect.actions.support.card_orders import tells_balances
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.timer import timer
from selfdirect.clock import now
from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.cards import CardBalance, CardOrder, OrderState, runs_out_by
from selfdirect.records.direct_payments import Payee
from selfdirect.rules.cards import EXPIRY_WARNING_WEEKS

DAYS_BETWEEN_READINGS = 7
Asked = TypeVar("Asked", CardOrder, CardLoad)
log = logging.getLogger(__name__)


class NotAllAsked(Exception):
    """Some things could not be asked of the company. The others were; these wait and are asked again."""


def send_waiting(on: date) -> int:
    """Ask for everything that waits, oldest first, each in a transaction of its own; say how many were looked at.

    One that goes wrong never holds up the others. Raises NotAllAsked at the end.
    """
    waiting = list(CardOrder.objects.filter(state=OrderState.WAITING).order_by("pk"))
    return _each(waiting, lambda order: card_orders.send(order=order, at=now(), on=on, by=timer()))


def load_waiting(on: date) -> int:
    """Ask for every payment onto a card that is due, oldest first; say how many were looked at.

    One that goes wrong never holds up the others. Raises NotAllAsked at the end.
    """
    due = list(CardLoad.objects.filter(state=LoadState.WAITING, line__run__pay_on__lte=on).order_by("pk"))
    return _each(due, lambda one: card_loads.load(load=one, at=now(), on=on, by=timer()))


def ask_everything(on: date) -> None:
    """Ask for all that waits, and then for all payments onto cards: the first never holds up the second."""
    left = []
    for ask in (send_waiting, load_waiting):
        try:
            ask(on)
        except NotAllAsked as some:
            left.append(str(some))
    if left:
        raise NotAllAsked(", ".join(left))


def _each(waiting: Sequence[Asked], ask: Callable[[Asked], object]) -> int:
    left = []
    for one in waiting:
        try:
            ask(one)
        except Exception:
            log.exception("The card company could not be asked: %s", one.key)
            left.append(one.key)
    if left:
        raise NotAllAsked(", ".join(left))
    return len(waiting)


def ask_for_new_cards(on: date) -> int:
    """Ask for another card for each that runs out within the weeks of the policy."""
    until = on + timedelta(weeks=policy().on(on).whole(EXPIRY_WARNING_WEEKS))
    found = list(runs_out_by(until).order_by("pk"))
    for card in found:
        card_orders.ask_for_new_card(card=card, on=on, by=timer())
    return len(found)


def read_balances(on: date) -> int:
    """Ask the company what is on each account in use, once a week. One without an answer never holds up the others."""
    if not tells_balances():
        return 0
    lately = CardBalance.objects.filter(on__gt=on - timedelta(days=DAYS_BETWEEN_READINGS)).values("payee")
    in_use = Payee.objects.filter(cards__ended=None, cards__arrived__isnull=False).exclude(card_reference="")
    waiting = in_use.exclude(pk__in=lately).distinct().select_related("person").order_by("pk")
    return sum(card_orders.read_balance(payee=payee, at=now(), on=on, by=timer()) is not None for payee in waiting)
