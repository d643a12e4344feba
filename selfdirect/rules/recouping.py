"""Before left-over money comes back: who was asked, why it built up, how long they have, and which code it goes to.

Values: policy/councils
Next:   selfdirect/rules/unspent.py
Tests:  tests/rules/test_recouping.py
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from selfdirect.rules.money import share_out
from selfdirect.rules.values import ValueRefused, Values, text_cell

# Policy values read here.
ANSWER_DAYS: Final = "unspent.answer_days"
BUDGET_CODES: Final = "unspent.budget_codes"
EVERYBODY: Final = "all"

HOW_ASKED: Final[Mapping[str, str]] = {
    "phone": "By phone",
    "visit": "At a visit",
    "video": "By video call",
    "writing": "In writing, and they answered",
}
WHY_BUILT_UP: Final[Mapping[str, str]] = {
    "not_found": "Support could not be found, or did not start",
    "needed_less": "Less support was needed",
    "away": "Away from home, like a stay in hospital",
    "saving": "Saving for something in the plan",
    "bill_to_come": "A bill is still to come",
    "unsure": "It was not clear what the money may be used for",
    "paid_too_much": "The council paid too much",
    "other": "Something else",
}


def may_come_back_from(asked_on: date, values: Values) -> date:
    """Give the first day on which money may be asked back: the days to answer after the person was asked (R-UNS-05)."""
    return asked_on + timedelta(days=values.whole(ANSWER_DAYS))


def budget_code(funder: str, client_group: str, values: Values) -> tuple[str, str]:
    """Give the code, and what it is called, that recouped money of a funder goes to (R-UNS-06).

    The person's client group first, else the row for all. Raises ValueRefused where the policy has neither.
    """
    rows = [row for row in values.table(BUDGET_CODES) if text_cell(row, "funder") == funder]
    for group in (client_group, EVERYBODY):
        for row in rows:
            if text_cell(row, "client_group") == group:
                return text_cell(row, "code"), text_cell(row, "label")
    raise ValueRefused(f"{BUDGET_CODES} has no code for the {funder}'s money of {client_group}.")


def each_funders_part(pence: int, paid_pence: Sequence[int]) -> tuple[int, ...]:
    """Share what comes back over what each fund paid to each payee: in proportion, and never more than was paid.

    Raises ValueError when more would come back than was paid.
    """
    if pence > sum(paid_pence):
        raise ValueError("More cannot come back than was paid.")
    return share_out(pence, paid_pence)
