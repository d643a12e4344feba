"""The fictional council's staff, and a browser signed in as one of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from selfdirect.records.access import User
from tests.actions.first_half import ON, Town, town

Browser = Callable[[User], Client]


@pytest.fixture
def here(db: None) -> Town:
    """The staff of the fictional council."""
    return town()


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages believe that it is the day the stories of the tests happen on."""
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: ON)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: ON)


@pytest.fixture
def browser() -> Browser:
    """A browser signed in as this user, second step and all."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["second_factor_is_set_up"] = user.pk
        session.save()
        return client

    return make
