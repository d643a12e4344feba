"""What goes wrong on the way to a card company that speaks XML messages, and what we say of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from selfdirect.outside.cards import CardFailed, XmlCompany
from tests.outside.cards.company_server import NAME, SECRET, CompanyServer, company
from tests.outside.cards.test_doors import AMARA, ON


@pytest.fixture
def server() -> Iterator[CompanyServer]:
    with company() as running:
        yield running


@pytest.fixture
def door(server: CompanyServer) -> XmlCompany:
    return XmlCompany(f"{server.url}/xml", NAME, SECRET, datetime.now(UTC), timeout_seconds=0.5)


def test_an_answer_lost_on_the_way_is_asked_for_again_and_nothing_is_done_twice(
    server: CompanyServer, door: XmlCompany
) -> None:
    made = door.order("order:1", AMARA)
    server.lose_answer = True
    with pytest.raises(CardFailed) as failed:
        door.load("load:1", made.account, 5_007)
    assert failed.value.retry and server.book.held(made.account) == 5_007
    door.load("load:1", made.account, 5_007)
    assert door.balance(made.account).pence == 5_007


def test_a_message_that_was_changed_or_is_late_is_refused_by_the_company(server: CompanyServer) -> None:
    with pytest.raises(CardFailed, match="not signed as agreed"):
        XmlCompany(f"{server.url}/xml", NAME, "another", datetime.now(UTC)).balance("A1")
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    with pytest.raises(CardFailed, match="clock and ours are too far apart"):
        XmlCompany(f"{server.url}/xml", NAME, SECRET, an_hour_ago).balance("A1")


def test_an_answer_that_is_not_signed_is_not_believed(server: CompanyServer, door: XmlCompany) -> None:
    server.spoil = b'<Answer to="GetBalance" status="done"><Amount>999.00</Amount></Answer>'
    with pytest.raises(CardFailed, match="not signed as agreed"):
        door.balance("A1")


@pytest.mark.parametrize("status", [500, 503, 404])
def test_a_door_that_does_not_open_is_tried_again(server: CompanyServer, door: XmlCompany, status: int) -> None:
    server.fail_with(status)
    with pytest.raises(CardFailed) as failed:
        door.order("order:1", AMARA)
    assert failed.value.retry
    server.slow_seconds = 1
    with pytest.raises(CardFailed, match="took too long"):
        door.balance("A1")


def test_refusals_are_said_in_our_words(server: CompanyServer, door: XmlCompany) -> None:
    made = door.order("order:1", AMARA)
    with pytest.raises(CardFailed, match="holds too little"):
        door.load("load:1", made.account, 999_999_999)
    with pytest.raises(CardFailed, match="does not know this card"):
        door.block("block:1", "C404", "lost")
    door.close("close:1", made.account)
    with pytest.raises(CardFailed, match="is closed"):
        door.load("load:2", made.account, 1)


def test_money_out_is_below_nothing_to_the_penny(server: CompanyServer, door: XmlCompany) -> None:
    made = door.order("order:1", AMARA)
    door.load("load:1", made.account, 1_005)
    server.book.spend(made.card, 306, "Example Active")
    entries = door.entries(made.account, ON)
    assert [(one.pence, one.card) for one in entries] == [(1_005, ""), (-306, made.card)]
    assert door.balance(made.account).pence == 699
