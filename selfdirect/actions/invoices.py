"""Invoices of providers under managed budgets: sent, accepted when they are what was ordered, else looked at.

An invoice that is what was ordered needs nobody to agree to it again: the order was the agreement. Anything else is
looked at by somebody who did not send it. What may become late raises itself before the provider has to ask (R-PAY-07).

Why:    docs/decisions/invoices.md
Values: policy/councils
Next:   selfdirect/actions/support/invoicing.py
Tests:  tests/actions/test_invoices.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support import invoicing, ordering
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, named_worker, open_step
from selfdirect.actions.support.timer import timer
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.invoices import Invoice, InvoiceAnswer, InvoiceState, LateInvoice
from selfdirect.records.orders import Order
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.invoices import PAY_WITHIN_DAYS, due_on
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MAY_SEND = (Permission.ANSWER_ORDERS, Permission.ARRANGE_SERVICES, Permission.SET_UP_PAYMENTS)
MAY_ANSWER = (Permission.ARRANGE_SERVICES, Permission.SET_UP_PAYMENTS)
CHECK, LATE = "invoice_check", "late_invoice"
AS_ORDERED = "It is what was ordered for these days."


@action(needs=MAY_SEND)
def send_invoice(
    *,
    person: Person | None,
    order: Order,
    their_reference: str,
    first_on: date,
    last_on: date,
    pence: int,
    key: str,
    on: date,
    by: User,
) -> Invoice:
    """Ask to be paid for some days of an order: the provider itself (`person` None), or from paper who works here.

    It is accepted at once when it is no more than was ordered for days that no other invoice covers.
    """
    one_at_a_time()
    ordering.check_whose(order, person, by)
    now = Order.objects.with_rows().get(pk=order.pk)
    problems = invoicing.problems_with(now, their_reference, first_on, last_on, pence, on)
    if problems:
        raise Refused(problems)
    expected = invoicing.expected(now, first_on, last_on)
    provider = now.provider
    if provider is None:
        raise Refused("Only an order to a provider on the list is invoiced here.")
    made = Invoice.objects.create(
        person_id=now.budget_line.budget.person_id,
        order=now,
        provider=provider,
        their_reference=their_reference.strip(),
        first_on=first_on,
        last_on=last_on,
        pence=pence,
        expected_pence=expected,
        received_on=on,
        due_on=due_on(on, policy_on(on).whole(PAY_WITHIN_DAYS)),
        on=on,
        by=by,
    )
    words = f"{provider.name} asked for {format_pounds(pence)} for {now.what}"
    tell(f"{words}. It is paid by {format_date(made.due_on)}.", person=made.person_id, about=about(made))
    doubts = invoicing.doubts(made)
    if doubts:
        step = open_step(CHECK, person=made.person, record=made, on=on)
        tell(f"{step.owner.name} looks at it: {' '.join(doubts)}", person=made.person_id, about=about(made))
    else:
        _accept(made, AS_ORDERED, on, timer())
    return made


@action(needs=MAY_ANSWER)
def answer_invoice(
    *, person: Person, invoice: Invoice, is_accepted: bool, reason: str, seen_version: int, key: str, on: date, by: User
) -> InvoiceAnswer:
    """Accept an invoice that was not what was ordered, or not, with the reason. Never by whoever wrote it down."""
    one_at_a_time()
    if invoice.person_id != person.pk:
        raise Refused("This invoice is for somebody else.")
    if invoice.reply:
        raise Refused("This invoice was answered already.")
    if invoice.by_id == by.pk:
        raise NotAllowed("You wrote this invoice down, so somebody else has to look at it.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say why, in words that the provider can read")])
    saved = save_against(invoice, seen_version, by)
    if is_accepted:
        made = _accept(saved, reason.strip(), on, by)
    else:
        made = InvoiceAnswer.objects.create(
            invoice=saved, is_accepted=False, reason=reason.strip(), own_pence=0, on=on, by=by
        )
        tell(f"Invoice {saved.reference} was not accepted: {reason.strip()}", person=person, about=about(saved))
    close_step(CHECK, person=person, on=on, by=by, record=saved)
    close_step(LATE, person=person, on=on, by=by, record=saved)
    invoicing.tell_provider(saved, made, on)
    return made


def _accept(invoice: Invoice, reason: str, on: date, by: User) -> InvoiceAnswer:
    parts = invoicing.parts_of(invoice)
    invoicing.check_enough(invoice, parts)
    made = InvoiceAnswer.objects.create(
        invoice=invoice,
        is_accepted=True,
        reason=reason,
        council_pence=parts.council_pence,
        nhs_pence=parts.nhs_pence,
        own_pence=parts.own_pence,
        on=on,
        by=by,
    )
    invoicing.set_up(invoice, parts, on, by)
    words = f"Invoice {invoice.reference} of {format_pounds(invoice.pence)} was accepted"
    tell(f"{words}. It is paid by {format_date(invoice.due_on)}.", person=invoice.person_id, about=about(invoice))
    return made


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def raise_late(*, invoice: Invoice, on: date, by: User) -> LateInvoice:
    """Raise an invoice that is about to be late to the named worker or to finance, and tell the provider (R-PAY-07)."""
    now = Invoice.objects.with_rows().get(pk=invoice.pk)
    if now.raised or now.state in (InvoiceState.PAID, InvoiceState.REFUSED):
        raise Refused("This invoice is not waiting.")
    worker = named_worker(now.person) if now.state == InvoiceState.LOOKED_AT else None
    step = open_step(LATE, person=now.person, record=now, on=on, owner=worker)
    made = LateInvoice.objects.create(invoice=now, owner=step.owner, on=on)
    invoicing.tell_provider_of_wait(now, step.owner, on)
    words = f"An invoice of {now.provider.name} for {now.order.what} may be late"
    tell(f"{words}. {step.owner.name} sees to it.", person=now.person_id, about=about(now))
    return made


@action(needs=Permission.SET_UP_PAYMENTS)
def explain_late(*, person: Person, invoice: Invoice, why: str, key: str, on: date, by: User) -> Invoice:
    """Close what was raised: it is paid now, or the provider was told why it waits and until when."""
    if invoice.person_id != person.pk:
        raise Refused("This invoice is for somebody else.")
    if not why.strip():
        raise Refused([Problem("why", "Say why it was late and what was done")])
    close_step(LATE, person=person, on=on, by=by, record=invoice)
    tell(f"Why an invoice waited: {why.strip()}", person=person, about=about(invoice))
    return invoice
