"""What is said when a card is lost or runs low: to the person, to whoever supports them, and which budget it is about.

Next:   selfdirect/actions/cards.py
Tests:  tests/actions/support/test_card_words.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.support.ordering import write_to_person
from selfdirect.actions.support.outbox import put
from selfdirect.records.access import User
from selfdirect.records.budgets import KEPT, Budget
from selfdirect.records.cards import Card, LostCard, WhyEnded
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.rules.calendar import format_date
from selfdirect.rules.cards import Falls
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.money import format_pounds


def budget_of_card(card: Card, on: date) -> Budget | None:
    """The budget that is paid onto a card now, if there is one."""
    if card.payee_id is None:
        return None
    paid = Budget.objects.filter(payment_schedules__payee=card.payee_id, payment_schedules__until_on__gte=on)
    return paid.filter(ends_on__gte=on).select_related("person").order_by("-starts_on", "-pk").first()


def tell_providers(lost: LostCard, budget: Budget | None, on: date) -> list[str]:
    """Tell every provider whom the person pays by this card that a payment may be late. Gives their names."""
    if budget is None:
        return []
    lines = budget.lines.exclude(KEPT).filter(held_as=DIRECT_PAYMENT)
    providers = Provider.objects.filter(pk__in=lines.values("plan_line__provider")).exclude(email="").order_by("name")
    details = Person.objects.with_details().get(pk=lost.person_id).details
    first_name = details.likes_to_be_called or details.first_name
    for provider in providers:
        body = (
            f"{first_name}, whom you support, pays you by a card that cannot be used since {format_date(lost.on)}."
            f" Another card should be there by {format_date(lost.due_on)}. Please go on with the support. If a payment"
            f" does not come, ask us about {lost.reference} and we see to it."
        )
        put(
            key=f"lost_card:{lost.pk}:{provider.pk}",
            channel="email",
            to=provider.email,
            subject=f"A payment may be late ({lost.reference})",
            body=body,
            person=lost.person,
            on=on,
        )
    return [provider.name for provider in providers]


def write_about_loss(lost: LostCard, owner: User, told: Sequence[str], on: date, by: User) -> None:
    """Write to the person what was done at once, what comes when, and what they need not worry about."""
    words = [
        f"You told us that your card cannot be used. {WhyEnded(lost.why).label}.",
        "We asked the card company to block it at once, so that nobody can spend your money with it.",
        f"Another card is on its way. It should be there by {format_date(lost.due_on)}.",
        "Your money stays where it is, and your payments go to the same account.",
    ]
    if lost.must_be_paid_soon:
        words.append(f"{owner.name} sees to it today that whoever cannot wait is paid in another way.")
    if told:
        words.append(f"We told {', '.join(told)} that a payment may be late.")
    if lost.unknown_spending:
        words.append("Somebody looks at the spending that you do not know of, and tells you what can be done.")
    then = "When the new card comes, tell us on your pages or by phone. Then we ask you whether everybody was paid."
    write_to_person(lost.person, f"lost_card:{lost.pk}", "Your card is blocked", words, then, on, by)


def write_about_new_card(card: Card, runs_out_on: date, on: date, by: User) -> None:
    """Write to the person that another card comes before theirs runs out."""
    words = [
        f"Your card runs out on {format_date(runs_out_on)}. We asked for another one, so that you are never without.",
        "Go on using the one you have until the new one comes. Your money and your payments stay where they are.",
    ]
    then = "When the new card comes, tell us on your pages or by phone."
    write_to_person(card.person, f"card_runs_out:{card.pk}", "A new card is on its way", words, then, on, by)


def write_about_low_balance(person: Person, key: str, falls: Falls, on: date, by: User) -> None:
    """Write to the person before what is on the card is too little for somebody who must be paid."""
    words = [
        f"By what we know, your card will hold too little on {format_date(falls.on)} to pay {falls.what}.",
        f"{format_pounds(falls.short_pence)} is missing.",
    ]
    then = "Your worker rings you to see what can be done. You can ring us first."
    write_to_person(person, key, "Your card may run low", words, then, on, by)
