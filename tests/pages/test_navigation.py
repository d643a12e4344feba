"""Everybody is shown only places that exist and that they may open."""

from datetime import date

import pytest

from selfdirect.pages import navigation
from selfdirect.pages.navigation import Item, address_of, first_screen, navigation_for
from selfdirect.rules.access import Permission, Role
from tests.pages.conftest import AUser

ON = date(2026, 12, 3)
ITEMS = (
    Item("Cookies", "cookies", Permission.SEE_WORK),
    Item("Help", "accessibility", Permission.SEE_AUDIT),
    Item("Later", "no_such_page", Permission.SEE_WORK),
)


def test_a_place_needs_its_permission_and_must_exist(a_user: AUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "ITEMS", ITEMS)
    worker = navigation_for(a_user(Role.SOCIAL_WORKER), ON, "/cookies/")
    assert worker == [{"text": "Cookies", "href": "/cookies/", "current": True}]
    auditor = navigation_for(a_user(Role.AUDITOR), ON, "/")
    assert [link["text"] for link in auditor] == ["Cookies", "Help"]
    assert navigation_for(a_user(Role.PROVIDER), ON, "/") == []


def test_a_page_that_does_not_exist_has_no_address() -> None:
    assert address_of("no_such_page") == ""
    assert address_of("cookies") == "/cookies/"


def test_roles_without_a_screen_of_their_own_have_none(a_user: AUser) -> None:
    assert first_screen(a_user(Role.PROVIDER), ON) == ""
    assert first_screen(a_user(), ON) == ""
