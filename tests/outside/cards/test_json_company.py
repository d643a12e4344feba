"""What goes wrong on the way to a card company that speaks JSON, and what we say of it."""

import json
from collections.abc import Iterator

import pytest

from selfdirect.outside.cards import CardFailed, JsonCompany
from tests.outside.cards.company_server import TOKEN, CompanyServer, company
from tests.outside.cards.test_doors import AMARA, ON


@pytest.fixture
def server() -> Iterator[CompanyServer]:
    with company() as running:
        yield running


def made(**other: str) -> bytes:
    """A card that was made, as the company says it, with these parts other."""
    parts = {"sort_code": "089999", "last_four": "1234", "expires_on": "2029-11-30", **other}
    card = {"id": "C1", "last_four": parts["last_four"], "expires_on": parts["expires_on"]}
    whole = {"account": "A1", "sort_code": parts["sort_code"], "account_number": "66374958", "card": card}
    return json.dumps(whole).encode()


@pytest.fixture
def door(server: CompanyServer) -> JsonCompany:
    return JsonCompany(f"{server.url}/v1/", TOKEN, timeout_seconds=0.5)


def test_an_answer_lost_on_the_way_is_asked_for_again_and_nothing_is_done_twice(
    server: CompanyServer, door: JsonCompany
) -> None:
    made = door.order("order:1", AMARA)
    server.lose_answer = True
    with pytest.raises(CardFailed) as failed:
        door.load("load:1", made.account, 5_000)
    assert failed.value.retry and server.book.held(made.account) == 5_000
    door.load("load:1", made.account, 5_000)
    assert door.balance(made.account).pence == 5_000


@pytest.mark.parametrize(("status", "retry"), [(500, True), (503, True), (429, True), (403, False), (404, False)])
def test_each_status_says_whether_trying_again_may_help(
    server: CompanyServer, door: JsonCompany, status: int, retry: bool
) -> None:
    server.fail_with(status)
    with pytest.raises(CardFailed) as failed:
        door.order("order:1", AMARA)
    assert failed.value.retry is retry and "Foxglove" not in str(failed.value)
    assert door.order("order:1", AMARA).card == "C1"


def test_too_slow_and_unreachable_are_tried_again(server: CompanyServer, door: JsonCompany) -> None:
    server.slow_seconds = 1
    with pytest.raises(CardFailed, match="took too long"):
        door.balance("A1")
    with pytest.raises(CardFailed, match="could not be reached"):
        JsonCompany("http://127.0.0.1:9", TOKEN, timeout_seconds=0.5).balance("A1")


@pytest.mark.parametrize(
    "spoiled",
    [b"", b"<html>", b"[]", b'{"account": "A1"}', made(sort_code="12"), made(expires_on="soon"), made(last_four="")],
)
def test_an_answer_that_makes_no_sense_is_not_believed(
    server: CompanyServer, door: JsonCompany, spoiled: bytes
) -> None:
    server.spoil = spoiled
    with pytest.raises(CardFailed, match="makes no sense"):
        door.order("order:1", AMARA)


@pytest.mark.parametrize(
    "spoiled", [b'{"pence": 1.5, "at": "2026-07-06T10:00:00+00:00"}', b'{"pence": 5, "at": "2026-07-06T10:00:00"}']
)
def test_an_amount_is_whole_pence_and_a_moment_has_its_zone(
    server: CompanyServer, door: JsonCompany, spoiled: bytes
) -> None:
    made = door.order("order:1", AMARA)
    server.spoil = spoiled
    with pytest.raises(CardFailed, match="makes no sense"):
        door.balance(made.account)


def test_a_wrong_token_and_a_refusal_are_said_in_our_words(server: CompanyServer, door: JsonCompany) -> None:
    with pytest.raises(CardFailed, match="does not accept our key"):
        JsonCompany(f"{server.url}/v1", "wrong").balance("A1")
    made = door.order("order:1", AMARA)
    with pytest.raises(CardFailed, match="holds too little"):
        door.load("load:1", made.account, 999_999_999)
    door.close("close:1", made.account)
    with pytest.raises(CardFailed, match="is closed"):
        door.load("load:2", made.account, 1)
    with pytest.raises(CardFailed, match="does not know this card"):
        door.block("block:1", "C404", "lost")
    server.spoil = b'{"entries": {}}'
    with pytest.raises(CardFailed, match="makes no sense: entries"):
        door.entries(made.account, ON)
