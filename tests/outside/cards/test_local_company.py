"""What is asked of the folder in place of a card company can be read there, and is there once."""

import json
from datetime import date
from pathlib import Path

import pytest

from selfdirect.outside.cards import CardFailed, LocalCompany
from tests.outside.cards.test_doors import AMARA, ON


def test_what_was_asked_can_be_read(tmp_path: Path) -> None:
    door = LocalCompany(tmp_path / "cards", lambda: ON)
    made = door.order("order:1", AMARA)
    door.block("block:1", made.card, "stolen")
    found = [json.loads(path.read_text("utf-8")) for path in sorted((tmp_path / "cards").glob("*.json"))]
    assert {row["asked"] for row in found} == {"order a card", "block a card"}
    assert any(row.get("because") == "stolen" and row["blocked"] == made.card for row in found)
    assert any(row.get("posted_to") == "1 Willow Court\nLondon" for row in found)
    assert not list((tmp_path / "cards").glob(".*")), "no unfinished file is left"


def test_a_leap_day_has_a_card_too_and_each_account_its_own_number(tmp_path: Path) -> None:
    door = LocalCompany(tmp_path, lambda: date(2028, 2, 29))
    one, other = door.order("order:1", AMARA), door.order("order:2", AMARA)
    assert one.expires_on == date(2031, 2, 28) and one.account_number != other.account_number


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("not a folder")
    with pytest.raises(CardFailed, match="could not be written") as failed:
        LocalCompany(tmp_path / "cards", lambda: ON).order("order:1", AMARA)
    assert failed.value.retry
