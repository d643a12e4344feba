"""A proposed allocation beside the support there is now: the difference, and whether the budget buys less than before.

Next:   selfdirect/rules/determination_amounts.py
Tests:  tests/rules/test_comparing_support.py
"""

from dataclasses import dataclass
from typing import Final

from selfdirect.rules.findings import concluded, entered
from selfdirect.rules.money import format_pounds
from selfdirect.rules.working import Working

WEEKLY: Final = "pence weekly"

SAME: Final = "same"
MORE: Final = "more"
LESS: Final = "less"
NO_SUPPORT_NOW: Final = "no_support_now"
NOT_KNOWN: Final = "not_known"


@dataclass(frozen=True)
class Comparison:
    """How an amount compares with present support: `answer`, by how much, in words, and the working.

    `difference_pence_weekly` is the amount less present support; None where that is not known.
    """

    answer: str
    difference_pence_weekly: int | None
    words: str
    working: Working

    @property
    def is_disparity(self) -> bool:
        """Whether present support and the amount differ, which may send the decision to a panel (R-RAS-16)."""
        return self.answer in (MORE, LESS)


@dataclass(frozen=True)
class Shortfall:
    """How much less a budget is than what the same support cost before, each week; nothing where it is enough."""

    pence_weekly: int
    words: str
    working: Working


def with_present(pence_weekly: int, present_pence_weekly: int | None) -> Comparison:
    """Compare a proposed allocation with what present support costs each week (R-RAS-16).

    `present_pence_weekly` is None where nobody knows, 0 where there is no support now: then nothing could differ.
    """
    if present_pence_weekly is None:
        return Comparison(NOT_KNOWN, None, "What present support costs is not known.", ())
    rows: Working = (entered("Present support", present_pence_weekly, WEEKLY, "present_pence_weekly"),)
    by = pence_weekly - present_pence_weekly
    if present_pence_weekly == 0:
        return Comparison(NO_SUPPORT_NOW, by, "There is no support now to compare it with.", rows)
    rows = (*rows, entered("Proposed", pence_weekly, WEEKLY, "proposed"))
    rows = (*rows, concluded("Difference from present support", by, WEEKLY, "difference_from_present", rows))
    if by == 0:
        return Comparison(SAME, 0, "It is the same as present support costs.", rows)
    word = MORE if by > 0 else LESS
    said = f"It is {format_pounds(abs(by))} a week {word} than present support, which costs "
    return Comparison(word, by, f"{said}{format_pounds(present_pence_weekly)}.", rows)


def shortfall(budget_pence_weekly: int, prior_pence_weekly: int | None) -> Shortfall | None:
    """Say how much less the budget is than what support cost before (R-RAS-17); None where that is not known."""
    if prior_pence_weekly is None:
        return None
    rows: Working = (
        entered("What support cost before", prior_pence_weekly, WEEKLY, "prior_pence_weekly"),
        entered("Personal budget, gross", budget_pence_weekly, WEEKLY, "gross"),
    )
    short = max(prior_pence_weekly - budget_pence_weekly, 0)
    rows = (*rows, concluded("Shortfall against support before", short, WEEKLY, "shortfall", rows))
    if not short:
        return Shortfall(0, "The budget is enough for what support cost before.", rows)
    words = f"The budget is {format_pounds(short)} a week short of what support cost before."
    return Shortfall(short, words, rows)
