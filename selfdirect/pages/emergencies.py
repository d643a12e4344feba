"""Money kept for emergencies as pages show it: each line, who may use it, and whether it is in use.

Next:   selfdirect/actions/contingency.py
Tests:  tests/pages/test_emergencies.py
"""

from collections.abc import Iterable
from dataclasses import dataclass

from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.contingency import ContingencyStart
from selfdirect.records.plans import Purpose
from selfdirect.rules.money import format_pounds


@dataclass(frozen=True)
class Kept:
    """One line kept for emergencies. `uses` are the latest first; the first may still be open."""

    pk: int
    what: str
    amount: str
    who_may_use: str
    uses: tuple[ContingencyStart, ...]

    @property
    def in_use(self) -> ContingencyStart | None:
        """The use that is not over yet."""
        return next((use for use in self.uses if not hasattr(use, "end")), None)


def kept_of(lines: Iterable[BudgetLine]) -> list[Kept]:
    """Give the lines kept for emergencies. One question to the database where there are any."""
    own = [line for line in lines if line.purpose == Purpose.CONTINGENCY]
    starts = ContingencyStart.objects.filter(budget_line__in=own).select_related("by", "end", "end__by")
    found = list(starts.order_by("-pk")) if own else []
    return [
        Kept(
            line.pk,
            line.plan_line.what,
            _amount(line),
            line.plan_line.who_may_use,
            tuple(use for use in found if use.budget_line_id == line.pk),
        )
        for line in own
    ]


def _amount(line: BudgetLine) -> str:
    once = [f"{format_pounds(line.pence_once)} once"] if line.pence_once else []
    weekly = [f"{format_pounds(line.pence_weekly)} a week"] if line.pence_weekly else []
    return " and ".join([*weekly, *once])


class StartForm(Form):
    """Why the money is needed now."""

    reason = LongText("What has happened?", empty="Say what has happened", most=1000, rows=4)


class EndForm(Form):
    """What the money was used for."""

    what_happened = LongText(
        "What was the money used for?",
        empty="Say what the money was used for, or that it was not used",
        most=1000,
        rows=4,
    )
