"""What a person has: the budget that counts today, what is left of it this month and what for, and how it is held.

Values: policy/councils
Next:   selfdirect/rules/months.py
Tests:  tests/pages/person/test_month.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from selfdirect.actions.support.line_amounts import weekly_on
from selfdirect.actions.support.policy import policy
from selfdirect.ledger import reading
from selfdirect.ledger.reading import BudgetPosition
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payment_changes import PaymentChange, pause_on
from selfdirect.records.people import Person
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, THIRD_PARTY
from selfdirect.rules.months import LineAmount, MonthLeft, left_this_month


@dataclass(frozen=True)
class Have:
    """A budget with its lines, where its money stands in the book, and the month that is under way."""

    budget: Budget
    lines: tuple[BudgetLine, ...]
    is_agreed: bool
    position: BudgetPosition
    month: MonthLeft | None
    is_over: bool
    paused: PaymentChange | None
    council_pays_more: int

    @property
    def contribution_pence(self) -> int:
        """What the person pays a week now: another contribution may count since the budget was set."""
        return self.budget.contribution_pence_weekly - self.council_pays_more

    @property
    def council_pence(self) -> int:
        """What the council pays a week now."""
        return self.budget.net_pence_weekly + self.council_pays_more


def budget_of(person: Person, on: date) -> Any:
    """The budget that counts on a day: the latest that has begun, else the next one.

    Says whether it `is_agreed`, and the number of the agreement that stands, `agreement_pk`.
    """
    agreements = Agreement.objects.filter(budget=OuterRef("pk"))
    stands = Subquery(agreements.filter(superseded_by=None).values("pk")[:1])
    known = Budget.objects.filter(person=person).annotate(is_agreed=Exists(agreements), agreement_pk=stands)
    found = list(known.order_by("-starts_on", "-pk"))
    begun = [budget for budget in found if budget.starts_on <= on]
    return begun[0] if begun else found[-1] if found else None


def have(person: Person, on: date) -> Have | None:
    """What the person has today; None before there is a budget."""
    budget = budget_of(person, on)
    if budget is None:
        return None
    lines = tuple(budget.lines.select_related("plan_line", "fund_holder").order_by("pk"))
    weekly = weekly_on(budget, lines, on)
    amounts = [LineAmount(line.plan_line.what, weekly.pence[line.pk]) for line in lines if not line.is_kept]
    is_agreed = bool(budget.is_agreed)
    return Have(
        budget=budget,
        lines=lines,
        is_agreed=is_agreed,
        position=reading.position(budget.reference),
        month=left_this_month(amounts, budget.starts_on, budget.ends_on, on) if is_agreed else None,
        is_over=budget.ends_on < on,
        paused=pause_on(budget, on) if weekly.is_paused else None,
        council_pays_more=weekly.council_pays_more,
    )


def held_words(line: BudgetLine, on: date) -> str:
    """Who looks after the money of a line, in words; nothing before the choice is made."""
    values = policy().on(on)
    named = {str(row["option"]): str(row["label"]) for row in values.table("direct_payments.options")}
    words = named.get(line.held_as, "")
    if line.held_as == THIRD_PARTY and line.fund_holder:
        return f"{line.fund_holder.name} looks after the money"
    if line.held_as == DIRECT_PAYMENT and line.paid_by:
        paid = {str(row["method"]): str(row["label"]) for row in values.table("direct_payments.methods")}
        return f"{words}: {paid.get(line.paid_by, line.paid_by).lower()}"
    return words


def how_held(lines: Sequence[BudgetLine], on: date) -> list[tuple[str, str]]:
    """Each line that somebody holds, and who looks after its money."""
    return [(line.plan_line.what, held_words(line, on)) for line in lines if line.held_as]
