"""The card company's side: what waits is sent once, what was told on the telephone is written down, balances are read.

Why:    docs/decisions/a-card-is-lost.md
Values: policy/councils
Next:   selfdirect/actions/support/card_orders.py
Tests:  tests/actions/test_card_orders.py
"""

from datetime import date, datetime, timedelta

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.card_orders import (
    ask_for_another,
    by_phone,
    company,
    put_to,
    raise_by_phone,
    take_answer,
)
from selfdirect.actions.support.card_words import write_about_low_balance, write_about_new_card
from selfdirect.actions.support.expecting import expected_of
from selfdirect.actions.support.paying_straight import due_between, lists_of
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import open_step
from selfdirect.outside.cards import CardFailed, Issued
from selfdirect.records.access import User
from selfdirect.records.cards import Card, CardBalance, CardOrder, OrderState, Verb
from selfdirect.records.direct_payments import Payee
from selfdirect.records.payments import LineState, PaymentLine, PaymentSchedule
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.cards import LOW_BALANCE_DAYS, Falls, falls_short
from selfdirect.rules.holdings import ONE_DAY
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MOST_TRIES = 5
LOW, MOST_PAYMENTS = "low_balance", 3
MAY_SAY = (Permission.TELL_US, Permission.SET_UP_PAYMENTS)


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def send(*, order: CardOrder, at: datetime, on: date, by: User) -> CardOrder:
    """Ask the company for one thing that waits. A failure is kept in words and tried again.

    A block that fails is raised to somebody with a telephone at the first failure, and tried again all the same.
    """
    now = _locked(order)
    if now.state != OrderState.WAITING:
        tell("Something asked of the card company was dealt with already.", about=about(now))
        return now
    door = company(on, at)
    if door is None:
        by_phone(now, "", on)
        tell("The card company has to be asked by telephone.", about=about(now))
        return now
    try:
        take_answer(now, put_to(door, now), on, by)
    except CardFailed as failed:
        now.tries += 1
        now.failure = failed.message
        now.save(update_fields=["tries", "failure"])
        if not failed.retry or now.tries >= MOST_TRIES:
            by_phone(now, failed.message, on)
        elif now.verb == Verb.BLOCK:
            raise_by_phone(now, on)
        tell(f"The card company did not do what was asked: {failed.message}", about=about(now))
    return now


@action(needs=Permission.SET_UP_PAYMENTS)
def done_by_phone(
    *,
    order: CardOrder,
    told_by: str,
    last_four: str = "",
    expires_on: date | None = None,
    sort_code: str = "",
    account_number: str = "",
    returned_pence: int = 0,
    key: str,
    on: date,
    by: User,
) -> CardOrder:
    """Write down what the card company did when it was asked by telephone, and who said so."""
    now = _locked(order)
    if now.state == OrderState.DONE:
        raise Refused(f"This was done on {format_date(now.done_on)} already." if now.done_on else "This is done.")
    problems = [] if told_by.strip() else [Problem("told_by", "Enter who told you")]
    makes = now.verb in (Verb.ORDER, Verb.REPLACE)
    if makes and not (len(last_four) == 4 and last_four.isdecimal()):
        problems.append(Problem("last_four", "Enter the last four digits of the new card"))
    if makes and (expires_on is None or expires_on <= on):
        problems.append(Problem("expires_on", "Enter the last day of the new card, which is to come"))
    if returned_pence < 0:
        problems.append(Problem("returned_pence", "Enter what comes back, or £0.00"))
    if problems:
        raise Refused(problems)
    answer: dict[str, object] = {"returned_pence": returned_pence} if now.verb == Verb.CLOSE else {}
    if makes:
        answer |= {"last_four": last_four, "expires_on": expires_on.isoformat() if expires_on else None}
    if now.verb == Verb.ORDER:
        answer |= _account_told(sort_code, account_number, last_four, expires_on)
    try:
        take_answer(now, answer, on, by, told_by=told_by.strip())
    except CardFailed as failed:
        raise Refused(failed.message) from failed
    return now


def _locked(order: CardOrder) -> CardOrder:
    rows = CardOrder.objects.select_for_update(of=("self",))
    return rows.select_related("card__person", "card__payee", "by").get(pk=order.pk)


def _account_told(sort_code: str, account_number: str, last_four: str, expires_on: date | None) -> dict[str, object]:
    try:
        Issued("-", "-", sort_code, account_number, last_four, expires_on or date.max)
    except CardFailed:
        words = "Enter the account of the card: a sort code of 6 digits and a number of 8 digits"
        raise Refused([Problem("account_number", words)]) from None
    return {"sort_code": sort_code, "account_number": account_number}


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def ask_for_new_card(*, card: Card, on: date, by: User) -> Card:
    """Ask for another card some weeks before one runs out, so that the end is foreseen and not discovered."""
    now = Card.objects.with_rows().get(pk=card.pk)
    if now.end or Card.objects.filter(replaces=now).exists() or not (now.is_made and now.is_made.expires_on):
        tell("Another card was asked for already.", about=about(now))
        return now
    new = ask_for_another(now, on, by)
    write_about_new_card(new, now.is_made.expires_on, on, by)
    runs_out = format_date(now.is_made.expires_on)
    tell(f"{now.words} runs out on {runs_out}. Another was asked for.", person=now.person_id, about=about(new))
    return new


@action(needs=MAY_SAY)
def keep_balance(*, payee: Payee, pence: int, key: str, on: date, by: User) -> CardBalance:
    """Keep what the holder says is on a card today, and warn when it is too little for whoever must be paid."""
    if payee.kind != "prepaid_card" or payee.person is None:
        raise Refused("Only the account of a prepaid card has a balance here.")
    return _keep(payee.first or payee, pence, on, by)


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def read_balance(*, payee: Payee, at: datetime, on: date, by: User) -> CardBalance | None:
    """Ask the company what is on an account, keep it and warn the same. None when it does not answer."""
    door = company(on, at)
    if door is None:
        raise Refused("There is no card company to ask.")
    try:
        found = door.balance(payee.card_reference)
    except CardFailed as failed:
        tell(f"The card company did not say what is on an account: {failed.message}", about=about(payee))
        return None
    return _keep(payee, found.pence, on, by)


def _keep(payee: Payee, pence: int, on: date, by: User) -> CardBalance:
    """Keep a balance of the account of these first details, and open the step of one that is too low (R-PAY-18)."""
    kept = CardBalance.objects.create(payee=payee, pence=pence, on=on, by=by)
    tell(f"The card held {format_pounds(pence)} on {format_date(on)}.", person=payee.person_id, about=about(payee))
    falls = _falls_short(kept)
    if falls is not None and payee.person is not None:
        known = Step.objects.open().filter(person=payee.person, code=LOW, about=about(payee)).exists()
        open_step(LOW, person=payee.person, record=payee, on=on)
        if not known:
            write_about_low_balance(payee.person, f"low_balance:{kept.pk}", falls, on, by)
        words = f"The card will hold {format_pounds(falls.short_pence)} too little on {format_date(falls.on)}"
        tell(f"{words} for {falls.what}.", person=payee.person_id, about=about(payee))
    return kept


def _falls_short(kept: CardBalance) -> Falls | None:
    """Who could not be paid in the days that the policy looks ahead, from what was on it and what comes."""
    until_on = kept.on + timedelta(days=policy_on(kept.on).whole(LOW_BALANCE_DAYS))
    schedules = list(PaymentSchedule.objects.filter(payee=kept.payee, until_on__gte=kept.on).order_by("pk"))
    sent = PaymentLine.objects.filter(schedule__payee=kept.payee, must_be_paid=None, run__pay_on__gt=kept.on)
    on_their_way = sent.filter(state__in=(LineState.APPROVED, LineState.SENT)).values_list("run__pay_on", "pence")
    comes = [row for rows in expected_of(schedules, kept.on, MOST_PAYMENTS).values() for row in rows]
    due = due_between(lists_of({schedule.budget_id for schedule in schedules}), kept.on + ONE_DAY, until_on)
    goes = [(one.on, one.item.pence, one.item.what) for one in due]
    return falls_short(kept.pence, [*on_their_way, *comes], goes, until_on)
