"""What may be offered to somebody for whom keeping an account of its own is a burden (R-PAY-06).

Everything on offer comes from the council's policy, so a council that offers fewer ways offers fewer here. Nobody is
asked to show that they cannot: that it is hard is enough.

Next:   selfdirect/actions/account_help.py
Tests:  tests/rules/test_account_help.py
"""

from dataclasses import dataclass
from typing import Final

from selfdirect.rules.choosing import ORGANISATIONS
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, methods, options
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.support_services import menu
from selfdirect.rules.values import Values

HARD: Final = {
    "opening": "Opening an account, or the bank wants papers I do not have",
    "getting_there": "Getting to the bank, or using it online or by phone",
    "records": "Keeping papers and sending them in",
    "paying": "Paying people and bills on time",
    "worry": "I worry about getting it wrong",
    "carer": "It is one more thing for whoever cares for me",
}
"""What may be hard about an account, in the words of the person or their carer."""

AS_IT_IS: Final = "as_it_is"
ANOTHER_HOLDS: Final = "authority"
HELP: Final = "support"


@dataclass(frozen=True)
class Offer:
    """One thing that can be done instead, or to help."""

    code: str
    label: str
    explained: str


def offers(values: Values, paid_by: str) -> tuple[Offer, ...]:
    """Give what this council can offer to somebody who is paid this way, help first, then another way of holding."""
    found = []
    if menu(values) or table_or_none(values, ORGANISATIONS):
        found.append(Offer(HELP, "Help with the account", "An organisation helps with papers, pay or all payments."))
    found.append(
        Offer(ANOTHER_HOLDS, "Somebody I trust receives it for me", "They use an account of theirs, on my authority.")
    )
    found += [
        Offer(one.key, one.label, "Paid this way instead. The budget stays mine to direct.")
        for one in methods(values)
        if one.key != paid_by
    ]
    found += [
        Offer(one.key, one.label, "I have no account to keep. I still choose my support.")
        for one in options(values)
        if one.key != DIRECT_PAYMENT
    ]
    return tuple(found)
