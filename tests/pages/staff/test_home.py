"""The first screen of each role answers what they come to ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.records.access import RoleGrant
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, proposed, referred, worker_of
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.crowd import crowd
from tests.pages.staff.forms import text


def test_a_worker_with_nothing_to_do_is_told_what_will_appear(here: Town, browser: Browser) -> None:
    shown = text(browser(here.worker).get("/staff/"))
    assert "You have no open work. When a step is yours, it appears here with its date." in shown
    assert "Start a referral" in shown and "Open the next one" not in shown


def test_a_worker_sees_their_work_and_one_thing_to_do_next(here: Town, browser: Browser) -> None:
    person = referred(here).person
    page = browser(worker_of(person)).get("/staff/")
    shown = text(page)
    assert "Open the next one: Amara Foxglove" in shown and "1 open step" in shown and "Screen the referral" in shown
    assert f"/staff/people/{person.pk}/referrals/" in page.content.decode()


def test_a_manager_sees_decisions_who_has_how_much_and_what_is_overdue(here: Town, browser: Browser) -> None:
    decision = proposed(here)
    late = crowd(3, here.worker)
    owner = decision.person.steps.open().get(code="decision").owner
    shown = text(browser(owner).get("/staff/"))
    assert "1 decision waits for you." in shown and "Decide on the next one: Amara Foxglove" in shown
    assert "3 steps are overdue in all teams." in shown and late[0].name in shown
    assert here.worker.name in shown and "By worker" in shown and "By step" in shown


def test_a_manager_with_no_decision_is_told_so(here: Town, browser: Browser) -> None:
    assert "No decision waits for you." in text(browser(here.manager).get("/staff/"))


def test_somebody_with_two_roles_gets_one_screen(here: Town, browser: Browser) -> None:
    RoleGrant.objects.create(user=here.worker, role=Role.TEAM_MANAGER.value, from_on=ON)
    assert "Your team's work" in text(browser(here.worker).get("/staff/"))


@pytest.mark.parametrize("role", [Role.PERSON, Role.CARER, Role.REPRESENTATIVE, Role.PERSONAL_ASSISTANT])
def test_somebody_who_does_not_work_here_is_turned_away(a_user: AUser, browser: Browser, role: Role) -> None:
    assert browser(a_user(role)).get("/staff/").status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_every_role_that_works_here_has_a_first_screen(a_user: AUser, browser: Browser, role: Role) -> None:
    if role not in {Role.PERSON, Role.CARER, Role.REPRESENTATIVE, Role.PERSONAL_ASSISTANT}:
        assert browser(a_user(role)).get("/staff/").status_code == 200


@pytest.mark.parametrize("who", ["worker", "manager"])
def test_the_first_screen_costs_the_same_however_much_work_there_is(here: Town, browser: Browser, who: str) -> None:
    client = browser(getattr(here, who))
    counts = []
    for more in (5, 55):
        crowd(more, here.worker)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/staff/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
