"""Invoices that may become late raise themselves, once each, before the provider has to ask (R-PAY-07).

Values: policy/councils
Next:   selfdirect/actions/invoices.py
Tests:  tests/jobs/test_invoices.py
"""

from datetime import date, timedelta

from selfdirect.actions import invoices
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.timer import timer
from selfdirect.records.invoices import Invoice
from selfdirect.rules.invoices import WARNING_DAYS


def raise_late(on: date) -> int:
    """Raise each that is due within the days of the policy and is not on its way; say how many."""
    until = on + timedelta(days=policy().on(on).whole(WARNING_DAYS))
    late = list(Invoice.objects.filter(due_on__lte=until, late=None).not_on_their_way().order_by("pk"))
    for one in late:
        invoices.raise_late(invoice=one, on=on, by=timer())
    return len(late)
