"""The fund for crises in the book: an account of free money that no draw can overdraw, and a draw's way to its payee.

Money for a budget goes by the council's funding, so that the person's statement shows it as the council's.

Next:   selfdirect/actions/support/reserve.py
Tests:  tests/actions/support/test_crisis_fund.py
"""

from datetime import date

from selfdirect.actions.action import NotAllowed, Refused, about
from selfdirect.actions.support.paying_apart import apart_payee, pay_once, source_of
from selfdirect.ledger.chart import BANK, FUNDING, committed, free
from selfdirect.ledger.posting import Entry, lock, post_many
from selfdirect.ledger.reading import balance, movement
from selfdirect.records.access import User
from selfdirect.records.crisis_fund import CrisisDraw
from selfdirect.records.direct_payments import CRISIS
from selfdirect.rules.access import Permission
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

FUND = free("crisis-fund")


def balance_of_fund() -> int:
    """What the fund has now."""
    return balance(FUND)


def wait_for_the_fund() -> None:
    """Wait until nobody else is moving money of the fund. Held until the action ends."""
    lock(FUND)


def move(key: str, pence: int, subject: str, on: date) -> None:
    """From the council's funding to the fund; back, when the amount is below nought."""
    debit, credit = (FUNDING, FUND) if pence > 0 else (FUND, FUNDING)
    post_many([Entry(key, on, abs(pence), debit, credit, subject)])


def hand_over(draw: CrisisDraw, on: date, by: User) -> str:
    """Put a draw in to the budget, and set up its payment where somebody else holds the money. Says which, in words."""
    budget, key, subject = draw.budget, f"crisis:{draw.reference}", about(draw)
    ref = budget.reference
    source = source_of(budget, on)
    entries = [
        Entry(f"{key}:out", on, draw.pence, FUND, FUNDING, subject),
        Entry(f"{key}:in", on, draw.pence, FUNDING, free(ref), subject),
    ]
    if source is None:
        post_many(entries)
        return "The council holds your money, so we pay the bills for it."
    pay_once(budget, apart_payee(source, CRISIS, on, by), draw.pence, on, by)
    post_many([*entries, Entry(f"{key}:promised", on, draw.pence, free(ref), committed(ref), subject)])
    return "It comes with the next payment, to the account that your budget is paid into."


def was_paid_out(draw: CrisisDraw) -> bool:
    """Whether a draw goes to somebody who holds the money, rather than staying in the budget."""
    return movement(f"crisis:{draw.reference}:promised") is not None


def give_back(draw: CrisisDraw, pence: int, on: date, by: User) -> None:
    """Back to the fund: from the council's bank account for what was paid out, else from the budget's free money."""
    ref, key, subject = draw.budget.reference, f"crisis:{draw.reference}", about(draw)
    entries = []
    if was_paid_out(draw):
        if not by.may(Permission.CONFIRM_RUNS, on):
            raise NotAllowed("Finance says what came back to the council's bank account.")
        entries.append(Entry(f"{key}:came", on, pence, BANK, free(ref), subject))
    elif balance(free(ref)) < pence:
        words = f"Only {format_pounds(balance(free(ref)))} of the budget is not used. Enter that or less"
        raise Refused([Problem("back_pence", words)])
    entries.append(Entry(f"{key}:left", on, pence, free(ref), FUNDING, subject))
    entries.append(Entry(f"{key}:back", on, pence, FUNDING, FUND, subject))
    post_many(entries)
