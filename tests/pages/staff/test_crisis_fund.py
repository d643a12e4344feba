"""The fund for crises on screen: filled by finance, asked by a worker, decided, settled, and seen without names."""

import pytest
from django.test import Client

from selfdirect.actions.support.crisis_fund import balance_of_fund
from selfdirect.records.crisis_fund import CrisisDraw
from selfdirect.rules.access import Role
from tests.actions.story import FIRST_PAY_ON, Story, story, support
from tests.actions.test_crisis_fund import told
from tests.pages.conftest import SignIn
from tests.pages.person.conftest import browser as own_browser
from tests.pages.person.conftest import said as words_of
from tests.pages.person.conftest import user_of
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import send, text

__all__ = ["told"]

ASKED = {"what_happened": "Her son is in hospital.", "what_for": "Two weeks of nights.", "pence": "900"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, FIRST_PAY_ON)


@pytest.mark.requirement("R-CTG-04")
def test_a_draw_from_asking_to_settling(told: Story, browser: Browser) -> None:
    person, budget = told.person, told.budget
    worker, manager = browser(told.worker), browser(told.town.manager)
    at = f"/staff/people/{person.pk}/budgets/{budget.pk}/crisis/"
    assert "Ask the fund for crises" in text(worker.get(f"/staff/people/{person.pk}/budgets/{budget.pk}/"))
    assert "The fund has £2,000.00" in text(worker.get(at))
    wrong = send(worker, at, **(ASKED | {"pence": "9,000"}))
    assert wrong.status_code == 422 and "up to £2,000.00" in text(wrong) and "Two weeks" in wrong.content.decode()
    place = send(worker, at, **ASKED)["Location"]
    draw = CrisisDraw.objects.get()
    assert "Somebody who did not ask has to decide" in text(worker.get(place)) and "Decide" not in text(
        worker.get(place)
    )
    assert "Decide" in text(manager.get(place))
    assert send(manager, f"{place}decide/", agreed="yes", reasons="She cannot be alone.")["Location"] == place
    assert balance_of_fund() == 110000
    assert "Say what it was used for" in text(worker.get(place))
    assert send(worker, f"{place}settle/", used_for="Nights.", back_pence="0").status_code == 302
    assert "Used for Nights." in text(worker.get(place)) and draw.reference in text(worker.get(place))


@pytest.mark.requirement("R-CTG-04")
def test_the_person_reads_it_on_their_money_page(told: Story, browser: Browser) -> None:
    worker = browser(told.worker)
    place = send(worker, f"/staff/people/{told.person.pk}/budgets/{told.budget.pk}/crisis/", **ASKED)["Location"]
    mine = _own(told)
    assert "We wait for the answer." in words_of(mine.get(f"/my/{told.person.pk}/money/"))
    send(browser(told.town.manager), f"{place}decide/", agreed="no", reasons="There is another way.")
    assert "The answer was no. There is another way." in words_of(mine.get(f"/my/{told.person.pk}/money/"))


def _own(told: Story) -> Client:
    return own_browser(user_of(told.town, told.person))


@pytest.mark.requirement("R-CTG-04")
def test_finance_fills_it_and_the_commissioner_sees_it_without_names(
    told: Story, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, Role.FINANCE_APPROVER)
    assert send(client, "/staff/crisis-fund/put/", way="in", pence="500", reason="More.").status_code == 302
    wrong = send(client, "/staff/crisis-fund/put/", way="out", pence="9000", reason="x")
    assert wrong.status_code == 422 and "The fund has £2,500.00" in text(wrong)
    sign_in(client, Role.COMMISSIONER)
    page = text(client.get("/staff/crisis-fund/"))
    assert "£2,500.00" in page and "Nobody has asked the fund yet" in page and told.person.name not in page
    assert client.get("/staff/crisis-fund/put/").status_code == 403


@pytest.mark.django_db
def test_it_is_not_offered_where_needs_are_not_high(browser: Browser) -> None:
    low = story(support())
    worker = browser(low.worker)
    assert "Ask the fund for crises" not in text(worker.get(f"/staff/people/{low.person.pk}/budgets/{low.budget.pk}/"))
    assert worker.get(f"/staff/people/{low.person.pk}/budgets/{low.budget.pk}/crisis/").status_code == 404
