"""Whose money budgets are, and who manages it: what is agreed for the year and paid, beside what its owner gave.

Somebody of the partner trust sees what the trust manages, and nothing else.

Values: policy/councils
Next:   selfdirect/actions/support/owned_money.py
Tests:  tests/pages/staff/test_owned_money.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.action import Refused
from selfdirect.actions.support.owned_money import owned_money
from selfdirect.actions.support.policy import policy
from selfdirect.pages.permissions import page
from selfdirect.pages.staff.run_figures import TO_PAY, Tally
from selfdirect.records.access import User
from selfdirect.records.payments import PaymentRun
from selfdirect.rules.access import Permission
from selfdirect.rules.budget_owners import Owned, OwnedMoney, names, owned
from selfdirect.rules.calendar import financial_year
from selfdirect.rules.values import ValueRefused, Values

TRUST = "trust"


@dataclass(frozen=True)
class Shown:
    """One owner's money with one manager, in words."""

    owner: str
    manager: str
    money: OwnedMoney


def sees(user: User, whose: Owned) -> bool:
    """Whether somebody sees this money: all of it, but for the trust's own people, who see what the trust manages."""
    team = user.team
    return team is None or team.organisation != TRUST or whose.manager == TRUST


@page(needs=Permission.SEE_MONEY)
def owners(request: HttpRequest) -> HttpResponse:
    """Each owner and manager in this financial year."""
    user: Any = request.user
    on: date = request.on  # type: ignore[attr-defined]
    called = names(policy().on(on))
    try:
        found = owned_money(on)
    except ValueRefused as refused:
        raise Refused(f"Whose money it is cannot be told. {refused}") from refused
    rows = [Shown(called[one.owned.owner], called[one.owned.manager], one) for one in found if sees(user, one.owned)]
    first, last = financial_year(on)
    return render(request, "staff/book/owners.html", {"owned": rows, "first": first, "last": last})


def owners_of_run(run: PaymentRun, values: Values) -> list[Tally]:
    """What a run pays of each owner's money, and who manages it (R-PAY-14). One query."""
    rows = (
        run.lines.filter(state__in=TO_PAY, person__all_details__superseded_at=None)
        .values(group=F("person__all_details__client_group"), funder=F("schedule__funder"))
        .annotate(count=Count("pk"), sum=Sum("pence"))
        .order_by("group", "funder")
    )
    called = names(values)
    found: dict[Owned, list[int]] = {}
    for row in rows:
        total = found.setdefault(owned(row["group"], row["funder"], values), [0, 0])
        total[0], total[1] = total[0] + row["count"], total[1] + row["sum"]
    return [
        Tally(_words(called[whose.owner], called[whose.manager]), *found[whose], code=f"{whose.owner}:{whose.manager}")
        for whose in sorted(found)
    ]


def _words(owner: str, manager: str) -> str:
    return f"Money of {owner}, who manages it" if owner == manager else f"Money of {owner}, managed by {manager}"


urlpatterns = [path("book/owners/", owners, name="staff_owners")]
