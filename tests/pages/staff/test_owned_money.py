"""Whose money it is on screen: everything for the council, and for the trust's people what the trust manages."""

import pytest

from selfdirect.records.access import Team
from tests.actions.story import FIRST_PAY_ON, Story, paid, story
from tests.councils import under
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Story:
    made = story()
    paid(made.town, FIRST_PAY_ON)
    it_is(monkeypatch, FIRST_PAY_ON)
    return made


@pytest.mark.requirement("R-PAY-14")
def test_the_trust_sees_what_it_manages_and_the_council_sees_all(told: Story) -> None:
    manager = told.town.cast.managers[0]
    with under("council_d"):
        page = text(browser_of(manager).get("/staff/book/owners/"))
        assert "Council D" in page and "Paid so far" in page and "Not said" in page
        trust, _ = Team.objects.get_or_create(code="trust_team", organisation="trust", defaults={"name": "Trust"})
        type(manager).objects.filter(pk=manager.pk).update(team=trust)
        manager.refresh_from_db()
        assert "No budget runs" in text(browser_of(manager).get("/staff/book/owners/"))
        told.person.all_details.update(client_group="mental_health")
        page = text(browser_of(manager).get("/staff/book/owners/"))
        assert "Council D mental health trust" in page and "Not known" in page


@pytest.mark.requirement("R-PAY-14")
def test_a_run_says_whose_money_it_pays_and_who_manages_it(told: Story) -> None:
    run = told.schedule.lines.get().run
    finance = browser_of(told.town.cast.finance[0])
    told.person.all_details.update(client_group="mental_health")
    with under("council_d"):
        page = text(finance.get(f"/staff/payments/{run.pk}/"))
    assert "Money of Council D, managed by Council D mental health trust" in page


def test_a_worker_does_not_see_it(told: Story) -> None:
    assert browser_of(told.worker).get("/staff/book/owners/").status_code == 403
