"""Whom the end of a provider or of its contract concerns: orders, budgets it holds, budgets it gives support from.

Next:   selfdirect/actions/market.py
Tests:  tests/actions/support/test_provider_ends.py
"""

from datetime import date

from django.db.models import Q

from selfdirect.actions.support.steps import close_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.holdings import AdvanceInstruction, LineHolding, changes_of, instruction_for
from selfdirect.records.market import KeepAnswer, Provider, ProviderClosing
from selfdirect.records.orders import Order
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.holdings import ONE_DAY, Holding, holding_on

SWITCH = "provider_switch"


def orders_after(provider: Provider, last_on: date) -> list[Order]:
    """Every order with a provider that was not refused or taken back and goes on after a day, oldest first."""
    found = Order.objects.filter(provider=provider, ends_on__gt=last_on).with_rows().order_by("pk")
    return [one for one in found.select_related("budget_line__budget__person") if _goes_on(one, last_on)]


def _goes_on(order: Order, last_on: date) -> bool:
    return not order.never_happens and order.last_on > last_on


def held_after(budget: Budget, last_on: date) -> list[tuple[BudgetLine, Holding]]:
    """Each way in which each line of a budget is held, or is to be held, after a day."""
    lines = {line.pk: line for line in budget.lines.select_related("plan_line")}
    first, found = max(last_on + ONE_DAY, budget.starts_on), []
    for pk, changes in changes_of(lines.values()).items():
        if not changes:
            found.append((lines[pk], lines[pk].chosen))
            continue
        days = {max(first, changes[0].from_on), *(one.from_on for one in changes if one.from_on > first)}
        found += [(lines[pk], holding_on(changes, day)) for day in sorted(days)]
    return found


def is_held_after(budget: Budget, provider: Provider, last_on: date) -> bool:
    """Whether a provider holds, is to hold, or is named in advance to hold, any of a budget after a day."""
    instruction = instruction_for(budget)
    if instruction is not None and instruction.fund_holder_id == provider.pk:
        return True
    return any(holding.fund_holder == provider.pk for _, holding in held_after(budget, last_on))


def budgets_held_after(provider: Provider, last_on: date) -> list[Budget]:
    """Every budget that a provider holds, or that a switch or a wish in advance gives it, after a day."""
    lines = LineHolding.objects.filter(fund_holder=provider).values("line__budget")
    wishes = AdvanceInstruction.objects.filter(fund_holder=provider).values("budget")
    concerned = Q(pk__in=lines) | Q(pk__in=wishes) | Q(lines__fund_holder=provider)
    found = Budget.objects.filter(concerned, ends_on__gt=last_on).select_related("person").distinct().order_by("pk")
    return [budget for budget in found if is_held_after(budget, provider, last_on)]


def budgets_supported_after(provider: Provider, last_on: date) -> list[Budget]:
    """Every budget with support from a provider after a day, on a line that is no direct payment yet."""
    ordered = {one.budget_line_id for one in orders_after(provider, last_on)}
    lines = Q(lines__plan_line__provider=provider) | Q(lines__in=ordered)
    budgets = Budget.objects.filter(lines, ends_on__gt=last_on).select_related("person").distinct().order_by("pk")
    return [
        budget
        for budget in budgets
        if any(
            holding.held_as not in ("", DIRECT_PAYMENT)
            and (line.pk in ordered or line.plan_line.provider_id == provider.pk)
            for line, holding in held_after(budget, last_on)
        )
    ]


def close_if_settled(budget: Budget, on: date, by: User) -> None:
    """Close the step to switch a budget, once no provider that closes holds it and what was to be kept can be kept."""
    closings = ProviderClosing.objects.filter(last_on__lt=budget.ends_on).select_related("provider")
    if any(is_held_after(budget, one.provider, one.last_on) for one in closings):
        return
    kept = KeepAnswer.objects.filter(question__budget=budget, keeps=True).select_related("question__contract_end")
    for answer in kept:
        end = answer.question.contract_end
        if budget in budgets_supported_after(end.provider, end.last_on):
            return
    close_step(SWITCH, person=budget.person, on=on, by=by, record=budget)
