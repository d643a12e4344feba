"""What no card company could take is refused in the same words, whichever one it is."""

from datetime import date

import pytest

from selfdirect.outside.cards.common import BLOCK_REASONS, CardFailed, Issued, check_key, check_pence, check_reason


@pytest.mark.parametrize("key", ["", "x" * 101, "with space", "line\n", "é"])
def test_a_key_is_short_and_plain(key: str) -> None:
    with pytest.raises(CardFailed, match="1 to 100 plain characters"):
        check_key(key)


def test_what_is_good_is_taken() -> None:
    check_key("westminster:block:PC-000001")
    check_pence(1)
    for reason in BLOCK_REASONS:
        check_reason(reason)


@pytest.mark.parametrize("wrong", [{"sort_code": "12-34"}, {"account_number": "1"}, {"last_four": "12345"}])
def test_a_card_that_makes_no_sense_is_not_taken(wrong: dict[str, str]) -> None:
    good = {"account": "A", "card": "C", "sort_code": "089999", "account_number": "66374958", "last_four": "1234"}
    assert Issued(**good, expires_on=date(2029, 7, 31)).last_four == "1234"
    with pytest.raises(CardFailed, match="makes no sense"):
        Issued(**(good | wrong), expires_on=date(2029, 7, 31))
