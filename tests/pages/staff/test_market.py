"""Providers are put on the list; few people are never counted out; a provider sees first names and its own payments."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.actions.access import add_user
from selfdirect.actions.support.timer import timer
from selfdirect.pages.staff import market
from selfdirect.records.access import User
from selfdirect.records.direct_payments import Payee
from selfdirect.records.market import Provider
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, STARTS_ON, Town, commissioner
from tests.actions.story import AGREED_ON, account_of, approved, chosen, finalised, signed, support
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import EMOJI, said, send, text

PROVIDER: dict[str, Any] = {
    "name": f"Good Company {EMOJI}",
    "what_they_do": "Going out together",
    "email": "office@good.example",
    "phone": "020 7946 0123",
    "sort_code": "20-00-00",
    "account_number": "12345678",
    "gives_care": "yes",
    "may_hold_funds": "no",
}


@pytest.fixture
def finance(here: Town, browser: Browser) -> Client:
    return browser(here.cast.finance[0])


def test_a_provider_is_put_on_the_list(finance: Client) -> None:
    assert send(finance, "/staff/providers/add/", **PROVIDER).status_code == 302
    kept = Provider.objects.get(name=PROVIDER["name"])
    assert (kept.sort_code, kept.gives_care, kept.may_hold_funds) == ("200000", True, False)
    assert EMOJI in text(finance.get("/staff/providers/"))
    again = send(finance, "/staff/providers/add/", **PROVIDER)
    assert said(again) == ["There is already a provider with this name"]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"sort_code": "1"}, {"account_number": "x"}, {"gives_care": ""}, {"email": "nobody"}]
)
def test_wrong_details_are_named(wrong: dict[str, str], finance: Client) -> None:
    answer = send(finance, "/staff/providers/add/", **{**PROVIDER, **wrong})
    assert answer.status_code == 422 and len(said(answer)) == 1


def test_the_account_of_a_fund_holder_is_added_and_changed(here: Town, finance: Client) -> None:
    holder, other = here.cast.fund_holders[0], here.cast.providers[0]
    page = f"/staff/providers/{holder.pk}/account/"
    account = {"account_name": holder.name, "sort_code": "20-00-00", "account_number": "12345678"}
    assert send(finance, page, **account, reason="").status_code == 302
    assert "Ends in 5678" in text(finance.get("/staff/providers/"))
    changed = {**account, "account_number": "87654321"}
    assert said(send(finance, page, **changed, reason="")) == ["Say why the account changes"]
    assert send(finance, page, **changed, reason="A new bank").status_code == 302
    assert Payee.objects.count() == 2 and "Ends in 4321" in text(finance.get("/staff/providers/"))
    assert finance.get(f"/staff/providers/{other.pk}/account/").status_code == 404


def test_few_people_are_never_counted_out(here: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(here)
    commissioner = browser(User.objects.get(name="Celia Thorne"))
    shown = text(commissioner.get("/staff/"))
    assert "A personal assistant Fewer than 5" in shown and "£80.00" not in shown
    monkeypatch.setattr(market, "FEWEST", 1)
    assert "A personal assistant 1 £80.00" in text(commissioner.get("/staff/"))
    assert commissioner.get("/staff/providers/").status_code == 200
    assert commissioner.get("/staff/providers/add/").status_code == 403
    assert commissioner.get("/staff/people/").status_code == 403


@pytest.mark.requirement("R-BRK-09")
def test_the_commissioner_closes_a_provider_and_ends_a_contract(here: Town, browser: Browser) -> None:
    one, other = here.cast.providers[0], here.cast.providers[1]
    Provider.objects.filter(pk=other.pk).update(has_contract=True)
    client = browser(commissioner())
    close, contract = f"/staff/providers/{one.pk}/close/", f"/staff/providers/{other.pk}/contract/"
    assert close in client.get("/staff/providers/").content.decode()
    last = {"last_on-day": "31", "last_on-month": "12", "last_on-year": "2026"}
    wrong = send(client, close, **last, reason="")
    assert said(wrong) == ["Say why it closes"] and 'value="31"' in wrong.content.decode()
    assert send(client, close, **last, reason="The owner retires").status_code == 302
    assert "Closes after 31 December 2026" in text(client.get("/staff/providers/"))
    words = {"replaced_by": str(here.cast.providers[4].pk), "reason": "Let again"}
    assert send(client, contract, **last, **words).status_code == 302
    assert not Provider.objects.get(pk=other.pk).has_contract
    finance = browser(here.cast.finance[0])
    assert finance.get(close).status_code == finance.get(contract).status_code == 403


def test_a_provider_sees_first_names_and_its_own_payments(
    here: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = next(one for one in here.cast.fund_holders if not one.gives_care)
    budget = chosen(finalised(approved(here, support(provider=holder))), ("third_party", "", holder.pk))
    account_of(holder, here.cast.finance[0])
    signed(budget)
    made = {"email": "r@holder.example", "name": "Rota", "roles": [Role.PROVIDER], "provider": holder}
    client = browser(add_user(**made, on=ON, by=timer()))
    it_is(monkeypatch, AGREED_ON)
    assert "When somebody’s plan names you" in text(client.get("/staff/"))
    it_is(monkeypatch, STARTS_ON)
    shown = text(client.get("/staff/"))
    assert "Amara" in shown and "Foxglove" not in shown and "5 hours, a week" in shown
    assert client.get(f"/staff/people/{budget.person_id}/").status_code in (403, 404)
    stranger = browser(User.objects.get(name="Bea Langton"))
    assert "Amara" not in text(stranger.get("/staff/"))


def test_who_may_see_providers(here: Town, browser: Browser) -> None:
    assert browser(here.worker).get("/staff/providers/").status_code == 200
    assert browser(here.manager).get("/staff/providers/").status_code == 403
