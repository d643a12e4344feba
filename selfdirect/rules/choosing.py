"""The ways to hold a budget beside each other for one person: what each means, what its help costs, what it can buy.

Values: policy/councils
Next:   selfdirect/rules/direct_payments.py
Tests:  tests/rules/test_choosing.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.direct_payments import COUNCIL_MANAGED, DIRECT_PAYMENT, MIXED, MIXED_ALLOWED, OptionFacts, compare
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.holding import CAN_BUY, offered
from selfdirect.rules.money import format_pounds, round_half_up
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values, text_cell, whole_cell, yes_cell

# Policy values read here, besides those of direct_payments.py and holding.py.
FEES: Final = "support.fees"
ORGANISATIONS: Final = "support.organisations"
ADVOCACY: Final = "support.advocacy"

UNSURE: Final = "unsure"
NOT_SURE_YET: Final = "Not sure yet"
DIFFERENT_WAYS: Final = "Different ways for different parts"

_MONTHS_IN_A_YEAR: Final = 12
_WEEKS_IN_A_YEAR: Final = 52

# The kinds of body that may hold a budget for somebody (R-DEP-17).
HOLDER_KINDS: Final = {
    "support_organisation": "Support organisation",
    "care_provider": "Care provider",
    "independent_body": "Independent body",
    "extra_care_landlord": "Landlord of extra-care housing",
}


@dataclass(frozen=True)
class Wanted:
    """One thing in the person's plan. `provider` is "" when nobody is named, and `has_contract` is about them."""

    what: str
    pence_weekly: int = 0
    pence_once: int = 0
    provider: str = ""
    has_contract: bool = False

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        weekly = [f"{format_pounds(self.pence_weekly)} a week"] if self.pence_weekly else []
        once = [f"{format_pounds(self.pence_once)} once"] if self.pence_once else []
        return " and ".join([*weekly, *once])


@dataclass(frozen=True)
class Fee:
    """What one level of help costs, each month and each week."""

    label: str
    pence_monthly: int

    @property
    def pence_weekly(self) -> int:
        """A twelfth of a year's fee, spread over 52 weeks."""
        return round_half_up(self.pence_monthly * _MONTHS_IN_A_YEAR, _WEEKS_IN_A_YEAR)

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        if not self.pence_monthly:
            return "nothing"
        return f"{format_pounds(self.pence_monthly)} a month, which is {format_pounds(self.pence_weekly)} a week"


@dataclass(frozen=True)
class Bought:
    """Whether one thing in the plan can be bought in one way, and why not."""

    what: str
    may: bool
    why_not: str = ""


@dataclass(frozen=True)
class Way:
    """One way to hold the budget, for one person (R-DEP-03)."""

    facts: OptionFacts
    explained: str
    can_buy: str
    contracted_only: bool
    is_usual: bool
    counts_as_direct_payment: bool
    fees: tuple[Fee, ...]
    money: str
    bought: tuple[Bought, ...]

    @property
    def not_bought(self) -> tuple[Bought, ...]:
        """What is in the plan and cannot be bought in this way."""
        return tuple(one for one in self.bought if not one.may)


def ways_for(wanted: Sequence[Wanted], values: Values, *, pence_weekly: int | None = None) -> tuple[Way, ...]:
    """Give every way that the policy offers, for this plan, in the policy's order (R-DEP-03, R-DEP-20).

    `pence_weekly` is what the council pays each week; None while nobody knows.
    """
    facts = {one.option: one for one in compare(values)}
    only = {text_cell(row, "option"): yes_cell(row, "contracted_only") for row in values.table(CAN_BUY)}
    return tuple(
        Way(
            facts=facts[one.option],
            explained=one.explained,
            can_buy=one.can_buy,
            contracted_only=only[one.option],
            is_usual=one.is_default,
            counts_as_direct_payment=one.counts_as_direct_payment,
            fees=fees_for(one.option, values),
            money=_money(one.option, pence_weekly),
            bought=tuple(may_buy(each, contracted_only=only[one.option]) for each in wanted),
        )
        for one in offered(values)
    )


def may_buy(wanted: Wanted, *, contracted_only: bool) -> Bought:
    """Say whether this can be bought. Where only contracts count, nobody named yet is no hindrance: one is found."""
    if contracted_only and wanted.provider and not wanted.has_contract:
        why = f"We have no contract with {wanted.provider}. Another provider, or another way to hold it, would do."
        return Bought(wanted.what, False, why)
    return Bought(wanted.what, True)


def contracted_only(values: Values) -> frozenset[str]:
    """Give the ways that buy only from providers with a contract (R-DEP-20)."""
    return frozenset(text_cell(row, "option") for row in values.table(CAN_BUY) if yes_cell(row, "contracted_only"))


def fees_for(option: str, values: Values) -> tuple[Fee, ...]:
    """Give what help costs with this way, level by level, in the policy's order."""
    rows = table_or_none(values, FEES)
    return tuple(
        Fee(text_cell(row, "label"), whole_cell(row, "pence_monthly")) for row in rows if row["option"] == option
    )


def _money(option: str, pence_weekly: int | None) -> str:
    if pence_weekly is None:
        return ""
    amount = f"{format_pounds(pence_weekly)} a week"
    if option == COUNCIL_MANAGED:
        return f"We keep {amount} for you."
    return f"{amount} is paid to you." if option == DIRECT_PAYMENT else f"{amount} is paid to whoever holds it for you."


def helpers(values: Values) -> tuple[tuple[str, str, str], ...]:
    """Give who helps people to hold a budget: name, what they do, and for whom."""
    rows = table_or_none(values, ORGANISATIONS)
    return tuple((text_cell(row, "label"), text_cell(row, "tasks"), text_cell(row, "groups")) for row in rows)


def advocates(values: Values) -> tuple[str, ...]:
    """Give who can speak for somebody (R-DEP-16)."""
    return tuple(text_cell(row, "label") for row in table_or_none(values, ADVOCACY))


def wishes(values: Values) -> dict[str, str]:
    """Give what somebody may wish for while the plan is written, each with its words: also that they are not sure."""
    found = {one.option: one.label for one in offered(values)}
    mixed = {MIXED: DIFFERENT_WAYS} if values.yes(MIXED_ALLOWED) and len(found) > 1 else {}
    return {**found, **mixed, UNSURE: NOT_SURE_YET}


def usual_way(values: Values) -> str:
    """Give what the council's usual way is called; "" where all ways are equal (R-DEP-06)."""
    return next((one.label for one in offered(values) if one.is_default), "")


def check_reason(own_reason: str, held: Iterable[str], values: Values) -> tuple[Problem, ...]:
    """Say what is missing from the reason (R-DEP-06). It is always the person's own; a council's usual way says so."""
    if own_reason.strip():
        return ()
    usual = next((one for one in offered(values) if one.is_default), None)
    if usual is None or set(held) <= {usual.option}:
        return (Problem("own_reason", "Write why, in the person's own words"),)
    words = f"{usual.label} is the usual way here. Write why the person wants another, in their own words"
    return (Problem("own_reason", words),)


def check_wish(option: str, own_reason: str, values: Values) -> tuple[Problem, ...]:
    """Say what is missing from a first wish: nothing has to be said by somebody who is not sure yet (R-DEP-05)."""
    if option not in wishes(values):
        return (Problem("option", "Choose what the person would like"),)
    return () if option == UNSURE else check_reason(own_reason, [option], values)


def explores_direct_payment(option: str) -> bool:
    """Whether somebody who wishes this wants to explore a direct payment (R-DEP-14)."""
    return option in (DIRECT_PAYMENT, MIXED)


QUESTIONS: Final = {
    "choice": "How much choice do you have over who supports you, when and how?",
    "control": "How much do you feel in control of your daily life?",
    "satisfaction": "How happy are you with the way your budget is held?",
}
"""What is asked of everybody about the way their budget is held (R-DEP-23)."""

ANSWERS: Final = {5: "A lot", 4: "Quite a lot", 3: "Some", 2: "A little", 1: "Not at all"}
GOOD: Final = 4
"""An answer this high, or higher, counts as good."""
