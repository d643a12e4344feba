"""What invoices share: what is wrong with one, what it should come to, whose money pays it, and setting up its payment.

Next:   selfdirect/rules/invoices.py
Tests:  tests/actions/support/test_invoicing.py
"""

from datetime import date

from selfdirect.actions.action import Refused
from selfdirect.actions.support.account_checks import checked_account, keep_numbers_check
from selfdirect.actions.support.line_amounts import paid_over
from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.paying_apart import pay_once
from selfdirect.actions.support.schedules import paid_pence_once
from selfdirect.actions.support.swaps import swaps_of
from selfdirect.ledger.funds import Funder
from selfdirect.records.access import User
from selfdirect.records.direct_payments import INVOICE, Payee
from selfdirect.records.holdings import changes_of
from selfdirect.records.invoices import Invoice, InvoiceAnswer, InvoicePart
from selfdirect.records.orders import Order, TimeSwap
from selfdirect.rules.calendar import days_inclusive, format_date
from selfdirect.rules.direct_payments import COUNCIL_MANAGED
from selfdirect.rules.holdings import stretches
from selfdirect.rules.invoices import Shares, expected_pence, shares
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem


def problems_with(
    order: Order, their_reference: str, first_on: date, last_on: date, pence: int, on: date
) -> list[Problem]:
    """Everything wrong with what is asked for, by field."""
    found = []
    if not their_reference.strip():
        found.append(Problem("their_reference", "Enter the number of the invoice"))
    elif Invoice.objects.filter(provider=order.provider, their_reference=their_reference.strip()).exists():
        found.append(Problem("their_reference", "An invoice with this number came already"))
    if pence <= 0:
        found.append(Problem("pence", "Enter an amount of more than nothing"))
    if last_on < first_on:
        found.append(Problem("last_on", "The last day must be the same as or after the first day"))
    elif last_on > on:
        found.append(Problem("last_on", "The last day must be today or earlier: support is paid after it was given"))
    elif order.begun is None:
        found.append(Problem("first_on", "This has not started by what we know. Say first that it has started"))
    elif first_on < order.first_on or last_on > order.last_on:
        days = f"{format_date(order.first_on)} to {format_date(order.last_on)}"
        found.append(Problem("first_on", f"The days must be within the order: {days}"))
    elif words := who_else_pays(order, first_on, last_on):
        found.append(Problem("first_on", words))
    return found


def who_else_pays(order: Order, first_on: date, last_on: date) -> str:
    """Why the council does not pay for these days, in words; empty when it does, for each of them."""
    line = order.budget_line
    changes = changes_of([line])[line.pk]
    if not changes:
        return "The agreement for this budget is not signed yet"
    for one in stretches(changes, line.budget.starts_on, line.budget.ends_on):
        overlaps = one.from_on <= last_on and one.until_on >= first_on
        if overlaps and one.holding.held_as != COUNCIL_MANAGED:
            days = f"{format_date(max(one.from_on, first_on))} to {format_date(min(one.until_on, last_on))}"
            who = "whoever holds the fund" if one.holding.fund_holder else "the person, by direct payment"
            return f"From {days} you are paid by {who}, not by us. Ask us if you do not know whom to ask"
    return ""


def expected(order: Order, first_on: date, last_on: date) -> int:
    """What was ordered for these days, less time that was swapped."""
    if order.pence_once:
        return order.pence_once
    less = [(one.from_on, min(one.last_on, one.bought.last_on), one.pence_weekly) for one in _swaps(order, first_on)]
    return expected_pence(order.pence_weekly, first_on, last_on, order.first_on, order.last_on, less)


def _swaps(order: Order, first_on: date) -> list[TimeSwap]:
    return [one for one in swaps_of(order.budget_line_id, first_on) if one.time_of_id == order.pk]


def doubts(invoice: Invoice) -> list[str]:
    """Why somebody has to look at an invoice, in words; none when it is what was ordered."""
    found = []
    if invoice.pence > invoice.expected_pence:
        more = format_pounds(invoice.pence - invoice.expected_pence)
        found.append(f"It is {more} more than was ordered for these days.")
    others = Invoice.objects.filter(
        order=invoice.order_id, first_on__lte=invoice.last_on, last_on__gte=invoice.first_on
    )
    if others.exclude(pk=invoice.pk).exclude(answer__is_accepted=False).exists():
        found.append("Another invoice covers some of the same days.")
    if accepted_for(invoice) + invoice.pence > _holds(invoice):
        found.append("It is more than is left of this part of the budget.")
    if not (invoice.provider.sort_code and invoice.provider.account_number):
        found.append("We do not know the provider’s account.")
    return found


def accepted_for(invoice: Invoice) -> int:
    """What was accepted already for the same line of the budget, what the person pays included."""
    answers = InvoiceAnswer.objects.filter(invoice__order__budget_line=invoice.order.budget_line_id, is_accepted=True)
    return sum(one.council_pence + one.nhs_pence + one.own_pence for one in answers)


def _holds(invoice: Invoice) -> int:
    """What the line holds over the whole of its budget, what the person pays included."""
    line = invoice.order.budget_line
    budget = line.budget
    weeks = expected_pence(line.pence_weekly, budget.starts_on, budget.ends_on, budget.starts_on, budget.ends_on, [])
    return weeks + line.pence_once


def parts_of(invoice: Invoice) -> Shares:
    """Whose money pays it, as its line is parted on the days that it is for, another contribution since included."""
    line = invoice.order.budget_line
    if invoice.order.pence_once:
        return shares(invoice.pence, line.pence_once, paid_pence_once(line), line.nhs_pence_once)
    paid = paid_over(line.budget, line, invoice.first_on, invoice.last_on)
    whole = line.pence_weekly * days_inclusive(invoice.first_on, invoice.last_on)
    return shares(invoice.pence, whole, paid[Funder.COUNCIL], paid[Funder.NHS])


def check_enough(invoice: Invoice, parts: Shares) -> None:
    """Raise Refused when this part of the budget holds too little, or there is no account to pay to."""
    if accepted_for(invoice) + invoice.pence > _holds(invoice):
        left = format_pounds(max(_holds(invoice) - accepted_for(invoice), 0))
        raise Refused(f"Only {left} is left of this part of the budget. A review has to look at the plan first.")
    if parts.council_pence + parts.nhs_pence and not invoice.provider.account_number:
        raise Refused("We do not know the provider’s account. Finance adds it on the list of providers.")


def set_up(invoice: Invoice, parts: Shares, on: date, by: User) -> None:
    """Set up the payment of each funder's part, to an account that the book keeps for this invoice alone."""
    provider = invoice.provider
    for funder, pence in ((Funder.COUNCIL, parts.council_pence), (Funder.NHS, parts.nhs_pence)):
        if not pence:
            continue
        name, code, number = checked_account(provider.name, provider.sort_code, provider.account_number)
        payee = Payee.objects.create(
            provider=provider, kind=INVOICE, account_name=name, sort_code=code, account_number=number, on=on, by=by
        )
        keep_numbers_check(payee, on)
        schedule = pay_once(invoice.order.budget_line.budget, payee, pence, on, by, funder)
        InvoicePart.objects.create(invoice=invoice, schedule=schedule)


def tell_provider(invoice: Invoice, answer: InvoiceAnswer, on: date) -> None:
    """Say yes or no to a provider that has an address."""
    if answer.is_accepted:
        own = f" The person pays you {format_pounds(answer.own_pence)} of it." if answer.own_pence else ""
        words = f"It is accepted, and paid by {format_date(invoice.due_on)}.{own}"
    else:
        words = f"It is not accepted: {answer.reason} Send another if you do not agree, or ring us."
    _write(invoice, f"invoice:{invoice.pk}:answer", f"Your invoice {invoice.their_reference}", words, on)


def tell_provider_of_wait(invoice: Invoice, owner: User, on: date) -> None:
    """Say before they have to ask that it may be late, and who sees to it."""
    phone = f" on {owner.phone}" if owner.phone else ""
    words = f"It may not be paid by {format_date(invoice.due_on)}. {owner.name} sees to it{phone}. We are sorry."
    _write(invoice, f"invoice:{invoice.pk}:late", f"Your invoice {invoice.their_reference} may be late", words, on)


def _write(invoice: Invoice, key: str, subject: str, words: str, on: date) -> None:
    to = invoice.provider.email
    if to:
        put(
            key=key,
            channel="email",
            to=to,
            subject=f"{subject} ({invoice.reference})",
            body=f"{format_pounds(invoice.pence)} for {invoice.order.what}. {words}",
            person=None,
            on=on,
        )
