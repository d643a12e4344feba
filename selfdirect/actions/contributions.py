"""What people pay the council where it pays budgets out whole: billed up to a day, received, given back, put right.

In the book a bill is a claim on the person that lowers what the council puts in; what they pay settles it. A budget's
own money is untouched by either: the council has paid its whole cost already (R-PAY-09, R-PAY-16).

Why:    docs/decisions/whose-money.md
Next:   selfdirect/actions/support/contributions.py
Tests:  tests/actions/test_contributions.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.contributions import due_through, to_look_at
from selfdirect.actions.support.paying import one_at_a_time
from selfdirect.ledger.chart import BANK, FUNDING, contribution
from selfdirect.ledger.posting import Entry, post, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.contributions import (
    ContributionBill,
    ContributionPayment,
    ContributionRun,
    Direction,
    accounts_of,
)
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.budgets import GROSS
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem


@action(needs=Permission.PREPARE_RUNS)
def bill_contributions(*, until_on: date, key: str, on: date, by: User) -> ContributionRun:
    """Bill everybody who pays the council for what is due up to the end of a day, less what was billed before."""
    one_at_a_time()
    if until_on > on:
        raise Refused([Problem("until_on", "The last day must be today or earlier: people pay for days that are over")])
    last = ContributionRun.objects.order_by("-until_on").first()
    if last is not None and until_on < last.until_on:
        said = f"Enter {format_date(last.until_on)} or later: everything up to that day was billed already"
        raise Refused([Problem("until_on", said)])
    budgets = {budget.pk: budget for budget in to_look_at(until_on)}
    before = accounts_of(budgets.values())
    due = {
        pk: (first_on, pence - before[pk].billed_pence)
        for pk, (first_on, pence) in due_through(list(budgets.values()), until_on).items()
    }
    wanted = {pk: one for pk, one in due.items() if one[1]}
    if not wanted:
        raise Refused(f"Nothing is due up to {format_date(until_on)} that was not billed.")
    run = ContributionRun.objects.create(until_on=until_on, on=on, by=by)
    bills = ContributionBill.objects.bulk_create(
        ContributionBill(
            run=run,
            person=budgets[pk].person,
            budget=budgets[pk],
            from_on=first_on,
            until_on=min(until_on, budgets[pk].ends_on),
            pence=pence,
        )
        for pk, (first_on, pence) in wanted.items()
    )
    post_many(_claim(bill, on) for bill in bills)
    for bill in bills:
        tell(_billed(bill), person=bill.person_id, about=about(bill))
    return run


def _claim(bill: ContributionBill, on: date) -> Entry:
    """A claim on the person, or the end of one, against what the council puts in."""
    theirs = contribution(bill.budget.reference)
    sides = (theirs, FUNDING) if bill.pence > 0 else (FUNDING, theirs)
    return Entry(f"contribution:bill:{bill.reference}", on, abs(bill.pence), *sides, about(bill))


def _billed(bill: ContributionBill) -> str:
    until = format_date(bill.until_on)
    if bill.pence < 0:
        return f"{format_pounds(-bill.pence)} less is to be paid towards your support up to {until} than we asked for."
    return f"We ask you to pay {format_pounds(bill.pence)} towards your support up to {until}."


@action(needs=Permission.CONFIRM_RUNS)
def record_payment(
    *,
    person: Person,
    budget: Budget,
    direction: str,
    pence: int,
    moved_on: date,
    bank_reference: str,
    key: str,
    on: date,
    by: User,
) -> ContributionPayment:
    """Write down what a person paid the council, or what was given back of what they paid too much."""
    one_at_a_time()
    problems = _problems(person, budget, direction, pence, moved_on, on)
    if problems:
        raise Refused(problems)
    made = ContributionPayment.objects.create(
        person=person,
        budget=budget,
        direction=direction,
        pence=pence,
        moved_on=moved_on,
        bank_reference=bank_reference.strip(),
        on=on,
        by=by,
    )
    theirs = contribution(budget.reference)
    sides = (BANK, theirs) if direction == Direction.PAID else (theirs, BANK)
    post(f"contribution:payment:{made.pk}", moved_on, pence, *sides, about(made))
    done = "You paid us" if direction == Direction.PAID else "We gave you back"
    tell(f"{done} {format_pounds(pence)} on {format_date(moved_on)}.", person=person, about=about(made))
    return made


def _problems(person: Person, budget: Budget, direction: str, pence: int, moved_on: date, on: date) -> list[Problem]:
    found = []
    if budget.person_id != person.pk or budget.contribution_basis != GROSS:
        found.append(Problem("", "Nothing is paid to the council towards this budget."))
    if direction not in Direction.values:
        found.append(Problem("direction", "Say which way the money went"))
    if pence <= 0:
        found.append(Problem("pence", "Enter an amount of more than nothing"))
    if moved_on > on:
        found.append(Problem("moved_on", "The day must be today or earlier"))
    elif moved_on < budget.starts_on:
        starts = format_date(budget.starts_on)
        found.append(Problem("moved_on", f"Enter {starts} or later: the budget starts on that day"))
    if not found and direction == Direction.GIVEN_BACK:
        over = accounts_of([budget])[budget.pk].overpaid_pence
        if pence > over:
            found.append(Problem("pence", f"Enter {format_pounds(over)} or less: no more was paid than was due"))
    return found


@action(needs=Permission.CONFIRM_RUNS)
def undo_payment(
    *, person: Person, payment: ContributionPayment, reason: str, key: str, on: date, by: User
) -> ContributionPayment:
    """Undo a payment that was written down by mistake. Both stay; the right one is written down anew."""
    one_at_a_time()
    if payment.person_id != person.pk:
        raise Refused("This payment is somebody else’s.")
    if payment.undoes_id is not None or hasattr(payment, "undone_by"):
        raise Refused("This payment was undone already.")
    if not reason.strip():
        raise Refused([Problem("reason", "Say what was wrong with it")])
    back = Direction.GIVEN_BACK if payment.direction == Direction.PAID else Direction.PAID
    made = ContributionPayment.objects.create(
        person=person,
        budget=payment.budget,
        direction=back,
        pence=payment.pence,
        moved_on=on,
        undoes=payment,
        reason=reason.strip(),
        on=on,
        by=by,
    )
    theirs = contribution(payment.budget.reference)
    sides = (theirs, BANK) if payment.direction == Direction.PAID else (BANK, theirs)
    original = f"contribution:payment:{payment.pk}"
    post(f"contribution:payment:{made.pk}", on, payment.pence, *sides, about(made), corrects=original)
    words = f"{format_pounds(payment.pence)} of {format_date(payment.moved_on)} was a mistake and does not count"
    tell(f"{words}: {made.reason}", person=person, about=about(made))
    return made
