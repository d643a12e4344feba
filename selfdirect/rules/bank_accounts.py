"""The shape of a bank account: a sort code of 6 digits and an account number of 8.

Whether the bank knows the account is not decided here.

Tests:  tests/rules/test_bank_accounts.py
"""

import re
from typing import Final

SORT_CODE_DIGITS: Final = 6
ACCOUNT_NUMBER_DIGITS: Final = 8
_BETWEEN = re.compile(r"[\s\-–—.]+")


class BankAccountRefused(ValueError):
    """A sort code or account number is not of the right shape. The message says how to put it right."""


def parse_sort_code(text: str) -> str:
    """Read "12-34-56", "12 34 56" or "123456" and give its 6 digits. Raises BankAccountRefused."""
    digits = _digits(text, "sort code", "6 digits, like 20-00-00", SORT_CODE_DIGITS)
    if len(digits) != SORT_CODE_DIGITS:
        raise BankAccountRefused("The sort code must have 6 digits, like 20-00-00.")
    return digits


def parse_account_number(text: str) -> str:
    """Read an account number and give its 8 digits. Raises BankAccountRefused.

    A number of 6 or 7 digits is refused, with how to make it 8: the person adds the zeros.
    """
    digits = _digits(text, "account number", "8 digits, like 00733445", ACCOUNT_NUMBER_DIGITS)
    if len(digits) in {6, 7}:
        raise BankAccountRefused(
            "The account number must have 8 digits. If yours has 6 or 7, put zeros at the front to make 8."
        )
    if len(digits) != ACCOUNT_NUMBER_DIGITS:
        raise BankAccountRefused("The account number must have 8 digits, like 00733445.")
    return digits


def format_sort_code(sort_code: str) -> str:
    """Show the 6 digits as "12-34-56"."""
    return "-".join((sort_code[:2], sort_code[2:4], sort_code[4:]))


def _digits(text: str, name: str, shape: str, most: int) -> str:
    bare = _BETWEEN.sub("", text)
    if not bare:
        raise BankAccountRefused(f"Enter the {name}: {shape}.")
    if not (bare.isascii() and bare.isdecimal()):
        raise BankAccountRefused(f"The {name} must be digits only. Enter {shape}.")
    return bare[: most + 1]
