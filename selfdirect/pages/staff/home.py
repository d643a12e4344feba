"""The first screen of everybody who works here: what waits for them, overdue first, and one thing to do next.

Next:   selfdirect/pages/staff/work.py
Tests:  tests/pages/staff/test_home.py
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.action import NotAllowed
from selfdirect.pages.permissions import page
from selfdirect.pages.staff.audit import auditor_home
from selfdirect.pages.staff.clocks import waits
from selfdirect.pages.staff.decisions import panel_home
from selfdirect.pages.staff.market import commissioner_home, provider_home
from selfdirect.pages.staff.payments import approver_home, finance_home
from selfdirect.pages.staff.system import administrator_home
from selfdirect.pages.staff.unsent import unsent_referrals
from selfdirect.pages.staff.work import my_work, open_work, rows_of, step_labels
from selfdirect.records.decisions import Decision
from selfdirect.records.work import Step
from selfdirect.rules.access import Role

ROWS = 25


def worker_home(request: HttpRequest) -> HttpResponse:
    """A social worker's: my work by due date, people who wrote, and what I began and did not send."""
    mine = my_work(request.user)
    rows = rows_of(mine[:ROWS], request.on)
    count = mine.aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=request.on)),
        messages=Count("pk", filter=Q(code="message_reply")),
    )
    more = {"rows": rows, "count": count, "unsent": unsent_referrals(request.user)}
    return render(request, "staff/home/worker.html", more)


def manager_home(request: HttpRequest) -> HttpResponse:
    """A team manager's: decisions waiting for me, who has how much work, where it waits, what is overdue."""
    decisions = rows_of(open_work().filter(code="decision", owner=request.user)[:ROWS], request.on)
    asked = Decision.objects.in_bulk([int(row.step.about.partition(":")[2]) for row in decisions])
    labels = step_labels(request.on)
    load = _load(request, "owner_id", "owner__name")
    stages = [{**one, "label": labels.get(one["code"], one["code"])} for one in _load(request, "code")]
    overdue = rows_of(open_work().overdue(request.on)[:ROWS], request.on)
    more = {
        "decisions": [(row, asked[int(row.step.about.partition(":")[2])]) for row in decisions],
        "load": load,
        "stages": stages,
        "overdue": overdue,
        "overdue_count": sum(one["overdue"] for one in stages),
        "waits": waits(request.on),
    }
    return render(request, "staff/home/manager.html", more)


def _load(request: HttpRequest, *by: str) -> list[dict[str, Any]]:
    """Open work counted by worker or by kind of step: how much, how much overdue, waiting since when."""
    return list(
        Step.objects.open()
        .values(*by)
        .annotate(count=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=request.on)), since=Min("opened_on"))
        .order_by("-overdue", "-count", *by)
    )


FIRST_SCREENS: dict[Role, Callable[[HttpRequest], HttpResponse]] = {
    Role.TEAM_MANAGER: manager_home,
    Role.SOCIAL_WORKER: worker_home,
    Role.PANEL_MEMBER: panel_home,
    Role.FINANCE_OFFICER: finance_home,
    Role.FINANCE_APPROVER: approver_home,
    Role.COMMISSIONER: commissioner_home,
    Role.AUDITOR: auditor_home,
    Role.ADMINISTRATOR: administrator_home,
    Role.PROVIDER: provider_home,
}
"""The first screen of each role. Somebody with several roles gets the first that they hold, in this order."""


@page(needs=None)
def home(request: HttpRequest) -> HttpResponse:
    """The first screen of whoever is signed in."""
    roles = request.user.roles_on(request.on)
    for role, screen in FIRST_SCREENS.items():
        if role in roles:
            return screen(request)
    raise NotAllowed("This page is for people who work for the council.")


urlpatterns = [path("", home, name="staff_home")]
