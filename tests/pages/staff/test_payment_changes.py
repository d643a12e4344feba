"""Payments are paused, go on again and follow a new contribution, each on one page that keeps what was typed."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.payment_changes import PaymentChange
from selfdirect.records.payments import PaymentSchedule
from selfdirect.rules.access import Role
from tests.actions.changing_payments import MIDDLE, assessed_again, changed_charge
from tests.actions.story import FIRST_PAY_ON, Story, story
from tests.pages.conftest import SignIn
from tests.pages.person.conftest import user_of
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, send, text

pytestmark = pytest.mark.django_db

WORDS = {
    "reason": "You are in hospital.",
    "contact": "Rang Amara on the ward.",
    "care_goes_on": "The ward gives all support.",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Story:
    told = story()
    it_is(monkeypatch, FIRST_PAY_ON)
    return told


@pytest.fixture
def worker(told: Story, browser: Browser) -> Client:
    return browser(told.worker)


def at(told: Story, where: str) -> str:
    return f"/staff/people/{told.person.pk}/{where}"


@pytest.mark.requirement("R-PAY-10")
def test_payments_are_paused_and_go_on_from_the_budgets_page(told: Story, worker: Client) -> None:
    budget, line = f"budgets/{told.budget.pk}/", told.budget.lines.get()
    assert "Pause payments" in text(worker.get(at(told, budget)))
    page = at(told, f"{budget}pause/")
    assert "How much of Help to wash and dress stays payable?" in text(worker.get(page))
    wrong = send(worker, page, **(WORDS | {"contact": ""}), **day("from_on", MIDDLE))
    assert wrong.status_code == 422 and "whoever acts for them" in text(wrong) and WORDS["reason"] in text(wrong)
    given: dict[str, Any] = {**WORDS, **day("from_on", MIDDLE), f"kept_{line.pk}": "25"}
    assert send(worker, page, **given).status_code == 302
    made = PaymentChange.objects.get()
    assert made.lines.get().kept_basis_points == 2500 and PaymentSchedule.objects.latest("pk").pence_weekly == 2000
    shown = text(worker.get(at(told, budget)))
    assert "Payments are paused" in shown and "Let payments go on again" in shown
    over = at(told, f"pauses/{made.pk}/over/")
    assert send(worker, over, reason="Home again.", **day("from_on", MIDDLE)).status_code == 422
    later = day("from_on", MIDDLE.replace(day=20))
    assert send(worker, over, reason="Home again.", **later).status_code == 302
    assert "Let payments go on again" not in text(worker.get(at(told, budget)))


@pytest.mark.requirement("R-FIN-09")
def test_finance_pays_by_the_new_contribution(told: Story, client: Client, sign_in: SignIn) -> None:
    sign_in(client, Role.FINANCE_OFFICER)
    assessed_again(told, 1000)
    page = at(told, f"budgets/{told.budget.pk}/contribution/")
    shown = text(client.get(page))
    assert "£47.00 a week" in shown and "£37.00 a week at most" in shown
    answer = send(client, page, reason="Your laundry costs more.", **day("from_on", MIDDLE))
    assert answer.status_code == 302
    assert "What the person pays has changed: £37.00 a week" in text(client.get(answer.url))
    again = send(client, page, reason="Again.", **day("from_on", MIDDLE))
    assert again.status_code == 422 and "the same as before" in text(again)


def test_the_person_sees_that_payments_are_paused(told: Story, worker: Client, browser: Browser) -> None:
    send(worker, at(told, f"budgets/{told.budget.pk}/pause/"), **WORDS, **day("from_on", FIRST_PAY_ON))
    mine = browser(user_of(told.town, told.person))
    assert "Your payments are paused from 6 July 2026" in text(mine.get(f"/my/{told.person.pk}/money/"))


def test_the_person_sees_what_they_pay_now(told: Story, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_charge(told, 1000)
    mine = browser(user_of(told.town, told.person))
    page = f"/my/{told.person.pk}/money/"
    before = text(mine.get(page))
    assert "£47.00 : a week of this is paid by you" in before and "has changed since" not in before
    it_is(monkeypatch, MIDDLE)
    after = text(mine.get(page))
    assert (
        "£37.00 : a week of this is paid by you" in after
        and "What you pay has changed since your budget was set" in after
    )
