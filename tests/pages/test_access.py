"""Nobody makes their own account, and the council's provider can only vouch for somebody we know."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.pages.access import AccountAdapter, SocialAccountAdapter
from selfdirect.rules.access import Role
from tests.pages.conftest import AUser

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words together"


def vouched(**claims: Any) -> Any:
    return SimpleNamespace(account=SimpleNamespace(extra_data={"userinfo": claims}))


def test_nobody_opens_an_account_for_themselves(client: Client, rf: Any) -> None:
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))
    assert not SocialAccountAdapter().is_open_for_signup(rf.get("/"), vouched())
    for path in ("/sign-in/closed/", "/sign-in/forgotten/"):
        answer = client.post(path, {"email": "new@example.com", "password1": PASSWORD})
        assert answer.status_code == 403 and "made an account for you" in answer.content.decode()


def test_the_provider_lets_in_a_user_we_have_by_email_in_any_case(a_user: AUser) -> None:
    user = a_user(Role.AUDITOR)
    found = SocialAccountAdapter().authenticate_by_email(vouched(email=user.email.upper(), email_verified=True))
    assert found == (user, user.email)


@pytest.mark.parametrize("claims", [{}, {"email": ""}, {"email": "nobody@example.com"}])
def test_the_provider_cannot_let_in_somebody_we_do_not_know(claims: dict[str, Any]) -> None:
    assert SocialAccountAdapter().authenticate_by_email(vouched(email_verified=True, **claims)) is None


@pytest.mark.parametrize("checked", [False, "true", None, 1])
def test_an_email_address_the_provider_did_not_check_lets_nobody_in(checked: object, a_user: AUser) -> None:
    claims = {"email": a_user(Role.AUDITOR).email, "email_verified": checked}
    assert SocialAccountAdapter().authenticate_by_email(vouched(**claims)) is None


def test_a_provider_that_says_nothing_of_checking_is_believed_only_by_setting(
    a_user: AUser, settings: LazySettings
) -> None:
    said = vouched(email=a_user(Role.AUDITOR).email)
    assert SocialAccountAdapter().authenticate_by_email(said) is None
    settings.OIDC_TRUST_EMAIL = True
    assert SocialAccountAdapter().authenticate_by_email(said) is not None


def test_a_closed_user_is_not_let_in_either_way(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD, is_active=False)
    assert SocialAccountAdapter().authenticate_by_email(vouched(email=user.email, email_verified=True)) is None
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(a_user: AUser) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)

    def told(email: str) -> str:
        html = Client().post("/sign-in/", {"login": email, "password": "wrong"}).content.decode()
        return html.split('<div role="alert">')[1].split("</div>")[0]

    assert told(user.email) == told("nobody@example.com")
    assert "One of them is not right" in told(user.email)


def test_one_comes_back_to_the_page_one_wanted(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)
    answer = client.post("/sign-in/", {"login": user.email, "password": PASSWORD, "next": "/account/"})
    assert answer["Location"] == "/account/"


def test_signing_out_takes_a_press_of_a_button(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    assert "Sign out" in client.get("/sign-out/").content.decode()
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


def test_guessing_passwords_is_stopped_in_plain_words(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)
    for _ in range(6):
        html = client.post("/sign-in/", {"login": user.email, "password": "a guess"}).content.decode()
    assert "Too many failed login attempts" in html
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 302
