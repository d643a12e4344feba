"""Putting money on a card through its company: asked on the day it is due, once under its key, until it is answered.

The company is asked first and the book is written after, so that whatever stops in between is asked again with the
same key and answered the same: nothing is put on a card twice, and nothing is paid in the book that is not on a card.

Why:    docs/decisions/a-card-is-lost.md
Next:   selfdirect/actions/support/card_loads.py
Tests:  tests/actions/test_card_loads.py
"""

from datetime import date, datetime

from selfdirect.actions.action import about, action, tell
from selfdirect.actions.support.answers import (
    SentLine,
    bank_answered,
    close_when_answered,
    first_payments_made,
    line_returned,
    whole_lines,
)
from selfdirect.actions.support.card_orders import company
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.ledger.posting import post_many
from selfdirect.outside.cards import CardFailed
from selfdirect.records.access import User
from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.payments import LineState, PaymentLine
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds

THE_COMPANY = "The card company"


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def load(*, load: CardLoad, at: datetime, on: date, by: User) -> CardLoad:
    """Ask the company to put one payment on a card. What it says to try again is asked again until the day is over."""
    now = CardLoad.objects.select_for_update(of=("self",)).get(pk=load.pk)
    (line,) = whole_lines([now.line_id])
    if now.state != LoadState.WAITING or line.state != LineState.SENT or line.run.pay_on > on:
        tell("A payment onto a card was answered already, or is not due yet.", about=about(now))
        return now
    door = company(on, at)
    try:
        if door is None:
            raise CardFailed("There is no card company on the line any more.", retry=False)
        reference = door.load(now.key, now.account, line.pence).reference
    except CardFailed as failed:
        now.tries, now.failure = now.tries + 1, failed.message
        if failed.retry and on <= line.run.pay_on:
            now.save(update_fields=["tries", "failure"])
            tell(f"The card company could not be asked yet: {failed.message}", about=about(now))
            return now
        now.state = LoadState.FAILED
        now.save(update_fields=["state", "tries", "failure"])
        one_at_a_time()
        line_returned(line, failed.message.rstrip("."), on, by, THE_COMPANY)
        close_when_answered(line.run, on, by)
        return now
    now.state, now.company_reference, now.done_on, now.failure = LoadState.DONE, reference[:100], on, ""
    now.save()
    _paid(line, on, by)
    return now


def _paid(line: PaymentLine, on: date, by: User) -> None:
    one_at_a_time()
    sent = SentLine(line.pk, line.person_id, line.pence, line.schedule.payee_id)
    post_many([bank_answered(line.run, sent, on)])
    PaymentLine.objects.filter(pk=line.pk).update(state=LineState.CONFIRMED)
    words = f"{format_pounds(line.pence)} was put on the card on {format_date(on)}."
    tell(words, person=line.person_id, about=about(line.run))
    first_payments_made(line.run, [sent], on, on, by)
    close_when_answered(line.run, on, by)
