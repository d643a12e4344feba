"""How one person's budget may be held and paid: what is offered, what each way buys, the account, relatives, rhythm.

Values: policy/national, policy/councils
Next:   selfdirect/rules/direct_payments.py
Tests:  tests/rules/test_holding.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.calendar import CYCLES, MONTHLY, QUARTERLY, YEARLY
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, OPTIONS, methods
from selfdirect.rules.findings import Finding, concluded, entered, from_policy, yes_no
from selfdirect.rules.money import for_days, format_pounds, round_half_up
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import ValueRefused, Values, text_cell, yes_cell
from selfdirect.rules.working import Row, Working

# Policy values read here, besides those of selfdirect/rules/direct_payments.py.
DEFAULT_OPTION: Final = "direct_payments.default_option"
CAN_BUY: Final = "direct_payments.can_buy"
ACCOUNT_NEEDED: Final = "direct_payments.account_needed"
SMALL_SUM: Final = "direct_payments.small_sum"
RISK_ASSESSMENT: Final = "direct_payments.financial_risk_assessment"
FAMILY: Final = "direct_payments.family"
FAMILY_LIVING_WITH: Final = "direct_payments.family_living_with"
SUITABILITY: Final = "direct_payments.suitability"
CYCLE: Final = "payments.cycle"
INTERVALS: Final = "payments.intervals"
IN_ADVANCE: Final = "payments.in_advance"

NO_DEFAULT: Final = "none"
ALWAYS: Final = "always"
NATIONAL_RULE: Final = "national_rule"
FAMILY_LAW: Final = "SI 2014/2871 reg 3"

MAY: Final = "may"
ONLY_IF_NECESSARY: Final = "only_if_necessary"
AS_NECESSARY: Final = "as_necessary"

ONE_OFF: Final = "one_off"
_DAYS: Final = {"weekly": 7, "four_weekly": 28, QUARTERLY: 91, YEARLY: 364}
_WEEKS_IN_A_YEAR: Final = 52
_MONTHS_IN_A_YEAR: Final = 12


@dataclass(frozen=True)
class Offered:
    """One way of holding that is offered: what it is called here, what it can buy, and whether it is the usual way."""

    option: str
    label: str
    explained: str
    can_buy: str
    counts_as_direct_payment: bool
    is_default: bool


@dataclass(frozen=True)
class Wish:
    """How the person wishes to hold it. `option` is "" when they have not said; `reason` is in their own words.

    `payment_pence` is what one payment comes to. `one_off` is for a payment that is made once.
    """

    option: str = ""
    reason: str = ""
    payment_pence: int = 0
    one_off: bool = False


@dataclass(frozen=True)
class Holding:
    """How it will be held, what that needs, and what still stands in the way (R-DEP-06, R-DEP-20, R-PAY-05).

    `option` is "" while it cannot be said: then `problems` says what is missing.
    """

    option: str
    offered: tuple[Offered, ...]
    account_needed: bool
    account_reason: str
    risk_assessment_needed: bool
    problems: tuple[Problem, ...]
    working: Working


@dataclass(frozen=True)
class Instalment:
    """What one payment comes to, and how often it comes (R-PAY-04)."""

    interval: str
    label: str
    pence: int
    working: Working


def offered(values: Values) -> tuple[Offered, ...]:
    """Give the ways of holding that the policy offers, in its order (R-DEP-01), with what each can buy (R-DEP-20)."""
    buys = {row["option"]: text_cell(row, "label") for row in values.table(CAN_BUY)}
    default = values.choice(DEFAULT_OPTION)
    return tuple(
        Offered(
            option=(option := text_cell(row, "option")),
            label=text_cell(row, "label"),
            explained=text_cell(row, "explained"),
            can_buy=buys.get(option, ""),
            counts_as_direct_payment=yes_cell(row, "counts_as_direct_payment"),
            is_default=option == default,
        )
        for row in values.table(OPTIONS)
    )


def holding(wish: Wish, values: Values) -> Holding:
    """Say how the budget will be held and what that needs.

    Where the council has a usual way, the person who has not said gets it, and another way needs the person's own
    reason: never an assumption about a group. Where all are equal, the person says.
    """
    ways = offered(values)
    default = values.choice(DEFAULT_OPTION)
    problems = tuple(_problems(wish, ways, default))
    option = wish.option or ("" if default == NO_DEFAULT else default)
    rows = [values.value(OPTIONS).row(), values.value(DEFAULT_OPTION).row()]
    if wish.option:
        rows.append(entered("What the person wishes", _label(wish.option, ways), "words", "option"))
    if wish.reason.strip():
        rows.append(entered("The person's own reason", wish.reason.strip(), "words", "reason"))
    needed, why = False, "No account is needed: the person is paid nothing."
    risk = False
    if option == DIRECT_PAYMENT:
        account = account_needed(wish.payment_pence, values, one_off=wish.one_off)
        needed, why = account.answer == "yes", account.reason
        risk = values.yes(RISK_ASSESSMENT) and needed
        rows += [*account.working, values.value(RISK_ASSESSMENT).row()]
    answer = _label(option, ways) if option and not problems else "cannot be said yet"
    rows.append(concluded("How it is held", answer, "words", "holding", rows))
    return Holding("" if problems else option, ways, needed, why, risk, problems, tuple(rows))


def _label(option: str, ways: tuple[Offered, ...]) -> str:
    return next((way.label for way in ways if way.option == option), option)


def _problems(wish: Wish, ways: tuple[Offered, ...], default: str) -> Iterator[Problem]:
    keys = [way.option for way in ways]
    if not wish.option:
        if default == NO_DEFAULT:
            yield Problem("option", f"Say how the person wishes to hold it: {', '.join(keys)}.")
    elif wish.option not in keys:
        yield Problem("option", f"{wish.option} is not offered here. Choose from {', '.join(keys)}.")
    elif default not in (NO_DEFAULT, wish.option) and not wish.reason.strip():
        yield Problem("reason", f"{_label(default, ways)} is the usual way here. Record the person's own reason.")


def account_needed(payment_pence: int, values: Values, *, one_off: bool) -> Finding:
    """Say whether a direct payment needs an account of its own (R-PAY-05).

    Where the policy asks for one for regular payments only, a single payment of any size needs none. A small regular
    sum needs none only where the policy gives the sum; it gives none by default.
    """
    small = values.value(SMALL_SUM)
    rows = [
        entered("Each payment", payment_pence, "pence", "payment_pence"),
        entered("Paid once only", yes_no(one_off), "yes or no", "one_off"),
        values.value(ACCOUNT_NEEDED).row(),
        small.row(),
    ]
    if isinstance(small.amount, int) and payment_pence <= small.amount:
        needed, reason = False, f"A payment of {format_pounds(small.amount)} or less needs no account. Keep receipts."
    elif values.choice(ACCOUNT_NEEDED) != ALWAYS and one_off:
        needed, reason = False, "A payment made once needs no account, whatever its size. Keep the receipts."
    else:
        needed, reason = True, "Direct payments go into an account, or on a card, that is used for nothing else."
    rows.append(concluded("An account is needed", yes_no(needed), "yes or no", "account_needed", rows))
    return Finding(yes_no(needed), reason, tuple(rows))


def paying_a_relative(
    relation: str, values: Values, *, same_household: bool, necessary_reason: str = "", for_management: bool = False
) -> Finding:
    """Say whether a direct payment may pay this relative (SI 2014/2871 reg 3, beside the council's own rule).

    A husband, wife or partner may be paid only where the council finds it necessary, wherever they live; another
    relative on the list, if they share the home. A council may say that no relative who lives with the person is
    normally paid. Necessary is decided apart for care, and for help with managing the payment. Raises ValueRefused
    for a relation that is not on the list, unless it is "other".
    """
    listed = {text_cell(row, "code"): row for row in values.table(FAMILY)}
    if relation not in listed and relation != "other":
        raise ValueRefused(f"{FAMILY} holds no relation {relation}. Others are called other.")
    local = values.choice(FAMILY_LIVING_WITH)
    rows = [
        entered("Lives with the person", yes_no(same_household), "yes or no", "same_household"),
        values.value(FAMILY_LIVING_WITH).row(),
    ]
    by_law = relation in listed and (same_household or not yes_cell(listed[relation], "only_same_household"))
    if relation in listed:
        row = listed[relation]
        label = f"{text_cell(row, 'label')}: only if necessary"
        rows.append(Row(label, yes_no(by_law), "yes or no", FAMILY, text_cell(row, "source"), text_cell(row, "status")))
    by_council = local != NATIONAL_RULE and same_household and relation != "other"
    if not by_law and not by_council:
        answer, reason = MAY, "They may be paid, like anybody else."
    elif necessary_reason.strip():
        purpose = "help with managing the payment" if for_management else "care"
        rows.append(entered(f"Why it is necessary for {purpose}", necessary_reason.strip(), "words", "necessary"))
        answer, reason = AS_NECESSARY, f"They may be paid for {purpose}, because the council found it necessary."
    else:
        whose = "The law" if by_law else "The council"
        answer = ONLY_IF_NECESSARY
        reason = f"{whose} allows it only where it is necessary. Record why, or choose somebody else."
    rows.append(concluded("They may be paid", answer.replace("_", " "), "words", "paying_a_relative", rows))
    return Finding(answer, reason, tuple(rows))


def factors(values: Values) -> tuple[tuple[str, str], ...]:
    """Give the code and the question of each thing thought about before a direct payment (R-DEP-12)."""
    return tuple((text_cell(row, "factor"), text_cell(row, "question")) for row in values.table(SUITABILITY))


def intervals(values: Values) -> dict[str, str]:
    """Give how often a budget may be paid, each with its label (R-PAY-04)."""
    return {text_cell(row, "interval"): text_cell(row, "label") for row in values.table(INTERVALS)}


def rhythms(values: Values) -> dict[str, str]:
    """Give every rhythm that is allowed, the council's usual one first."""
    usual = values.choice(CYCLE)
    return {usual: CYCLES[usual].capitalize(), **intervals(values)}


def instalment(pence_weekly: int, interval: str, values: Values) -> Instalment:
    """Give what one payment comes to at this rhythm (R-PAY-04): whole weeks, a twelfth of 52 weeks, or the whole year.

    A single payment is the whole year's. Raises ValueRefused for a rhythm that is not offered.
    """
    known = rhythms(values)
    if interval not in known:
        raise ValueRefused(f"{INTERVALS} does not offer {interval}. It offers {', '.join(known)}.")
    if interval == MONTHLY:
        pence = round_half_up(pence_weekly * _WEEKS_IN_A_YEAR, _MONTHS_IN_A_YEAR)
    else:
        pence = for_days(pence_weekly, _DAYS[YEARLY if interval == ONE_OFF else interval])
    key = INTERVALS if interval in intervals(values) else CYCLE
    rows = [
        entered("Each week", pence_weekly, "pence weekly", "pence_weekly"),
        from_policy(values.value(key), "How often", known[interval], "words"),
        values.value(IN_ADVANCE).row(),
    ]
    rows.append(concluded("Each payment", pence, "pence", "instalment", rows))
    return Instalment(interval, known[interval], pence, tuple(rows))


def method_labels(values: Values) -> tuple[str, ...]:
    """Give what the ways of being paid a direct payment are called (R-PAY-01)."""
    return tuple(each.label for each in methods(values))
