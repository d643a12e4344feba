"""Steering is made visible: shares by age, group, team and worker, counted both ways, and small numbers kept back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.records import steering as counts
from selfdirect.records.access import User
from selfdirect.rules.access import Role
from selfdirect.rules.steering import Counted, Views
from tests.actions.first_half import Town
from tests.councils import under
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import text

ADDRESS = "/staff/ways-of-holding/"


def row(age_group: str, way: str, people: int, worker: str = "Grace Okafor") -> Counted:
    held = {"managed": (True, False, False), "third": (False, True, False), "direct": (False, False, True)}[way]
    return Counted(age_group, "memory", "Adults", worker, *held, people)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many people: older people have fewer direct payments, and two of them are few enough to be known."""
    rows = [
        row("25 to 44", "direct", 40),
        row("25 to 44", "managed", 10),
        row("25 to 44", "third", 6),
        row("85 and over", "direct", 2, "Callum Frost"),
        row("85 and over", "managed", 38, "Callum Frost"),
        row("85 and over", "third", 9, "Callum Frost"),
    ]
    monkeypatch.setattr(counts, "counted", lambda on: rows)
    said = [Views("direct_payment", 8, dict.fromkeys(("choice", "control", "satisfaction"), 6))]
    said.append(Views("third_party", 3, dict.fromkeys(("choice", "control", "satisfaction"), 3)))
    monkeypatch.setattr(counts, "views", lambda on: said)


@pytest.mark.requirement("R-DEP-07")
@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.AUDITOR])
def test_shares_by_age_group_team_and_worker_with_a_chart_and_its_table(
    people: None, a_user: AUser, browser: Browser, role: Role
) -> None:
    page = browser(a_user(role)).get(ADDRESS)
    shown = text(page)
    for title in (
        "By age",
        "By main need",
        "By team",
        "By worker",
        "Callum Frost, Adults",
        "Memory loss or dementia",
    ):
        assert title in shown
    assert "40 (71%)" in shown and "2 (4%)" in shown and "42 (40%)" in shown
    assert "<svg" in page.content.decode() and "71%" in page.content.decode()
    assert ADDRESS in browser(a_user(role)).get("/staff/").content.decode()


@pytest.mark.requirement("R-DEP-22")
def test_third_party_accounts_are_counted_both_ways_and_the_councils_way_is_named(
    people: None, here: Town, browser: Browser
) -> None:
    manager = browser(here.manager)
    shown = text(manager.get(ADDRESS))
    assert "does not count as a direct payment" in shown
    assert "without third-party accounts (how we count)" in shown and "57 (54%)" in shown and "42 (40%)" in shown
    with under("city_of_london"):
        shown = text(manager.get(ADDRESS))
        assert "third party holds counts as a direct payment" in shown
        assert "with third-party accounts (how we count)" in shown and "57 (54%)" in shown and "42 (40%)" in shown


@pytest.mark.requirement("R-DEP-07")
def test_small_numbers_are_kept_back_from_what_may_be_published(people: None, here: Town, browser: Browser) -> None:
    commissioner = browser(User.objects.get(role_grants__role=Role.COMMISSIONER.value))
    shown = text(commissioner.get(ADDRESS))
    assert "As it may be published" in shown and "Not shown" in shown
    assert "2 (4%)" not in shown and "By worker" not in shown and "Callum Frost" not in shown
    manager = browser(here.manager)
    assert "Callum Frost" in text(manager.get(ADDRESS))
    assert "Callum Frost" not in text(manager.get(f"{ADDRESS}?view=public"))


@pytest.mark.requirement("R-DEP-23")
def test_what_people_say_of_each_way_is_in_the_same_report(people: None, here: Town, browser: Browser) -> None:
    shown = text(browser(here.manager).get(ADDRESS))
    assert "What people say of each way" in shown and "75%" in shown and "100%" in shown
    assert "100%" not in text(browser(here.manager).get(f"{ADDRESS}?view=public"))


def test_nobody_yet(here: Town, browser: Browser) -> None:
    shown = text(browser(here.manager).get(ADDRESS))
    assert "Nobody has a budget yet." in shown and "Nobody has told us yet." in shown


def test_a_few_questions_however_many(here: Town, browser: Browser) -> None:
    manager = browser(here.manager)
    manager.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        manager.get(ADDRESS)
    assert len(asked) <= 10


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FINANCE_OFFICER, Role.PROVIDER, Role.PERSON])
def test_others_are_turned_away(a_user: AUser, browser: Browser, role: Role) -> None:
    assert browser(a_user(role)).get(ADDRESS).status_code == 403
