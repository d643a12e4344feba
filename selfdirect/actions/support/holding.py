"""Checking a choice of how a budget is held, line by line, and writing it on the lines.

Values: policy/councils
Next:   selfdirect/rules/direct_payments.py
Tests:  tests/actions/support/test_holding.py
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selfdirect.actions.action import Refused
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import HoldingConversation, SuitabilityRecord
from selfdirect.records.market import Provider
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, MIXED_ALLOWED, THIRD_PARTY, methods, options
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

Choices = Mapping[str, Mapping[str, Any]]


def check_choice(
    budget: Budget, by_line: Choices, own_reason: str, chosen_by_name: str, conflict_note: str, values: Values
) -> None:
    """Raise Refused with everything that is still missing from the choice."""
    lines = holdable_lines(budget)
    held = {str(given.get("held_as", "")) for given in by_line.values()}
    problems = [problem for line in lines for problem in _line_problems(line, by_line, values)]
    if len(held) > 1 and not values.yes(MIXED_ALLOWED):
        problems.append(Problem("by_line", "Choose one way for the whole budget: the policy does not allow a mix"))
    if not own_reason.strip():
        problems.append(Problem("own_reason", "Write why, in the person's own words"))
    if not chosen_by_name.strip():
        problems.append(Problem("chosen_by_name", "Write who made the choice"))
    if not HoldingConversation.objects.filter(person=budget.person_id).exists():
        problems.append(Problem("conversation", "Talk about the ways to hold the budget, and record it, first"))
    if DIRECT_PAYMENT in held:
        problems += _suitability_problems(budget)
    problems += _conflict_problems(lines, by_line, conflict_note)
    if problems:
        raise Refused(problems)


def write_on_lines(budget: Budget, by_line: Choices) -> list[BudgetLine]:
    """Write the choice on the lines of the budget, and give them back."""
    lines = holdable_lines(budget)
    for line in lines:
        given = by_line[str(line.pk)]
        line.held_as = str(given["held_as"])
        line.paid_by = str(given.get("paid_by", "")) if line.held_as == DIRECT_PAYMENT else ""
        line.fund_holder_id = given.get("fund_holder") if line.held_as == THIRD_PARTY else None
    BudgetLine.objects.bulk_update(lines, ["held_as", "paid_by", "fund_holder"])
    return lines


def _line_problems(line: BudgetLine, by_line: Choices, values: Values) -> Iterator[Problem]:
    given = by_line.get(str(line.pk), {})
    held_as, field = str(given.get("held_as", "")), f"line_{line.pk}"
    what = line.plan_line.what
    if held_as not in {option.key for option in options(values)}:
        yield Problem(field, f"Choose how the money for {what} is held")
    if held_as == DIRECT_PAYMENT and given.get("paid_by") not in {method.key for method in methods(values)}:
        yield Problem(f"{field}_paid_by", f"Choose how the money for {what} is paid to you")
    if held_as == THIRD_PARTY:
        holder = Provider.objects.filter(pk=given.get("fund_holder") or 0, may_hold_funds=True).first()
        if holder is None:
            yield Problem(f"{field}_fund_holder", f"Choose who holds the money for {what}")


def _suitability_problems(budget: Budget) -> Iterator[Problem]:
    record = SuitabilityRecord.objects.filter(budget=budget).order_by("-pk").first()
    if record is None:
        yield Problem("suitability", "Look at whether a direct payment suits, and record it, first")
    elif not record.is_suitable:
        yield Problem("suitability", "A direct payment was found not to suit. Choose another way, or look at it again")
    elif not (record.consents if record.has_capacity else record.representative_name and record.authority):
        yield Problem("suitability", "Record that the person agrees to a direct payment, or who may agree for them")


def _conflict_problems(lines: Sequence[BudgetLine], by_line: Choices, note: str) -> Iterator[Problem]:
    """Somebody who both holds the money and gives the care has a conflict, which is written down (R-DEP-17)."""
    holders = {
        by_line.get(str(line.pk), {}).get("fund_holder")
        for line in lines
        if by_line.get(str(line.pk), {}).get("held_as") == THIRD_PARTY
    }
    conflicted = Provider.objects.filter(pk__in=[holder for holder in holders if holder], gives_care=True).first()
    if conflicted and not note.strip():
        words = f"{conflicted.name} also gives care. Write how the conflict of interest is dealt with"
        yield Problem("conflict_note", words)
