"""Funds that an organisation holds: each person's, what came and went month by month, and time swapped for them.

First names only, and nothing about anybody but the fund.

Next:   selfdirect/pages/funds_held.py
Tests:  tests/pages/staff/test_funds_held.py
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import funds_held as actions
from selfdirect.pages.fields import Text
from selfdirect.pages.funds_held import Fund, fund_of
from selfdirect.pages.order_questions import SwapQuestion
from selfdirect.pages.ordering import SwapForm
from selfdirect.pages.permissions import page
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.funds_held import budgets_held
from selfdirect.records.orders import Order
from selfdirect.rules.access import Permission


def held_by(user: User, on: Any) -> list[tuple[Budget, list[BudgetLine]]]:
    """The funds that this user's organisation holds on a day."""
    return budgets_held(user.provider_id, on) if user.provider_id else []


@page(needs=Permission.SEE_FUNDS_HELD)
def funds(request: HttpRequest) -> HttpResponse:
    """Everybody whose fund this organisation holds today."""
    user: Any = request.user
    rows = [
        {"budget": budget, "lines": lines, "pence_weekly": sum(line.pence_weekly for line in lines)}
        for budget, lines in held_by(user, request.on)  # type: ignore[attr-defined]
    ]
    return render(request, "staff/market/funds.html", {"provider": user.provider, "rows": rows})


def _fund(user: User, budget_id: int, on: Any) -> tuple[Budget, list[BudgetLine]]:
    found = {budget.pk: (budget, lines) for budget, lines in held_by(user, on)}
    if budget_id not in found:
        raise Http404
    return found[budget_id]


@page(needs=Permission.SEE_FUNDS_HELD)
def fund(request: HttpRequest, budget_id: int) -> HttpResponse:
    """One fund: what is in it, what is bought with it, and each month."""
    user, on = request.user, request.on  # type: ignore[attr-defined]
    budget, lines = _fund(user, budget_id, on)  # type: ignore[arg-type]
    actions.record_read(line=lines[0], what="Looked at the fund they hold", on=on, by=user)  # type: ignore[arg-type]
    found: Fund = fund_of(budget, user.provider, lines, on)  # type: ignore[union-attr,arg-type]
    return render(request, "staff/market/fund.html", {"fund": found})


class SwapForThem(SwapForm):
    """The same, because the person asked the holder for it."""

    asked_by_name = Text(
        "Who asked for this?",
        empty="Enter who asked for this",
        most=120,
        hint="The person, or whoever acts for them. We write to the person, so that they can check it.",
    )


class Swap(SwapQuestion):
    """Swap time for something else of the same value, from a fund that is held here."""

    needs = Permission.MANAGE_FUNDS_HELD
    form = SwapForThem

    def find(self) -> Order:
        budget, lines = _fund(self.by, self.kwargs["budget_id"], self.on)
        self.budget = budget
        found = Order.objects.filter(budget_line__in=[line.pk for line in lines]).with_rows()
        return get_object_or_404(found, pk=self.kwargs["order_id"])

    def back(self) -> str:
        return reverse("staff_fund", args=[self.kwargs["budget_id"]])

    def save(self, answers: dict[str, Any]) -> str:
        asked_by_name = answers.pop("asked_by_name")
        actions.swap_time(
            order=self.order,
            **self.asked(answers),
            asked_by_name=asked_by_name,
            seen_version=self.seen_version if self.seen_version is not None else self.order.version,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


urlpatterns = [
    path("funds/", funds, name="staff_funds"),
    path("funds/<int:budget_id>/", fund, name="staff_fund"),
    path("funds/<int:budget_id>/orders/<int:order_id>/swap/", Swap.as_view(), name="staff_fund_swap"),
]
