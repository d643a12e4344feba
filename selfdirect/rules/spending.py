"""What a budget may be spent on: one flexible sum, or tied to the parts of life whose points made it (R-RAS-08).

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/determination_amounts.py
Tests:  tests/rules/test_spending.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from selfdirect.rules.allocation import RISK_DOMAIN, AllocationBasis, points_table, scored_by_questionnaire
from selfdirect.rules.allocation_formulas import (
    COSTS,
    POINTS_BY_PRICE,
    PROFESSIONAL_COSTING,
    UNITS,
    WEEKLY,
)
from selfdirect.rules.assessments import NO_SUPPORT, OUTCOMES
from selfdirect.rules.charging_lines import outside_the_indicative_budget
from selfdirect.rules.findings import concluded
from selfdirect.rules.money import format_pounds, share_out
from selfdirect.rules.questionnaires import questionnaire, reached_answers, scores, several
from selfdirect.rules.values import ValueRefused, Values, text_cell, whole_cell
from selfdirect.rules.working import Working

# The policy value read here, and the named choices.
SPENDING_RULE: Final = "allocation.spending"
ONE_FLEXIBLE_SUM: Final = "one_flexible_sum"
TIED_TO_DOMAINS: Final = "tied_to_domains"
SPENDING: Final = (ONE_FLEXIBLE_SUM, TIED_TO_DOMAINS)


@dataclass(frozen=True)
class Spending:
    """Which rule was used, what it says, and the share of each part: none where the budget is one sum."""

    choice: str
    words: str
    shares: Mapping[str, int]
    working: Working


def spending(method: str, basis: AllocationBasis, pence_weekly: int, values: Values) -> Spending:
    """Say what a budget may be spent on. Shares are whole pence that add up to it, in proportion to what made it.

    Raises ValueRefused for a choice that the program does not have.
    """
    choice = values.choice(SPENDING_RULE)
    if choice not in SPENDING:
        raise ValueRefused(f"{SPENDING_RULE} is {choice}. It must be one of {', '.join(SPENDING)}.")
    rule = values.value(SPENDING_RULE).row()
    if choice == ONE_FLEXIBLE_SUM:
        words = "It is one sum. It may be spent on anything that meets the outcomes in the plan."
        return Spending(choice, words, {}, (rule,))
    made = {label: weight for label, weight in made_by(method, basis, values).items() if weight}
    shares = dict(zip(made, share_out(pence_weekly, tuple(made.values())), strict=True)) if made else {}
    rows = [
        concluded(f"To spend on: {label}", pence, WEEKLY, "spending_share", (rule,)) for label, pence in shares.items()
    ]
    said = "; ".join(f"{label} {format_pounds(pence)}" for label, pence in shares.items())
    words = f"Each part is for what gave its points. Each week: {said or 'nothing'}."
    return Spending(choice, words, shares, (rule, *rows))


def made_by(method: str, basis: AllocationBasis, values: Values) -> dict[str, int]:
    """Give what each part of life added to the budget: points, or the cost of units or services, by label."""
    if method != POINTS_BY_PRICE:
        return _by_count(method, basis, values)
    file = scored_by_questionnaire(values, basis)
    if file:
        return _by_section(file, basis, values)
    table = points_table(values)
    return {
        label: table.get((outcome, level), 0)
        for outcome, label in OUTCOMES.items()
        if (level := basis.needs.get(outcome, NO_SUPPORT)) != NO_SUPPORT
    }


def _by_section(file: str, basis: AllocationBasis, values: Values) -> dict[str, int]:
    asked = questionnaire(values, file)
    reached = reached_answers(asked, basis.answers)
    risk = basis.is_carer or values.yes(RISK_DOMAIN)
    found: dict[str, int] = {}
    for section in asked.sections:
        points = [
            possible.points
            for question in section.questions
            if question.question in reached and scores(question, count_risk=risk)
            for possible in question.answers
            if possible.answer in several(reached[question.question])
        ]
        found[section.label] = sum(points)
    return found


def _by_count(method: str, basis: AllocationBasis, values: Values) -> dict[str, int]:
    costed = method == PROFESSIONAL_COSTING
    key, code, counts = (COSTS, "service", basis.services) if costed else (UNITS, "unit", basis.units)
    return {
        text_cell(row, "label"): counts.get(text_cell(row, code), 0) * whole_cell(row, "pence")
        for row in values.table(key)
        if not (costed and outside_the_indicative_budget(text_cell(row, code), values))
    }
