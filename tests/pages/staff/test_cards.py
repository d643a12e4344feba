"""Whoever answers the telephone orders a card, reports it, writes down what the company did, and closes the report."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.jobs.cards import send_waiting
from selfdirect.records.cards import Card, CardBalance, CardOrder, CardState, LostCard, Verb
from selfdirect.records.work import Step
from tests.actions.carded import LOST_ON, Carded, chosen_card, ordered, typed
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import browser_of

pytestmark = pytest.mark.django_db
LOST = {
    "why": "stolen",
    "words": "",
    "is_unknown": "yes",
    "unknown_spending": "£20 of fuel",
    "must_be_paid_soon": "yes",
}


@pytest.fixture(autouse=True)
def in_a_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"
    it_is(monkeypatch, LOST_ON)


def at(life: Carded, path: str = "") -> str:
    return f"/staff/people/{life.person.pk}/cards/{path}"


@pytest.mark.requirement("R-PAY-02")
def test_a_card_is_ordered_from_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    life = chosen_card()
    client = browser_of(life.worker)
    assert "Order a card" in text(client.get(at(life)))
    assert "Willow Court" in text(client.get(at(life, "order/")))
    assert send(client, at(life, "order/")).status_code == 302
    assert "Asked for" in text(client.get(at(life)))
    send_waiting(LOST_ON)
    card = Card.objects.get()
    assert send(client, at(life, f"{card.pk}/arrived/")).status_code == 302
    assert "In use" in text(client.get(at(life))) and life.card.state == CardState.IN_USE
    assert send(client, at(life, "order/")).status_code == 422


@pytest.mark.requirement("R-PAY-03")
def test_a_card_is_reported_by_phone_and_its_report_closed() -> None:
    life = ordered()
    client = browser_of(life.worker)
    path = at(life, f"{life.card.pk}/lost/")
    missing = send(client, path, words="")
    assert missing.status_code == 422 and len(said(missing)) == 4
    assert send(client, path, **LOST, reported_by_name="Amara's mother").status_code == 302
    page = text(client.get(at(life)))
    assert "Reported by Amara's mother by phone on 15 July 2026" in page and "£20 of fuel" in page
    assert "make an interim payment" in page and "Being blocked" in page
    send_waiting(LOST_ON)
    assert "Blocked" in text(client.get(at(life)))
    spending = Step.objects.open().get(code="card_spending")
    finance = browser_of(spending.owner)
    follow = f"/staff/people/{life.person.pk}/follow-up/{spending.pk}/"
    assert "£20 of fuel" in text(finance.get(follow))
    assert send(finance, follow, what_was_done="The company gives it back.").status_code == 302
    new = life.card
    assert send(client, at(life, f"{new.pk}/arrived/")).status_code == 302
    well = {"confirmed_by_name": "Amara Foxglove"}
    assert said(send(client, at(life, "well/"), all_is_well="no", **well)) == ["Say what is not right yet"]
    assert send(client, at(life, "well/"), all_is_well="yes", **well).status_code == 302
    assert LostCard.objects.get().confirmed_by_name == "Amara Foxglove"
    assert client.get(at(life, "well/")).status_code == 404


def test_the_step_of_a_lost_card_leads_to_its_page_and_the_other_to_the_payment() -> None:
    life = ordered()
    life.lost()
    client = browser_of(life.worker)
    listed = client.get("/staff/").content.decode()
    assert f'href="{at(life)}"' in listed
    assert f"/staff/people/{life.person.pk}/budgets/{life.budget.pk}/must-be-paid/interim/" in listed
    assert "Being blocked" in text(client.get(at(life)))


def test_what_the_company_said_on_the_telephone_is_written_down() -> None:
    life = typed()
    life.lost()
    client = browser_of(life.worker)
    block, replace = CardOrder.objects.get(verb=Verb.BLOCK), CardOrder.objects.get(verb=Verb.REPLACE)
    assert at(life, f"by-phone/{block.pk}/") in client.get("/staff/").content.decode()
    path = at(life, f"by-phone/{replace.pk}/")
    assert "ends in 4958" in text(client.get(path))
    wrong = send(client, path, told_by="Kim", last_four="12", **day("expires_on", date(2029, 7, 31)))
    assert said(wrong) == ["Enter the last four digits of the new card"]
    assert (
        send(client, path, told_by="Kim", last_four="4321", **day("expires_on", date(2029, 7, 31))).status_code == 302
    )
    assert send(client, at(life, f"by-phone/{block.pk}/"), told_by="Kim").status_code == 302
    page = text(client.get(at(life)))
    assert "Card that ends in 4321" in page and "Blocked" in page
    assert client.get(path).status_code == 404, "what is done is not done again"


def test_what_is_on_a_card_is_written_down_and_a_low_one_becomes_work() -> None:
    life = ordered()
    life.owes_wages(pence=40_000)
    client = browser_of(life.worker)
    assert said(send(client, at(life, "balance/"), pence="lots"))
    assert send(client, at(life, "balance/"), pence="12.50").status_code == 302
    assert CardBalance.objects.get().pence == 1_250 and "£12.50 on 15 July 2026" in text(client.get(at(life)))
    raised = Step.objects.open().get(code="low_balance")
    assert "£12.50" in text(client.get(f"/staff/people/{life.person.pk}/follow-up/{raised.pk}/"))


def test_an_account_that_is_still_paid_is_not_closed_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    life = ordered()
    client = browser_of(life.worker)
    refused = send(client, at(life, f"{life.card.pk}/close/"))
    assert refused.status_code == 422 and "is still paid onto this card" in text(refused)
    it_is(monkeypatch, life.budget.ends_on + timedelta(days=1))
    assert send(client, at(life, f"{life.card.pk}/close/")).status_code == 302
    assert "The account was closed" in text(client.get(at(life)))


def test_who_may_not_change_payments_reads_and_does_nothing() -> None:
    life = ordered()
    client = browser_of(life.here.cast.panel[0])
    page = text(client.get(at(life)))
    assert "In use" in page and "Report it lost" not in page
    for path in ("order/", f"{life.card.pk}/lost/", f"{life.card.pk}/close/", "balance/", "well/"):
        assert client.get(at(life, path)).status_code == 403
