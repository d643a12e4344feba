"""The demonstration's doors open in the demonstration and nowhere else."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.records.audit import DemoDate
from selfdirect.rules.access import Role
from tests.pages.conftest import AUser, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: LazySettings) -> LazySettings:
    settings.DEMO = True
    return settings


def test_outside_the_demonstration_the_doors_do_not_exist(a_user: AUser, sign_in: SignIn, client: Client) -> None:
    fictional = a_user(Role.AUDITOR, is_demo=True)
    assert client.get("/demo/").status_code == 404
    assert client.post(f"/demo/sign-in/{fictional.pk}/").status_code == 404
    sign_in(client, Role.ADMINISTRATOR)
    assert client.post("/demo/move/", {"days": "1"}).status_code == 404


def test_everybody_fictional_is_listed_by_role_with_what_they_come_to_do(
    demo: LazySettings, a_user: AUser, client: Client
) -> None:
    a_user(Role.AUDITOR, name="Au Ditor", is_demo=True)
    a_user(Role.PERSON, name="Pat Person", is_demo=True)
    a_user(Role.PERSON, name="Real Person")
    html = client.get("/demo/").content.decode()
    assert "Au Ditor" in html and "Pat Person" in html and "change nothing" in html
    assert "Real Person" not in html


def test_one_press_signs_in_and_needs_no_second_step(demo: LazySettings, a_user: AUser, client: Client) -> None:
    user = a_user(Role.SOCIAL_WORKER, is_demo=True)
    assert client.get(f"/demo/sign-in/{user.pk}/").status_code == 404
    assert client.post(f"/demo/sign-in/{user.pk}/")["Location"] == "/"
    assert user.name in client.get("/account/").content.decode()


def test_nobody_real_can_be_signed_in_as(demo: LazySettings, a_user: AUser, client: Client) -> None:
    for user in (a_user(Role.AUDITOR), a_user(Role.AUDITOR, is_demo=True, is_active=False)):
        assert client.post(f"/demo/sign-in/{user.pk}/").status_code == 404


@pytest.mark.parametrize("days", [1, 7, 30])
def test_the_date_moves_on(days: int, demo: LazySettings, a_user: AUser, client: Client) -> None:
    DemoDate.objects.create(pk=1, today=date(2026, 12, 3))
    user = a_user(Role.SOCIAL_WORKER, is_demo=True)
    client.post(f"/demo/sign-in/{user.pk}/")
    assert client.post("/demo/move/", {"days": str(days)}).status_code == 302
    assert DemoDate.read() == date(2026, 12, 3) + timedelta(days=days)


@pytest.mark.parametrize("days", ["", "2", "-1", "x"])
def test_the_date_moves_by_nothing_else(days: str, demo: LazySettings, sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    assert client.post("/demo/move/", {"days": days}).status_code == 404


def test_the_first_page_of_the_demonstration_is_the_choice_of_who_to_be(demo: LazySettings, client: Client) -> None:
    assert client.get("/")["Location"] == "/demo/"
