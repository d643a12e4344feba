"""Whom the council's own provider may sign in: an address it says it has checked, of somebody we already know."""

from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django.fixtures import SettingsWrapper

from selfdirect.pages.access import SocialAccountAdapter
from selfdirect.records.access import User

pytestmark = pytest.mark.django_db


def let_in(**claims: Any) -> bool:
    User.objects.get_or_create(email="worker@council.example", defaults={"name": "Ann Example"})
    login = SimpleNamespace(
        account=SimpleNamespace(extra_data={"userinfo": {"email": "Worker@council.example"} | claims})
    )
    return SocialAccountAdapter().authenticate_by_email(login) is not None


def test_a_checked_address_is_let_in_and_an_unchecked_one_is_not() -> None:
    assert let_in(email_verified=True)
    assert not let_in(email_verified=False)
    assert not let_in(email_verified="true")


def test_a_provider_that_says_nothing_is_believed_only_by_setting(settings: SettingsWrapper) -> None:
    assert not let_in()
    settings.OIDC_TRUST_EMAIL = True
    assert let_in()


def test_somebody_we_do_not_know_or_who_left_is_not_let_in() -> None:
    assert not let_in(email="stranger@council.example", email_verified=True)
    User.objects.update(is_active=False)
    assert not let_in(email_verified=True)
