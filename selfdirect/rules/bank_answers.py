"""What a bank's status of a payment means, and its reasons in words that a finance officer and a person understand.

The codes are ISO 20022's external code sets of payment statuses and status reasons. One that is not listed is shown as
the bank wrote it.

Next:   selfdirect/outside/bank_files/pain_002.py
Tests:  tests/rules/test_bank_answers.py
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Meaning(StrEnum):
    """What a status says of the money."""

    ARRIVED = "arrived"
    ON_ITS_WAY = "on_its_way"
    REJECTED = "rejected"
    IN_PART = "in_part"
    UNKNOWN = "unknown"


MEANINGS: Final = {
    "ACCC": Meaning.ARRIVED,
    "ACSC": Meaning.ARRIVED,
    "ACCP": Meaning.ON_ITS_WAY,
    "ACFC": Meaning.ON_ITS_WAY,
    "ACSP": Meaning.ON_ITS_WAY,
    "ACTC": Meaning.ON_ITS_WAY,
    "ACWC": Meaning.ON_ITS_WAY,
    "ACWP": Meaning.ON_ITS_WAY,
    "PATC": Meaning.ON_ITS_WAY,
    "PDNG": Meaning.ON_ITS_WAY,
    "RCVD": Meaning.ON_ITS_WAY,
    "PART": Meaning.IN_PART,
    "RJCT": Meaning.REJECTED,
    "CANC": Meaning.REJECTED,
}

REASONS: Final = {
    "AC01": "The account number is wrong",
    "AC03": "The account number of the payee is not valid",
    "AC04": "The account is closed",
    "AC06": "The account is blocked",
    "AC07": "The account of the payee is closed",
    "AC13": "The account of the payee is of the wrong kind",
    "AG01": "The account cannot take this kind of payment",
    "AG02": "The kind of payment is wrong",
    "AM02": "The amount is more than the bank allows",
    "AM03": "The currency is not allowed",
    "AM04": "There is not enough money in our account",
    "AM05": "The bank has this payment already",
    "AM09": "The amount is not as agreed",
    "AM10": "The total of the file does not add up",
    "AM14": "The amount is above the limit agreed with our bank",
    "BE01": "The name does not go with the account",
    "BE06": "The bank does not know the payee",
    "CUST": "We asked for it to be cancelled",
    "DT01": "The date is wrong",
    "DU01": "The bank has this file already",
    "ED05": "The payment could not be settled",
    "FF01": "The file is not in the form that the bank takes",
    "MD07": "The bank was told that the owner of the account has died",
    "MS02": "The payee refused it, and gave no reason",
    "MS03": "The bank gives no reason",
    "NARR": "",
    "RC01": "The sort code is wrong",
    "RC04": "The sort code of the payee is not valid",
    "RR04": "A rule that the bank must follow",
    "SL01": "The payee’s bank does not offer this",
    "TM01": "It reached the bank too late in the day",
}


def meaning_of(status: str) -> Meaning:
    """What a status says of the money."""
    return MEANINGS.get(status, Meaning.UNKNOWN)


def reason_in_words(codes: Iterable[str], words: Iterable[str] = ()) -> str:
    """The reasons of one payment as one text: each code in words, then what the bank added. Never empty."""
    found = [REASONS.get(code, f"The bank’s code {code}") for code in codes]
    found += [" ".join(more.split()) for more in words]
    return ". ".join(dict.fromkeys(part.rstrip(".") for part in found if part)) or "The bank gives no reason"
