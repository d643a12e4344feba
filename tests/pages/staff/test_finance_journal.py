"""The journal on screen: every month, both sides beside the book, and the file; refused in words without a code."""

import pytest

from selfdirect.rules.finance_journal import Codes
from selfdirect.rules.values import ValueRefused
from tests.actions.story import FIRST_PAY_ON, Story, paid, story
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
def test_finance_sees_that_it_agrees_and_fetches_it(told: Story) -> None:
    client = browser_of(told.town.cast.finance[0])
    assert "Journals for the finance system" in text(client.get("/staff/book/"))
    assert "July 2026" in text(client.get("/staff/book/journal/"))
    page = text(client.get("/staff/book/journal/2026-7/"))
    assert "Agrees with the book" in page and "May still change" in page and "ASC-DP-100" in page
    file = client.get("/staff/book/journal/2026-7/file/")
    assert file["Content-Type"] == "text/csv; charset=utf-8" and file.content.startswith(b"journal,line,date,code")
    assert 'filename="journal-2026-07-provisional.csv"' in file["Content-Disposition"]


def test_what_is_no_month_is_not_found_and_a_worker_sees_none(told: Story) -> None:
    client = browser_of(told.town.cast.finance[0])
    assert client.get("/staff/book/journal/2026-13/").status_code == 404
    assert client.get("/staff/book/journal/0-1/").status_code == 404
    assert client.get("/staff/book/journal/9999-12/").status_code == 404
    assert "Nothing moved in this month" in text(client.get("/staff/book/journal/2031-1/"))
    assert browser_of(told.worker).get("/staff/book/journal/2026-7/").status_code == 403


def test_without_a_code_the_page_says_which_is_missing(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: Codes, place: object) -> object:
        raise ValueRefused("payments.journal_codes has no code for owed.")

    monkeypatch.setattr(Codes, "of", none)
    answer = browser_of(told.town.cast.finance[0]).get("/staff/book/journal/2026-7/")
    assert answer.status_code == 422 and "has no code for owed" in text(answer)
