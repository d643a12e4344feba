"""Whether what is on a card is enough for whoever must be paid next, and when a new card is asked for (R-PAY-18).

Next:   selfdirect/actions/cards.py
Tests:  tests/rules/test_cards.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.values import Values

EXPIRY_WARNING_WEEKS: Final = "payments.card_expiry_warning_weeks"
LOW_BALANCE_DAYS: Final = "payments.low_balance_days"
LOADED_BY: Final = "payments.cards_loaded_by"
COMPANY: Final = "card_company"


@dataclass(frozen=True)
class Falls:
    """The first day on which what must be paid is more than there is: by how many pence, and to whom."""

    on: date
    short_pence: int
    what: str


ComesIn = tuple[date, int]
GoesOut = tuple[date, int, str]


def falls_short(
    balance_pence: int, comes_in: Iterable[ComesIn], goes_out: Sequence[GoesOut], until_on: date
) -> Falls | None:
    """The first time that somebody on the list could not be paid from what there is and what comes in before.

    Money that comes in on a day is there before anybody is paid on it. None when it is enough until the day.
    """
    coming = sorted(comes_in)
    left = balance_pence
    for on, pence, what in sorted(goes_out):
        if on > until_on:
            break
        while coming and coming[0][0] <= on:
            left += coming.pop(0)[1]
        if pence > left:
            return Falls(on, pence - left, what)
        left -= pence
    return None


def loaded_by_company(values: Values) -> bool:
    """Whether the card company puts payments on the cards that it knows, and not the bank's file."""
    return values.choice(LOADED_BY) == COMPANY
