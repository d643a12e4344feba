"""The card company is asked once on the day, whatever stops in between; the book says paid when it is on the card."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import card_loads
from selfdirect.actions.action import Refused
from selfdirect.jobs.cards import NotAllAsked, load_waiting
from selfdirect.jobs.checks import CHECKS
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.card_loads import CardLoad, LoadState
from selfdirect.records.messages import Letter
from selfdirect.records.payments import LineState, PaymentFile, PaymentLine, PaymentRun, RunState
from selfdirect.records.work import Step
from tests.actions.carded import Carded, ordered
from tests.actions.loading import loaded_by_the_company
from tests.actions.paying_people import office, people_to_pay, the_book_is_sound
from tests.actions.story import FIRST_PAY_ON, approve, confirmed, prepared, sent
from tests.outside.cards.company_server import CompanyServer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["json", "xml"])
def at(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[CompanyServer]:
    with loaded_by_the_company(settings, tmp_path, request.param) as server:
        yield server


@pytest.fixture
def life(at: CompanyServer) -> Carded:
    return ordered()


def sent_run(life: Carded) -> PaymentRun:
    return sent(life.here, approve(life.here, prepared(life.here)))


def account(life: Carded) -> str:
    assert life.card.payee
    return life.card.payee.card_reference


def line_of(life: Carded) -> PaymentLine:
    return PaymentLine.objects.get(person=life.person)


@pytest.mark.requirement("R-PAY-02")
def test_money_is_on_the_card_on_its_day_and_paid_in_the_book_then(at: CompanyServer, life: Carded) -> None:
    bank = balance(BANK)
    run = sent_run(life)
    line = line_of(life)
    assert line.state == LineState.SENT and not PaymentFile.objects.exists(), "nothing of it is for the bank"
    assert load_waiting(FIRST_PAY_ON - timedelta(days=1)) == 0 and at.book.held(account(life)) == 0
    assert balance(BANK) == bank
    assert load_waiting(FIRST_PAY_ON) == 1 and load_waiting(FIRST_PAY_ON) == 0
    assert at.book.held(account(life)) == line.pence and balance(BANK) == bank - line.pence
    assert line_of(life).state == LineState.CONFIRMED
    assert PaymentRun.objects.get(pk=run.pk).state == RunState.CLOSED
    assert not Step.objects.open().filter(code="first_payment").exists() and the_book_is_sound()


def test_the_rest_goes_by_the_bank_and_is_confirmed_after_the_cards(at: CompanyServer, life: Carded) -> None:
    other = people_to_pay(1, office())[0]
    run = sent_run(life)
    theirs = PaymentLine.objects.get(person=other.person)
    assert {file.total_pence for file in PaymentFile.objects.filter(run=run)} == {theirs.pence}
    adds_up = dict(CHECKS)["Every bank file adds up to its run"]
    assert not list(adds_up(FIRST_PAY_ON))
    with pytest.raises(Refused, match="1 payment waits for the card company"):
        confirmed(life.here, run)
    load_waiting(FIRST_PAY_ON)
    assert PaymentRun.objects.get(pk=run.pk).state == RunState.SENT
    confirmed(life.here, PaymentRun.objects.get(pk=run.pk))
    assert set(run.lines.values_list("state", flat=True)) == {LineState.CONFIRMED} and the_book_is_sound()


@pytest.mark.requirement("R-PAY-02")
def test_what_stops_after_the_company_did_it_is_asked_again_and_done_once(
    at: CompanyServer, life: Carded, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_run(life)
    with monkeypatch.context() as broken, pytest.raises(NotAllAsked):
        broken.setattr(card_loads, "_paid", lambda *given: 1 / 0)
        load_waiting(FIRST_PAY_ON)
    pence = line_of(life).pence
    assert at.book.held(account(life)) == pence and CardLoad.objects.get().state == LoadState.WAITING
    load_waiting(FIRST_PAY_ON)
    assert at.book.held(account(life)) == pence, "the same key puts it there once"
    assert line_of(life).state == LineState.CONFIRMED and the_book_is_sound()


def test_a_company_that_is_down_is_asked_until_the_day_is_over_then_it_is_owed_again(
    at: CompanyServer, life: Carded
) -> None:
    run = sent_run(life)
    for tries in (1, 2):
        at.fail_with(*[503] * 5)
        load_waiting(FIRST_PAY_ON)
        assert (CardLoad.objects.get().state, CardLoad.objects.get().tries) == (LoadState.WAITING, tries)
    on = FIRST_PAY_ON + timedelta(days=1)
    waits = dict(CHECKS)["Every payment onto a card is answered by the next day"]
    assert list(waits(on)) == [f"{run.reference}-{line_of(life).pk}"]
    at.fail_with(*[503] * 5)
    load_waiting(on)
    line = line_of(life)
    assert (line.state, CardLoad.objects.get().state) == (LineState.RETURNED, LoadState.FAILED)
    assert Step.objects.open().filter(code="payment_returned", about=f"PaymentLine:{line.pk}").exists()
    assert "the card company sent it back" in str(Letter.objects.get(kind="payment_returned").facts)
    assert PaymentRun.objects.get(pk=run.pk).state == RunState.CLOSED and not list(waits(on))
    assert at.book.held(account(life)) == 0 and the_book_is_sound()


def test_a_company_that_says_no_gives_it_back_at_once(at: CompanyServer, life: Carded) -> None:
    sent_run(life)
    CardLoad.objects.update(account="nobody")
    load_waiting(FIRST_PAY_ON)
    assert line_of(life).state == LineState.RETURNED and CardLoad.objects.get().tries == 1


def test_sending_again_asks_for_nothing_twice(at: CompanyServer, life: Carded) -> None:
    run = sent_run(life)
    sent(life.here, PaymentRun.objects.get(pk=run.pk))
    assert CardLoad.objects.count() == 1
