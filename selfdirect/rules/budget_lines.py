"""How the person's contribution falls on the lines of a budget, to the penny.

A council takes the contribution off either before the plan is drafted, so that the plan is what the council
pays for, or after it, so that the plan is the whole cost. Either way it comes off once, and only where a
charge may be made.

Values: policy/councils
Next:   selfdirect/rules/budgets.py
Tests:  tests/rules/test_budget_lines.py
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from selfdirect.rules.budgets import SECTION_26, WEEKLY, FinalBudget
from selfdirect.rules.charging_payable import payable
from selfdirect.rules.money import share_out
from selfdirect.rules.values import Values
from selfdirect.rules.working import WORKED_OUT, Row

# The policy value read here: the choice at_planning or after_plan.
SUBTRACTED: Final = "charging.contribution_subtracted"
AT_PLANNING: Final = "at_planning"


@dataclass(frozen=True)
class LineCost:
    """What one line costs in a week, without what the NHS pays, and whether the person may be charged for it."""

    pence_weekly: int
    is_chargeable: bool


def most_to_pay(lines: Sequence[LineCost], contribution_pence_weekly: int | None, values: Values | None = None) -> int:
    """The contribution that these lines can carry; None is somebody who pays the full cost.

    With `values`, as the council sets a contribution: a share of the chargeable lines may be less (R-FIN-03).
    """
    chargeable = sum(line.pence_weekly for line in lines if line.is_chargeable)
    if values is not None:
        return payable(contribution_pence_weekly, chargeable, values).pence_weekly
    return chargeable if contribution_pence_weekly is None else min(chargeable, contribution_pence_weekly)


def net_lines(lines: Sequence[LineCost], contribution_pence_weekly: int) -> tuple[int, ...]:
    """What the council pays of each line: the contribution is shared over what is charged for, and adds up exactly.

    Raises ValueError for more than the lines can carry.
    """
    if contribution_pence_weekly > most_to_pay(lines, None):
        raise ValueError("The contribution is more than the lines that are charged for.")
    shares = share_out(contribution_pence_weekly, [line.pence_weekly if line.is_chargeable else 0 for line in lines])
    return tuple(line.pence_weekly - share for line, share in zip(lines, shares, strict=True))


def contribution_taken_off_before(budget: FinalBudget, contribution_pence_weekly: int) -> FinalBudget:
    """A budget whose plan was drafted with what was left after the contribution.

    `budget` is the plan with no contribution: all of it is what the council pays. Meeting the needs costs the plan and
    the contribution together (Care Act 2014 s.26).
    """
    council = budget.council_pays_pence_weekly
    whole = council + contribution_pence_weekly
    changed = {
        "meeting_needs": Row("Cost of meeting the needs", whole, WEEKLY, "meeting_needs", SECTION_26, WORKED_OUT),
        "adult_pays": Row(
            "What the person pays", contribution_pence_weekly, WEEKLY, "adult_pays", SECTION_26, WORKED_OUT
        ),
    }
    off = Row(
        "The contribution, taken off before the plan was written",
        contribution_pence_weekly,
        WEEKLY,
        SUBTRACTED,
        "The worksheet of the planning conversation",
        WORKED_OUT,
    )
    rows = [changed.get(row.rule, row) for row in budget.working]
    place = next(place for place, row in enumerate(rows) if row.rule == "meeting_needs")
    indicative = council - budget.difference_from_indicative_pence_weekly
    return replace(
        budget,
        gross_pence_weekly=whole + budget.nhs_pence_weekly,
        contribution_pence_weekly=contribution_pence_weekly,
        net_pence_weekly=council,
        paid_pence_weekly=council,
        meeting_needs_pence_weekly=whole,
        adult_pays_pence_weekly=contribution_pence_weekly,
        council_pays_pence_weekly=council,
        difference_from_indicative_pence_weekly=whole - indicative,
        working=(*rows[:place], off, *rows[place:]),
    )
