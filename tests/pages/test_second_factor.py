"""Staff with a password and no second step can do nothing but set it up; then they are asked for it ever after."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from selfdirect.pages.second_factor import must_set_up
from selfdirect.rules.access import STAFF, Role
from tests.pages.conftest import LONG_AGO, AUser

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words together"
SET_UP = "/account/second-step/set-up/"


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def enter(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post("/sign-in/", {"login": email, "password": password})


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_can_go_nowhere_before_it_is_set_up(role: Role, a_user: AUser, client: Client) -> None:
    user = a_user(role, password=PASSWORD)
    assert enter(client, user.email).status_code == 302  # type: ignore[attr-defined]
    for path in ("/account/", "/demo/move/"):
        assert client.get(path)["Location"] == SET_UP


def test_a_person_needs_none(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)
    enter(client, user.email)
    assert client.get("/account/").status_code == 200


def test_it_is_set_up_with_a_code_and_asked_for_at_the_next_sign_in(a_user: AUser, client: Client) -> None:
    user = a_user(Role.SOCIAL_WORKER, password=PASSWORD)
    enter(client, user.email)
    html = client.get(SET_UP).content.decode()
    secret = re.search(r'class="sd-key">([A-Z2-7]+)<', html)
    assert secret and "data:image/svg+xml" in html
    wrong = client.post(SET_UP, {"code": "000000"}).content.decode()
    assert "There is a problem" in wrong and "Enter the newest code" in wrong
    done = client.post(SET_UP, {"code": code_for(secret[1])})
    assert done["Location"] == "/account/recovery-codes/"
    codes = re.findall(r"<li>([^<]{6,})</li>", client.get("/account/recovery-codes/").content.decode())
    assert len(codes) >= 8
    assert client.get("/account/").status_code == 200

    later = Client()
    assert enter(later, user.email)["Location"].startswith("/sign-in/second-step/")  # type: ignore[index]
    assert later.get("/account/")["Location"].startswith("/sign-in/")
    assert "Enter the code" in later.post("/sign-in/second-step/", {"code": ""}).content.decode()
    assert later.post("/sign-in/second-step/", {"code": codes[0]}).status_code == 302
    assert later.get("/account/").status_code == 200


class Request:
    """As little of a request as the question needs."""

    on = LONG_AGO

    def __init__(self, user: object, session: dict[str, object]) -> None:
        self.user, self.session = user, session


def test_the_councils_own_provider_has_done_its_own_checks(a_user: AUser) -> None:
    user = a_user(Role.AUDITOR)
    came = {"account_authentication_methods": [{"method": "socialaccount"}]}
    assert not must_set_up(Request(user, came))  # type: ignore[arg-type]
    assert must_set_up(Request(user, {}))  # type: ignore[arg-type]


def test_only_the_demonstration_lets_its_own_people_pass(a_user: AUser, settings: object) -> None:
    user = a_user(Role.AUDITOR, is_demo=True)
    came = {"came_by_demo": True}
    assert must_set_up(Request(user, dict(came)))  # type: ignore[arg-type]
    settings.DEMO = True  # type: ignore[attr-defined]
    assert not must_set_up(Request(user, dict(came)))  # type: ignore[arg-type]
    assert must_set_up(Request(a_user(Role.AUDITOR), dict(came)))  # type: ignore[arg-type]
