"""Who is paid for what is held in some way: the one answer, for a first agreement and for every switch after it.

Next:   selfdirect/actions/support/schedules.py
Tests:  tests/actions/support/test_payees.py
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import CHEQUE, KEPT_APART, Payee
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.direct_payments import BANK_ACCOUNT, PAID_OUT
from selfdirect.rules.holdings import Holding


def payee_for(budget: Budget, holding: Holding, payees: Iterable[Payee]) -> Payee | None:
    """Who is paid for what is held this way: the first details of the payee; None for what the council holds."""
    if holding.held_as not in PAID_OUT:
        return None
    for payee in payees:
        if holding.fund_holder is not None and payee.provider_id == holding.fund_holder:
            return payee
        if holding.fund_holder is None and payee.person_id == budget.person_id and _serves(payee, holding):
            return payee
    return None


def _serves(payee: Payee, holding: Holding) -> bool:
    """Whether somebody's payee is of the kind chosen; a cheque stands for the bank account that they do not have."""
    return payee.kind == holding.paid_by or (payee.kind == CHEQUE and holding.paid_by == BANK_ACCOUNT)


def payees_of(budget: Budget, holdings: Iterable[Holding]) -> list[Payee]:
    """The first details of everybody who may be paid for lines held in these ways, in one query.

    Those who are paid from this budget already come first, then the newest.
    """
    holders = {holding.fund_holder for holding in holdings if holding.fund_holder is not None}
    paid = PaymentSchedule.objects.filter(budget=budget, payee=OuterRef("pk"))
    found = Payee.objects.filter(Q(person=budget.person_id) | Q(provider__in=holders), first=None).exclude(
        kind__in=KEPT_APART
    )
    return list(found.annotate(is_paid=Exists(paid)).order_by("-is_paid", "-pk"))
