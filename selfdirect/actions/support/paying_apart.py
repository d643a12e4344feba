"""One payment that the book keeps apart from what a payee is paid week by week: an employer's duty, a draw in a crisis.

It goes to the same account under a payee of its own, so that no switch or change of what is paid touches it.

Next:   selfdirect/actions/support/payees.py
Tests:  tests/actions/support/test_paying_apart.py
"""

from datetime import date

from django.db.models import Q

from selfdirect.actions.action import Refused
from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.ledger.funds import Funder
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.records.holdings import holdings_on
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.holdings import ONE_DAY
from selfdirect.rules.payments import first_period_on, schedule_terms


def source_of(budget: Budget, on: date) -> Payee | None:
    """Who is paid for the first line that is paid out on a day; None while the council holds all of it."""
    lines = holdable_lines(budget)
    for holding in holdings_on(lines, on).values():
        found = payee_for(budget, holding, payees_of(budget, [holding]))
        if found is not None:
            return found
    return None


def apart_payee(source: Payee, kind: str, on: date, by: User) -> Payee:
    """The first details of a payee of this kind with the source's account of now, so that the book keeps it apart."""
    latest = Payee.objects.filter(Q(pk=source.pk) | Q(first=source)).order_by("-pk")[0]
    kept = Payee.objects.filter(kind=kind, first=None, person=source.person, provider=source.provider)
    first = kept.order_by("-pk").first()
    details = {name: getattr(latest, name) for name in ("account_name", "sort_code", "account_number", "under_id")}
    present = Payee.objects.filter(Q(pk=first.pk) | Q(first=first)).order_by("-pk")[0] if first else None
    if first is not None and present is not None and all(getattr(present, name) == details[name] for name in details):
        return first
    made = Payee.objects.create(
        person=source.person, provider=source.provider, kind=kind, first=first, on=on, by=by, **details
    )
    return first or made


def pay_once(
    budget: Budget, payee: Payee, pence: int, on: date, by: User, funder: Funder = Funder.COUNCIL
) -> PaymentSchedule:
    """Set up one payment of one funder's money to a payee that is kept apart, to be paid by the next run."""
    agreement = Agreement.objects.filter(budget=budget).order_by("-pk").first()
    if agreement is None:
        raise Refused("The agreement of this budget is not signed, so nothing can be paid from it.")
    last = PaymentSchedule.objects.filter(budget=budget, payee=payee).order_by("-from_on").first()
    day = max(on, last.from_on + ONE_DAY) if last else on
    cycle, in_advance = schedule_terms(policy().on(on))
    return PaymentSchedule.objects.create(
        person=budget.person,
        budget=budget,
        agreement=agreement,
        payee=payee,
        funder=funder.value,
        pence_weekly=0,
        pence_once=pence,
        frequency=cycle,
        in_advance=in_advance,
        calendar_from=first_period_on(policy().on(on)),
        from_on=day,
        until_on=max(day, budget.ends_on),
        by=by,
    )
