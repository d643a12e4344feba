"""Accounts are added where they are needed and changed with a reason; only their last figures are shown."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee
from tests.actions.first_half import Town, worker_of
from tests.actions.story import AGREED_ON, Story, approved, chosen, finalised, story, with_account
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text

ACCOUNT = {"account_name": "A Foxglove", "sort_code": "20 00-00", "account_number": "1234 5678", "card_reference": ""}


@pytest.fixture
def budget(here: Town, monkeypatch: pytest.MonkeyPatch) -> Budget:
    it_is(monkeypatch, AGREED_ON)
    return chosen(finalised(approved(here)))


@pytest.fixture
def worker(budget: Budget, browser: Browser) -> Client:
    return browser(worker_of(budget.person))


def at(budget: Budget, page: str = "") -> str:
    return f"/staff/people/{budget.person_id}/budgets/{budget.pk}/accounts/{page}"


@pytest.mark.requirement("R-PAY-01")
def test_the_account_that_is_needed_is_asked_for_and_added(budget: Budget, worker: Client) -> None:
    assert "Add the bank account for direct payments" in text(worker.get(at(budget)))
    assert send(worker, at(budget, "add/"), whose="bank_account", **ACCOUNT).status_code == 302
    kept = Payee.objects.get()
    assert (kept.sort_code, kept.account_number, kept.kind) == ("200000", "12345678", "bank_account")
    shown = text(worker.get(at(budget)))
    assert "Ends in 5678" in shown and "12345678" not in shown and "Go on to the agreement" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"account_name": ""}, "Enter the name on the account"),
        ({"sort_code": ""}, "Enter a sort code"),
        ({"sort_code": "12345"}, ""),
        ({"account_number": "123"}, ""),
        ({"account_number": "1234567A"}, ""),
        ({"whose": ""}, "Select which account this is"),
    ],
)
def test_wrong_details_are_named_and_kept_as_typed(
    wrong: dict[str, Any], field: str, budget: Budget, worker: Client
) -> None:
    answer = send(worker, at(budget, "add/"), **{"whose": "bank_account", **ACCOUNT, **wrong})
    assert answer.status_code == 422 and len(said(answer)) == 1 and said(answer)[0].startswith(field)
    assert all(value in answer.content.decode() for value in wrong.values()) and not Payee.objects.exists()


def test_the_account_of_a_fund_holder_is_added_under_its_name(here: Town, budget: Budget, browser: Browser) -> None:
    holder = here.cast.fund_holders[0]
    budget.lines.update(held_as="third_party", paid_by="", fund_holder=holder)
    finance = browser(here.cast.finance[0])
    assert f"the bank account of {holder.name}" in text(finance.get(at(budget)))
    answer = send(finance, at(budget, "add/"), whose=f"holder-{holder.pk}", **ACCOUNT)
    assert answer.status_code == 302, said(answer)
    kept = Payee.objects.get()
    assert kept.kind == "third_party" and kept.provider == holder and kept.person is None


def test_an_account_is_changed_with_a_reason(here: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Story = story(here=here)
    it_is(monkeypatch, AGREED_ON)
    worker = browser(found.worker)
    page = f"/staff/people/{found.person.pk}/accounts/{found.payee.pk}/"
    more = {"account_name": "A Foxglove", "sort_code": "20-00-00", "account_number": "87654321"}
    assert said(send(worker, page, **more)) == ["Say why the account changes"]
    assert send(worker, page, **more, reason="A new bank").status_code == 302
    assert found.payee.later_details.get().account_number == "87654321"
    other = with_account(found.person, number="10000009")
    assert worker.get(f"/staff/people/{found.person.pk + 9}/accounts/{other.pk}/").status_code == 404


def test_only_those_who_set_up_payments_see_accounts(here: Town, budget: Budget, browser: Browser) -> None:
    for user in (here.manager, here.cast.approvers[0], here.cast.administrator):
        assert browser(user).get(at(budget)).status_code == 403


@pytest.mark.requirement("R-PAY-17")
def test_the_name_on_an_account_is_checked_and_the_answer_shown(here: Town, browser: Browser) -> None:
    found = story(here=here)
    finance = browser(here.cast.finance[0])
    accounts = f"/staff/people/{found.person.pk}/budgets/{found.budget.pk}/accounts/"
    page = f"{accounts}{found.payee.pk}/name/"
    shown = text(finance.get(accounts))
    assert "The name was not checked" in shown and "Not checked: the banks’ table is not loaded" in shown
    assert said(send(finance, page)) == ["Select how you asked", "Select what the answer was"]
    close = {"how": "service", "answer": "close"}
    missing = ["Enter the name that the bank gave", "Say why you are sure that the account is theirs"]
    assert said(send(finance, page, **close)) == missing
    assert send(finance, page, **close, bank_says="A J Foxglove", close_reason="A middle name").status_code == 302
    assert send(finance, page, how="service", answer="no_match").status_code == 302
    shown = text(finance.get(accounts))
    assert "The name does not match. Not paid until this is put right" in shown
    assert "A middle name" in text(finance.get(page))
    assert finance.get(page.replace(str(found.payee.pk), "999")).status_code == 404
    assert browser(here.manager).get(page).status_code == 403
