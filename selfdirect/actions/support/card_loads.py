"""Which lines of a run the card company puts on cards itself, and what of a run is with the bank.

Where the policy says so, a line to a card whose account the company knows is asked of the company on the day the money
is due, and is in no file for the bank.

Why:    docs/decisions/a-card-is-lost.md
Values: policy/councils
Next:   selfdirect/actions/card_loads.py
Tests:  tests/actions/support/test_card_loads.py
"""

from typing import Final

from django.conf import settings
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from selfdirect.actions.support.card_orders import JOB, has_company
from selfdirect.actions.support.outbox import ask_for
from selfdirect.actions.support.policy import policy_on
from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.direct_payments import CHEQUE
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun
from selfdirect.rules.cards import loaded_by_company

CARD: Final = "prepaid_card"


def ask_to_load(run: PaymentRun) -> int:
    """Put in line what the card company pays of a run, before the bank's files are made; say how many."""
    if not loaded_by_company(policy_on(run.pay_on)) or not has_company():
        return 0
    account = Coalesce(NullIf(F("payee__first__card_reference"), Value("")), F("payee__card_reference"))
    lines = run.lines.filter(state=LineState.APPROVED, payee__kind=CARD).annotate(account=account).exclude(account="")
    made = CardLoad.objects.bulk_create(
        CardLoad(line_id=pk, key=f"{settings.COUNCIL}:load:{run.reference}-{pk}", account=known)
        for pk, known in lines.order_by("pk").values_list("pk", "account")
    )
    if made:
        ask_for(JOB)
    return len(made)


def with_the_bank(lines: QuerySet[PaymentLine]) -> QuerySet[PaymentLine]:
    """Those of these lines that are in the bank's files: no cheque, and nothing the card company pays."""
    return lines.exclude(payee__kind=CHEQUE).filter(card_load=None)


def loads_waiting(run: PaymentRun) -> int:
    """How many payments of a run the card company has not answered."""
    return CardLoad.objects.filter(line__run=run, state=LoadState.WAITING).count()
