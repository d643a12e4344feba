"""The worker goes through all there is on offer and writes down what they want."""

import pytest

from selfdirect.records.account_help import AccountHelp
from tests.actions.story import FIRST_PAY_ON, Story, story
from tests.actions.test_account_help import said as said_so
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Story:
    made = story()
    it_is(monkeypatch, FIRST_PAY_ON)
    return made


@pytest.mark.requirement("R-PAY-06")
def test_work_leads_to_it_and_what_they_want_is_kept(told: Story) -> None:
    burden = said_so(told)
    client, at = browser_of(told.worker), f"/staff/people/{told.person.pk}/account-help/{burden.pk}/"
    assert at in client.get("/staff/").content.decode()
    page = text(client.get(at))
    assert "Her daughter said on 6 July 2026" in page and "A prepaid card" in page and "It goes on as it is" in page
    assert said(send(client, at, chosen="", words="")) == [
        "Select what they want",
        "Say what was agreed, and who does what next",
    ]
    assert send(client, at, chosen="prepaid_card", words="A card is ordered.").status_code == 302
    assert AccountHelp.objects.get().chosen == "prepaid_card"
    assert client.get(at).status_code == 404
    assert browser_of(told.town.cast.panel[0]).get(at).status_code == 403
