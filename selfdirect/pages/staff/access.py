"""Who signs in and with which roles: the list, adding somebody, and giving and ending a role. For administrators.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/actions/access.py
Tests:  tests/pages/staff/test_access.py
"""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from selfdirect.actions import access as actions
from selfdirect.pages.choices import Checkboxes, Radios, Select
from selfdirect.pages.fields import Email, Phone, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import Filter, Filters, Search, pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.access import RoleGrant, Team, User, acting_on
from selfdirect.records.market import Provider
from selfdirect.rules.access import STAFF, Permission, Role
from selfdirect.rules.problems import Problem

GIVEN = [role for role in Role if role in STAFF or role is Role.PROVIDER]
"""Roles an administrator gives. A person, carer or representative is joined to a record by those who know them."""


def with_roles(on: Any) -> Any:
    """Users with the roles they hold today, in one more query."""
    now = RoleGrant.objects.filter(acting_on(on)).order_by("role")
    return (
        User.objects.filter(is_timer=False)
        .select_related("team", "provider")
        .prefetch_related(Prefetch("role_grants", queryset=now, to_attr="present_grants"))
    )


@page(needs=(Permission.MANAGE_USERS, Permission.SEE_AUDIT))
def users(request: HttpRequest) -> HttpResponse:
    """Everybody who signs in, by name."""
    chosen = Filters(
        request,
        Search("words", "Name or email address"),
        Filter("role", "Role", [(role.value, role.label) for role in Role]),
    )
    if chosen.moved:
        return chosen.moved
    found = with_roles(request.on)
    for word in chosen["words"].split():
        found = found.filter(name__icontains=word) | found.filter(email__icontains=word)
    if chosen["role"]:
        holders = RoleGrant.objects.filter(acting_on(request.on), role=chosen["role"]).values("user_id")
        found = found.filter(pk__in=holders)
    more = {
        "chosen": chosen,
        "page": pages_of(found.order_by("name", "pk"), request, size=50),
        "labels": {role.value: role.label for role in Role},
        "may_change": request.user.may(Permission.MANAGE_USERS, request.on),
    }
    return render(request, "staff/access/users.html", more)


def find_user(user_id: int) -> User:
    """The user, who is not the timer."""
    return get_object_or_404(User.objects.select_related("team", "provider"), pk=user_id, is_timer=False)


@page(needs=(Permission.MANAGE_USERS, Permission.SEE_AUDIT))
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """One user: how to reach them, the roles they hold and held."""
    found = find_user(user_id)
    held = found.roles_on(request.on)
    more = {
        "one": found,
        "held": sorted(held, key=lambda role: role.label),
        "grants": list(found.role_grants.select_related("granted_by").order_by("-from_on", "-pk")),
        "labels": {role.value: role.label for role in Role},
        "may_change": request.user.may(Permission.MANAGE_USERS, request.on) and found.pk != request.user.pk,
        "is_me": found.pk == request.user.pk,
        "open_steps": found.steps.open().count(),
    }
    return render(request, "staff/access/user.html", more)


class AddForm(Form):
    """Somebody new."""

    name = Text("Full name", empty="Enter the full name", most=120)
    email = Email("Email address", empty="Enter the email address", hint="They sign in with this")
    phone = Phone("Phone number", needed=False)
    roles = Checkboxes("What will they do?", empty="Select at least one role")
    team = Select("Team", needed=False, nothing_chosen="No team")
    provider = Select("Provider", needed=False, nothing_chosen="Not a provider", hint="Only for somebody at a provider")
    password = Text(
        "First password",
        needed=False,
        most=128,
        hint="At least 12 characters; they change it. Leave empty when they sign in through the council’s own account.",
    )

    def check(self, answers: dict[str, Any]) -> list[Problem]:
        found = []
        if answers["password"]:
            try:
                validate_password(answers["password"], User(email=answers["email"], name=answers["name"]))
            except ValidationError as error:
                found.append(Problem("password", error.messages[0]))
        if (Role.PROVIDER in answers["roles"]) != bool(answers["provider"]):
            found.append(Problem("provider", "Select the provider for the role of provider, and for no other role"))
        return found


class AddUser(QuestionPage):
    """Add somebody who signs in."""

    needs = Permission.MANAGE_USERS
    title = "Add somebody"
    form = AddForm
    button = "Add them"
    later = False

    def choices(self) -> dict[str, Any]:
        return {
            "roles": [(role.value, role.label) for role in GIVEN],
            "team": [(team.pk, team.name) for team in Team.objects.order_by("name")],
            "provider": [(one.pk, one.name) for one in Provider.objects.order_by("name")],
        }

    def back(self) -> str:
        return reverse("staff_users")

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.add_user(
            email=answers["email"],
            name=answers["name"],
            phone=answers["phone"],
            roles=[Role(role) for role in answers["roles"]],
            password=answers["password"] or None,
            team=Team.objects.filter(pk=int(answers["team"] or 0)).first(),
            provider=Provider.objects.filter(pk=int(answers["provider"] or 0)).first(),
            on=self.on,
            by=self.by,
        )
        return reverse("staff_user", args=[made.pk])


class GrantForm(Form):
    """One more role."""

    role = Radios("Which role do you give?", empty="Select the role to give")


class Grant(QuestionPage):
    """Give a role from today."""

    needs = Permission.MANAGE_USERS
    form = GrantForm
    button = "Give the role"
    later = False

    def load(self) -> None:
        self.user = find_user(self.kwargs["user_id"])
        self.caption = self.user.name

    def choices(self) -> dict[str, Any]:
        held = self.user.roles_on(self.on)
        return {"role": [(role.value, role.label) for role in GIVEN if role not in held]}

    def back(self) -> str:
        return reverse("staff_user", args=[self.user.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.grant_role(user=self.user, role=Role(answers["role"]), on=self.on, by=self.by)
        return self.back()


@page(needs=Permission.MANAGE_USERS, methods=("POST",))
def end_role(request: HttpRequest, user_id: int, role: str) -> HttpResponse:
    """End a role, from today on."""
    found = find_user(user_id)
    known = {one.value: one for one in Role}
    if role in known:
        actions.end_role(user=found, role=known[role], on=request.on, by=request.user)
    return redirect("staff_user", user_id=found.pk)


urlpatterns = [
    path("users/", users, name="staff_users"),
    path("users/add/", AddUser.as_view(), name="staff_user_add"),
    path("users/<int:user_id>/", user, name="staff_user"),
    path("users/<int:user_id>/give/", Grant.as_view(), name="staff_role_grant"),
    path("users/<int:user_id>/end/<slug:role>/", end_role, name="staff_role_end"),
]
