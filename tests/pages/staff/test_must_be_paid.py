"""A worker keeps the list of who must be paid, and asks for an interim payment that somebody else approves."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.actions.support.paying_straight import lists_of
from selfdirect.records.must_be_paid import MustBePaid
from selfdirect.records.payments import PaymentRun
from selfdirect.rules.access import Role
from tests.actions.story import FIRST_PAY_ON, Story, paid, story, support
from tests.pages.conftest import SignIn
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, send, text

ANA: dict[str, Any] = {
    "what": "Ana, wages",
    "pence": "120.00",
    "every": "weekly",
    **day("due_on", FIRST_PAY_ON),
    "account_name": "Ana Example",
    "sort_code": "20-00-00",
    "account_number": "55779911",
}


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    found = story(support())
    paid(found.town, FIRST_PAY_ON)
    it_is(monkeypatch, FIRST_PAY_ON)
    return found


def at(told: Story, rest: str = "") -> str:
    return f"/staff/people/{told.person.pk}/budgets/{told.budget.pk}/must-be-paid/{rest}"


def test_an_interim_payment_from_list_to_approver(told: Story, client: Client, sign_in: SignIn) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    assert "Nobody is on the list" in text(client.get(at(told)))
    assert send(client, at(told, "add/"), **ANA)["Location"] == at(told)
    page = text(client.get(at(told)))
    assert "Ana, wages Every week 6 July 2026 Ana Example, ends in 9911 The name was not checked yet £120.00" in page
    form = text(client.get(at(told, "interim/")))
    assert "Ana, wages: £120.00" in form and "Due on 6 July 2026" in form
    wrong = send(client, at(told, "interim/"), because="")
    assert wrong.status_code == 422 and "Select who is paid now" in text(wrong) and "Say why" in text(wrong)
    accounts = text(client.get(f"/staff/people/{told.person.pk}/budgets/{told.budget.pk}/accounts/"))
    assert "Paid straight away if their card or account fails" in accounts
    code = f"{MustBePaid.objects.get().pk}:{FIRST_PAY_ON}"
    assert send(client, at(told, "interim/"), codes=[code], because="Her card is lost.").status_code == 302
    assert "Paid straight away" in text(client.get(at(told)))
    run = PaymentRun.objects.get(kind="same_day")
    sign_in(client, Role.FINANCE_APPROVER)
    home = text(client.get("/staff/"))
    assert f"{run.reference} Her card is lost." in home and "£120.00" in home
    page = text(client.get(f"/staff/payments/{run.pk}/"))
    assert "Payments that cannot wait" in page and "Straight to whoever must be paid" in page
    line = text(client.get(f"/staff/people/{told.person.pk}/payments/{run.lines.get().pk}/"))
    assert "Paid straight away to Ana, wages. It comes off what" in line


def test_the_list_is_changed_and_somebody_taken_off(told: Story, client: Client, sign_in: SignIn) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    send(client, at(told, "add/"), **ANA)
    item = MustBePaid.objects.get()
    assert 'value="120.00"' in client.get(at(told, f"{item.pk}/")).content.decode()
    words = {"what": "Ana, wages", "pence": "150.00", "every": "monthly", **day("due_on", FIRST_PAY_ON)}
    assert send(client, at(told, f"{item.pk}/"), **words).status_code == 302
    (now,) = lists_of([told.budget.pk])
    assert (now.pence, now.every) == (15000, "monthly")
    assert client.get(at(told, f"{item.pk}/")).status_code == 404, "another word has been said since"
    assert client.post(at(told, f"{now.pk}/off/")).status_code == 302 and lists_of([told.budget.pk]) == []


def test_what_is_wrong_is_named_and_kept(told: Story, client: Client, sign_in: SignIn) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    wrong = send(client, at(told, "add/"), **(ANA | {"account_number": "12", "pence": "x", "every": ""}))
    shown = text(wrong)
    assert wrong.status_code == 422 and "Select how often" in shown and "Ana Example" in wrong.content.decode()
    assert not MustBePaid.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_APPROVER])
def test_who_may_not_change_it_may_look(told: Story, client: Client, sign_in: SignIn, role: Role) -> None:
    sign_in(client, role)
    assert "Put somebody on the list" not in text(client.get(at(told)))
    assert client.get(at(told, "add/")).status_code == 403 and client.get(at(told, "interim/")).status_code == 403
