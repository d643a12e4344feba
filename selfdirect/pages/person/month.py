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
from selfdirect.records.crisis_fund import CrisisDraw
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.holdings import holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.payment_changes import PaymentChange, pause_on
from selfdirect.records.people import Person
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, THIRD_PARTY
from selfdirect.rules.holdings import Holding
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

    Says whether it `is_agreed`, the number of the agreement that stands, `agreement_pk`, and whether the fund for
    crises was ever asked for it, `fund_asked`.
    """
    agreements = Agreement.objects.filter(budget=OuterRef("pk"))
    draws = CrisisDraw.objects.filter(budget=OuterRef("pk"))
    stands = Subquery(agreements.filter(superseded_by=None).values("pk")[:1])
    known = Budget.objects.filter(person=person).annotate(
        is_agreed=Exists(agreements), agreement_pk=stands, fund_asked=Exists(draws)
    )
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


def held_words(line: BudgetLine, held: Holding, on: date) -> str:
    """Who looks after the money of a line that is held this way, in words; nothing before the choice is made."""
    values = policy().on(on)
    named = {str(row["option"]): str(row["label"]) for row in values.table("direct_payments.options")}
    words = named.get(held.held_as, "")
    if held.held_as == THIRD_PARTY and held.fund_holder:
        return f"{_holder_of(line, held).name} looks after the money"
    if held.held_as == DIRECT_PAYMENT and held.paid_by:
        paid = {str(row["method"]): str(row["label"]) for row in values.table("direct_payments.methods")}
        return f"{words}: {paid.get(held.paid_by, held.paid_by).lower()}"
    return words


def _holder_of(line: BudgetLine, held: Holding) -> Provider:
    first = line.fund_holder
    return first if first and first.pk == held.fund_holder else Provider.objects.get(pk=held.fund_holder)


@dataclass(frozen=True)
class HowHeld:
    """How each part of a budget is held on a day, in words, and whether somebody else holds any of it."""

    rows: tuple[tuple[str, str], ...]
    by_others: bool


def how_held(lines: Sequence[BudgetLine], on: date) -> HowHeld:
    """Each line that somebody holds, and who looks after its money on this day."""
    now = holdings_on(lines, on)
    chosen = [line for line in lines if line.held_as]
    rows = tuple((line.plan_line.what, held_words(line, now[line.pk], on)) for line in chosen)
    return HowHeld(rows, any(now[line.pk].held_as == THIRD_PARTY for line in chosen))
