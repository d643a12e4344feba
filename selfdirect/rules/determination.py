"""One person's circumstances in, every figure and decision out, section by section, each with its working.

Next:   selfdirect/rules/determination_needs.py, selfdirect/rules/determination_money.py
Tests:  tests/rules/test_determination.py
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused
from selfdirect.rules.determination_amounts import with_the_amount, with_the_shortfall
from selfdirect.rules.determination_checks import check_circumstances
from selfdirect.rules.determination_holding import (
    DECISION,
    HOLDING,
    MONITORING,
    REVIEWS,
    SURPLUS,
    decides,
    held,
    kept,
    monitored,
    reviewed,
    timed,
)
from selfdirect.rules.determination_money import BUDGET, CONTRIBUTION, PLANNING, at_planning, budget, pays
from selfdirect.rules.determination_needs import INDICATIVE, eligible, indicative
from selfdirect.rules.sections import NOT_REACHED, Section, needing, not_reached, resting_on
from selfdirect.rules.values import Values
from selfdirect.rules.working import worst

_MONEY = (INDICATIVE, CONTRIBUTION, PLANNING, BUDGET, DECISION, HOLDING, MONITORING, SURPLUS, REVIEWS)

# Rows that hold a figure which an earlier section worked out.
_CARRIED = frozenset(
    {
        "indicative_budget",
        "contribution",
        "amount",
        "direct_payment",
        "payment_pence",
        "pence_weekly",
        "cost_pence_weekly",
        "proposed",
        "gross",
    }
)


@dataclass(frozen=True)
class Determination:
    """Everything that one policy says of one person on one day, and the fingerprint of that policy."""

    on: date
    fingerprint: str
    sections: tuple[Section, ...]
    keys_used: tuple[str, ...]

    def section(self, code: str) -> Section:
        """Give one section by its code."""
        return next(section for section in self.sections if section.code == code)


def determine(circumstances: Circumstances, values: Values, holidays: AbstractSet[date]) -> Determination:
    """Say everything that the policy says of this person; nothing is guessed, and what is missing is named.

    Raises CircumstancesRefused when something that was given cannot be right.
    """
    problems = check_circumstances(circumstances, values)
    if problems:
        raise CircumstancesRefused(problems)
    first, follows = eligible(circumstances, values)
    sections = [first, *(_no_budget(first) if follows is False else _budget(circumstances, values))]
    sections.append(timed(circumstances, values, holidays))
    keys = tuple(dict.fromkeys(key for section in sections for key in section.keys_used(values)))
    return Determination(values.on, values.fingerprint, tuple(sections), keys)


def _no_budget(first: Section) -> list[Section]:
    why = f"There is no personal budget here: {first.answer[0].lower()}{first.answer[1:]}"
    if first.figures.get("eligible"):
        why = "There is no personal budget here: carers' support is arranged in other ways."
    return [not_reached(code, title, why) for code, title in _MONEY]


def _budget(circumstances: Circumstances, values: Values) -> list[Section]:
    allocated, amount = indicative(circumstances, values)
    if allocated.status == NOT_REACHED:
        return [not_reached(code, title, allocated.answer) for code, title in _MONEY]
    charge, found = pays(circumstances, values)
    if amount is None or found is None:
        return [allocated, charge, *_waiting(circumstances, values, allocated.needs + charge.needs)]
    weekly = amount.pence_weekly
    planning, paid = at_planning(circumstances, weekly, found, values)
    figures, three = budget(circumstances, weekly, paid, found, values)
    figures = with_the_shortfall(figures, three.gross_pence_weekly, circumstances)
    allocated = with_the_amount(allocated, amount, circumstances, values)
    way, holding = held(circumstances, three, values)
    review, reviews = reviewed(circumstances, holding, values)
    status = worst((amount.working[-1].status, found.working[-1].status))
    return [
        allocated,
        charge,
        resting_on(planning, _CARRIED, status),
        resting_on(figures, _CARRIED, status),
        resting_on(decides(circumstances, weekly, three, values, exception=amount.exception_needed), _CARRIED, status),
        resting_on(way, _CARRIED, status),
        resting_on(monitored(circumstances, holding, three, reviews, values), _CARRIED, status),
        kept(circumstances, holding, values),
        review,
    ]


def _waiting(circumstances: Circumstances, values: Values, missing: tuple[str, ...]) -> list[Section]:
    """Give the sections that rest on figures which cannot be said yet; the dates of reviews do not."""
    rest = (PLANNING, BUDGET, DECISION, HOLDING, MONITORING, SURPLUS)
    return [*(needing(code, title, missing) for code, title in rest), reviewed(circumstances, None, values)[0]]
