"""A prepaid card from first to last: ordered, arrived, reported lost, replaced, confirmed, closed.

A report is one step: it blocks the card, asks for another for the same account, starts the clock, tells the providers
it may delay, and asks whoever is there to pay those who cannot wait. It is possible on the person's pages and by phone.

Why:    docs/decisions/a-card-is-lost.md
Next:   selfdirect/actions/card_orders.py
Tests:  tests/actions/test_cards.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.card_orders import ask_company, ask_for_another
from selfdirect.actions.support.card_words import budget_of_card, tell_providers, write_about_loss
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.cards import Card, CardArrived, CardEnd, CardState, LostCard, Verb, WhyEnded, cards_of
from selfdirect.records.direct_payments import Payee
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

REPORTABLE = (CardState.ON_ITS_WAY, CardState.IN_USE)
WHY_LOST = (WhyEnded.LOST, WhyEnded.STOLEN, WhyEnded.DAMAGED, WhyEnded.NOT_ARRIVED)
MAY_REPORT = (Permission.TELL_US, Permission.SET_UP_PAYMENTS)
LOST, PAY_SOON, SPENDING = "card_lost", "interim_payment", "card_spending"


@action(needs=Permission.SET_UP_PAYMENTS)
def order_card(*, person: Person, key: str, on: date, by: User) -> Card:
    """Ask the card company for an account and a card, posted to where the person lives (R-PAY-02)."""
    _lock(person)
    if Payee.objects.filter(person=person, kind="prepaid_card").exists():
        raise Refused("There is an account for a prepaid card already. Ask for another card for that one.")
    if any(card.state == CardState.ASKED for card in cards_of(person.pk)):
        raise Refused("A card was asked for already and is not made yet.")
    card = Card.objects.create(person=person, on=on, by=by)
    ask_company(card, Verb.ORDER, on, by)
    tell("A prepaid card was asked for.", person=person, about=about(card))
    return card


@action(needs=MAY_REPORT)
def report_lost(
    *,
    person: Person,
    card: Card,
    why: str,
    words: str,
    unknown_spending: str,
    must_be_paid_soon: bool,
    reported_by_name: str,
    by_phone: bool,
    key: str,
    on: date,
    by: User,
) -> LostCard:
    """Block a card at once, ask for another, start the clock and see that nobody goes unpaid (R-PAY-03).

    `unknown_spending` is what was spent that the person does not know of, in words; empty when there is none.
    """
    _lock(person)
    now = _card_of(person, card)
    if now.loss:
        raise Refused(f"This card was reported on {format_date(now.loss.on)} already, and is blocked.")
    problems = []
    if now.state not in REPORTABLE:
        raise Refused(f"This card cannot be reported. It is: {now.state.label}.")
    if why not in WHY_LOST:
        problems.append(Problem("why", "Select what happened to the card"))
    if not reported_by_name.strip():
        problems.append(Problem("reported_by_name", "Enter who reports it"))
    if problems:
        raise Refused(problems)
    _end(now, WhyEnded(why), on, by)
    ask_company(now, Verb.BLOCK, on, by, because=why)
    if not Card.objects.filter(replaces=now).exists():  # else one comes already, because this one runs out
        ask_for_another(now, on, by, because=why)
    step = open_step(LOST, person=person, record=now, on=on)
    lost = LostCard.objects.create(
        card=now,
        person=person,
        why=why,
        words=words.strip(),
        unknown_spending=unknown_spending.strip(),
        must_be_paid_soon=must_be_paid_soon,
        reported_by_name=reported_by_name.strip(),
        by_phone=by_phone,
        due_on=step.due_on,
        on=on,
        by=by,
    )
    budget = budget_of_card(now, on)
    if must_be_paid_soon and budget:
        open_step(PAY_SOON, person=person, record=budget, on=on)
    if lost.unknown_spending:
        open_step(SPENDING, person=person, record=lost, on=on)
    told = tell_providers(lost, budget, on)
    write_about_loss(lost, step.owner, told, on, by)
    said = f"{now.words} was reported: {WhyEnded(why).label.lower()}. It is blocked, and another is on its way."
    tell(f"{said} It should be there by {format_date(lost.due_on)}.", person=person, about=about(lost))
    return lost


@action(needs=MAY_REPORT)
def card_arrived(*, person: Person, card: Card, key: str, on: date, by: User) -> Card:
    """The holder has the card and uses it from now on. The one before, if it still worked, is not used any more."""
    _lock(person)
    now = _card_of(person, card)
    if now.state != CardState.ON_ITS_WAY:
        raise Refused(f"This card cannot be taken into use. It is: {now.state.label}.")
    CardArrived.objects.create(card=now, on=on, by=by)
    before = Card.objects.with_rows().filter(pk=now.replaces_id or 0).first()
    if before and before.end is None:
        _end(before, WhyEnded.EXPIRED, on, by)
    tell(f"{now.words} has arrived and is in use.", person=person, about=about(now))
    return Card.objects.with_rows().get(pk=now.pk)


@action(needs=MAY_REPORT)
def close_loss(
    *,
    person: Person,
    lost: LostCard,
    all_is_well: bool,
    how_it_went: str,
    confirmed_by_name: str,
    seen_version: int,
    key: str,
    on: date,
    by: User,
) -> LostCard:
    """End a report when the person confirms that the new card works and nobody is unpaid (R-PAY-03).

    When all is not well it stays open: what is wrong goes to whoever pays those who cannot wait.
    """
    _lock(person)
    if lost.person_id != person.pk:
        raise Refused("This report is for somebody else.")
    if lost.closed_on:
        raise Refused("This report is closed already.")
    if all_is_well and _last_after(lost.card).state != CardState.IN_USE:
        raise Refused("The new card is not in use yet. Say first that it has arrived.")
    if not confirmed_by_name.strip():
        raise Refused([Problem("confirmed_by_name", "Enter who says so")])
    if not all_is_well:
        return _still_open(lost, how_it_went, seen_version, on, by)
    facts = {"confirmed_by_name": confirmed_by_name.strip(), "how_it_went": how_it_went.strip()}
    saved = save_against(lost, seen_version, by, closed_on=on, closed_by=by, **facts)
    for earlier in LostCard.objects.filter(person=person, closed_on=None):
        save_against(earlier, earlier.version, by, closed_on=on, closed_by=by, **facts)
    close_step(LOST, person=person, on=on, by=by)
    said = f"{saved.confirmed_by_name} confirmed that the new card works and nobody is unpaid."
    tell(said, person=person, about=about(saved))
    return saved


def _still_open(lost: LostCard, words: str, seen_version: int, on: date, by: User) -> LostCard:
    if not words.strip():
        raise Refused([Problem("how_it_went", "Say what is not right yet")])
    saved = save_against(lost, seen_version, by)
    budget = budget_of_card(lost.card, on)
    if budget:
        open_step(PAY_SOON, person=lost.person, record=budget, on=on)
    tell(f"After a lost card all is not well yet: {words.strip()}", person=lost.person_id, about=about(lost))
    return saved


@action(needs=Permission.SET_UP_PAYMENTS)
def close_account(*, person: Person, card: Card, key: str, on: date, by: User) -> Card:
    """Ask the company to close the account of a card and send back what is on it. Nothing may still be paid there."""
    _lock(person)
    now = _card_of(person, card)
    if now.state not in REPORTABLE:
        raise Refused(f"This account cannot be closed now. The card is: {now.state.label}.")
    if budget := budget_of_card(now, on):
        words = f"Budget {budget.reference} is still paid onto this card. Switch how it is held first"
        raise Refused(f"{words}, or wait until it ends on {format_date(budget.ends_on)}.")
    if now.end is None:
        _end(now, WhyEnded.CLOSED, on, by)
    ask_company(now, Verb.CLOSE, on, by)
    tell(f"The company was asked to close the account of {now.words}.", person=person, about=about(now))
    return Card.objects.with_rows().get(pk=now.pk)


def _lock(person: Person) -> None:
    """Two people who report the same card at once wait for each other."""
    Person.objects.select_for_update().get(pk=person.pk)


def _card_of(person: Person, card: Card) -> Card:
    found = Card.objects.with_rows().filter(pk=card.pk, person=person).first()
    if found is None:
        raise Refused("This card is somebody else’s.")
    return found


def _last_after(card: Card) -> Card:
    """The last card of those that replaced this one, one after another."""
    later = Card.objects.with_rows().filter(replaces=card).first()
    return _last_after(later) if later else card


def _end(card: Card, why: WhyEnded, on: date, by: User) -> None:
    CardEnd.objects.create(card=card, why=why, on=on, by=by)
