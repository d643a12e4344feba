"""Money taken off for an unpaid carer's help, given back when the help stops: by date, with nothing assessed again.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/allocation.py
Tests:  tests/rules/test_carer_help.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from selfdirect.rules.allocation import Indicative
from selfdirect.rules.allocation_formulas import HARD, WEEKLY, ceiling_for, ceiling_row
from selfdirect.rules.calendar import format_date
from selfdirect.rules.findings import concluded, entered
from selfdirect.rules.money import format_pounds, share
from selfdirect.rules.values import Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working

ALL_OF_IT: Final = 100


@dataclass(frozen=True)
class Restored:
    """A budget with money given back, from a day on. The points are as they were (R-RAS-07)."""

    from_on: date
    points: int | None
    given_back_pence_weekly: int
    still_off_pence_weekly: int
    pence_weekly: int
    words: str
    working: Working


def restore_carer_adjustment(
    found: Indicative, percent: int, from_on: date, values: Values, client_group: str
) -> Restored:
    """Give back this share of what a carer's help took off, from this day: all of it is 100.

    The budget is kept to the same ceiling as before. Raises ValueError for a share below 0 or above 100.
    """
    if not 0 <= percent <= ALL_OF_IT:
        raise ValueError(f"The share given back is from 0 to 100 percent, not {percent}.")
    off = found.before_carer_pence_weekly - found.before_ceiling_pence_weekly
    back = share(off, percent * 100)
    with_help = found.working[-1]
    rows: list[Row] = [
        concluded("Budget with the carer's help", found.pence_weekly, WEEKLY, "indicative_budget", (with_help,)),
        concluded("Taken off for the carer's help", off, WEEKLY, "carer_taken_off", (with_help,)),
        entered("Share given back", percent, "percent", "share_given_back"),
        entered("First day", from_on.isoformat(), "date", "from_on"),
    ]
    rows.append(concluded("Given back", back, WEEKLY, "given_back", rows))
    weekly = found.before_ceiling_pence_weekly + back
    ceiling = ceiling_for(values, client_group)
    if ceiling is not None and text_cell(ceiling, "kind") == HARD:
        weekly = min(weekly, whole_cell(ceiling, "highest_pence_weekly"))
        rows.append(ceiling_row(values, ceiling))
    rows.append(concluded("Budget from that day", weekly, WEEKLY, "restored_budget", rows))
    words = f"From {format_date(from_on)} the budget is {format_pounds(weekly)} a week. The points stay as they were."
    return Restored(from_on, found.points, back, off - back, weekly, words, tuple(rows))
