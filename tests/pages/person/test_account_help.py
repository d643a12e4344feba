"""The person or a carer says that an account is hard to keep, and reads what can be done and what came of it."""

import pytest

from selfdirect.records.account_help import AccountBurden
from selfdirect.rules.access import Role
from tests.actions.story import FIRST_PAY_ON, Story, story
from tests.actions.test_account_help import helped
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import said, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(set_day: SetDay) -> Story:
    made = story()
    set_day(FIRST_PAY_ON)
    return made


@pytest.fixture
def mine(told: Story) -> Life:
    return Life(told.town, told.budget, user_of(told.town, told.person))


@pytest.mark.requirement("R-PAY-06")
def test_it_is_said_on_one_page_and_the_other_ways_are_shown(told: Story, mine: Life) -> None:
    client = browser(mine.user)
    assert mine.path("accounts/help/") in client.get(mine.path("accounts/")).content.decode()
    assert "say so" in text(client.get(mine.path("accounts/help/")))
    path = mine.path("accounts/help/ask/")
    empty = send(client, path, words="")
    assert said(empty) == ["Select what is hard, or say it in your own words"]
    assert send(client, path, hard=["records", "worry"], words="I lose papers.").status_code == 302
    page = text(client.get(mine.path("accounts/help/")))
    assert "I lose papers." in page and "The council looks after" in page and "Help with the account" in page
    burden = AccountBurden.objects.get()
    assert (burden.hard, burden.paid_by) == (["records", "worry"], "bank_account")
    helped(told, burden)
    assert "We switch on Monday." in text(client.get(mine.path("accounts/help/")))


def test_a_carer_may_say_it_and_somebody_without_an_account_is_not_asked(told: Story, mine: Life) -> None:
    carer = browser(mine.helper(Role.CARER))
    assert send(carer, mine.path("accounts/help/ask/"), hard=["carer"], words="").status_code == 302
    blind = browser(mine.helper(Role.CARER, may_see_money=False, email="blind@example.org"))
    assert blind.get(mine.path("accounts/help/ask/")).status_code == 403
