"""Invoices that may become late raise themselves, once each, before the provider has to ask (R-PAY-07).

Values: policy/councils
Next:   selfdirect/actions/invoices.py
Tests:  tests/jobs/test_invoices.py
"""

from datetime import date, timedelta

from selfdirect.actions import invoices
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.timer import timer
from selfdirect.records.invoices import Invoice, InvoiceState
from selfdirect.rules.invoices import WARNING_DAYS

DEALT_WITH = (InvoiceState.PAID, InvoiceState.REFUSED, InvoiceState.ON_ITS_WAY)


def raise_late(on: date) -> int:
    """Raise each that is due within the days of the policy and is not on its way; say how many."""
    until = on + timedelta(days=policy().on(on).whole(WARNING_DAYS))
    waiting = Invoice.objects.filter(due_on__lte=until, late=None).exclude(answer__is_accepted=False)
    late = [one for one in waiting.with_rows().order_by("pk") if one.state not in DEALT_WITH]
    for one in late:
        invoices.raise_late(invoice=one, on=on, by=timer())
    return len(late)
