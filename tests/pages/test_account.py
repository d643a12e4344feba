"""One's own page says who one is, and the sign-in page offers the council's own accounts where there are any."""

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.rules.access import Role
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_ones_own_page_says_who_one_is(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.FINANCE_OFFICER, Role.AUDITOR, name="Cy Counter")
    html = client.get("/account/").content.decode()
    assert "Cy Counter" in html and "Auditor, Finance officer" in html and "Sign out" in html


def test_the_councils_own_accounts_are_offered_and_lead_back(settings: LazySettings, client: Client) -> None:
    assert "Or sign in with a password" not in client.get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{"provider_id": "work", "name": "Example accounts"}]}
    }
    html = client.get("/sign-in/?next=/account/").content.decode()
    assert "Sign in with Example accounts" in html
    assert "/accounts/oidc/work/login/?next=%2Faccount%2F" in html
