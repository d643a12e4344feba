"""Sort codes and account numbers have the right shape, or a message says how to put it right."""

import pytest

from selfdirect.rules.bank_accounts import (
    BankAccountRefused,
    format_sort_code,
    parse_account_number,
    parse_sort_code,
)


@pytest.mark.parametrize("typed", ["123456", "12-34-56", " 12 34 56 ", "12–34–56", "12.34.56"])
def test_a_sort_code_is_read_however_it_is_spaced(typed: str) -> None:
    assert parse_sort_code(typed) == "123456"
    assert format_sort_code(parse_sort_code(typed)) == "12-34-56"


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "²²²²²²", "💷", "\u202e123456", "9" * 999]
)
def test_any_other_sort_code_is_refused(typed: str) -> None:
    with pytest.raises(BankAccountRefused, match="sort code"):
        parse_sort_code(typed)


def test_an_account_number_keeps_its_zeros() -> None:
    assert parse_account_number(" 0073 3445 ") == "00733445"


@pytest.mark.parametrize("typed", ["", "12345", "123456789", "1234567x", "💷", "\u202e12345678"])
def test_any_other_account_number_is_refused(typed: str) -> None:
    with pytest.raises(BankAccountRefused, match="account number"):
        parse_account_number(typed)


@pytest.mark.parametrize("typed", ["123456", "1234567"])
def test_a_short_account_number_is_refused_with_how_to_make_it_8(typed: str) -> None:
    with pytest.raises(BankAccountRefused, match="put zeros at the front"):
        parse_account_number(typed)
