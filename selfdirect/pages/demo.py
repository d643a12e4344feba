"""The demonstration's own pages: be any of its fictional people with one click, and move its date on.

Outside demonstration mode none of these pages exist.

Next:   selfdirect/actions/demo.py
Tests:  tests/pages/test_demo.py
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from selfdirect.actions.demo import move_date
from selfdirect.pages.permissions import open_page, page
from selfdirect.pages.second_factor import CAME_BY_DEMO
from selfdirect.records.access import RoleGrant, User, acting_on
from selfdirect.rules.access import STAFF, Role

MOST_OF_A_ROLE = 8
STEPS = ((1, "a day"), (7, "a week"), (30, "a month"))

COMES_TO = {
    Role.PERSON: "See what I have, what happens next and who to ask.",
    Role.CARER: "See how the person I care for is getting on.",
    Role.REPRESENTATIVE: "Choose and agree for the person I act for.",
    Role.SOCIAL_WORKER: "Take people from referral to a plan. See who is waiting longest.",
    Role.TEAM_MANAGER: "Decide what was proposed. See who is stuck.",
    Role.PANEL_MEMBER: "Decide about larger budgets.",
    Role.FINANCE_OFFICER: "Work out contributions, prepare payments, put right what did not arrive.",
    Role.FINANCE_APPROVER: "Approve payments somebody else prepared.",
    Role.COMMISSIONER: "See what people plan, by kind and outcome, and what it costs.",
    Role.PROVIDER: "See whom I support today and what I was paid.",
    Role.PERSONAL_ASSISTANT: "Log my hours on my phone. See what was signed and what I am paid.",
    Role.AUDITOR: "See everything that was done, and change nothing.",
    Role.ADMINISTRATOR: "See that the system is well. No care records.",
}


def only_in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that exists in the demonstration alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@open_page
@only_in_demo
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, by role."""
    grants = RoleGrant.objects.filter(acting_on(request.on), user__is_demo=True, user__is_active=True)  # type: ignore[attr-defined]
    by_role: dict[Role, list[User]] = {role: [] for role in Role}
    for grant in grants.select_related("user__team").order_by("user__pk"):
        by_role[Role(grant.role)].append(grant.user)
    found = [(role.label, COMES_TO[role], _some(role, users)) for role, users in by_role.items() if users]
    return render(request, "demo/people.html", {"roles": found, "steps": STEPS})


def _some(role: Role, users: list[User]) -> list[User]:
    """The first staff of a role; of everybody else the latest, so that somebody just given a sign-in is there."""
    return users[:MOST_OF_A_ROLE] if role in STAFF else users[: -MOST_OF_A_ROLE - 1 : -1]


@open_page
@require_POST
@only_in_demo
def sign_in_as(request: HttpRequest, user_id: int) -> HttpResponse:
    """Be one of the fictional people."""
    user = get_object_or_404(User, pk=user_id, is_demo=True, is_active=True, is_timer=False)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[CAME_BY_DEMO] = True
    return HttpResponseRedirect("/")


@page(methods=("POST",))
@only_in_demo
def move(request: HttpRequest) -> HttpResponse:
    """Move the date on, so that what falls due happens."""
    days = request.POST.get("days", "")
    if days not in {str(step) for step, _ in STEPS}:
        raise Http404
    move_date(days=int(days), by=request.user, on=request.on)  # type: ignore[arg-type,attr-defined]
    return HttpResponseRedirect("/demo/?moved=yes")
