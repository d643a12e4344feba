"""The agreement shows its terms and what is looked at when; it is signed once, and then payments are set up."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payments import PaymentSchedule
from tests.actions.first_half import Town, worker_of
from tests.actions.story import AGREED_ON, approved, chosen, finalised, with_account
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import RIGHT_TO_LEFT, day, said, send, text

SIGN: dict[str, Any] = {
    "signed_by_name": RIGHT_TO_LEFT,
    "signed_as": "person",
    "signed_how": "on_screen",
    **day("signed_on", AGREED_ON),
    "agreed": ["yes"],
}


@pytest.fixture
def budget(here: Town, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, AGREED_ON)
    return finalised(approved(here))


@pytest.fixture
def worker(budget: Budget, browser: Browser) -> Client:
    return browser(worker_of(budget.person))


def at(budget: Budget, page: str = "") -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/agreement/{page}"


def test_before_a_choice_there_is_nothing_to_sign(budget: Budget, worker: Client) -> None:
    shown = text(worker.get(at(budget)))
    assert "The choice of how to hold the budget comes first" in shown and "Record the signature" not in shown


@pytest.mark.requirement("R-BRK-01")
@pytest.mark.requirement("R-BRK-02")
def test_it_is_read_signed_and_the_payments_follow(budget: Budget, worker: Client) -> None:
    chosen(budget)
    with_account(budget.person)
    shown = text(worker.get(at(budget)))
    assert "You use the money for what is in your support plan." in shown and "20 July 2026" in shown
    assert said(send(worker, at(budget), **{**SIGN, "agreed": []})) == [
        "Confirm that they agree, or come back when they do"
    ]
    answer = send(worker, at(budget), **SIGN)
    assert answer.status_code == 302
    assert Agreement.objects.get().signed_by_name == RIGHT_TO_LEFT and PaymentSchedule.objects.count() == 1
    shown = text(worker.get(answer.url))
    assert "The payments are set up." in shown and "Record the signature" not in shown
    again = worker.post(at(budget), {**SIGN, "key": "again"})
    assert again.status_code == 422 and Agreement.objects.count() == 1
    assert "Nothing has changed since" in text(again)
    assert "Signed by" in text(worker.get(at(budget, "paper/")))


def test_a_missing_account_is_added_afterwards(budget: Budget, worker: Client) -> None:
    chosen(budget)
    answer = send(worker, at(budget), **SIGN)
    assert "The payments are not set up yet" in text(worker.get(answer.url))
    page = f"/staff/people/{budget.person_id}/agreements/{Agreement.objects.get().pk}/payments/"
    assert "Add the bank account" in text(worker.get(page))
    assert worker.post(page).status_code == 422 and not PaymentSchedule.objects.exists()
    with_account(budget.person)
    assert send(worker, page).status_code == 302
    assert "The payments are set up" in text(worker.get(page)) and PaymentSchedule.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"signed_by_name": ""}, {"signed_as": "robot"}, {"signed_how": ""}, day("signed_on", AGREED_ON.replace(day=30))],
)
def test_a_wrong_answer_is_named(wrong: dict[str, str], budget: Budget, worker: Client) -> None:
    chosen(budget)
    answer = send(worker, at(budget), **{**SIGN, **wrong})
    assert answer.status_code == 422 and len(said(answer)) == 1 and not Agreement.objects.exists()


def test_who_may_look_and_who_may_sign(here: Town, budget: Budget, browser: Browser) -> None:
    chosen(budget)
    manager = browser(here.manager)
    assert "Record the signature" not in text(manager.get(at(budget)))
    assert manager.post(at(budget), SIGN).status_code == 403
    assert browser(here.cast.administrator).get(at(budget, "paper/")).status_code == 403


def test_a_worker_asks_for_a_new_signature_and_it_is_given(budget: Budget, worker: Client) -> None:
    chosen(budget)
    with_account(budget.person)
    send(worker, at(budget), **SIGN)
    assert "Ask for a new signature" in text(worker.get(at(budget)))
    assert said(send(worker, at(budget, "ask/"), reason="")) == ["Write why it has to be signed again"]
    answer = send(worker, at(budget, "ask/"), reason="Your daughter signs for you now.")
    assert (answer.status_code, answer["Location"]) == (302, at(budget))
    shown = text(worker.get(at(budget)))
    assert "Your daughter signs for you now." in shown and "Payments go on until then." in shown
    assert "Ask for a new signature" not in shown
    assert send(worker, at(budget), **SIGN).status_code == 302
    assert Agreement.objects.get(version=2).changes == ["Asked for because: Your daughter signs for you now."]
