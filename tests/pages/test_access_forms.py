"""Sign-in forms say what to enter, like every other form."""

import pytest
from django.test import Client

from selfdirect.pages.access_forms import SignInForm
from selfdirect.rules.access import Role
from tests.pages.conftest import AUser

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words together"


def test_an_empty_form_says_what_to_enter(client: Client) -> None:
    html = client.post("/sign-in/", {}).content.decode()
    assert "<title>Error: Sign in" in html
    assert 'href="#id_login">Enter your email address' in html and 'href="#id_password">Enter your password' in html


def test_nothing_is_wrong_before_anything_was_sent(client: Client) -> None:
    assert SignInForm().problems() == []
    assert "There is a problem" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("email", ["ann", "ann@", "\x00", "x" * 5000, "שלום@example", "😀"])
def test_an_address_that_is_not_one_is_shown_the_right_form(email: str, client: Client) -> None:
    answer = client.post("/sign-in/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()


def test_a_password_is_changed_by_giving_the_old_one_and_a_good_new_one_twice(a_user: AUser, client: Client) -> None:
    user = a_user(Role.PERSON, password=PASSWORD)
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    new = "other plain words together"
    sent = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert "Enter the password you use now" in client.post("/account/password/", sent).content.decode()
    short = client.post(
        "/account/password/", {**sent, "oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    assert "too short" in short.content.decode()
    done = client.post("/account/password/", {**sent, "oldpassword": PASSWORD})
    assert done["Location"] == "/account/?changed=password"
    assert "Your password was changed" in client.get(done["Location"]).content.decode()
    user.refresh_from_db()
    assert user.check_password(new)
