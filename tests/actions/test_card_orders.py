"""The company's side: asked once under a key, tried again, then by telephone; and balances that warn in time."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import card_orders, cards
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.card_orders import MOST_TRIES
from selfdirect.actions.direct_payments import add_payee
from selfdirect.actions.support.steps import close_step
from selfdirect.actions.support.timer import timer
from selfdirect.jobs.cards import ask_for_new_cards, read_balances, send_waiting
from selfdirect.records.cards import Card, CardBalance, CardOrder, CardState, OrderState, Verb
from selfdirect.records.messages import Message
from selfdirect.records.work import Step
from tests.actions.carded import LOST_ON, chosen_card, ordered, typed
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, PREPARED_ON, approve, paid, prepared, sent
from tests.outside.cards.company_server import NAME, SECRET, TOKEN, CompanyServer, company

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[CompanyServer]:
    with company() as running:
        yield running


@pytest.fixture(params=["json", "xml"])
def at_a_company(request: pytest.FixtureRequest, server: CompanyServer, settings: Any) -> CompanyServer:
    settings.CARDS = request.param
    settings.CARDS_URL = f"{server.url}/v1" if request.param == "json" else f"{server.url}/xml"
    settings.CARDS_KEY = TOKEN if request.param == "json" else SECRET
    settings.CARDS_NAME = NAME
    return server


@pytest.fixture
def in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"


def order(verb: Verb) -> CardOrder:
    return CardOrder.objects.filter(verb=verb).latest("pk")


@pytest.mark.requirement("R-PAY-03")
def test_the_card_company_blocks_the_old_card_and_makes_another_for_the_same_account(
    at_a_company: CompanyServer,
) -> None:
    life = ordered()
    first = life.card
    assert first.payee and first.is_made and at_a_company.book.accounts[first.payee.card_reference]
    at_a_company.book.load(first.payee.card_reference, 30_000)
    life.lost(why="stolen")
    assert send_waiting(LOST_ON) == 2
    assert at_a_company.book.cards[first.is_made.company_card]["blocked"] == "stolen"
    new = life.card
    assert new.is_made and at_a_company.book.cards[new.is_made.company_card]["blocked"] == ""
    assert at_a_company.book.cards[new.is_made.company_card]["account"] == first.payee.card_reference
    assert at_a_company.book.held(first.payee.card_reference) == 30_000, "nothing is spent twice, nothing moves"


def test_a_block_that_fails_is_raised_at_once_and_tried_again_until_it_is_done(at_a_company: CompanyServer) -> None:
    life = ordered()
    life.lost()
    at_a_company.fail_with(503, 503)
    send_waiting(LOST_ON)
    waiting = order(Verb.BLOCK)
    assert (waiting.state, waiting.tries) == (OrderState.WAITING, 1) and "busy" in waiting.failure
    raised = Step.objects.open().get(code="card_by_phone")
    assert raised.about == f"CardOrder:{waiting.pk}" and raised.due_on == LOST_ON
    assert Card.objects.with_rows().get(pk=waiting.card_id).state == CardState.BLOCKING
    send_waiting(LOST_ON)
    assert order(Verb.BLOCK).state == OrderState.DONE and not Step.objects.open().filter(code="card_by_phone").exists()


def test_an_answer_lost_on_the_way_makes_no_second_card(at_a_company: CompanyServer) -> None:
    at_a_company.lose_answer = True
    life = chosen_card()
    cards.order_card(person=life.person, key=life.key(), on=AGREED_ON, by=life.worker)
    send_waiting(AGREED_ON)
    assert order(Verb.ORDER).state == OrderState.WAITING and len(at_a_company.book.cards) == 1
    send_waiting(AGREED_ON)
    assert order(Verb.ORDER).state == OrderState.DONE and len(at_a_company.book.cards) == 1
    assert life.person.payees.get().account_number == "70000000"


def test_after_five_tries_somebody_telephones_and_writes_down_what_was_said(
    server: CompanyServer, settings: Any
) -> None:
    settings.CARDS, settings.CARDS_URL, settings.CARDS_KEY = "json", f"{server.url}/v1", TOKEN
    life = ordered()
    life.lost()
    server.fail_with(*[500] * 2 * MOST_TRIES)
    for _ in range(MOST_TRIES):
        send_waiting(LOST_ON)
    replace = order(Verb.REPLACE)
    assert replace.state == OrderState.BY_PHONE and send_waiting(LOST_ON) == 0
    given: dict[str, Any] = {"order": replace, "on": LOST_ON, "by": life.worker}
    with pytest.raises(Refused) as refused:
        card_orders.done_by_phone(**given, told_by="", last_four="12", key=life.key())
    assert [one.field for one in refused.value.problems] == ["told_by", "last_four", "expires_on"]
    told = {"told_by": "Kim at the company", "last_four": "4321", "expires_on": date(2029, 7, 31)}
    done = card_orders.done_by_phone(**given, **told, key=life.key())
    assert done.told_by == "Kim at the company" and life.card.is_made and life.card.is_made.last_four == "4321"
    with pytest.raises(Refused, match="was done on 15 July 2026"):
        card_orders.done_by_phone(**given, **told, key=life.key())
    with pytest.raises(NotAllowed):
        card_orders.done_by_phone(**{**given, "by": life.here.cast.panel[0]}, **told, key=life.key())


def test_an_account_that_was_typed_in_the_meantime_is_said_and_the_one_just_opened_is_not_kept(settings: Any) -> None:
    settings.CARDS = "phone"
    life = chosen_card()
    cards.order_card(person=life.person, key=life.key(), on=AGREED_ON, by=life.worker)
    account = {"sort_code": "089999", "account_number": "66374958"}
    add_payee(
        person=life.person,
        provider=None,
        kind="prepaid_card",
        account_name="Amara Foxglove",
        card_reference="",
        **account,
        key=life.key(),
        on=AGREED_ON,
        by=life.worker,
    )
    told: dict[str, Any] = {"told_by": "Kim", "last_four": "4321", "expires_on": date(2029, 7, 31)}
    with pytest.raises(Refused, match="There is an account for a prepaid card already"):
        card_orders.done_by_phone(
            order=order(Verb.ORDER), **told, **account, key=life.key(), on=AGREED_ON, by=life.worker
        )
    assert life.person.payees.count() == 1 and order(Verb.ORDER).state == OrderState.BY_PHONE


def test_a_council_without_a_line_to_a_company_orders_by_telephone(settings: Any) -> None:
    settings.CARDS = "phone"
    life = chosen_card()
    card = cards.order_card(person=life.person, key=life.key(), on=AGREED_ON, by=life.worker)
    asked = order(Verb.ORDER)
    assert asked.state == OrderState.BY_PHONE and card.state == CardState.ASKED
    given: dict[str, Any] = {"order": asked, "told_by": "Kim", "last_four": "4321", "expires_on": date(2029, 7, 31)}
    with pytest.raises(Refused, match="sort code of 6 digits"):
        card_orders.done_by_phone(
            **given, sort_code="08", account_number="1", key=life.key(), on=AGREED_ON, by=life.worker
        )
    account = {"sort_code": "089999", "account_number": "66374958"}
    card_orders.done_by_phone(**given, **account, key=life.key(), on=AGREED_ON, by=life.worker)
    assert life.person.payees.get().account_number == "66374958" and life.card.state == CardState.ON_ITS_WAY


def test_a_new_card_is_asked_for_before_one_runs_out(in_a_folder: None) -> None:
    life = ordered()
    card = life.card
    assert card.is_made and card.is_made.expires_on
    weeks_before = card.is_made.expires_on - timedelta(weeks=6)
    assert ask_for_new_cards(weeks_before - timedelta(days=1)) == 0
    assert ask_for_new_cards(weeks_before) == 1 and ask_for_new_cards(weeks_before) == 0
    send_waiting(weeks_before)
    old, new = Card.objects.with_rows().get(pk=card.pk), Card.objects.with_rows().get(replaces=card)
    assert (old.state, new.state) == (CardState.IN_USE, CardState.ON_ITS_WAY), "never a day without"
    assert Message.objects.filter(key=f"card_runs_out:{new.pk}").exists()
    life.arrived(new, weeks_before + timedelta(days=9))
    assert Card.objects.with_rows().get(pk=card.pk).state == CardState.OVER


@pytest.mark.requirement("R-PAY-18")
def test_a_balance_too_low_for_wages_warns_the_person_and_their_worker_once(in_a_folder: None) -> None:
    life = ordered()
    life.owes_wages()
    paid(life.here, FIRST_PAY_ON)
    assert not Step.objects.filter(code="low_balance").exists()
    life.holds(12_000)
    assert not Step.objects.filter(code="low_balance").exists(), "two weeks of wages, and then money comes"
    life.holds(11_999)
    raised = Step.objects.open().get(code="low_balance")
    assert raised.owner == life.worker and raised.due_on <= LOST_ON + timedelta(days=1)
    letter = Message.objects.get(key__startswith="low_balance:").letter
    assert letter and "24 July 2026 to pay Ana, wages" in " ".join(letter.facts["words"])
    assert "£0.01 is missing" in " ".join(letter.facts["words"])
    life.holds(11_000, on=LOST_ON + timedelta(days=1))
    assert Step.objects.filter(code="low_balance").count() == 1
    assert Message.objects.filter(key__startswith="low_balance:").count() == 1
    close_step("low_balance", person=life.person, on=LOST_ON, by=life.worker)
    life.holds(5_000, on=LOST_ON + timedelta(days=2))
    assert Message.objects.filter(key__startswith="low_balance:").count() == 2, "it was seen to, and is so again"


@pytest.mark.requirement("R-PAY-18")
def test_money_that_is_on_its_way_is_not_missed(in_a_folder: None) -> None:
    life = ordered()
    life.owes_wages(due_on=FIRST_PAY_ON + timedelta(days=1))
    sent(life.here, approve(life.here, prepared(life.here)))
    life.holds(0, on=PREPARED_ON)
    assert not Step.objects.filter(code="low_balance").exists()


@pytest.mark.requirement("R-PAY-18")
def test_balances_are_read_from_the_company_once_a_week(at_a_company: CompanyServer) -> None:
    life = ordered()
    life.owes_wages()
    paid(life.here, FIRST_PAY_ON)
    account = life.card.payee
    assert account
    at_a_company.book.load(account.card_reference, 1_000)
    assert read_balances(LOST_ON) == 1 and read_balances(LOST_ON + timedelta(days=6)) == 0
    assert CardBalance.objects.get().pence == 1_000 and Step.objects.filter(code="low_balance").exists()
    at_a_company.fail_with(500)
    assert read_balances(LOST_ON + timedelta(days=7)) == 0, "what does not answer is asked again tomorrow"
    assert read_balances(LOST_ON + timedelta(days=8)) == 1


def test_a_folder_and_a_telephone_know_no_balances(in_a_folder: None) -> None:
    life = ordered()
    assert read_balances(LOST_ON) == 0
    with pytest.raises(Refused, match="Only the account of a prepaid card"):
        card_orders.keep_balance(
            payee=life.here.cast.providers[0].payees.create(
                kind="third_party",
                account_name="X",
                sort_code="089999",
                account_number="66374958",
                on=AGREED_ON,
                by=life.worker,
            ),
            pence=5,
            key=life.key(),
            on=LOST_ON,
            by=life.worker,
        )


def test_a_card_that_is_not_known_to_run_out_is_left(in_a_folder: None) -> None:
    life = typed()
    made = card_orders.ask_for_new_card(card=life.card, on=LOST_ON, by=timer())
    assert made == life.card and Card.objects.count() == 1
