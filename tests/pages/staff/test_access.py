"""Administrators add people and give and end roles; nobody gives a role to themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.records.access import RoleGrant, User
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import LONG, RIGHT_TO_LEFT, said, send, text

NEW: dict[str, Any] = {
    "name": RIGHT_TO_LEFT,
    "email": "New.Worker@council.example",
    "phone": "020 7946 0999",
    "roles": ["social_worker"],
    "team": "",
    "provider": "",
    "password": "",
}


@pytest.fixture
def administrator(here: Town, browser: Browser) -> Client:
    return browser(here.cast.administrator)


def test_somebody_is_added_with_a_role(administrator: Client) -> None:
    answer = send(administrator, "/staff/users/add/", **NEW)
    made = User.objects.get(email="new.worker@council.example")
    assert answer.url == f"/staff/users/{made.pk}/" and made.roles_on(ON) == {Role.SOCIAL_WORKER}
    assert not made.has_usable_password() and RIGHT_TO_LEFT in text(administrator.get(answer.url))
    again = send(administrator, "/staff/users/add/", **NEW)
    assert said(again) == ["Somebody already signs in with this email address"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"name": ""}, "Enter the full name"),
        ({"name": LONG}, "Full name must be 120 characters or fewer"),
        ({"email": "nobody"}, "Enter an email address in the right form"),
        ({"roles": []}, "Select at least one role"),
        ({"roles": ["person"]}, "Select at least one role"),
        ({"password": "short"}, ""),
        ({"roles": ["provider"]}, "Select the provider for the role of provider"),
        ({"phone": "12"}, "Enter a phone number"),
    ],
)
def test_wrong_details_are_named(typed: dict[str, Any], expected: str, administrator: Client) -> None:
    answer = send(administrator, "/staff/users/add/", **{**NEW, **typed})
    assert answer.status_code == 422 and said(answer)[0].startswith(expected)
    assert not User.objects.filter(email="new.worker@council.example").exists()


def test_a_role_is_given_and_ended(here: Town, administrator: Client) -> None:
    page = f"/staff/users/{here.worker.pk}/"
    assert said(send(administrator, f"{page}give/")) == ["Select the role to give"]
    assert send(administrator, f"{page}give/", role="auditor").status_code == 302
    assert Role.AUDITOR in User.objects.get(pk=here.worker.pk).roles_on(ON)
    assert administrator.get(f"{page}end/auditor/").status_code == 404
    assert administrator.post(f"{page}end/auditor/").status_code == 302
    assert Role.AUDITOR not in User.objects.get(pk=here.worker.pk).roles_on(ON + timedelta(days=1))
    assert administrator.post(f"{page}end/auditor/").status_code == 422


def test_nobody_gives_a_role_to_themselves(here: Town, administrator: Client) -> None:
    page = f"/staff/users/{here.cast.administrator.pk}/"
    shown = text(administrator.get(page))
    assert "Nobody gives roles to themselves" in shown and "Give a role" not in shown
    answer = send(administrator, f"{page}give/", role="auditor")
    assert answer.status_code == 422 and "Nobody gives roles to themselves" in said(answer)[0]


def test_the_list_is_searched_without_names_in_the_address(administrator: Client) -> None:
    answer = administrator.post("/staff/users/", {"words": "Okafor", "role": ""})
    assert answer.status_code == 302 and "Okafor" not in answer.url
    shown = text(administrator.get(answer.url))
    assert "Grace Okafor" in shown and "Daniel Whitlow" not in shown
    assert "Daniel Whitlow" in text(administrator.get("/staff/users/?clear=yes"))
    assert "Edwin Marks" in text(administrator.get("/staff/users/?role=auditor"))


def test_the_list_costs_the_same_however_long_it_is(administrator: Client, a_user: AUser) -> None:
    administrator.get("/staff/users/")
    with CaptureQueriesContext(connection) as few:
        administrator.get("/staff/users/")
    made = User.objects.bulk_create(User(email=f"u{n}@council.example", name=f"User {n}") for n in range(80))
    RoleGrant.objects.bulk_create(RoleGrant(user=one, role="auditor", from_on=ON) for one in made)
    with CaptureQueriesContext(connection) as many:
        assert "Page 1 of" in text(administrator.get("/staff/users/"))
    assert len(many) <= len(few)


def test_an_auditor_looks_and_changes_nothing(here: Town, browser: Browser) -> None:
    auditor = browser(User.objects.get(name="Edwin Marks"))
    assert "Add somebody" not in text(auditor.get("/staff/users/"))
    assert auditor.get("/staff/users/add/").status_code == 403
    assert auditor.post(f"/staff/users/{here.worker.pk}/end/social_worker/").status_code == 403
    assert browser(here.worker).get("/staff/users/").status_code == 403
    assert auditor.get("/staff/users/99999/").status_code == 404
