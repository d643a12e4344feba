"""Money that is left over: what may be kept, what is asked about first, and what comes back.

A surplus is what is left after bills due, wages owed, reserves and what the person overpaid themselves.

Values: policy/councils
Next:   selfdirect/rules/money.py
Tests:  tests/rules/test_unspent.py
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.findings import concluded, entered
from selfdirect.rules.money import format_pounds, share
from selfdirect.rules.values import Values
from selfdirect.rules.working import Row, Working

# Policy values read here.
RULE: Final = "unspent.rule"
WEEKS: Final = "unspent.weeks"
LOOKED_AT: Final = "unspent.looked_at"
PROTECTED: Final = "unspent.contingency_protected"
CONTACT_FIRST: Final = "unspent.contact_first"
CARRY_OVER: Final = "unspent.carry_over_percent"

ABOVE_WEEKS: Final = "above_weeks_of_direct_payment"
ABOVE_CONTINGENCY: Final = "above_agreed_contingency"
CONTACT_THEN_DECIDE: Final = "contact_then_decide"
AT_AUDIT: Final = "at_audit"

# What happens to the money.
KEEP: Final = "keep"
TALK_FIRST: Final = "talk_first"
DECIDE: Final = "decide"
PAY_BACK: Final = "pay_back"

_LOOKED_AT: Final = {
    "quarterly": "every three months",
    "yearly": "once a year",
    "at_audit": "when the account is audited",
    "at_review": "at the review",
}
_WEEKS_IN_A_YEAR: Final = 52
_BASIS_POINTS: Final = 100


class AccountRefused(ValueError):
    """The account cannot be looked at with what was entered. The message says why."""


@dataclass(frozen=True)
class Account:
    """An account on the day it is looked at, in whole pence.

    `net_pence_weekly` is the direct payment in force on that day, after the contribution. `contingency_pence` is the
    sum agreed for emergencies that is in the balance. `year_end` is whether the budget's year ends with this look.
    `asked_on` is the day the person was asked why the money built up: None when nobody has yet.
    """

    balance_pence: int
    net_pence_weekly: int
    bills_due_pence: int = 0
    wages_owed_pence: int = 0
    reserves_pence: int = 0
    overpaid_contribution_pence: int = 0
    contingency_pence: int = 0
    year_end: bool = False
    asked_on: date | None = None


@dataclass(frozen=True)
class Unspent:
    """What may be kept and what may come back (R-UNS-01), in plain words too (R-UNS-02).

    `surplus_pence` leaves out what is spoken for. `contingency_pence` is shown apart. `over_pence` is what is above
    what may be kept; `outcome` says what happens to it. Nothing is to be paid back unless `outcome` is "pay_back".
    """

    outcome: str
    surplus_pence: int
    contingency_pence: int
    may_keep_pence: int
    over_pence: int
    pay_back_pence: int
    reason: str
    words: tuple[str, ...]
    working: Working


def unspent(account: Account, values: Values, next_look_on: date | None = None) -> Unspent:
    """Say what may be kept of what is left, and what happens to the rest (R-UNS-01, R-UNS-03).

    Raises AccountRefused for a sum below zero, save the balance.
    """
    _check(account)
    rows, surplus = _surplus(account)
    allowed, more = _allowed(account, values)
    contingency = min(surplus, account.contingency_pence)
    looked_at = surplus
    apart: list[Row] = []
    if values.choice(RULE) != ABOVE_CONTINGENCY and values.yes(PROTECTED):
        looked_at = surplus - contingency
        if contingency:
            apart = [values.value(PROTECTED).row(), entered(*_kept_for_emergencies(contingency))]
    over = max(0, looked_at - allowed)
    found = (*rows, *apart, *more)
    kept = concluded("What may be kept", surplus - over, "pence", "may_keep", found)
    above = concluded("Above what may be kept", over, "pence", "over", found)
    outcome, reason = _outcome(over, account, values)
    pay_back = over if outcome == PAY_BACK else 0
    first = [values.value(CONTACT_FIRST).row()]
    if account.asked_on:
        first.append(entered("The person was asked about it", account.asked_on.isoformat(), "date", "asked_on"))
    answer = concluded("To pay back", pay_back, "pence", "pay_back", (*found, *first))
    working = (*found, kept, above, *first, answer)
    words = _words(account, surplus, surplus - over, over, outcome, values, next_look_on)
    return Unspent(outcome, surplus, contingency, surplus - over, over, pay_back, reason, words, working)


def _kept_for_emergencies(pence: int) -> tuple[str, int, str, str]:
    return ("Kept for emergencies, and not looked at", pence, "pence", "contingency_pence")


def _check(account: Account) -> None:
    for field in fields(account):
        amount = getattr(account, field.name)
        if field.name.endswith(("_pence", "_weekly")) and field.name != "balance_pence" and amount < 0:
            raise AccountRefused(f"{field.name} must be zero or more.")


def _surplus(account: Account) -> tuple[Working, int]:
    spoken_for = (
        ("Less bills due", account.bills_due_pence, "bills_due_pence"),
        ("Less wages owed", account.wages_owed_pence, "wages_owed_pence"),
        ("Less money put by", account.reserves_pence, "reserves_pence"),
        ("Less what the person paid in too much themselves", account.overpaid_contribution_pence, "overpaid"),
    )
    surplus = max(0, account.balance_pence - sum(pence for _, pence, _ in spoken_for))
    rows = [entered("In the account", account.balance_pence, "pence", "balance_pence")]
    rows += [entered(label, pence, "pence", rule) for label, pence, rule in spoken_for if pence]
    rows.append(concluded("Surplus", surplus, "pence", "surplus", rows))
    return tuple(rows), surplus


def _allowed(account: Account, values: Values) -> tuple[int, Working]:
    """Give how much may be left before anything is asked, and its rows: at a year's end never less than the carry-over.

    The weekly amount is the net direct payment in force on the day of the look.
    """
    rule = values.value(RULE).row()
    if values.choice(RULE) == ABOVE_CONTINGENCY:
        allowed = account.contingency_pence
        rows = [rule, entered("The sum agreed for emergencies", allowed, "pence", "contingency_pence")]
    else:
        allowed = values.whole(WEEKS) * account.net_pence_weekly
        weekly = entered(
            "Direct payment each week, after the contribution", account.net_pence_weekly, "pence weekly", "net"
        )
        rows = [rule, values.value(WEEKS).row(), weekly]
        rows.append(concluded("Those weeks of direct payments", allowed, "pence", "weeks_of_direct_payment", rows))
    if account.year_end:
        yearly = _WEEKS_IN_A_YEAR * account.net_pence_weekly
        carried = share(yearly, values.whole(CARRY_OVER) * _BASIS_POINTS)
        rows.append(values.value(CARRY_OVER).row())
        rows.append(concluded("May be carried into the next year", carried, "pence", "carry_over", rows))
        allowed = max(allowed, carried)
    return allowed, tuple(rows)


def _outcome(over: int, account: Account, values: Values) -> tuple[str, str]:
    if not over:
        return KEEP, "All of it may be kept."
    first = values.yes(CONTACT_FIRST) or values.choice(RULE) == CONTACT_THEN_DECIDE
    if first and account.asked_on is None:
        return TALK_FIRST, "Somebody talks with the person first, and asks why the money built up."
    if values.choice(RULE) == CONTACT_THEN_DECIDE:
        return DECIDE, "The person was asked. Somebody now decides whether it is kept, used or paid back."
    return PAY_BACK, "What is above the sum that may be kept comes back."


@dataclass(frozen=True)
class MayKeep:
    """What may be kept as things stand: in the account, where there is one, and into the next year (R-UNS-02, 03).

    `account_pence` is None for somebody who is paid nothing into an account. `words` say by when we look, and what
    happens otherwise.
    """

    account_pence: int | None
    carry_over_pence: int
    words: tuple[str, ...]
    working: Working


def may_keep(account: Account, yearly_net_pence_weekly: int, values: Values, look_on: date | None) -> MayKeep:
    """Say what may be kept, in pounds and plain words, of the account and of a year's budget (R-UNS-02).

    `account.net_pence_weekly` is the direct payment, and `yearly_net_pence_weekly` the whole budget, after the
    contribution. `look_on` is the day by which we next look.
    """
    _check(account)
    rows: list[Row] = []
    words: list[str] = []
    allowed = None
    if account.net_pence_weekly:
        allowed, found = _allowed(account, values)
        rows += [*found, concluded("May be kept in the account", allowed, "pence", "allowed", found)]
        words.append(
            f"You may keep up to {format_pounds(allowed)} in the account. You do not have to spend it to keep it."
        )
    carried = share(_WEEKS_IN_A_YEAR * yearly_net_pence_weekly, values.whole(CARRY_OVER) * _BASIS_POINTS)
    over = values.value(CARRY_OVER).row()
    rows += [over, concluded("May be carried into the next year", carried, "pence", "carry_over", [over])]
    words.append(
        f"At the end of the budget you may take up to {format_pounds(carried)} of what is left into the next year."
    )
    looked_at = values.value(LOOKED_AT).row()
    by = f", next by {format_date(look_on)}" if look_on else ""
    words.append(f"We look {_LOOKED_AT[values.choice(LOOKED_AT)]}{by}.")
    outcome, _ = _outcome(1, account, values)
    words.append(_OTHERWISE[outcome])
    return MayKeep(allowed, carried, tuple(words), (looked_at, values.value(CONTACT_FIRST).row(), *rows))


_OTHERWISE: Final = {
    TALK_FIRST: "If there is more, we talk with you before anything comes back. You can ask to use it for something "
    "else in your plan.",
    DECIDE: "If there is more, we decide with you whether you keep it, use it or pay it back.",
    PAY_BACK: "What is above that comes back to us. You can ask to use it for something else in your plan, or ask us "
    "to look again.",
}


def rule_in_words(values: Values) -> str:
    """Say the council's rule in one plain sentence (R-UNS-02)."""
    rule, weeks = values.choice(RULE), values.whole(WEEKS)
    when = _LOOKED_AT[values.choice(LOOKED_AT)]
    said = {
        ABOVE_WEEKS: f"You may keep up to {weeks} weeks of your direct payment. We look {when}.",
        ABOVE_CONTINGENCY: f"You may keep the sum agreed for emergencies. We look {when}.",
        CONTACT_THEN_DECIDE: f"We ask you about money above {weeks} weeks of your direct payment, and then decide "
        f"with you. We look {when}.",
        AT_AUDIT: f"You may keep up to {weeks} weeks of your direct payment. We look {when}.",
    }
    return said[rule]


def _words(
    account: Account, surplus: int, kept: int, over: int, outcome: str, values: Values, next_look_on: date | None
) -> tuple[str, ...]:
    spoken_for = account.balance_pence - surplus
    words = [f"You have {format_pounds(account.balance_pence)}."]
    if spoken_for > 0:
        words.append(f"{format_pounds(spoken_for)} of it is for bills, wages and money put by.")
    words.append(f"You may keep {format_pounds(kept)}. You do not have to spend it to keep it.")
    if next_look_on:
        words.append(f"We look again by {format_date(next_look_on)}.")
    money = format_pounds(over)
    said = {
        KEEP: "Nothing comes back.",
        TALK_FIRST: f"{money} is more than you may keep. We talk with you before anything comes back. You can ask "
        "to use it for something else in your plan.",
        DECIDE: f"{money} is more than you may keep. We decide with you whether you keep it, use it or pay it back.",
        PAY_BACK: f"{money} comes back to us. You can ask to use it for something else in your plan, or ask us to "
        "look again.",
    }
    return (*words, said[outcome])
