"""The person sees what others hold for them, in the same figures; after a switch, who holds it now."""

import pytest

from selfdirect.rules.access import Role
from tests.actions.fund_holders import CHANGE_ON, NEW_ON, Resident, resident
from tests.actions.story import FIRST_PAY_ON, paid
from tests.actions.test_funds_held import switched
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(set_day: SetDay) -> Resident:
    made = resident()
    set_day(CHANGE_ON)
    return made


@pytest.fixture
def mine(told: Resident) -> Life:
    return Life(told.here, told.budget, user_of(told.here, told.person))


def test_the_money_page_leads_to_what_others_hold(told: Resident, mine: Life) -> None:
    told.going_on()
    paid(told.here, FIRST_PAY_ON)
    client = browser(mine.user)
    assert "Rowan Court looks after the money" in text(client.get(mine.path("money/")))
    page = text(client.get(mine.path("money/held-for-you/")))
    assert "Rowan Court" in page and "Should be left now" in page and "July 2026" in page


def test_after_a_switch_the_money_page_says_who_holds_it_now(told: Resident, mine: Life, set_day: SetDay) -> None:
    switched(told)
    set_day(NEW_ON)
    client = browser(mine.user)
    shown = text(client.get(mine.path("money/")))
    assert "The council looks after the money" in shown and "Rowan Court looks after" not in shown
    assert "Nobody holds any of your budget for you" in text(client.get(mine.path("money/held-for-you/")))


def test_a_carer_who_may_not_see_money_does_not_see_it(told: Resident, mine: Life) -> None:
    assert (
        browser(mine.helper(Role.CARER, may_see_money=False)).get(mine.path("money/held-for-you/")).status_code == 403
    )
