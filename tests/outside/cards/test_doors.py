"""The same questions put to each card company: one reached by JSON, one by XML messages, and the folder."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfdirect.outside.cards import CardCompany, CardFailed, Holder, JsonCompany, LocalCompany, XmlCompany
from tests.outside.cards.company_server import NAME, SECRET, TOKEN, CompanyServer, company

AMARA = Holder("Amara Foxglove", "1 Willow Court\nLondon", "ZZ1 1AA")
ON = date(2026, 7, 6)


@pytest.fixture
def server() -> Iterator[CompanyServer]:
    with company() as running:
        yield running


@pytest.fixture(params=["json", "xml", "local"])
def door(request: pytest.FixtureRequest, server: CompanyServer, tmp_path: Path) -> CardCompany:
    if request.param == "json":
        return JsonCompany(f"{server.url}/v1", TOKEN, timeout_seconds=2)
    if request.param == "xml":
        return XmlCompany(f"{server.url}/xml", NAME, SECRET, datetime.now(UTC), timeout_seconds=2)
    return LocalCompany(tmp_path / "cards", lambda: ON)


@pytest.mark.requirement("R-PAY-02")
def test_a_card_is_ordered_loaded_blocked_replaced_and_closed(door: CardCompany) -> None:
    first = door.order("order:1", AMARA)
    assert len(first.account_number) == 8 and first.sort_code == "089999" and first.expires_on > ON
    door.load("load:1", first.account, 30_000)
    door.block("block:1", first.card, "lost")
    second = door.replace("replace:1", first.account, first.card, AMARA)
    assert second.card != first.card and second.account == first.account
    assert second.account_number == first.account_number
    door.load("load:2", first.account, 1)
    assert door.balance(first.account).pence == 30_001, "the money stays on the account when the card is another"
    assert [one.pence for one in door.entries(first.account, ON)] == [30_000, 1]
    assert door.entries(first.account, date(2026, 7, 7)) == []
    closed = door.close("close:1", first.account)
    assert closed.returned_pence == 30_001 and door.balance(first.account).pence == 0


def test_the_same_key_is_one_thing_however_often_it_is_asked(door: CardCompany) -> None:
    first = door.order("order:1", AMARA)
    assert door.order("order:1", AMARA) == first
    for _ in range(3):
        door.load("load:1", first.account, 5_000)
    assert door.balance(first.account).pence == 5_000
    assert door.block("block:1", first.card, "stolen") == door.block("block:1", first.card, "stolen")
    assert door.close("close:1", first.account) == door.close("close:1", first.account)
    with pytest.raises(CardFailed) as failed:
        door.load("order:1", first.account, 5)
    assert not failed.value.retry and "key" in str(failed.value)


def test_what_makes_no_sense_is_refused_before_it_is_sent(door: CardCompany) -> None:
    with pytest.raises(CardFailed, match="key of 1 to 100"):
        door.order("a key\nwith lines", AMARA)
    with pytest.raises(CardFailed, match="more than"):
        door.load("load:1", "A1", 0)
    with pytest.raises(CardFailed, match="one of: lost"):
        door.block("block:1", "C1", "because I say so")


def test_an_account_that_is_not_known_is_said_so(door: CardCompany) -> None:
    with pytest.raises(CardFailed, match="does not know this account") as failed:
        door.replace("replace:1", "A404", "C404", AMARA)
    assert not failed.value.retry


def test_nothing_about_the_person_is_in_what_is_printed(door: CardCompany) -> None:
    made = door.order("order:1", AMARA)
    assert "Foxglove" not in repr(AMARA) and "Willow" not in repr(AMARA)
    assert made.account_number not in repr(made) and made.sort_code not in repr(made)
