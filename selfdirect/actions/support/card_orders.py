"""What is asked of a card company: put in line with what caused it, and what its answer changes here.

Without a company on the line, and where one refuses, somebody telephones: that is a step with an owner and a date.

Why:    docs/decisions/a-card-is-lost.md
Next:   selfdirect/outside/cards/common.py
Tests:  tests/actions/support/test_card_orders.py
"""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from selfdirect.actions.action import about, tell
from selfdirect.actions.support.account_checks import keep_numbers_check
from selfdirect.actions.support.outbox import ask_for
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.outside.cards import CardCompany, CardFailed, Holder, Issued, JsonCompany, LocalCompany, XmlCompany
from selfdirect.records.access import User
from selfdirect.records.cards import Card, CardArrived, CardMade, CardOrder, OrderState, Verb
from selfdirect.records.direct_payments import Payee
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.money import format_pounds

JOB = "send_card_orders"
BY_PHONE = "card_by_phone"
MONEY_BACK = "card_money_back"


def has_company() -> bool:
    """Whether the settings name a card company, or the council asks it by telephone."""
    return settings.CARDS != "phone"


def company(on: date, at: datetime) -> CardCompany | None:
    """The card company that the settings name; None where there is none on the line. `at` is this moment."""
    if settings.CARDS == "json":
        return JsonCompany(settings.CARDS_URL, settings.CARDS_KEY)
    if settings.CARDS == "xml":
        return XmlCompany(settings.CARDS_URL, settings.CARDS_NAME, settings.CARDS_KEY, at)
    return LocalCompany(Path(settings.CARDS_FOLDER), lambda: on) if settings.CARDS == "local" else None


def tells_balances() -> bool:
    """Whether a company can be asked what is on an account."""
    return settings.CARDS in ("json", "xml")


def note_card(person: Person, payee: Payee, on: date, by: User) -> Card:
    """A card that somebody typed: it was made before, so neither its digits nor its last day are known."""
    card = Card.objects.create(person=person, payee=payee, on=on, by=by)
    CardMade.objects.create(card=card, on=on)
    CardArrived.objects.create(card=card, on=on, by=by)
    return card


def ask_company(card: Card, verb: Verb, on: date, by: User, because: str = "") -> CardOrder:
    """Put one thing to ask in line. What the company does not know of, or where there is none, is done by telephone."""
    key = f"{settings.COUNCIL}:{verb.value}:{card.reference}"
    order = CardOrder.objects.create(card=card, verb=verb, key=key, because=because, on=on, by=by)
    if not has_company() or not _is_known_there(order):
        by_phone(order, "", on)
    else:
        ask_for(JOB)
    return order


def ask_for_another(card: Card, on: date, by: User, because: str = "") -> Card:
    """Ask for another card for the same account."""
    new = Card.objects.create(person=card.person, payee=card.payee, replaces=card, on=on, by=by)
    ask_company(new, Verb.REPLACE, on, by, because)
    return new


def _is_known_there(order: CardOrder) -> bool:
    """Whether the company could know the card or the account from what was kept of it."""
    if order.verb == Verb.ORDER:
        return True
    card = order.card.replaces if order.verb == Verb.REPLACE else order.card
    if card is None or card.payee is None or not card.payee.card_reference:
        return False
    return order.verb == Verb.CLOSE or bool(card.is_made and card.is_made.company_card)


def by_phone(order: CardOrder, failure: str, on: date) -> None:
    """Somebody has to telephone: whoever wrote it down when they work here, else whoever looks after payments."""
    order.state, order.failure = OrderState.BY_PHONE, failure
    order.save(update_fields=["state", "failure"])
    raise_by_phone(order, on)


def raise_by_phone(order: CardOrder, on: date) -> None:
    """Open the step to telephone the company about an order, once."""
    is_ours = order.by.may(Permission.SET_UP_PAYMENTS, on) and not order.by.is_timer
    open_step(BY_PHONE, person=order.card.person, record=order, on=on, owner=order.by if is_ours else None)


def put_to(door: CardCompany, order: CardOrder) -> dict[str, Any]:
    """Ask the company, and give its answer as it is kept. Raises CardFailed."""
    card, verb = order.card, Verb(order.verb)
    if verb is Verb.ORDER:
        return _as_kept(door.order(order.key, holder_of(card.person)))
    if verb is Verb.REPLACE:
        old = _company_card(card.replaces) if card.replaces else ""
        return _as_kept(door.replace(order.key, _account(card), old, holder_of(card.person)))
    if verb is Verb.BLOCK:
        return asdict(door.block(order.key, _company_card(card), order.because))
    return asdict(door.close(order.key, _account(card)))


def holder_of(person: Person) -> Holder:
    """Whom a card is made for, and where it is posted to."""
    details = Person.objects.with_details().get(pk=person.pk).details
    return Holder(details.name, details.address, details.postcode)


def _account(card: Card) -> str:
    return card.payee.card_reference if card.payee else ""


def _company_card(card: Card) -> str:
    return card.is_made.company_card if card.is_made else ""


def _as_kept(issued: Issued) -> dict[str, Any]:
    return asdict(issued) | {"expires_on": issued.expires_on.isoformat()}


def take_answer(order: CardOrder, answer: dict[str, Any], on: date, by: User, told_by: str = "") -> None:
    """Keep what the company answered, or said on the telephone, and change what it changes here.

    `answer` has account, card, sort_code, account_number, last_four and expires_on for a card that was made. Raises
    CardFailed when it is about another account than the one that was asked about.
    """
    if order.verb in (Verb.ORDER, Verb.REPLACE):
        _made(order, answer, on)
    order.state, order.answer, order.done_on, order.told_by = OrderState.DONE, answer, on, told_by
    order.failure = ""
    order.save()
    close_step(BY_PHONE, person=order.card.person, on=on, by=by, record=order)
    card = Card.objects.with_rows().get(pk=order.card_id)
    tell(_SAID[Verb(order.verb)].format(card.words), person=order.card.person_id, about=about(card))
    back = int(answer.get("returned_pence") or 0)
    if order.verb == Verb.CLOSE and back > 0:
        open_step(MONEY_BACK, person=card.person, record=card, on=on)
        tell(f"{format_pounds(back)} was on the card’s account and comes back.", person=card.person_id)


_SAID = {
    Verb.ORDER: "{} was made and is on its way.",
    Verb.REPLACE: "{} was made and is on its way.",
    Verb.BLOCK: "{} is blocked: nothing more can be spent with it.",
    Verb.CLOSE: "The account of {} is closed.",
}


def _made(order: CardOrder, answer: dict[str, Any], on: date) -> None:
    card = order.card
    if order.verb == Verb.ORDER:
        card.payee = _new_account(order, answer, on)
        card.save(update_fields=["payee"])
    elif card.payee is not None and (number := answer.get("account_number")):
        present = card.payee.later_details.order_by("-pk").first() or card.payee
        if present.account_number != number:
            raise CardFailed("The new card is for another account than the old one. Ask the company why.", retry=False)
    expires = answer.get("expires_on")
    CardMade.objects.create(
        card=card,
        company_card=answer.get("card", ""),
        last_four=answer.get("last_four", ""),
        expires_on=date.fromisoformat(expires) if expires else None,
        on=on,
    )


def _new_account(order: CardOrder, answer: dict[str, Any], on: date) -> Payee:
    person = Person.objects.with_details().get(pk=order.card.person_id)
    if Payee.objects.filter(person=person, kind="prepaid_card").exists():
        words = "There is an account for a prepaid card already. Close the one that was just opened, with the company."
        raise CardFailed(words, retry=False)
    payee = Payee.objects.create(
        person=person,
        kind="prepaid_card",
        account_name=person.name,
        sort_code=answer["sort_code"],
        account_number=answer["account_number"],
        card_reference=answer.get("account", ""),
        on=on,
        by=order.by,
    )
    keep_numbers_check(payee, on)
    return payee
